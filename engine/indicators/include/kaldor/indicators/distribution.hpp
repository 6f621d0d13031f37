#pragma once

#include <span>

namespace kaldor::indicators {

/// Compensation of employees over value added; undefined unless value added is positive. I-40.
double labour_share(double compensation, double value_added);

/// Theil index of incomes, split exactly into inequality between and within regions, in nat; total = between + within.
struct TheilDecomposition {
  double total;
  double between;  ///< sum s_r ln(s_r / n_r), income share s and population share n
  double within;   ///< sum s_r T_r
};

/// `incomes` a head, the region of each counted from 0, and persons behind each (empty: one each). Every member is
/// not-a-number when an income, weight or region is negative, income sums to zero, or lengths differ. Allocates two
/// numbers a region. I-40.
TheilDecomposition regional_theil(std::span<const double> incomes, std::span<const int> regions,
                                  std::span<const double> persons = {});

}  // namespace kaldor::indicators

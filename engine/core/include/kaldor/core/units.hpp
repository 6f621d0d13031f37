#pragma once

#include "kaldor/core/elementary.hpp"

/// Yearly numbers are what people know; the model's period is a quarter.
namespace kaldor {
inline namespace KALDOR_ISA {

inline constexpr int kQuartersPerYear = 4;

/// Growth a quarter that compounds to `annual` (0.05 is 5 %) in four.
KALDOR_INLINE double quarterly_growth(double annual) { return math::pow(1.0 + annual, 0.25) - 1.0; }

/// Growth a year from growth a quarter.
KALDOR_INLINE double annual_growth(double quarterly) {
  const double half_year = (1.0 + quarterly) * (1.0 + quarterly);
  return half_year * half_year - 1.0;
}

/// Probability a quarter that gives `annual` in four independent quarters; also the depreciation a quarter.
KALDOR_INLINE double quarterly_hazard(double annual) { return 1.0 - math::pow(1.0 - annual, 0.25); }

}  // namespace KALDOR_ISA
}  // namespace kaldor

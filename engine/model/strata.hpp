#pragma once

#include <cstddef>
#include <vector>

namespace kaldor {

/// A record that stands for `weight` firms of the mean size `size`.
struct Stratum {
  double weight = 1;
  double size = 0;
};

using Strata = std::vector<std::vector<Stratum>>;  ///< by cell

/// Draws `records` strata out of `firms` firms whose sizes are the quantiles of a Pareto distribution: the largest
/// firms one by one, then records of growing weight, and half of the records for the many small ones with one bottom
/// weight. Sizes are relative (smallest = 1); no firm holds more than `largest_share` of the total.
std::vector<Stratum> stratify(double firms, std::size_t records, double exponent, double largest_share);

}  // namespace kaldor

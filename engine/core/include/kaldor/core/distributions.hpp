#pragma once

#include "kaldor/core/elementary.hpp"

namespace kaldor::math {

/// The Poisson quantile of u in (0, 1): the smallest count whose distribution function reaches u. Never falls when
/// `mean` or `u` rises (but for u within rounding, 1e-13, of a step). Above a mean of 500 a Cornish-Fisher expansion
/// takes over, off by at most one.
/// Throws std::domain_error unless 0 <= mean <= 1e9.
int poisson_by_inversion(double u, double mean);

}  // namespace kaldor::math

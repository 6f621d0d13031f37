#pragma once

#include <cmath>
#include <span>

#include "numerics.hpp"

namespace kaldor::indicators {

/// Cosine of the angle between two vectors of one length; not-a-number when one is zero.
inline double cosine(std::span<const double> a, std::span<const double> b) {
  const double lengths = std::sqrt(sum_of_products(a, a)) * std::sqrt(sum_of_products(b, b));
  return ratio(sum_of_products(a, b), lengths);
}

}  // namespace kaldor::indicators

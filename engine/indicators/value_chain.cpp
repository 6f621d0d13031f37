#include "kaldor/indicators/value_chain.hpp"

#include <algorithm>

#include "numerics.hpp"

namespace kaldor::indicators {

Smile smile(std::span<const double, 3> y) { return {y[1], 0.5 * (y[2] - y[0]), 0.5 * (y[0] + y[2]) - y[1]}; }

double functional_upgrading(std::span<const double, 3> value_added, std::span<const double, 3> income) {
  const double sum = value_added[0] + value_added[1] + value_added[2],
               top = std::max({income[0], income[1], income[2]});
  if (!(sum > 0) || !(top > income[1])) return kUndefined;
  double index = 0;
  for (std::size_t k = 0; k < 3; ++k) index += value_added[k] / sum * (income[k] - income[1]);
  return index / (top - income[1]);
}

}  // namespace kaldor::indicators

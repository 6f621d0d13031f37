#include "kaldor/indicators/recombination.hpp"

namespace kaldor::indicators {

double new_pairs(int before, int now) {
  const auto pairs = [](double n) { return n * (n - 1) / 2; };
  return pairs(now) - pairs(before);
}

}  // namespace kaldor::indicators

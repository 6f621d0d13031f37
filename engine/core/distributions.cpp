#include "kaldor/core/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kaldor::math {
namespace {

constexpr double kLargestExact = 500;  // e^-500 is still far from the smallest double
constexpr double kSurelyLarger = 600;  // whatever u, the count here exceeds the one at kLargestExact
constexpr double kLargestMean = 1e9;   // counts stay below the largest int

int exact(double u, double mean) {
  double probability = exp(-mean);
  double below = probability;
  int count = 0;
  // Past the mean, terms too small to move the sum end the search: u was above the rounded total.
  while (below < u) {
    ++count;
    probability *= mean / count;
    const double next = below + probability;
    if (next == below && count > mean) break;
    below = next;
  }
  return count;
}

int expansion(double u, double mean) {
  const double z = normal(u);
  return static_cast<int>(std::floor(mean + sqrt(mean) * z + (z * z - 1.0) / 6.0 + 0.5));
}

}  // namespace

int poisson_by_inversion(double u, double mean) {
  if (!(mean >= 0 && mean <= kLargestMean)) throw std::domain_error("Poisson mean outside [0, 1e9]");
  if (mean <= kLargestExact) return exact(u, mean);
  if (mean > kSurelyLarger) return expansion(u, mean);
  return std::max(exact(u, kLargestExact), expansion(u, mean));
}

}  // namespace kaldor::math

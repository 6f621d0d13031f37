#include "strata.hpp"

#include <algorithm>

#include "kaldor/core/elementary.hpp"

namespace kaldor {

namespace {

/// Mean size of the firms of ranks a to b (0 is the largest) out of `firms`.
double mean_size(double a, double b, double firms, double exponent) {
  const double power = 1 - 1 / exponent;
  if (b - a <= 1) return math::pow((a + 0.5 * (b - a)) / firms, power - 1);
  const double upper = math::pow(b / firms, power), lower = a > 0 ? math::pow(a / firms, power) : 0;
  return firms / (b - a) * (upper - lower) / power;
}

/// Weights from the largest firm down: in proportion to rank up to the rank `graded`, then `bottom`.
template <class Visit>
void walk(double firms, double graded, double bottom, double scale, Visit visit) {
  double rank = 0;
  while (rank < firms - 1e-9 * firms) {
    double weight = rank >= graded ? bottom : std::clamp(rank / scale, 1.0, bottom);
    if (firms - rank < 1.5 * weight) weight = firms - rank;
    visit(rank, weight);
    rank += weight;
  }
}

/// The ranks for each unit of weight at which there are as many records as asked for.
double solve_scale(double firms, double graded, double bottom, std::size_t records) {
  double low = 0.01, high = 2 * static_cast<double>(records);
  for (int step = 0; step < 24; ++step) {
    const double scale = math::sqrt(low * high);
    std::size_t count = 0;
    walk(firms, graded, bottom, scale, [&](double, double) { ++count; });
    (count > records ? high : low) = scale;
  }
  return low;
}

}  // namespace

std::vector<Stratum> stratify(double firms, std::size_t records, double exponent, double largest_share) {
  std::vector<Stratum> result;
  const double n = static_cast<double>(records);
  double bottom = 1, graded = firms;
  if (firms > n) {
    // Ranks up to `graded` have weights that grow in proportion to rank; half of the records lie beyond.
    for (int step = 0; step < 50; ++step) {
      bottom = std::max(1.0, 2 * (firms - graded) / n);
      graded = firms / (2 + math::log(bottom));
    }
  }
  const double scale = firms > n ? solve_scale(firms, graded, bottom, records) : 1.0;
  walk(firms, graded, bottom, scale, [&](double rank, double weight) {
    result.push_back({weight, mean_size(rank, rank + weight, firms, exponent)});
  });
  for (int step = 0; step < 20; ++step) {
    double total = 0;
    for (const Stratum& s : result) total += s.weight * s.size;
    std::size_t capped = 0;  // sizes fall with rank
    for (; capped < result.size() && result[capped].size > largest_share * total; ++capped)
      result[capped].size = largest_share * total;
    if (capped == 0) break;
  }
  return result;
}

}  // namespace kaldor

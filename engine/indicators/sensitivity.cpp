#include "kaldor/indicators/sensitivity.hpp"

#include <vector>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

constexpr std::size_t kMostFactors = 32;

bool fit(const Factorial& experiment) {
  std::size_t combinations = 1, all_levels = 0;
  for (const std::size_t count : experiment.levels) {
    combinations *= count;
    all_levels += count;
  }
  const bool has_probabilities = !experiment.probabilities.empty();
  if (experiment.levels.empty() || experiment.levels.size() > kMostFactors || combinations == 0) return false;
  if (experiment.values.size() != combinations) return false;
  if (has_probabilities && experiment.probabilities.size() != all_levels) return false;
  std::size_t first = 0;
  for (const std::size_t count : experiment.levels) {
    if (has_probabilities && !sums_to_one(experiment.probabilities.subspan(first, count))) return false;
    first += count;
  }
  return true;
}

/// Where a combination stands: its probability and its cell among the combinations of the chosen factors.
struct Place {
  double probability = 1;
  std::size_t cell = 0;
};

Place place_of(const Factorial& experiment, std::size_t combination, std::uint32_t factors) {
  Place place;
  std::size_t first = experiment.probabilities.size(), stride = 1;
  for (std::size_t k = experiment.levels.size(); k-- > 0;) {
    const std::size_t count = experiment.levels[k], level = combination % count;
    combination /= count;
    if (experiment.probabilities.empty()) {
      place.probability /= static_cast<double>(count);
    } else {
      first -= count;
      place.probability *= experiment.probabilities[first + level];
    }
    if ((factors >> k & 1u) == 0) continue;
    place.cell += level * stride;
    stride *= count;
  }
  return place;
}

/// Variance of the mean given the levels of the chosen factors.
double variance_of_mean(const Factorial& experiment, std::uint32_t factors, double mean) {
  std::size_t cells = 1;
  for (std::size_t k = 0; k < experiment.levels.size(); ++k)
    if ((factors >> k & 1u) != 0) cells *= experiment.levels[k];
  std::vector<Sum> totals(cells), masses(cells);
  for (std::size_t i = 0; i < experiment.values.size(); ++i) {
    const Place place = place_of(experiment, i, factors);
    totals[place.cell] += place.probability * (experiment.values[i] - mean);
    masses[place.cell] += place.probability;
  }
  Sum variance;
  for (std::size_t c = 0; c < cells; ++c)
    if (masses[c].value() > 0) variance += totals[c].value() * totals[c].value() / masses[c].value();
  return variance.value();
}

}  // namespace

double explained_variance(const Factorial& experiment, std::uint32_t factors) {
  if (!fit(experiment)) return kUndefined;
  Sum mean;
  for (std::size_t i = 0; i < experiment.values.size(); ++i)
    mean += place_of(experiment, i, 0).probability * experiment.values[i];
  constexpr std::uint32_t kAll = ~std::uint32_t{0};
  return ratio(variance_of_mean(experiment, factors, mean.value()), variance_of_mean(experiment, kAll, mean.value()));
}

}  // namespace kaldor::indicators

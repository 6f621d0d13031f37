#include "kaldor/indicators/distribution.hpp"

#include <algorithm>
#include <vector>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

constexpr TheilDecomposition kNone{kUndefined, kUndefined, kUndefined};

struct Region {
  Sum income, persons;
};

}  // namespace

double labour_share(double compensation, double value_added) { return ratio(compensation, value_added); }

TheilDecomposition regional_theil(std::span<const double> incomes, std::span<const int> regions,
                                  std::span<const double> persons) {
  const Weights weight(persons);
  if (incomes.empty() || incomes.size() != regions.size() || !weight.fit(incomes.size())) return kNone;
  if (!none_negative(incomes) || !none_negative(persons)) return kNone;
  if (*std::min_element(regions.begin(), regions.end()) < 0) return kNone;

  std::vector<Region> sums(static_cast<std::size_t>(*std::max_element(regions.begin(), regions.end())) + 1);
  Sum income, population;
  for (std::size_t i = 0; i < incomes.size(); ++i) {
    Region& region = sums[static_cast<std::size_t>(regions[i])];
    region.income += weight[i] * incomes[i];
    region.persons += weight[i];
    income += weight[i] * incomes[i];
    population += weight[i];
  }
  const double mean = ratio(income.value(), population.value());
  if (!(mean > 0)) return kNone;

  // With income over the national mean, T = sum w y ln y / N; inside a region the reference is the region's own mean.
  Sum within, between;
  for (std::size_t i = 0; i < incomes.size(); ++i) {
    if (weight[i] == 0) continue;
    const Region& region = sums[static_cast<std::size_t>(regions[i])];
    const double regional_mean = region.income.value() / region.persons.value();
    within += weight[i] / population.value() * x_log_ratio(incomes[i] / mean, regional_mean / mean);
  }
  for (const Region& region : sums)
    between += x_log_ratio(region.income.value() / income.value(), region.persons.value() / population.value());
  return {between.value() + within.value(), between.value(), within.value()};
}

}  // namespace kaldor::indicators

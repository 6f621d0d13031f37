// Stage 13: what exports tell of the income level of products and regions, and fitness of regions (S§4.4).

#include "kaldor/indicators/complexity.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

constexpr int kIterations = 20;  ///< of fitness, as Tacchella et al. (2012) use

}  // namespace

void record_sophistication(ModelState& s) {
  const std::size_t n = static_cast<std::size_t>(s.base.industries), regions = static_cast<std::size_t>(s.base.regions);
  indicators::Matrix sold(regions, n), there(regions, n);
  Vector income(regions);
  const double level = value(s, Indicator::price_level);
  for (std::size_t r = 0; r < regions; ++r) {
    const double people = value(s, Indicator::labour_force_by_region, r);
    income[r] = ratio(value(s, Indicator::gdp_by_region, r), people * level);
    for (std::size_t i = 0; i < n; ++i) {
      sold(r, i) = exports(s, static_cast<int>(i), static_cast<int>(r));
      there(r, i) = s.births.specialised(i, r);
    }
  }
  const Vector products = indicators::prody(sold, income), level_of = indicators::expy(sold, products);
  const indicators::Fitness fitness = indicators::fitness_complexity(there, kIterations);
  for (std::size_t i = 0; i < n; ++i) value(s, Indicator::prody, i) = products[i];
  for (std::size_t r = 0; r < regions; ++r) {
    value(s, Indicator::expy_by_region, r) = level_of[r];
    value(s, Indicator::fitness_by_region, r) = fitness.regions[r];
  }
}

}  // namespace kaldor

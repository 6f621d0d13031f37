// Stage 13: what has come into being, and how related firms' places are.

#include <cmath>

#include "kaldor/indicators/recombination.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

double& value(ModelState& s, Indicator indicator, std::size_t i = 0) {
  return s.frame[s.layout.offset[static_cast<std::size_t>(indicator)] + i];
}

/// Density where firms enter less density where firms are.
double relatedness_of_entry(const ModelState& s) {
  double there = 0, firms = 0, chosen = 0, entrants = 0;
  for (int c = 0; c < s.cell_count(); ++c) {
    const double density = s.births.density(s.industry_of(c), s.region_of(c));
    there += s.cells.firms[c] * density;
    firms += s.cells.firms[c];
    chosen += s.entrants[c] * density;
    entrants += s.entrants[c];
  }
  return entrants > 0 ? chosen / entrants - there / firms : std::nan("");
}

}  // namespace

void record_births(ModelState& s) {
  const int n = s.base.industries;
  int alive = 0;
  double added = 0;
  for (int i = 0; i < n; ++i) {
    const std::size_t k = static_cast<std::size_t>(i);
    const NewIndustry* entry = s.births.of(i);
    const bool born = entry != nullptr && entry->alive();
    const double firms = s.of_industry(i, CellSum::firms);
    alive += firms > 0;
    if (born) added += value(s, Indicator::value_added, k);
    value(s, Indicator::birth_route, k) = born ? entry->route : 0;
    value(s, Indicator::industry_age, k) = born ? s.period - entry->born : std::nan("");
    value(s, Indicator::diffusion, k) = born ? entry->diffusion : std::nan("");
    for (int r = 0; r < s.base.regions; ++r)
      value(s, Indicator::related_density_by_region, static_cast<std::size_t>(r * n + i)) = s.births.density(i, r);
  }
  value(s, Indicator::industries_alive) = alive;
  value(s, Indicator::new_pairs) = indicators::new_pairs(s.births.alive_last, alive);
  value(s, Indicator::new_industry_share) = added / s.quarter.gdp;
  value(s, Indicator::entry_relatedness) = relatedness_of_entry(s);
  s.births.alive_last = alive;
}

}  // namespace kaldor

// Stage 13: what has come into being, and how related firms' places are.

#include <cmath>
#include <numeric>

#include "both_years.hpp"
#include "kaldor/indicators/complexity.hpp"
#include "kaldor/indicators/recombination.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

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

/// Density at the start where regions have become specialised since, less where they still are not.
double related_diversification(const ModelState& s) {
  double gained = 0, absent = 0, gains = 0, absences = 0;
  for (int i = 0; i < s.base.industries; ++i)
    for (int r = 0; r < s.base.regions; ++r) {
      if (s.births.specialised_first(i, r) > 0) continue;
      const bool now = s.births.specialised(i, r) > 0;
      (now ? gained : absent) += s.births.density_first(i, r);
      (now ? gains : absences) += 1;
    }
  return gains > 0 && absences > 0 ? gained / gains - absent / absences : std::nan("");
}

void record_complexity(ModelState& s) {
  const std::size_t n = static_cast<std::size_t>(s.base.industries), regions = static_cast<std::size_t>(s.base.regions);
  Vector presence(n * regions);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t r = 0; r < regions; ++r) presence[r * n + i] = s.births.specialised(i, r);
  const indicators::Complexity c = indicators::economic_complexity({presence, regions, n});
  for (std::size_t r = 0; r < regions; ++r) value(s, Indicator::complexity_by_region, r) = c.regions[r];
  for (std::size_t i = 0; i < n; ++i) value(s, Indicator::complexity, i) = c.products[i];
}

}  // namespace

TwoYears both_years(std::span<const double> before, std::span<const double> now, std::span<const double> people_before,
                    std::span<const double> people_now, std::size_t measured, bool as_share) {
  TwoYears result;
  bool dropped = false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (i >= measured && !(people_before[i] > 0 && people_now[i] > 0)) {
      dropped = dropped || people_before[i] > 0 || people_now[i] > 0;
      continue;
    }
    result.before.push_back(before[i]);
    result.now.push_back(now[i]);
  }
  if (!as_share || !dropped) return result;
  for (Vector* v : {&result.before, &result.now}) {
    const double sum = std::accumulate(v->begin(), v->end(), 0.0);
    for (double& x : *v) x /= sum;
  }
  return result;
}

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
  value(s, Indicator::diversification_share) = ratio(s.diversified_heads, s.entrants_heads);
  value(s, Indicator::related_diversification) = related_diversification(s);
  record_complexity(s);
  s.births.alive_last = alive;
}

}  // namespace kaldor

// Stage 12: what closed firms leave is cleared and rezoned or lies idle; the rent of each region and use moves to where
// the supply of land meets what firms occupy (S§1.9). Rents hold from the next quarter on.

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

/// Land that cells of one region and use held, left and were asked for by entrants this quarter.
struct Occupancy {
  double used = 0, left = 0, entrants = 0, supply_change = 0, rezoned = 0;
};

Occupancy occupancy(const ModelState& s, int r, int u) {
  Occupancy o;
  for (int i = 0; i < s.base.industries; ++i) {
    if (s.land.use[i] != u) continue;
    const int c = s.cell(i, r);
    // A unit of capital takes less land as the economy grows.
    const double need = s.land.need(i, r) / s.government.trend;
    o.used += need * s.of(c, CellSum::capital);
    o.left += need * (s.of(c, CellSum::estate_capital) + s.of(c, CellSum::phased_out) +
                      (s.scenario.mechanisms.relocation ? s.relocation.vacated[c] : 0.0));
    o.entrants += s.entrants[c];
    o.supply_change += s.land.use_share[c] * s.levers.strength(static_cast<std::size_t>(Lever::land_supply), c);
    o.rezoned = std::max(o.rezoned, s.levers.strength(static_cast<std::size_t>(Lever::land_reallocation), c));
  }
  return o;
}

/// What is cleared of the idle land of a region is open again, part of that of industry for services.
void release(ModelState& s, int r, const Occupancy (&now)[kLandUses]) {
  const Parameters& p = s.scenario.parameters;
  Land& l = s.land;
  for (int u = 0; u < kLandUses; ++u) {
    l.idle(r, u) += now[u].left;
    if (!s.scenario.mechanisms.land_release) continue;
    const double cleared = p.land_clearing_speed * l.idle(r, u);
    double moved = 0;
    if (u == kIndustryLand) {
      const double pull = std::max(0.0, math::log(l.rent(r, kServicesLand) / l.rent(r, kIndustryLand)));
      moved = std::clamp(p.land_zoning_response * pull + now[u].rezoned, 0.0, 1.0) * cleared;
    }
    l.idle(r, u) -= cleared;
    l.zoned(r, u) -= moved;
    l.zoned(r, kServicesLand) += moved;
    l.freed(r, u) += cleared - moved;
    l.freed(r, kServicesLand) += moved;
  }
}

/// Entrants and growing firms settle on vacant plots as they find them, freed ones among them.
void settle(ModelState& s, int r, int u, const Occupancy& now) {
  Land& l = s.land;
  const double vacant = std::max(0.0, l.open(r, u) - now.used);
  l.freed(r, u) = std::min(l.freed(r, u), vacant);
  const double part = vacant > 0 ? l.freed(r, u) / vacant : 0.0;
  const double taken = std::max(0.0, now.used - l.used(r, u) + now.left);
  l.settled += part * now.entrants;
  l.freed(r, u) -= std::min(l.freed(r, u), part * taken);
  l.used(r, u) = now.used;
}

/// Rents at which H(l) = H0 (l / l0)^eta is what firms occupy and the usual vacancy; land opens and closes slowly.
void form_rent(ModelState& s, int r, int u, const Occupancy& now) {
  const Parameters& p = s.scenario.parameters;
  Land& l = s.land;
  if (l.zoned(r, u) <= 0) return;
  const double supply =
      std::max(p.land_least_supply * l.zoned(r, u), l.zoned(r, u) * (1 + now.supply_change) - l.idle(r, u));
  const double clears =
      math::pow(std::max(now.used, 1e-9 * supply) / (p.land_base_use * supply), 1 / p.land_supply_elasticity);
  l.rent(r, u) += p.land_rent_speed * (std::clamp(clears, p.land_rent_low, p.land_rent_high) - l.rent(r, u));
  l.open(r, u) += p.land_supply_speed * (supply * math::pow(l.rent(r, u), p.land_supply_elasticity) - l.open(r, u));
}

}  // namespace

void update_land(ModelState& s) {
  if (!s.scenario.mechanisms.land) return;
  s.land.settled = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    Occupancy now[kLandUses];
    for (int u = 0; u < kLandUses; ++u) now[u] = occupancy(s, r, u);
    release(s, r, now);
    for (int u = 0; u < kLandUses; ++u) {
      settle(s, r, u, now[u]);
      form_rent(s, r, u, now[u]);
    }
  }
}

double land_rent(const ModelState& s, int c) {
  const int i = s.industry_of(c), u = s.scenario.mechanisms.land ? s.land.use[i] : -1;
  return u < 0 ? 0.0 : s.base.industry[i].rent * s.land.rent(s.region_of(c), u) * s.prices.consumer;
}

double land_room(const ModelState& s, int c) {
  const int u = s.scenario.mechanisms.land ? s.land.use[s.industry_of(c)] : -1;
  return u < 0 ? 1.0 : s.land.room(s.region_of(c), u, s.scenario.parameters.land_tight_vacancy);
}

double land_entry(const ModelState& s, int c) {
  const int u = s.scenario.mechanisms.land ? s.land.use[s.industry_of(c)] : -1;
  if (u < 0) return 1;
  return land_room(s, c) * math::pow(s.land.rent(s.region_of(c), u), -s.scenario.parameters.land_entry_response);
}

double land_capital(const ModelState& s, int c) {
  const int i = s.industry_of(c), u = s.scenario.mechanisms.land ? s.land.use[i] : -1;
  if (u < 0) return 1;
  const double user = s.economy.return_on_capital / 4 + s.base.rates.depreciation + s.base.rates.churn;
  const double rent = s.base.industry[i].rent, now = rent * s.land.rent(s.region_of(c), u);
  return math::pow((user + rent) / (user + now), s.scenario.parameters.land_capital_substitution);
}

}  // namespace kaldor

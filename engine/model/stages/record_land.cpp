// Indicators of land, of moves between regions, of regional governments and of the density of factors.

#include <cmath>

#include "record.hpp"

namespace kaldor {

namespace {

double of_region(const ModelState& s, int r, CellSum which) {
  double sum = 0;
  for (int i = 0; i < s.base.industries; ++i) sum += s.of(s.cell(i, r), which);
  return sum;
}

void record_land_of(ModelState& s, int r) {
  const Land& l = s.land;
  double used = 0, open = 0, idle = 0, zoned = 0, index = 0;
  for (int u = 0; u < kLandUses; ++u) {
    used += l.used(r, u);
    open += l.open(r, u);
    idle += l.idle(r, u);
    zoned += l.zoned(r, u);
    index += l.used(r, u) * l.rent(r, u);
  }
  value(s, Indicator::land_rent_by_region, r) = 4 * ratio(of_region(s, r, CellSum::rent), used);
  value(s, Indicator::land_rent_index_by_region, r) = ratio(index, used);
  value(s, Indicator::land_use_by_region, r) = ratio(used, open);
  value(s, Indicator::land_idle_by_region, r) = ratio(idle, used);
  value(s, Indicator::services_land_share_by_region, r) = ratio(l.zoned(r, kServicesLand), zoned);
}

void record_density(ModelState& s, int r) {
  const double high = s.households.employed(r, 1), people = s.households.employed(r, 0) + high;
  value(s, Indicator::capital_density, r) = ratio(of_region(s, r, CellSum::capital), people);
  value(s, Indicator::technology_density, r) = ratio(s.rd_heads[r], people);
  value(s, Indicator::talent_density, r) = ratio(high, people);
}

void record_budget(ModelState& s, int r) {
  const int office = s.sectors.regional_government(r);
  const double transfer = s.ledger.value(Flow::transfers_between_governments, office);
  const double own = s.ledger.value(Flow::tax_share, office) + s.ledger.value(Flow::land_rent, office);
  value(s, Indicator::regional_transfer_by_region, r) = transfer;
  value(s, Indicator::regional_own_revenue_by_region, r) = ratio(own, own + transfer);
}

}  // namespace

void record_land(ModelState& s) {
  const bool land = s.scenario.mechanisms.land, moves = s.scenario.mechanisms.relocation;
  value(s, Indicator::land_rent_share) = land ? s.total(CellSum::rent) / s.quarter.gdp : std::nan("");
  value(s, Indicator::entrants_on_freed_land) = 4 * s.land.settled;
  value(s, Indicator::phased_out_capital) = 4 * ratio(s.total(CellSum::phased_out), s.total(CellSum::capital));
  value(s, Indicator::phase_out_compensation_share) = s.total(CellSum::compensation) / s.quarter.gdp;
  double moved = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    if (land) record_land_of(s, r);
    record_density(s, r);
    record_budget(s, r);
    if (moves) moved += s.relocation.in[r];
    value(s, Indicator::relocation_balance_by_region, r) = moves ? 4 * (s.relocation.in[r] - s.relocation.out[r]) : 0.0;
  }
  value(s, Indicator::relocations) = 4 * moved;
}

}  // namespace kaldor

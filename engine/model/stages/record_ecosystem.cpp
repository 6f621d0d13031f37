// Stage 13, second half, for stocks, funds, parks and ties of regions.

#include <cmath>

#include "ecosystem.hpp"
#include "record.hpp"

namespace kaldor {

void record_ecosystem(ModelState& s) {
  const Ecosystem& e = s.ecosystem;
  const int n = s.base.industries;
  for (int r = 0; r < s.base.regions; ++r) {
    const std::size_t k = static_cast<std::size_t>(r);
    double va = 0, served = 0, heads_in = 0, places = 0, members = 0, firms = 0;
    for (int i = 0; i < n; ++i) {
      const int c = s.cell(i, r);
      const std::size_t at = static_cast<std::size_t>(r * n + i);
      const double v = value(s, Indicator::value_added_by_region, at), number = s.of(c, CellSum::firms),
                   inside = s.of(c, CellSum::park_members);
      va += v;
      served += v * served_need(s, c);
      heads_in += s.of(c, CellSum::park_heads);
      places += e.places[c];
      value(s, Indicator::entrants_by_region, at) = s.entrants[c];
      value(s, Indicator::entrant_productivity_by_region, at) = ratio(e.founder_skill[c], e.founded[c]);
      members += inside;
      firms += number;
      value(s, Indicator::productivity_outside_parks_by_region, at) =
          ratio(s.of(c, CellSum::plain_productivity) - s.of(c, CellSum::park_productivity), number - inside);
    }
    value(s, Indicator::public_research_by_region, k) = 1 + e.research[k];
    value(s, Indicator::public_research_crowding_by_region, k) = e.crowd[k];
    value(s, Indicator::venture_capital_by_region, k) = e.fund[k] / (4 * va);
    value(s, Indicator::venture_backed_by_region, k) = e.backed[k];
    value(s, Indicator::platform_use_by_region, k) = served / va;
    value(s, Indicator::park_occupancy_by_region, k) = places > 0 ? heads_in / places : 0.0;
    value(s, Indicator::park_member_share_by_region, k) = ratio(members, firms);
    value(s, Indicator::tie_density_by_region, k) = s.scenario.mechanisms.open_innovation ? e.ties.density(r) : 0.0;
  }
}

}  // namespace kaldor

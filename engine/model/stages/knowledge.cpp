// Stage 10 for industries: knowledge is what R&D has left, and industries learn from those they are related to (S§1.11,
// S§1.13). Stage 12 for cells: what entrants and imitators look at.

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"

namespace kaldor {

void update_knowledge(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const int n = s.base.industries;
  const double wear = quarterly_hazard(p.innovation_knowledge_depreciation);
  Vector relative(n, 1.0);
  for (int i = 0; i < n; ++i) {
    double rd = 0;
    for (int r = 0; r < s.base.regions; ++r) rd += s.of(s.cell(i, r), CellSum::rd) / s.households.wage(r, 1);
    // Of an industry that was not there in the base year: what as much output took of its parents' R&D.
    const bool measured = s.births.of(i) == nullptr;
    const double output = measured ? s.base.industry[i].output : s.of_industry(i, CellSum::output);
    if (output <= 0) continue;
    const double base = s.base.industry[i].rd_rate * output / s.base.wage[1];
    s.cells.knowledge[i] = (1 - wear) * s.cells.knowledge[i] + wear * rd / std::max(base, 1e-12);
    relative[i] = s.cells.knowledge[i];
  }
  const Vector pool = s.relatedness.pool(relative, s.births.present);
  for (int i = 0; i < n; ++i)
    s.cells.spillover[i] = math::pow(std::max(p.innovation_least_knowledge, pool[i]), p.innovation_spillover);
}

namespace {

/// Sizes that founders and owners take for normal: the base year's of the place, moved as the industry moves in the
/// nation. The mean of a thin cell would be the luck of a few records.
void update_normal_sizes(ModelState& s) {
  for (int i = 0; i < s.base.industries; ++i) {
    double heads = 0, normal = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const int c = s.cell(i, r);
      heads += s.of(c, CellSum::heads) * s.labour_scale[r];
      normal += s.of(c, CellSum::firms) * s.base_size[c];
    }
    if (heads <= 0 || normal <= 0) continue;
    for (int r = 0; r < s.base.regions; ++r)
      s.cells.mean_size[s.cell(i, r)] = s.base_size[s.cell(i, r)] * (heads / normal);
  }
}

}  // namespace

void update_cells(ModelState& s) {
  update_normal_sizes(s);
  for (int c = 0; c < s.cell_count(); ++c) {
    const double firms = s.of(c, CellSum::firms);
    s.cells.firms[c] = firms;
    const double sales = s.of(c, CellSum::sales), over = s.of(c, CellSum::sales_over_productivity);
    if (over > 0) s.cells.mean_productivity[c] = sales / over;
    const double output = s.of(c, CellSum::output);
    if (output > 0) {
      s.mean_energy[c] = s.of(c, CellSum::energy_used) / output;
      s.known_energy[c] = s.of(c, CellSum::energy_known) / output;
    }
    const double value = s.prices.capital * s.of(c, CellSum::capital);
    if (value > 0) {
      // What owners keep: after tax on profit, at the base-year rate on what is normal.
      const double taxed = s.of(c, CellSum::profit_tax) - s.of(c, CellSum::tax_credit);
      if (s.period == 0) s.base_tax[c] = taxed / value;
      const double kept = (s.of(c, CellSum::surplus) - taxed) / value + s.base_tax[c];
      s.cells.return_on_capital[c] += s.scenario.parameters.entry_return_speed * (kept - s.cells.return_on_capital[c]);
    }
    s.cells.last_other[c] = s.cells.paid_other[c] / s.cells.delivered[c];
    s.cells.last_energy[c] = s.cells.paid_energy[c] / s.cells.delivered[c];
    s.cells.last_circular[c] = s.cells.paid_circular[c] / s.cells.delivered[c];
    s.cells.last_service[c] = s.cells.paid_service[c] / s.cells.delivered[c];
    // What next quarter's second-hand trades will be.
    CellInput& in = s.inputs[c];
    in.sell_ratio = in.buy_ratio = 0;
  }
  if (!s.scenario.mechanisms.second_hand_capital) return;
  double estate_value = 0, solvent_value = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    const double estate = s.of_industry(i, CellSum::estate_capital), wanted = s.of_industry(i, CellSum::wanted);
    const double offered = s.of_industry(i, CellSum::offered) + estate;
    if (offered <= 0 || wanted <= 0) continue;
    const double volume = std::min(offered, s.scenario.parameters.investment_second_hand_share * wanted);
    const double over =
        s.of_industry(i, CellSum::offered_over_productivity) + s.of_industry(i, CellSum::estate_over_productivity);
    for (int r = 0; r < s.base.regions; ++r) {
      CellInput& in = s.inputs[s.cell(i, r)];
      in.sell_ratio = static_cast<float>(volume / offered);
      in.buy_ratio = static_cast<float>(volume / wanted);
      in.used_price = static_cast<float>(s.scenario.parameters.investment_second_hand_price * s.prices.capital);
      in.pool_productivity = static_cast<float>(offered / over);
    }
    estate_value += estate * volume / offered;
    solvent_value += s.of_industry(i, CellSum::estate_solvent) * volume / offered;
  }
  s.owners_part = estate_value > 0 ? solvent_value / estate_value : 0;
}

}  // namespace kaldor

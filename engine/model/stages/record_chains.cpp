// Stages 12 and 13 for supply chains: who is a chain leader is counted from the graph, never assigned (S§1.20);
// indicators.

#include <algorithm>
#include <cmath>

#include "kaldor/core/elementary.hpp"
#include "record.hpp"
#include "runs.hpp"
#include "supply_chains.hpp"

namespace kaldor {

namespace {

/// Who organises a chain, and its place in the graph.
struct Organiser {
  double weight = 0, rd = 0, least_rd = 0;
  double strength = 0;   ///< money ordered along the chain: weighted degree
  double suppliers = 0;  ///< real firms, as far as they are committed
};

/// From the top: the value of `what` that the first `part` of all real firms reach.
template <class What>
double top_value(std::vector<Organiser> list, double part, What what) {
  std::sort(list.begin(), list.end(), [&](const Organiser& a, const Organiser& b) { return what(a) > what(b); });
  double all = 0, passed = 0;
  for (const Organiser& o : list) all += o.weight;
  for (const Organiser& o : list) {
    passed += o.weight;
    if (passed >= part * all) return what(o);
  }
  return 0;
}

/// R&D from which a large firm belongs to those with most, by industry.
std::vector<double> leading_rd(const ModelState& s, const std::vector<TrackedFirm>& large) {
  const Columns& c = s.firms.columns();
  std::vector<std::vector<Organiser>> of(static_cast<std::size_t>(s.base.industries));
  for (const TrackedFirm& b : large)
    of[static_cast<std::size_t>(s.industry_of(b.cell))].push_back({c.weight[b.row], c.rd[b.row], 0, 0, 0});
  std::vector<double> least;
  for (const auto& list : of)
    least.push_back(top_value(list, s.scenario.parameters.chains_top_rd, [](const Organiser& o) { return o.rd; }));
  return least;
}

}  // namespace

void measure_leaders(ModelState& s, const std::vector<TrackedFirm>& large) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  SupplyChains::Measured& now = s.chains.now;
  now.organisers = now.leaders = 0;
  const std::vector<double> rd = leading_rd(s, large);
  std::vector<Organiser> organisers;
  const auto& links = s.chains.links;
  each_run(
      links, [](const SupplyLink& a, const SupplyLink& b) { return a.buyer.id == b.buyer.id; },
      [&](std::size_t first, std::size_t end) {
        const std::size_t row = links[first].buyer.row;
        Organiser o{c.weight[row], c.rd[row], rd[static_cast<std::size_t>(s.industry_of(links[first].buyer.cell))], 0,
                    0};
        for (std::size_t k = first; k < end; ++k) {
          o.strength += links[k].ordered * s.markets.price[s.markets.first[links[k].product]];
          o.suppliers += links[k].weight * links[k].committed;
        }
        organisers.push_back(o);
      });
  const double central = top_value(organisers, p.chains_top_central, [](const Organiser& o) { return o.strength; });
  for (const Organiser& o : organisers) {
    now.organisers += o.weight;
    const bool leads = o.strength >= central && o.strength > 0 && o.suppliers >= p.chains_least_suppliers * o.weight &&
                       o.rd > 0 && o.rd >= o.least_rd;
    if (leads) now.leaders += o.weight;
  }
}

void measure_suppliers(ModelState& s) {
  const Columns& c = s.firms.columns();
  SupplyChains::Measured& now = s.chains.now;
  now.suppliers = now.ordered = now.lead = 0;
  for (const SupplyChains::Supplier& supplier : s.chains.suppliers) {
    const double w = c.weight[supplier.row];  // none if it closed this quarter
    const std::size_t cell = static_cast<std::size_t>(supplier.cell);
    const double money = w > 0 ? supplier.ordered * s.markets.price[s.inputs[cell].market] : 0.0;
    now.suppliers += w * supplier.committed;
    now.ordered += money;
    if (money > 0)
      now.lead +=
          money * math::log(static_cast<double>(c.productivity[supplier.row]) / s.cells.mean_productivity[cell]);
  }
}

void record_chains(ModelState& s) {
  const SupplyChains& chains = s.chains;
  const SupplyChains::Measured& now = chains.now;
  value(s, Indicator::chain_organisers) = now.organisers;
  value(s, Indicator::chain_leaders) = now.leaders;
  value(s, Indicator::chain_suppliers) = now.suppliers;
  value(s, Indicator::chain_supplier_lead) = ratio(now.lead, now.ordered);
  value(s, Indicator::chain_supplier_exit_rate) = ratio(4 * now.ended, now.suppliers + now.ended);
  value(s, Indicator::chain_guarantees_share) = chains.called / s.quarter.gdp;
  double paid = 0;
  for (int g = 0; g < s.base.industries; ++g) {
    const int m = s.markets.first[g];
    const double ordered = chains.ordered.empty() ? 0.0 : chains.ordered[static_cast<std::size_t>(g)];
    paid += ordered * s.markets.fill[m] * s.markets.price[m];
    double orders = 0;
    for (int r = 0; r < (s.markets.tradable[g] ? 1 : s.base.regions); ++r)
      orders += s.markets.orders[s.markets.of(g, r)];
    value(s, Indicator::chain_share_by_industry, g) = ratio(ordered, orders);
  }
  value(s, Indicator::chain_purchase_share) = ratio(paid, s.total(CellSum::materials_paid));
}

}  // namespace kaldor

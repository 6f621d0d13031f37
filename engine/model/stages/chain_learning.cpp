// Stage 12: suppliers of a chain learn from its leader (S§1.11): they close part of the gap of technique and quality,
// each seen from the mean of its own market. Writes technique, log_quality.

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "supply_chains.hpp"

namespace kaldor {

void learn_along_chains(ModelState& s) {
  const Columns& c = s.firms.columns();
  const Parameters& p = s.scenario.parameters;
  const auto relative = [&](std::size_t row, int cell) {
    return static_cast<double>(c.technique[row]) / s.cells.mean_productivity[static_cast<std::size_t>(cell)];
  };
  const auto better = [&](std::size_t row, int cell) {
    return static_cast<double>(c.log_quality[row]) - s.markets.quality[s.inputs[static_cast<std::size_t>(cell)].market];
  };
  const double speed = p.chains_learning * p.chains_commitment;  // of a supplier that is committed as far as any
  struct Step {
    std::size_t row;
    double technique, quality;
  };
  std::vector<Step> steps;  // all learn from what leaders know now
  for (const SupplyLink& link : s.chains.links) {
    const std::size_t to = link.supplier.row, from = link.buyer.row;
    if (link.committed <= 0 || !is_at(c, link.buyer) || !is_at(c, link.supplier)) continue;
    const double ratio = relative(from, link.buyer.cell) / relative(to, link.supplier.cell);
    const double finer = better(from, link.buyer.cell) - better(to, link.supplier.cell);
    const double budget =
        static_cast<double>(s.inputs[static_cast<std::size_t>(link.supplier.cell)].rd_rate) * c.price[to] * c.sales[to];
    if (!(budget > 0) || (ratio <= 1 && finer <= 0)) continue;
    const double absorbed = 1 - math::exp(-p.innovation_absorption * c.rd[to] / budget);
    const double reach =
        speed * link.committed * absorbed * s.relatedness.proximity(s.industry_of(link.buyer.cell), link.product);
    steps.push_back({to, ratio > 1 ? reach * math::log(ratio) : 0.0, reach * std::max(0.0, finer)});
  }
  for (const Step& step : steps) {
    c.technique[step.row] *= static_cast<float>(math::exp(step.technique));
    c.log_quality[step.row] += static_cast<float>(step.quality);
  }
}

}  // namespace kaldor

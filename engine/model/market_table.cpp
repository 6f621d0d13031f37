#include "market_table.hpp"

namespace kaldor {

MarketTable::MarketTable(const BaseYear& base, const Economy& economy)
    : industries(base.industries), regions(base.regions) {
  for (int g = 0; g < industries; ++g) {
    first.push_back(count());
    tradable.push_back(economy.industries[g].tradable);
    for (int r = 0; r < (tradable[g] ? 1 : regions); ++r) industry.push_back(g);
  }
  for (Vector* v : {&orders, &directed, &posted_price, &share_sum, &served_shares, &competitiveness, &quality,
                    &unfilled, &spare, &spill, &sales, &revenue, &slow_orders, &last_orders, &last_for_a_share})
    v->assign(count(), 0.0);
  for (Vector* v : {&fill, &price, &slow_ratio, &orders_before}) v->assign(count(), 1.0);
  for (Vector* v : {&quality_spread, &first_spread}) v->assign(static_cast<std::size_t>(industries), 0.0);
  last_price.assign(count(), 1 / (1 + base.rates.inflation));
  growth.assign(count(), base.rates.growth);
  inflation.assign(count(), base.rates.inflation);
}

double MarketTable::route(const BaseYear& base, int g, int from, int to) const {
  if (!local.empty()) return local[g] * (from == to) + (1 - local[g]) * base.location(g, to) * reach(g, to);
  return base.locality[g] * (from == to) + (1 - base.locality[g]) * base.location(g, to);
}

}  // namespace kaldor

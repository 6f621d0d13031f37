// Between the market and the plans for the next quarter: the slow expectation of each market beside the fast one of the
// firm (stability.md F1), its expected growth and inflation.

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

void update_expectations(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  MarketTable& m = s.markets;
  for (int k = 0; k < m.count(); ++k) {
    const double now = m.orders[k];
    if (now <= 0) continue;  // an industry that does not exist yet
    const double growth = m.growth[k];
    double& slow = m.slow_orders[k];
    slow = m.last_orders[k] <= 0 ? now : (slow + p.expectation_slow_speed * (now - slow)) * (1 + growth);
    m.slow_ratio[k] = std::clamp(slow / (now * (1 + growth)), 1 - p.expectation_slow_band, 1 + p.expectation_slow_band);
    if (s.period > 0 && m.last_orders[k] > 0) {
      const double change = math::log(now / m.last_orders[k]);
      m.growth[k] = std::clamp(growth + p.expectation_growth_speed * (change - growth), p.expectation_growth_low,
                               p.expectation_growth_high);
      const double inflation = std::clamp(math::log(m.price[k] / m.last_price[k]), p.expectation_inflation_low,
                                          p.expectation_inflation_high);
      m.inflation[k] += p.expectation_price_speed * (inflation - m.inflation[k]);
    }
    const double for_a_share = m.share_sum[k] > 0 ? (now - m.directed[k]) / m.share_sum[k] : 0;
    const bool known = m.last_for_a_share[k] > 0 && for_a_share > 0;
    m.orders_before[k] = known ? m.last_for_a_share[k] / for_a_share : 1;
    m.last_for_a_share[k] = for_a_share;
    m.last_orders[k] = now;
  }
}

}  // namespace kaldor

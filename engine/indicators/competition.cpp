#include "kaldor/indicators/competition.hpp"

#include <cmath>

#include "numerics.hpp"

namespace kaldor::indicators {

StepByStep step_by_step(double competition, double leader_profit, double catch_up) {
  const bool is_inside = competition >= 0.5 && competition <= 1 && leader_profit >= 0 && catch_up >= 0;
  if (!is_inside) return {kUndefined, kUndefined, kUndefined, kUndefined};
  const double h = catch_up;
  const double level = std::sqrt(h * h + 2 * competition * leader_profit) - h;
  const double laggard = std::sqrt(h * h + level * level + 2 * leader_profit) - (h + level);
  // In the stationary state as many industries leave the level state, 2 n0 mu0, as come back, (n-1 + h) (1 - mu0).
  const double share = ratio(laggard + h, 2 * level + laggard + h);
  return {level, laggard, share, 4 * level * share};
}

double cournot_price_cost_ratio(double demand_elasticity, double market_share) {
  return ratio(demand_elasticity, demand_elasticity - market_share);
}

}  // namespace kaldor::indicators

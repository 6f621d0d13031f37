#pragma once

namespace kaldor::indicators {

/// Stationary step-by-step duopoly of Aghion, Bloom, Blundell, Griffith and Howitt (2005) at zero interest. S§1.22.
struct StepByStep {
  double level_rate;    ///< n0: innovation of each firm when both are level
  double laggard_rate;  ///< n-1: innovation of the firm one step behind, beside its spontaneous catch-up
  double level_share;   ///< mu0: share of industries with level firms
  double innovation;    ///< I: flow of innovations of an industry
};

/// `competition` Delta in [1/2, 1]: level firms earn (1 - Delta) of `leader_profit` pi1; `catch_up` h: spontaneous rate
/// at which laggards draw level. R&D at rate n costs n^2 / 2. Whether innovation falls, has a peak or rises in
/// competition depends on h. Not-a-number outside these ranges, or when nobody innovates.
StepByStep step_by_step(double competition, double leader_profit, double catch_up);

/// Price over unit cost that a firm with market share s aims at under demand elasticity eta, eta / (eta - s). S§1.2,
/// Nelson and Winter (1982). Undefined unless the elasticity exceeds the share.
double cournot_price_cost_ratio(double demand_elasticity, double market_share);

}  // namespace kaldor::indicators

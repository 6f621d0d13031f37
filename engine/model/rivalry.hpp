#pragma once

#include "model_state.hpp"

namespace kaldor {

/// How hard the firms of a market compete this quarter.
struct Rivalry {
  double elasticity = 1;  ///< of shares to competitiveness, over its normal value
  double log_markup_norm = 0;
  double slack = 0;  ///< 0 busy, 1 a price war
};

/// From last quarter's utilisation and dispersion of quality.
Rivalry rivalry_of(const ModelState& state, int market);

/// Log markup when demand becomes `elasticity` times as elastic, if `response` of what the Lerner rule (margin over
/// price = 1 / elasticity) asks is done. Source: S§1.22 with Lerner (1934).
double lerner_markup(double log_markup, double elasticity, double response);

/// 0 up to the utilisation gap `from`, 1 from `full` on, linear between.
double slackness(double utilisation, double normal, double from, double full);

}  // namespace kaldor

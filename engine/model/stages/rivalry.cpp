// Stage 3, before prices: how hard firms of a market compete (S§1.22). The more alike the products, the more elastic
// demand is to price; in a slack market cuts are matched at once and nobody raises first.

#include "rivalry.hpp"

#include <algorithm>

#include "kaldor/core/elementary.hpp"

namespace kaldor {

namespace {

/// Factor on the elasticity of shares to price: one at the dispersion of quality of the first quarter.
double likeness(const ModelState& s, int industry) {
  const Parameters& p = s.scenario.parameters;
  const double first = std::max(s.markets.first_spread[industry], 0.5 * p.involution_quality_spread);
  if (first <= 0) return 1;
  const double floor = first / math::pow(p.involution_limit, 1 / std::max(0.1, p.involution_homogeneity));
  const double factor =
      math::pow(std::max(s.markets.quality_spread[industry], 0.1 * floor) / first, -p.involution_homogeneity);
  return std::clamp(factor, 1 / p.involution_limit, p.involution_limit);
}

}  // namespace

double lerner_markup(double log_markup, double elasticity, double response) {
  if (log_markup <= 0) return log_markup;
  const double lerner = 1 - math::exp(-log_markup);
  return -math::log(1 - std::min(0.95, lerner * (1 - response * (1 - 1 / elasticity))));
}

double slackness(double utilisation, double normal, double from, double full) {
  const double gap = 1 - utilisation / normal;
  return std::clamp((gap - from) / std::max(1e-6, full - from), 0.0, 1.0);
}

Rivalry rivalry_of(const ModelState& s, int m) {
  Rivalry r;
  r.log_markup_norm = s.log_markup_norm[m];
  if (!s.scenario.mechanisms.involution || s.period == 0) return r;
  const Parameters& p = s.scenario.parameters;
  r.elasticity = likeness(s, s.markets.industry[m]);
  r.log_markup_norm = lerner_markup(s.log_markup_norm[m], r.elasticity, p.involution_markup_response);
  const double capacity = s.of_market(m, CellSum::capacity);
  if (capacity > 0)
    r.slack = slackness(s.of_market(m, CellSum::output) / capacity, p.production_utilisation, p.involution_slack_from,
                        p.involution_slack_full);
  return r;
}

}  // namespace kaldor

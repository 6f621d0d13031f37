// Stage 13: involution by industry (S§4.6): how alike products are, whether effort is rewarded, and whether capacity
// leaves, which tells involution from a healthy shake-out.

#include <cmath>

#include "kaldor/core/elementary.hpp"
#include "kaldor/indicators/dynamics.hpp"
#include "kaldor/indicators/growth_accounting.hpp"
#include "kaldor/indicators/involution.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

/// Capital at its normal cost, R&D and hours, at base-year prices; real value added; capacity.
ModelState::Effort effort_of(const ModelState& s, int i) {
  const IndustryBase& base = s.base.industry[static_cast<std::size_t>(i)];
  ModelState::Effort e;
  double rd = 0;
  for (int r = 0; r < s.base.regions; ++r)
    rd += s.of(s.cell(i, r), CellSum::rd) / s.households.wage(r, 1) * s.base.wage[1];
  const double wage = base.wage_premium * ((1 - base.high_skill) * s.base.wage[0] + base.high_skill * s.base.wage[1]);
  const double capital = s.of_industry(i, CellSum::capital);
  e.outlays = {capital * (s.base.rates.depreciation + s.economy.return_on_capital / 4), rd,
               s.of_industry(i, CellSum::hours) * wage};
  e.reward = real_value_added_of_industry(s, i);
  e.capacity = s.of_industry(i, CellSum::capacity);
  const double sales = s.of_industry(i, CellSum::sales);
  e.price = ratio(s.of_industry(i, CellSum::revenue), sales);
  e.unit_cost = ratio(s.of_industry(i, CellSum::unit_sales), sales);
  return e;
}

/// Growth of real value added that outlays, weighted by their mean shares, do not explain.
double productivity_growth(const ModelState::Effort& before, const ModelState::Effort& now) {
  const auto shares = [](Vector outlays) {
    double sum = 0;
    for (const double x : outlays) sum += x;
    for (double& x : outlays) x /= sum;
    return outlays;
  };
  return indicators::growth_account(before.reward, now.reward, before.outlays, now.outlays, shares(before.outlays),
                                    shares(now.outlays))
      .productivity;
}

void remember(Vector& series, double last) {
  series.push_back(last);
  if (series.size() > indicators::kTrapQuarters) series.erase(series.begin());
}

/// Traps are told against the median industry, so after all industries.
void record_traps(ModelState& s) {
  s.traps.resize(static_cast<std::size_t>(s.base.industries));
  Vector growth;
  for (int i = 0; i < s.base.industries; ++i)
    if (const double g = value(s, Indicator::tfp_growth_by_industry, i); !std::isnan(g)) growth.push_back(g);
  const double median = indicators::median(growth);
  for (int i = 0; i < s.base.industries; ++i) {
    TrapRecord& t = s.traps[static_cast<std::size_t>(i)];
    remember(t.wedge, value(s, Indicator::effort_reward_wedge, i));
    remember(t.squeeze,
             indicators::margin_squeeze(s.first_markup[static_cast<std::size_t>(i)], value(s, Indicator::markup, i)));
    remember(t.gap, indicators::utilisation_gap(value(s, Indicator::capacity_utilisation_by_industry, i),
                                                s.scenario.parameters.production_utilisation));
    value(s, Indicator::involution_trap, i) =
        indicators::involution_trap(t.wedge, t.squeeze, t.gap, value(s, Indicator::tfp_growth_by_industry, i), median);
  }
}

}  // namespace

void record_involution(ModelState& s) {
  const int n = s.base.industries;
  std::vector<ModelState::Effort> now;
  for (int i = 0; i < n; ++i) now.push_back(effort_of(s, i));
  const bool past = s.efforts.size() == 4;
  double index = 0, weight = 0;
  for (int i = 0; i < n; ++i) {
    if (s.period == 0) s.first_markup.push_back(value(s, Indicator::markup, i));
    value(s, Indicator::quality_dispersion, i) =
        s.of_industry(i, CellSum::sellers) > 0 ? s.markets.quality_spread[i] : std::nan("");
    double wedge = std::nan(""), left = std::nan(""), productivity = std::nan(""), cost = std::nan("");
    if (past) {
      const ModelState::Effort& before = s.efforts.front()[static_cast<std::size_t>(i)];
      const ModelState::Effort& e = now[static_cast<std::size_t>(i)];
      wedge = indicators::effort_reward_wedge(indicators::competitive_input_growth(before.outlays, e.outlays),
                                              math::log(e.reward / before.reward));
      left = indicators::net_exit_of_capacity(before.capacity, e.capacity, before.capacity);
      productivity = productivity_growth(before, e);
      cost =
          indicators::price_cost_squeeze(math::log(e.price / before.price), math::log(e.unit_cost / before.unit_cost));
    }
    const double squeeze =
        indicators::margin_squeeze(s.first_markup[static_cast<std::size_t>(i)], value(s, Indicator::markup, i));
    const double gap = indicators::utilisation_gap(value(s, Indicator::capacity_utilisation_by_industry, i),
                                                   s.scenario.parameters.production_utilisation);
    const double all = (wedge + squeeze + gap + value(s, Indicator::loss_share_by_industry, i)) / 4;
    value(s, Indicator::effort_reward_wedge, i) = wedge;
    value(s, Indicator::net_capacity_exit, i) = left;
    value(s, Indicator::tfp_growth_by_industry, i) = productivity;
    value(s, Indicator::price_cost_squeeze, i) = cost;
    value(s, Indicator::involution_index_by_industry, i) = all;
    const double part = value(s, Indicator::value_added_share, i);
    if (!(part > 0)) continue;  // not born yet
    index += all * part;
    weight += part;
  }
  value(s, Indicator::involution_index, 0) = index / weight;
  record_traps(s);
  s.efforts.push_back(std::move(now));
  if (s.efforts.size() > 4) s.efforts.erase(s.efforts.begin());
}

}  // namespace kaldor

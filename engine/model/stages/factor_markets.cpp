// Stage 2: wages by region and skill, interest, the exchange rate, world prices and the world frontier; then the shares
// of imports (stability.md section 1, steps 1 and 2).

#include <algorithm>
#include <utility>

#include "functions.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

double unemployment(const ModelState& s, int r, int k) {
  return 1 - s.households.employed(r, k) / s.households.labour_force(r, k);
}

double unemployment(const ModelState& s, int k) {
  double employed = 0, force = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    employed += s.households.employed(r, k);
    force += s.households.labour_force(r, k);
  }
  return 1 - employed / force;
}

void set_wages(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const double own = p.labour_phillips_local;
  for (int k = 0; k < kSkills; ++k) {
    const double normal = s.base.unemployment[k];
    const double nation = unemployment(s, k);
    for (int r = 0; r < s.base.regions; ++r) {
      // Where vacancies and people find each other sooner, less unemployment is normal.
      const double gap = normal * (1 - matching_gain(s, r)) - (own * unemployment(s, r, k) + (1 - own) * nation);
      const double growth = s.prices.expected + p.labour_productivity_pass * s.government.trend_growth +
                            p.labour_phillips * std::clamp(gap, -p.labour_slack_band, p.labour_tight_band);
      s.households.wage(r, k) *= 1 + std::max(-p.labour_wage_cut, growth);
    }
  }
}

void set_rates(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const PathRates& q = s.base.rates;
  const double gap = s.prices.expected - q.inflation;
  const double change = (1 + p.monetary_inflation_response) * gap +
                        p.monetary_unemployment_response / 4 * (s.base.unemployment[0] - unemployment(s, 0));
  s.bank.loan_rate = std::max(p.monetary_loan_floor, q.loan + change);
  s.bank.deposit_rate = std::max(0.0, q.deposit + change);
  s.bank.bond_rate = std::max(p.monetary_bond_floor, q.bond + change);
}

void set_exchange(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const double target = s.base.rates.inflation;
  const double balance = std::clamp(s.world.smoothed_balance / s.last_gdp - s.base.trade_balance / s.base.gdp,
                                    -p.external_balance_band, p.external_balance_band);
  const double memory = p.external_price_memory;
  s.world.exchange *= 1 + memory * (s.prices.last_change - target) + (1 - memory) * (s.prices.expected - target) -
                      p.external_rate_response / 4 * balance;
}

/// Wage that half of the people employed in the region do not reach.
double median_wage(const ModelState& s, int r) {
  std::vector<std::pair<double, double>> wages;  // wage, heads
  double heads = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    const int c = s.cell(i, r);
    const double people = s.period > 0 ? s.of(c, CellSum::heads) : s.base.industry[i].heads * s.base.share(i, r);
    wages.emplace_back(s.cells.wage_low[c], people * (1 - s.cells.high_skill[c]));
    wages.emplace_back(s.cells.wage_high[c], people * s.cells.high_skill[c]);
    heads += people;
  }
  std::sort(wages.begin(), wages.end());
  double below = 0;
  for (const auto& [wage, people] : wages) {
    below += people;
    if (below >= 0.5 * heads) return wage;
  }
  return wages.back().first;
}

}  // namespace

void update_factor_prices(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const double target = s.base.rates.inflation;
  if (s.period > 0) {
    const double past = math::log(s.prices.consumer / s.prices.consumer_history[4]) / 4;
    s.prices.expected = p.expectation_inflation_anchor * target + (1 - p.expectation_inflation_anchor) * past;
    set_wages(s);
    set_exchange(s);
    set_rates(s);
  }
  for (int g = 0; g < s.base.industries; ++g) {
    const IndustryBase& i = s.base.industry[g];
    s.world.price[g] *= 1 + i.world_price_growth;
    s.world.last_domestic_price[g] = s.world.domestic_price[g];
    s.world.domestic_price[g] = s.world.exchange * s.world.price[g];
    s.world.log_frontier[g] += math::log(1 + i.frontier_growth);
  }
  for (int c = 0; c < s.cell_count(); ++c) {
    const int industry = s.industry_of(c), r = s.region_of(c);
    const IndustryBase& i = s.base.industry[industry];
    const double low = s.households.wage(r, 0), high = s.households.wage(r, 1);
    const double premium = high / low / (s.base.wage[1] / s.base.wage[0]);
    const double odds = i.high_skill / (1 - i.high_skill) * math::pow(premium, -p.labour_skill_substitution);
    s.cells.high_skill[c] = odds / (1 + odds);
    s.cells.wage_low[c] = i.wage_premium * low;
    s.cells.wage_high[c] = i.wage_premium * high;
    s.cells.wage[c] = (1 - s.cells.high_skill[c]) * s.cells.wage_low[c] + s.cells.high_skill[c] * s.cells.wage_high[c];
  }
  if (s.levers.any[static_cast<std::size_t>(Lever::minimum_wage)])
    for (int r = 0; r < s.base.regions; ++r) s.median_wage[r] = median_wage(s, r);
}

void update_import_shares(ModelState& s) {
  if (!s.scenario.mechanisms.substitution) return;
  const Parameters& p = s.scenario.parameters;
  for (int g = 0; g < s.base.industries; ++g) {
    double home = 0;
    for (int r = 0; r < s.base.regions; ++r) home += s.base.share(g, r) * s.markets.last_price[s.markets.of(g, r)];
    home /= service_volume(s, s.markets.first[g]);
    const double target =
        math::pow(home * (1 + s.prices.expected) / s.world.domestic_price[g], p.external_import_substitution);
    double& ratio = s.world.import_ratio[g];
    ratio = std::clamp(ratio + p.external_import_speed * (target - ratio), p.external_import_ratio_low,
                       p.external_import_ratio_high);
  }
}

}  // namespace kaldor

// Who pays for policies: what each lever costs the government this quarter is, for the next, taken from other purchases
// or from a tax if its policy says so; the rest is part of the deficit.

#include <algorithm>

#include "model_state.hpp"

namespace kaldor {

namespace {

/// Below it the tax on profit is too small to tell profit from it.
constexpr double kLeastRate = 0.01;

double procurement_cost(const ModelState& s) {
  double cost = 0;
  for (int g = 0; g < s.base.industries; ++g)
    for (int r = 0; r < s.base.regions; ++r) {
      const double change = s.levers.strength(static_cast<std::size_t>(Lever::procurement), s.cell(g, r));
      cost += change * s.government.trend * (s.base.government_need[g] + s.births.purchases[g]) *
              s.quarter.population_part[r] * s.quarter.buyer_value(g, r);
    }
  for (int g = 0; g < s.base.industries; ++g)
    for (int r = 0; r < s.base.regions; ++r) {
      const int m = s.markets.of(g, r);
      cost += s.quarter.directed_purchases(g, r) * s.markets.fill[m] * s.markets.price[m];
    }
  return cost;
}

/// Of firms that reported other expenses as R&D, in proportion to what the two rewards of R&D pay.
double fines(const ModelState& s, Lever lever) {
  const double paid[] = {s.total(CellSum::rd_subsidy), s.total(CellSum::tax_credit)};
  const double sum = paid[0] + paid[1];
  return sum > 0 ? s.total(CellSum::relabelling_fines) * paid[lever == Lever::rd_subsidy ? 0 : 1] / sum : 0;
}

double cost_of(const ModelState& s, Lever lever) {
  switch (lever) {
    case Lever::rd_subsidy:
      return s.total(CellSum::rd_subsidy) - fines(s, lever);
    case Lever::rd_tax_credit:
      return s.total(CellSum::tax_credit) - fines(s, lever);
    case Lever::carbon_price:
      return -s.total(CellSum::carbon);
    case Lever::automation_subsidy:
      return s.total(CellSum::automation_subsidy);
    case Lever::digital_subsidy:
      return s.total(CellSum::digital_subsidy);
    case Lever::demonstration_pilot:
      return s.total(CellSum::pilot_subsidy);
    case Lever::data_infrastructure:
      return data_infrastructure_cost(s);
    case Lever::credit_subsidy:
      return s.total(CellSum::interest_subsidy);
    case Lever::corporate_tax:
      return s.levers.any[static_cast<std::size_t>(lever)]
                 ? s.total(CellSum::tax_relief) - s.total(CellSum::park_relief)
                 : 0.0;
    case Lever::phase_out_compensation:
      return s.total(CellSum::compensation);
    case Lever::public_research:
      return s.ecosystem.research_cost;
    case Lever::technology_platform:
      return s.ecosystem.platform_cost;
    case Lever::park_building:
      return s.ecosystem.park_cost;
    case Lever::guidance_fund:
      return s.ecosystem.paid_in - s.ecosystem.returned;
    case Lever::start_up_grant:
      return s.ecosystem.grants;
    case Lever::soft_budget:
      return s.total(CellSum::injected);
    case Lever::privatisation:
      return -s.privatised;
    case Lever::procurement:
      return procurement_cost(s);
    case Lever::incubation:
      return s.births.incubation_cost;
    case Lever::design_subsidy:
      return s.total(CellSum::design_refund);
    case Lever::brand_subsidy:
      return s.total(CellSum::brand_refund);
    case Lever::service_subsidy:
      return s.total(CellSum::service_refund);
    case Lever::headquarters_subsidy:
      return s.total(CellSum::headquarters_refund);
    case Lever::resource_price:
      return -s.total(CellSum::resource_tax);
    case Lever::entry_deregulation:
      return s.founders.fees_missed;
    case Lever::training:
    case Lever::public_data:
      return programme_cost(s, lever);
    default:
      return 0;  // rules and foreign demand cost the budget nothing
  }
}

/// Levers that still cost or earn when they are no longer pulled.
bool costs_later(Lever lever) {
  return lever == Lever::park_building || lever == Lever::guidance_fund || lever == Lever::start_up_grant;
}

/// Parts of a lever's cost by source of finance, in proportion to the values of the policies that use it.
void divide(const ModelState& s, Lever lever, double (&part)[4]) {
  double sum = 0;
  std::fill(std::begin(part), std::end(part), 0.0);
  for (const Policy& policy : s.scenario.policies)
    if (policy.lever == lever) {
      const double size = policy.value < 0 ? -policy.value : policy.value;
      part[static_cast<int>(policy.financing)] += size;
      sum += size;
    }
  for (double& p : part) p = sum > 0 ? p / sum : 0;
}

}  // namespace

void finance_policies(ModelState& s) {
  Government& g = s.government;
  double by_source[4] = {};
  // Capital paid into state firms costs the public also where no policy changes the softness of budgets.
  g.policy_cost = s.levers.any[static_cast<std::size_t>(Lever::soft_budget)] ? 0.0 : s.total(CellSum::injected);
  for (std::size_t l = 0; l < kLeverCount; ++l) {
    if (!s.levers.any[l] && !costs_later(static_cast<Lever>(l))) continue;
    double part[4];
    divide(s, static_cast<Lever>(l), part);
    const double cost = cost_of(s, static_cast<Lever>(l));
    g.policy_cost += cost;
    for (int k = 0; k < 4; ++k) by_source[k] += part[k] * cost;
  }
  g.purchases_cut = by_source[static_cast<int>(Financing::budget)];
  g.tax_surcharge = s.taxed_income > 0 ? by_source[static_cast<int>(Financing::household_tax)] / s.taxed_income : 0;
  double profit = 0;
  const double rate = s.economy.corporate_tax + g.profit_tax_surcharge;
  if (rate > kLeastRate) profit = s.total(CellSum::profit_tax) / rate;
  const Parameters& p = s.scenario.parameters;
  const double needed = profit > 0 ? by_source[static_cast<int>(Financing::corporate_tax)] / profit : 0;
  g.profit_tax_surcharge = std::clamp(needed, -p.government_profit_relief_limit, p.government_profit_surcharge_limit);
}

}  // namespace kaldor

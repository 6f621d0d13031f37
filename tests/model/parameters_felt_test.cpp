// A declared parameter that nothing reads would be a lie of the reference pages.

#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model_runs.hpp"

using kaldor::Lever;
using model_runs::Run;

namespace {

/// Parameters that leave no trace in four years of a small economy, and why.
const std::map<std::string, std::string> kSilent{
    {"price.dominance_limit", "binds only for a firm with more than a third of its market"},
    {"land.rent_low", "binds only where most land of a region falls out of use"},
    {"land.data_need", "no industry of this economy lives on data"},
    {"base.foreign_debt_limit", "binds only in an economy that imports more than it exports"},
    {"digital.initial_data", "no industry of the small economy is data-intensive"},
    {"automation.limit", "takes decades to reach"},
    {"abatement.limit", "takes decades to reach"}};

/// Bounds that an ordinary run does not reach: a value at which they bind, and what else it takes.
struct Binding {
  double value;
  std::vector<std::pair<std::string, double>> beside;
};
const std::map<std::string, Binding> kBinding{
    {"expectation.growth_low", {0, {{"external.shock_size", 0.4}}}},
    {"expectation.growth_high", {0, {}}},
    {"expectation.inflation_low", {0, {}}},
    {"expectation.inflation_high", {0, {}}},
    {"price.share_band", {0.001, {}}},
    {"land.rent_high", {1, {}}},
    {"land.least_supply", {1, {}}},
    {"relocation.entry_limit", {0, {{"relocation.entry_response", 10}}}},
    {"relocation.discount", {1, {{"relocation.search_rate", 1}}}},
    {"relocation.least_productivity", {1, {{"relocation.search_rate", 1}}}},
    {"labour.matching_high", {0.3, {}}},
    {"labour.slack_band", {0, {}}},
    {"labour.tight_band", {0, {}}},
    {"labour.wage_cut", {0, {{"labour.phillips", 1}}}},
    {"labour.migration_limit", {0, {}}},
    {"labour.upgrading_band", {0, {}}},
    {"investment.rate_band", {0, {}}},
    {"finance.goods_value",
     {0, {{"finance.overdraft_capital", 2}, {"finance.loan_to_value", 1}, {"production.inventory_target", 2}}}},
    {"finance.overdraft_sales", {2, {{"finance.overdraft_capital", 0.3}}}},
    {"finance.rescue_floor", {0.2, {{"finance.rescue_target", 0.3}}}},
    {"finance.rescue_target", {0.25, {{"finance.rescue_floor", 0.2}}}},
    {"household.rate_band", {0, {}}},
    {"household.least_propensity", {1, {}}},
    {"government.slack_band", {0, {}}},
    {"government.tight_band", {0, {}}},
    {"government.debt_band", {0, {}}},
    {"government.deficit_band", {0, {}}},
    {"government.tax_floor", {0.5, {}}},
    {"government.tax_ceiling", {0.1, {}}},
    {"government.surcharged_ceiling", {0.1, {}}},
    {"government.profit_relief_limit", {0, {}}},
    {"government.profit_surcharge_limit", {0, {}}},
    {"government.purchases_limit", {1, {}}},
    {"government.trend_low", {0, {{"government.trend_window", 1}, {"noise.confidence", 0.1}}}},
    {"government.trend_high", {0.005, {}}},
    {"external.balance_band", {0, {}}},
    {"external.import_ratio_low", {1, {}}},
    {"external.import_ratio_high", {1, {}}},
    {"monetary.loan_floor", {0.05, {}}},
    {"monetary.bond_floor", {0.05, {}}},
    {"share.change_limit", {0.1, {}}},
    {"noise.customer_smallest", {20, {}}},
    {"innovation.least_user_cost", {1, {}}},
    {"innovation.size_low", {1, {}}},
    {"innovation.size_high", {1, {}}},
    {"innovation.least_knowledge", {5, {}}},
    {"entry.response_limit", {0, {}}},
    {"entry.weight_limit", {1, {}}},
    {"exit.return_limit", {0.01, {}}},
    {"market.locality_limit", {0.1, {}}},
    {"innovation.relabelling_limit", {0.01, {}}},
    {"tiers.unicorn", {0.1, {{"tiers.unicorn", 10}}}},
    {"tiers.discount", {1, {{"tiers.unicorn", 10}}}},
    {"tiers.discount_floor", {1, {{"tiers.unicorn", 10}}}},
    {"firms.largest_share", {0.01, {}}},
    {"firms.least_low", {5, {{"firms.least_part", 100}}}},
    {"firms.least_high", {5, {{"firms.least_part", 1}}}},
    {"functions.service_limit", {0, {}}},
    {"circular.most", {0, {}}},
    {"functions.staff_limit", {0.001, {}}},
    {"venture.milestone_a", {0.5, {}}},
    {"venture.milestone_b", {0.5, {{"venture.milestone_a", 0.5}, {"venture.trial", 2}}}},
    {"venture.follow_on", {1, {{"venture.milestone_a", 0.5}, {"venture.trial", 2}}}},
    {"venture.trial", {2, {{"venture.milestone_a", 0.5}}}},
    {"venture.horizon", {6, {}}},
    {"venture.choice", {1, {}}},
    {"ownership.overdraft",
     {5, {{"finance.overdraft_capital", 0.3}, {"finance.overdraft_sales", 0}, {"ownership.state_small", 1}}}},
    {"ownership.injection",
     {0.5,
      {{"finance.overdraft_capital", 0.3},
       {"finance.overdraft_sales", 0},
       {"ownership.state_small", 1},
       {"ownership.overdraft", 0}}}},
    {"chains.least_suppliers", {0, {{"chains.top_central", 1}, {"chains.top_rd", 1}}}},
    {"involution.place_held", {0, {{"firms.initial_overhang", 1}}}},
    {"involution.soft_credit", {0, {{"firms.initial_overhang", 1}}}},
    {"capacity_cap.swap", {10, {{"firms.initial_overhang", 0.5}}}},
    {"merger.least", {20000, {{"merger.search", 1}}}},
    {"chains.least_suppliers", {1000, {}}},
    {"merger.group_limit", {2, {{"merger.search", 1}}}},
    {"base.rd_limit", {0.01, {}}},
    {"base.production_staff", {1, {}}},
    {"base.least_surplus", {0.5, {}}},
    {"base.housing_limit", {0.05, {}}},
    {"base.foreign_gap", {0.1, {}}},
    {"base.foreign_assets_limit", {0, {}}},
};

/// Levers on, so that what only policies use is used; each source of finance pays for some, and the carbon price, half
/// of which lowers a tax until it ends, earns.
kaldor::LoadedScenario busy(const std::vector<std::pair<std::string, double>>& beside = {}) {
  auto loaded = model_runs::load("china-2017-small", 500);
  for (const auto& [name, value] : beside)
    for (const kaldor::ParameterDeclaration& parameter : kaldor::parameter_declarations())
      if (parameter.name == name) loaded.scenario.parameters.*parameter.member = value;
  using kaldor::Financing;
  const auto add = [&](Lever lever, double value, Financing financing, std::optional<double> years) {
    loaded.scenario.policies.push_back(model_runs::policy(lever, value));
    kaldor::Policy& policy = loaded.scenario.policies.back();
    policy.from = loaded.scenario.start;
    policy.financing = financing;
    if (years) policy.until = loaded.scenario.start + *years;
  };
  const double carbon = model_runs::felt_value(Lever::carbon_price);
  add(Lever::carbon_price, 0.5 * carbon, Financing::budget, {});
  add(Lever::carbon_price, 0.5 * carbon, Financing::corporate_tax, 2);
  add(Lever::credit_subsidy, model_runs::felt_value(Lever::credit_subsidy), Financing::household_tax, {});
  add(Lever::rd_subsidy, model_runs::felt_value(Lever::rd_subsidy), Financing::corporate_tax, {});
  for (const Lever lever :
       {Lever::automation_subsidy, Lever::minimum_wage, Lever::emission_standard, Lever::land_supply,
        Lever::land_reallocation, Lever::phase_out, Lever::phase_out_compensation, Lever::data_infrastructure,
        Lever::data_openness, Lever::public_research, Lever::technology_platform, Lever::park_building,
        Lever::guidance_fund, Lever::open_innovation})
    add(lever, model_runs::felt_value(lever), Financing::deficit, {});
  for (const Lever lever : {Lever::training, Lever::second_chance, Lever::public_data, Lever::entry_deregulation})
    add(lever, model_runs::felt_value(lever), Financing::deficit, {});
  add(Lever::capacity_cap, model_runs::felt_value(Lever::capacity_cap), Financing::deficit, {});
  loaded.scenario.policies.back().industries = {2};
  add(Lever::rd_tax_credit, 0.2, Financing::deficit, {});
  loaded.scenario.policies.back().only = {{kaldor::FirmColumn::employees, kaldor::FirmCondition::Comparison::less, 20}};
  return loaded;
}

bool changes(const Run& baseline, kaldor::LoadedScenario loaded, const kaldor::ParameterDeclaration& parameter,
             double value) {
  if (value < parameter.low || value > parameter.high) return false;
  loaded.scenario.parameters.*parameter.member = value;
  return !model_runs::same_bits(baseline, model_runs::simulate(loaded, 16));
}

/// Whether half as much again or half of a parameter moves anything; or a value halfway to the lowest; of one
/// that is zero, half of its range; of a bound, the value at which it binds.
bool felt(const Run& baseline, const kaldor::ParameterDeclaration& parameter) {
  const auto binding = kBinding.find(std::string(parameter.name));
  if (binding != kBinding.end()) {
    const auto& [value, beside] = binding->second;
    const kaldor::LoadedScenario loaded = busy(beside);
    return changes(beside.empty() ? baseline : model_runs::simulate(loaded, 16), loaded, parameter, value);
  }
  const kaldor::LoadedScenario loaded = busy();
  if (parameter.value == 0) return changes(baseline, loaded, parameter, 0.5 * parameter.high);
  const double v = parameter.value;
  for (const double value : {1.5 * v, 0.5 * v, 0.5 * (v + parameter.low)})
    if (changes(baseline, loaded, parameter, value)) return true;
  return false;
}

}  // namespace

TEST_CASE("every parameter is felt within four years, but for those that say why not") {
  const Run baseline = model_runs::simulate(busy(), 16);
  for (const kaldor::ParameterDeclaration& parameter : kaldor::parameter_declarations()) {
    if (parameter.name.rfind("birth.", 0) == 0)
      continue;  // birth_test.cpp: they need an economy with a latent industry
    INFO(parameter.name);
    CHECK(felt(baseline, parameter) != (kSilent.count(std::string(parameter.name)) > 0));
  }
}

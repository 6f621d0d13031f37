// A declared parameter that nothing reads would be a lie of the reference pages.

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "model_runs.hpp"

using kaldor::Lever;
using model_runs::Run;

namespace {

/// Parameters that leave no trace in four years of a small economy, and why.
const std::map<std::string, std::string> kSilent{
    {"price.dominance_limit", "binds only for a firm with more than a third of its market"},
    {"government.regional_tax_share", "moves money between governments that share one purse"},
    {"firms.mean_age", "ages above the grace of a new firm only show in panels"},
    {"automation.limit", "takes decades to reach"},
    {"abatement.limit", "takes decades to reach"}};

/// Levers on, so that what only policies use is used.
kaldor::LoadedScenario busy() {
  auto loaded = model_runs::load("china-2017-small", 500);
  for (const Lever lever : {Lever::carbon_price, Lever::credit_subsidy, Lever::automation_subsidy, Lever::rd_subsidy,
                            Lever::minimum_wage, Lever::emission_standard}) {
    loaded.scenario.policies.push_back(model_runs::policy(lever, model_runs::felt_value(lever)));
    loaded.scenario.policies.back().from = loaded.scenario.start;
  }
  return loaded;
}

bool changes(const Run& baseline, const kaldor::ParameterDeclaration& parameter, double value) {
  if (value < parameter.low || value > parameter.high) return false;
  auto loaded = busy();
  loaded.scenario.parameters.*parameter.member = value;
  return !model_runs::same_bits(baseline, model_runs::simulate(loaded, 16));
}

/// Whether half as much again or half of a parameter moves anything; or a value halfway to the lowest; of one
/// that is zero, half of its range.
bool felt(const Run& baseline, const kaldor::ParameterDeclaration& parameter) {
  if (parameter.value == 0) return changes(baseline, parameter, 0.5 * parameter.high);
  const double v = parameter.value;
  for (const double value : {1.5 * v, 0.5 * v, 0.5 * (v + parameter.low)})
    if (changes(baseline, parameter, value)) return true;
  return false;
}

}  // namespace

TEST_CASE("every parameter is felt within four years, but for those that say why not") {
  const Run baseline = model_runs::simulate(busy(), 16);
  for (const kaldor::ParameterDeclaration& parameter : kaldor::parameter_declarations()) {
    INFO(parameter.name);
    CHECK(felt(baseline, parameter) != (kSilent.count(std::string(parameter.name)) > 0));
  }
}

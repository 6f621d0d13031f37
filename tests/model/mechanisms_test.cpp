// Every mechanism can be switched off, so that each channel can be ablated; a switch that moves nothing would be a lie.

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "model_runs.hpp"

using kaldor::Lever;
using model_runs::load;
using model_runs::Run;
using model_runs::same_bits;
using model_runs::simulate;

namespace {

/// Mechanisms that have nothing to do in the baseline, and what gives them something to do.
const std::map<std::string, std::vector<std::string>> kIdle{
    {"universities", {}},  // nothing beyond the base path is spent without a lever
    {"platforms", {}},
    {"park_tax", {}},
    {"park_infrastructure", {}},
    {"park_spillover", {}},
    {"park_selection", {}},
    {"park_services", {}},
    {"venture_capital", {}},
    {"open_innovation", {}},
    {"relocation", {}},                                               // wages of regions stay close to each other
    {"abatement", {}},                                                // without a price of carbon nobody abates
    {"training", {}},                                                 // nothing is taught without money
    {"rd_relabelling", {}},                                           // nobody relabels what is not rewarded
    {"targeting_noise", {}},                                          // nobody is judged without a condition
    {"credit_rationing", {"parameters.finance.bank_capital=0.02"}}};  // banks have more capital than lending needs

kaldor::LoadedScenario load_with(const std::string& name, std::vector<std::string> sets) {
  auto loaded = load("china-2017-small", 800, std::move(sets));
  if (name == "abatement") loaded.scenario.policies = {model_runs::policy(Lever::carbon_price, 200)};
  if (name == "training") loaded.scenario.policies = {model_runs::policy(Lever::training, 0.01)};
  if (name == "rd_relabelling") loaded.scenario.policies = {model_runs::policy(Lever::rd_tax_credit, 0.3)};
  if (name == "targeting_noise") {
    loaded.scenario.policies = {model_runs::policy(Lever::rd_subsidy, 0.3)};
    loaded.scenario.policies[0].only = {{kaldor::FirmColumn::employees, kaldor::FirmCondition::Comparison::less, 50}};
  }
  if (name == "relocation") {
    loaded.scenario.policies = {model_runs::policy(Lever::minimum_wage, 1.6)};
    loaded.scenario.policies[0].regions = {1};
  }
  if (name == "universities") loaded.scenario.policies = {model_runs::policy(Lever::public_research, 0.005)};
  if (name == "platforms") loaded.scenario.policies = {model_runs::policy(Lever::technology_platform, 0.005)};
  if (name.rfind("park_", 0) == 0) loaded.scenario.policies = {model_runs::policy(Lever::park_building, 0.02)};
  if (name == "venture_capital") loaded.scenario.policies = {model_runs::policy(Lever::guidance_fund, 0.003)};
  if (name == "open_innovation") loaded.scenario.policies = {model_runs::policy(Lever::open_innovation, 0.05)};
  return loaded;
}

}  // namespace

TEST_CASE("each mechanism's switch moves the frames within forty quarters") {
  const Run baseline = simulate(load("china-2017-small", 800), 40);
  for (const kaldor::MechanismDeclaration& mechanism : kaldor::mechanism_declarations()) {
    const std::string name(mechanism.name);
    if (name == "industry_birth" || name.rfind("birth_by_", 0) == 0)
      continue;  // birth_test.cpp: nobody is born without latent industries
    INFO(name);
    const auto idle = kIdle.find(name);
    std::vector<std::string> sets = idle == kIdle.end() ? std::vector<std::string>{} : idle->second;
    const Run on = idle == kIdle.end() ? baseline : simulate(load_with(name, sets), 40);
    sets.push_back("mechanisms." + name + "=off");
    CHECK_FALSE(same_bits(on, simulate(load_with(name, sets), 40)));
  }
}

TEST_CASE("without any mechanism the model still runs and closes its accounts") {
  auto loaded = load("mini", 500);
  for (const kaldor::MechanismDeclaration& mechanism : kaldor::mechanism_declarations())
    loaded.scenario.mechanisms.*mechanism.member = false;
  const Run run = simulate(loaded, 40);
  for (const double r : run.series(kaldor::Indicator::accounts_residual)) CHECK(r == 0);
}

// Accounts on the money grid do not nearly close: they close.

#include <catch2/catch.hpp>

#include "kaldor/core/errors.hpp"
#include "model_runs.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using model_runs::load;
using model_runs::Run;
using model_runs::simulate;

namespace {

double worst_residual(const Run& run) {
  double worst = 0;
  for (const double r : run.series(Indicator::accounts_residual))
    if (!(r <= worst)) worst = r;
  return worst;
}

}  // namespace

TEST_CASE("the accounts close to nothing for forty quarters of every economy") {
  for (const char* name : {"mini", "china-2017-small", "china-2017", "china-2007", "china-1997"})
    for (const std::uint64_t seed : {1, 2, 3}) {
      INFO(name << ", seed " << seed);
      const std::int64_t firms = std::string(name) == "mini" ? 500 : 1500;
      CHECK(worst_residual(simulate(load(name, firms, {}, seed), 40)) == 0);
    }
}

TEST_CASE("the accounts close to nothing under each lever") {
  for (const char* name : {"mini", "china-2017-small"})
    for (const kaldor::LeverDeclaration& lever : kaldor::lever_declarations()) {
      INFO(name << ", " << lever.name);
      auto loaded = load(name, 500);
      loaded.scenario.policies = {model_runs::policy(lever.lever, model_runs::felt_value(lever.lever))};
      CHECK(worst_residual(simulate(loaded, 24)) == 0);
    }
}

TEST_CASE("the accounts close to nothing whoever pays for a policy") {
  using kaldor::Financing;
  for (const Financing who :
       {Financing::deficit, Financing::budget, Financing::household_tax, Financing::corporate_tax})
    for (const Lever lever : {Lever::rd_subsidy, Lever::procurement, Lever::carbon_price, Lever::corporate_tax}) {
      INFO("financing " << static_cast<int>(who) << ", lever " << static_cast<int>(lever));
      auto loaded = load("mini", 500);
      loaded.scenario.policies = {model_runs::policy(lever, model_runs::felt_value(lever))};
      loaded.scenario.policies[0].financing = who;
      CHECK(worst_residual(simulate(loaded, 16)) == 0);
    }
}

TEST_CASE("the accounts close to nothing under all levers at once") {
  auto loaded = load("china-2017-small", 1000);
  for (const kaldor::LeverDeclaration& lever : kaldor::lever_declarations())
    loaded.scenario.policies.push_back(model_runs::policy(lever.lever, model_runs::felt_value(lever.lever)));
  CHECK(worst_residual(simulate(loaded, 40)) == 0);
}

TEST_CASE("an economy that stops ends the run with an error that names the quarter and who") {
  auto loaded = load("mini", 500, {"mechanisms.soft_budgets=off"});
  loaded.scenario.policies = {model_runs::policy(Lever::emission_standard, 0.00001)};
  try {
    simulate(loaded, 16);
    FAIL("nothing may be produced, and the run goes on");
  } catch (const kaldor::RunError& error) {
    CHECK(error.period >= 1);
    CHECK(error.period <= 16);
    CHECK(error.who == "the nation");
  }
}

TEST_CASE("the accounts close to nothing over a century", "[long]") {
  for (const char* name : {"mini", "china-2017-small"}) {
    INFO(name);
    CHECK(worst_residual(simulate(load(name, 4000), 400)) == 0);
  }
}

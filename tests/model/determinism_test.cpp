#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "kaldor/core/instruction_set.hpp"
#include "model_runs.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using model_runs::load;
using model_runs::Run;
using model_runs::same_bits;
using model_runs::simulate;

TEST_CASE("the same scenario gives the same bits twice") {
  const auto loaded = load("china-2017-small", 1000);
  CHECK(same_bits(simulate(loaded, 16), simulate(loaded, 16)));
}

TEST_CASE("the number of threads changes no bit") {
  const auto loaded = load("china-2017-small", 4000);
  const Run one = simulate(loaded, 12);
  CHECK(same_bits(one, simulate(loaded, 12, 0, 2)));
  CHECK(same_bits(one, simulate(loaded, 12, 0, 4)));
}

TEST_CASE("the level of instructions changes no bit") {
  const auto loaded = load("mini", 500);
  const Run best = simulate(loaded, 24);
  for (const char* level : {"v2", "v3", "v4"}) {
    INFO(level);
    ::setenv("KALDOR_LEVEL", level, 1);
    const Run run = simulate(loaded, 24);
    ::unsetenv("KALDOR_LEVEL");
    CHECK(same_bits(best, run));
  }
}

TEST_CASE("a policy of value zero changes no bit") {
  const auto loaded = load("mini", 500);
  const Run plain = simulate(loaded, 24);
  for (const kaldor::LeverDeclaration& lever : kaldor::lever_declarations()) {
    INFO(lever.name);
    auto idle = loaded;
    idle.scenario.policies = {model_runs::policy(lever.lever, 0)};
    CHECK(same_bits(plain, simulate(idle, 24)));
    idle.scenario.policies[0].only = {{kaldor::FirmColumn::employees, kaldor::FirmCondition::Comparison::less, 300}};
    idle.scenario.policies[0].financing = kaldor::Financing::budget;
    idle.scenario.policies[0].ramp = 8;
    CHECK(same_bits(plain, simulate(idle, 24)));
  }
}

TEST_CASE("a policy of value zero beside another changes no bit") {
  auto loaded = load("mini", 500);
  loaded.scenario.policies = {model_runs::policy(kaldor::Lever::carbon_price, 200)};
  const Run plain = simulate(loaded, 16);
  for (const kaldor::Lever lever : {kaldor::Lever::carbon_price, kaldor::Lever::emission_standard}) {
    auto idle = loaded;
    idle.scenario.policies.push_back(model_runs::policy(lever, 0));
    CHECK(same_bits(plain, simulate(idle, 16)));
  }
}

TEST_CASE("a policy that starts later changes no bit before it starts") {
  auto loaded = load("mini", 500);
  const Run plain = simulate(loaded, 16);
  for (const kaldor::LeverDeclaration& lever : kaldor::lever_declarations()) {
    INFO(lever.name);
    auto later = loaded;
    later.scenario.policies = {model_runs::policy(lever.lever, model_runs::felt_value(lever.lever))};
    later.scenario.policies[0].from = later.scenario.start + 2;
    Run run = simulate(later, 16);
    run.frames.resize(8);
    Run before = plain;
    before.frames.resize(8);
    CHECK(same_bits(before, run));
  }
}

TEST_CASE("every lever is felt within three years") {
  // Functions of the value chain need an economy with knowledge services, and the price of energy one with energy.
  const auto mini = load("mini", 500), china = load("china-2017-small", 500);
  const Run plain = simulate(mini, 12), plain_china = simulate(china, 12);
  for (const kaldor::LeverDeclaration& lever : kaldor::lever_declarations()) {
    INFO(lever.name);
    if (lever.lever == Lever::pilot_permission || lever.lever == Lever::incubation) continue;  // birth_test.cpp
    const bool large = lever.lever == Lever::design_subsidy || lever.lever == Lever::brand_subsidy ||
                       lever.lever == Lever::service_subsidy || lever.lever == Lever::headquarters_subsidy ||
                       lever.lever == Lever::resource_price;
    auto felt = large ? china : mini;
    // Compensation is paid for what must close.
    if (lever.lever == Lever::phase_out_compensation)
      felt.scenario.policies = {model_runs::policy(Lever::phase_out, 0.8)};
    // A threshold says who gets a credit.
    if (lever.lever == Lever::rd_threshold) felt.scenario.policies = {model_runs::policy(Lever::rd_tax_credit, 0.5)};
    const Run before = !felt.scenario.policies.empty() ? simulate(felt, 12) : large ? plain_china : plain;
    felt.scenario.policies.push_back(model_runs::policy(lever.lever, model_runs::felt_value(lever.lever)));
    CHECK_FALSE(same_bits(before, simulate(felt, 12)));
  }
}

TEST_CASE("a replication is the same whatever the number of replications") {
  auto loaded = load("mini", 500);
  const Run alone = simulate(loaded, 12, 3);
  loaded.scenario.replications = 64;
  CHECK(same_bits(alone, simulate(loaded, 12, 3)));
}

TEST_CASE("replications and seeds differ from each other") {
  const Run first = simulate(load("mini", 500), 8);
  CHECK_FALSE(same_bits(first, simulate(load("mini", 500), 8, 1)));
  CHECK_FALSE(same_bits(first, simulate(load("mini", 500, {}, 2), 8)));
}

TEST_CASE("how long a run lasts changes nothing in the quarters before") {
  auto loaded = load("mini", 500);
  Run longer = simulate(loaded, 16);
  loaded.scenario.periods = 8;
  longer.frames.resize(8);
  CHECK(same_bits(simulate(loaded, 8), longer));
}

TEST_CASE("looking at a firm or at all firms changes no bit") {
  const auto loaded = load("mini", 500);
  const Run plain = simulate(loaded, 8);
  kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, 1);
  Run watched{simulation.layout(), {}};
  simulation.follow(0);
  for (int q = 0; q < 8; ++q) {
    simulation.step();
    kaldor::FirmPanel panel;
    simulation.append_panel(0.5, panel);
    watched.frames.emplace_back(simulation.frame().begin(), simulation.frame().end());
  }
  CHECK(same_bits(plain, watched));
}

// Data in the whole economy: what infrastructure, openness, subsidies and a restriction of contact do
// (docs/model/data.md).

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using model_runs::Run;

namespace {

constexpr int kQuarters = 24;

kaldor::LoadedScenario with(std::vector<kaldor::Policy> policies, std::vector<std::string> sets = {},
                            std::uint64_t seed = 1) {
  auto loaded = model_runs::load("china-2017-small", 1000, std::move(sets), seed);
  for (kaldor::Policy& policy : policies) policy.from = loaded.scenario.start + 1;
  loaded.scenario.policies = std::move(policies);
  return loaded;
}

Run run(std::vector<kaldor::Policy> policies, std::vector<std::string> sets = {}, std::uint64_t seed = 1) {
  return model_runs::simulate(with(std::move(policies), std::move(sets), seed), kQuarters);
}

double last(const Run& run, Indicator indicator, std::size_t i = 0) { return run.at(kQuarters - 1, indicator, i); }

kaldor::Policy policy(Lever lever, double value) { return model_runs::policy(lever, value); }

}  // namespace

TEST_CASE("the base year is the same with data and without them") {
  const Run on = model_runs::simulate(with({}), 1);
  const Run off = model_runs::simulate(
      with({}, {"mechanisms.data=off", "mechanisms.digitalisation=off", "mechanisms.practice=off"}), 1);
  for (const Indicator i :
       {Indicator::gdp, Indicator::unemployment, Indicator::investment_share, Indicator::labour_share})
    CHECK(on.at(0, i) == Approx(off.at(0, i)).epsilon(1e-5));
}

TEST_CASE("without data nothing digital pays: the digital share stays where it began") {
  const Run off = run({}, {"mechanisms.data=off"});
  CHECK(off.at(1, Indicator::digital_share_by_industry, 2) ==
        Approx(last(off, Indicator::digital_share_by_industry, 2)));
  CHECK(last(off, Indicator::data_productivity) == 0);
  CHECK(last(run({}), Indicator::digital_share) > last(off, Indicator::digital_share));
}

TEST_CASE("data infrastructure and openness raise what data add to productivity, and both together more than either") {
  for (const std::uint64_t seed : {1, 2}) {
    const kaldor::Policy build = policy(Lever::data_infrastructure, 0.01), open = policy(Lever::data_openness, 0.5);
    const Indicator lift = Indicator::data_productivity;
    const double base = last(run({}, {}, seed), lift), built = last(run({build}, {}, seed), lift),
                 opened = last(run({open}, {}, seed), lift);
    CHECK(built > base);
    CHECK(opened > base);
    CHECK(last(run({build, open}, {}, seed), lift) > std::max(built, opened));
    CHECK(last(run({policy(Lever::data_infrastructure, -0.01)}, {}, seed), lift) < base);
  }
}

TEST_CASE("data infrastructure follows its spending: upkeep keeps it, none lets it wear, more than upkeep raises it") {
  const double kept = last(run({}), Indicator::data_infrastructure_by_region);
  const double none = last(run({policy(Lever::data_infrastructure, -0.1)}), Indicator::data_infrastructure_by_region);
  CHECK(kept == 1);
  CHECK(none == Approx(std::pow(1 - 0.10, (kQuarters - 4) / 4.0)).epsilon(1e-6));
  CHECK(last(run({policy(Lever::data_infrastructure, 0.004)}), Indicator::data_infrastructure_by_region) > 1);
}

TEST_CASE("a subsidy of digitalisation raises the digital share and costs what the budget pays") {
  const Run base = run({}), subsidised = run({policy(Lever::digital_subsidy, 0.3)});
  CHECK(last(subsidised, Indicator::digital_share) > last(base, Indicator::digital_share));
  CHECK(subsidised.at(8, Indicator::policy_cost_share) > 0);
  CHECK(base.at(8, Indicator::policy_cost_share) == 0);
}

TEST_CASE("pilots in a few firms raise the practice of an economy that is not paid for it") {
  kaldor::Policy pilots = policy(Lever::demonstration_pilot, 0.8);
  pilots.only = {{kaldor::FirmColumn::market_share, kaldor::FirmCondition::Comparison::greater, 0.01}};
  CHECK(last(run({pilots}), Indicator::practice) > last(run({}), Indicator::practice));
}

TEST_CASE("a restriction of contact cuts consumption and speeds digital services, which stay when it is lifted") {
  kaldor::Policy restriction = policy(Lever::contact_restriction, 0.3);
  auto loaded = with({restriction});
  loaded.scenario.policies[0].until = loaded.scenario.start + 3;
  const Run base = run({}), restricted = model_runs::simulate(loaded, kQuarters);
  CHECK(restricted.at(5, Indicator::consumption_real) < base.at(5, Indicator::consumption_real));
  CHECK(last(restricted, Indicator::digital_share) > last(base, Indicator::digital_share));
}

TEST_CASE("accounts close with every lever of data pulled") {
  const Run all = run({policy(Lever::data_infrastructure, 0.01), policy(Lever::data_openness, 0.5),
                       policy(Lever::digital_subsidy, 0.3), policy(Lever::demonstration_pilot, 0.3),
                       policy(Lever::contact_restriction, 0.3)});
  for (int q = 0; q < kQuarters; ++q) CHECK(all.at(q, Indicator::accounts_residual) < 1e-12);
}

TEST_CASE("with the mechanisms of data off, their levers move nothing") {
  const std::vector<std::string> off{"mechanisms.data=off", "mechanisms.digitalisation=off", "mechanisms.practice=off"};
  const Run without = run({policy(Lever::data_openness, 0.5), policy(Lever::digital_subsidy, 0.5)}, off);
  CHECK(model_runs::same_bits(run({}, off), without));
}

// locality (1 - rho_x (X - x0))
TEST_CASE("services that have become digital are bought further away") {
  for (const bool on : {true, false}) {
    auto loaded = with({model_runs::policy(Lever::digital_subsidy, 0.5)},
                       {on ? "mechanisms.digital_services=on" : "mechanisms.digital_services=off"});
    kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
    for (int q = 0; q < kQuarters; ++q) open_model::quarter(s);
    if (!on) {
      CHECK(s.markets.local.empty());
      continue;
    }
    int digital = 0;
    for (int g = 0; g < s.base.industries; ++g) {
      const double gained = s.of_industry(g, kaldor::CellSum::digital) / s.of_industry(g, kaldor::CellSum::sales) -
                            s.data.base_digital[static_cast<std::size_t>(g)];
      const double first = s.base.locality[static_cast<std::size_t>(g)],
                   now = s.markets.local[static_cast<std::size_t>(g)];
      if (s.economy.industries[static_cast<std::size_t>(g)].sector != kaldor::Sector::tertiary ||
          s.markets.tradable[static_cast<std::size_t>(g)] || gained < 0.05)
        continue;
      ++digital;
      CHECK(now < first);
      CHECK(now == Approx(first * (1 - s.scenario.parameters.digital_reach * gained)).epsilon(1e-3));
    }
    CHECK(digital > 0);
  }
}

// Stage 1: when a lever is pulled, where, how hard, and what several policies on one lever add up to.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "kaldor/core/errors.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using kaldor::ModelState;
using kaldor::Policy;
using kaldor::Rule;
using model_runs::load;
using model_runs::policy;

namespace {

/// A small state that only policies are asked of.
struct Desk {
  explicit Desk(std::vector<Policy> policies) : loaded(load("mini", 500)) {
    loaded.scenario.start = 2020;
    loaded.scenario.mechanisms.targeting_noise = false;  // conditions are judged without errors
    loaded.scenario.policies = std::move(policies);
    state = std::make_unique<ModelState>(loaded.economy, loaded.scenario, 0, 1);
  }
  /// Strength in a cell after the levers of a quarter are set.
  double pull(int quarter, Lever lever, int cell = 0) {
    state->period = quarter;
    set_levers(*state);
    return state->levers.strength(static_cast<std::size_t>(lever), static_cast<std::size_t>(cell));
  }
  /// Tells what the quarter before is remembered to have been.
  void remember(Indicator indicator, double value, std::size_t i = 0) {
    if (state->history.empty()) state->history.emplace_back(state->layout.size, 0.0);
    state->history.back()[state->layout.offset[static_cast<std::size_t>(indicator)] + i] = value;
  }
  kaldor::LoadedScenario loaded;
  std::unique_ptr<ModelState> state;
};

Rule rule(Indicator indicator, Rule::Op op, double number) {
  return Rule{{{Rule::Op::indicator, indicator, 0}, {Rule::Op::number, {}, number}, {op, {}, 0}}, ""};
}

}  // namespace

TEST_CASE("a schedule holds from its first quarter until the quarter before its last year") {
  Policy p = policy(Lever::rd_subsidy, 0.2);
  p.from = 2021;
  p.until = 2022.5;
  Desk desk({p});
  for (int q = 0; q < 16; ++q) {
    INFO("quarter " << q);
    CHECK(desk.pull(q, Lever::rd_subsidy) == (q >= 4 && q < 10 ? 0.2 : 0.0));
  }
}

TEST_CASE("a ramp rises by equal steps and reaches the value in its last quarter") {
  Policy p = policy(Lever::carbon_price, 100);
  p.from = 2020.5;
  p.ramp = 4;
  Desk desk({p});
  const double expected[] = {0, 0, 25, 50, 75, 100, 100, 100};
  for (int q = 0; q < 8; ++q) CHECK(desk.pull(q, Lever::carbon_price) == Approx(expected[q]).margin(1e-12));
}

TEST_CASE("the ramp of a limit comes down from the base year's mean and never lies below its value") {
  Policy p = policy(Lever::emission_standard, 0.6);
  p.from = 2020;
  p.ramp = 8;
  Desk desk({p});
  double last = 1;
  for (int q = 0; q < 10; ++q) {
    const double now = desk.pull(q, Lever::emission_standard);
    CHECK(now >= 0.6);
    CHECK(now <= last);
    if (q < 7) CHECK(now > 0.6);
    last = now;
  }
  CHECK(last == 0.6);
  CHECK(desk.pull(3, Lever::emission_standard) == Approx(0.8));
}

TEST_CASE("a policy holds in its industries and regions and nowhere else") {
  Policy p = policy(Lever::automation_subsidy, 0.3);
  p.industries = {1};
  p.regions = {0};
  Desk desk({p});
  for (int i = 0; i < 3; ++i)
    for (int r = 0; r < 2; ++r)
      CHECK(desk.pull(0, Lever::automation_subsidy, desk.state->cell(i, r)) == (i == 1 && r == 0 ? 0.3 : 0.0));
}

TEST_CASE("a rule reads the quarter before and answers no while there is none") {
  Policy p = policy(Lever::procurement, 0.05);
  p.when = rule(Indicator::unemployment, Rule::Op::greater, 0.07);
  Desk desk({p});
  CHECK(desk.pull(0, Lever::procurement) == 0);
  desk.remember(Indicator::unemployment, 0.08);
  CHECK(desk.pull(1, Lever::procurement) == 0.05);
  desk.remember(Indicator::unemployment, 0.07);
  CHECK(desk.pull(2, Lever::procurement) == 0);
}

TEST_CASE("a rule on something undefined does not hold") {
  for (const Rule::Op op : {Rule::Op::greater, Rule::Op::less, Rule::Op::equal}) {
    Policy p = policy(Lever::procurement, 0.05);
    p.when = rule(Indicator::tapio_decoupling, op, 0);
    Desk desk({p});
    desk.remember(Indicator::tapio_decoupling, std::nan(""));
    CHECK(desk.pull(1, Lever::procurement) == 0);
  }
}

TEST_CASE("a rule on an indicator of industries holds in the industries where it is true") {
  Policy p = policy(Lever::credit_subsidy, 0.02);
  p.when = rule(Indicator::capacity_utilisation_by_industry, Rule::Op::less, 0.7);
  Policy plain = policy(Lever::rd_subsidy, 0.1);
  plain.when = p.when;
  Desk desk({plain});
  const double seen[] = {0.9, 0.6, 0.8};
  for (std::size_t i = 0; i < 3; ++i) desk.remember(Indicator::capacity_utilisation_by_industry, seen[i], i);
  for (int i = 0; i < 3; ++i) CHECK(desk.pull(1, Lever::rd_subsidy, desk.state->cell(i, 1)) == (i == 1 ? 0.1 : 0.0));
}

TEST_CASE("a rule tells when its answer turns, once for the nation, or in each place where it did") {
  Policy national = policy(Lever::procurement, 0.05);
  national.when = rule(Indicator::unemployment, Rule::Op::greater, 0.07);
  Policy local = policy(Lever::rd_subsidy, 0.1);
  local.when = rule(Indicator::capacity_utilisation_by_industry, Rule::Op::less, 0.7);
  local.from = 2020.25;
  Desk desk({policy(Lever::carbon_price, 10), national, local});
  const auto answers = [&](int quarter) {
    desk.pull(quarter, Lever::procurement);
    return desk.state->new_answers;
  };
  CHECK(answers(0).empty());
  desk.remember(Indicator::unemployment, 0.08);
  for (std::size_t i = 0; i < 3; ++i) desk.remember(Indicator::capacity_utilisation_by_industry, i == 1 ? 0.6 : 0.9, i);
  using Answers = std::vector<kaldor::RuleAnswer>;
  CHECK(answers(1) == Answers{{1, Lever::procurement, {}, {}, true}, {2, Lever::rd_subsidy, 1, {}, true}});
  CHECK(answers(2).empty());
  desk.remember(Indicator::unemployment, 0.06);
  CHECK(answers(3) == Answers{{1, Lever::procurement, {}, {}, false}});
}

TEST_CASE("and, or and not join comparisons") {
  const auto joined = [](Rule::Op op, double unemployment, double inflation) {
    Policy p = policy(Lever::procurement, 0.05);
    Rule both = rule(Indicator::unemployment, Rule::Op::greater, 0.07);
    const Rule second = rule(Indicator::inflation, Rule::Op::less, 0.02);
    both.steps.insert(both.steps.end(), second.steps.begin(), second.steps.end());
    both.steps.push_back({op, {}, 0});
    p.when = both;
    Desk desk({p});
    desk.remember(Indicator::unemployment, unemployment);
    desk.remember(Indicator::inflation, inflation);
    return desk.pull(1, Lever::procurement) > 0;
  };
  CHECK(joined(Rule::Op::logical_and, 0.08, 0.01));
  CHECK_FALSE(joined(Rule::Op::logical_and, 0.08, 0.03));
  CHECK(joined(Rule::Op::logical_or, 0.08, 0.03));
  CHECK_FALSE(joined(Rule::Op::logical_or, 0.06, 0.03));

  Policy p = policy(Lever::procurement, 0.05);
  Rule negated = rule(Indicator::unemployment, Rule::Op::greater, 0.07);
  negated.steps.push_back({Rule::Op::logical_not, {}, 0});
  p.when = negated;
  Desk desk({p});
  desk.remember(Indicator::unemployment, 0.06);
  CHECK(desk.pull(1, Lever::procurement) == 0.05);
}

TEST_CASE("a rule that holds its answer for four quarters changes it at the fifth") {
  Policy p = policy(Lever::procurement, 0.05);
  p.when = rule(Indicator::unemployment, Rule::Op::greater, 0.07);
  p.hold = 4;
  Desk desk({p});
  desk.remember(Indicator::unemployment, 0.10);
  CHECK(desk.pull(1, Lever::procurement) == 0.05);
  desk.remember(Indicator::unemployment, 0.05);
  for (int q = 2; q <= 4; ++q) CHECK(desk.pull(q, Lever::procurement) == 0.05);
  CHECK(desk.pull(5, Lever::procurement) == 0);
  desk.remember(Indicator::unemployment, 0.10);
  for (int q = 6; q <= 8; ++q) CHECK(desk.pull(q, Lever::procurement) == 0);
  CHECK(desk.pull(9, Lever::procurement) == 0.05);
}

TEST_CASE("a target follows its indicator by its gain and stays inside its bounds") {
  Policy p = policy(Lever::carbon_price, 100);
  p.target = kaldor::Target{Indicator::emission_intensity, 0.8, 1000, 20, 250};
  Desk desk({p});
  CHECK(desk.pull(0, Lever::carbon_price) == 100);  // nothing seen yet
  desk.remember(Indicator::emission_intensity, 0.9);
  CHECK(desk.pull(1, Lever::carbon_price) == Approx(200));
  desk.remember(Indicator::emission_intensity, 2);
  CHECK(desk.pull(2, Lever::carbon_price) == 250);
  desk.remember(Indicator::emission_intensity, 0.1);
  CHECK(desk.pull(3, Lever::carbon_price) == 20);
}

TEST_CASE("policies on one lever add up, but of limits the tightest holds and of wage floors the highest") {
  Desk sums({policy(Lever::carbon_price, 100), policy(Lever::carbon_price, 50)});
  CHECK(sums.pull(0, Lever::carbon_price) == 150);
  Desk limits({policy(Lever::emission_standard, 0.8), policy(Lever::emission_standard, 0.6),
               policy(Lever::emission_standard, 0.9)});
  CHECK(limits.pull(0, Lever::emission_standard) == 0.6);
  Desk quotas({policy(Lever::emission_quota, 0), policy(Lever::emission_quota, 0.7)});
  CHECK(quotas.pull(0, Lever::emission_quota) == 0.7);
  Desk floors({policy(Lever::minimum_wage, 0.5), policy(Lever::minimum_wage, 0.6), policy(Lever::minimum_wage, 0.4)});
  CHECK(floors.pull(0, Lever::minimum_wage) == 0.6);
}

TEST_CASE("a policy for some firms reaches those who meet its conditions and no others") {
  Policy p = policy(Lever::rd_subsidy, 0.2);
  p.only = {{kaldor::FirmColumn::employees, kaldor::FirmCondition::Comparison::less, 10},
            {kaldor::FirmColumn::employees, kaldor::FirmCondition::Comparison::greater_equal, 4}};
  Desk desk({p, policy(Lever::rd_subsidy, 0.05)});
  CHECK(desk.pull(0, Lever::rd_subsidy) == 0.05);
  std::size_t met = 0, missed = 0;
  for (const kaldor::Block& block : desk.state->firms.blocks()) {
    const kaldor::LeverColumns levers = lever_columns(*desk.state, block, kaldor::block_memory());
    const kaldor::Columns c = desk.state->firms.columns().at(block.row);
    for (std::size_t i = 0; i < block.used; ++i) {
      const bool meets = c.employees[i] >= 4 && c.employees[i] < 10;
      ++(meets ? met : missed);
      CHECK(levers.of[static_cast<std::size_t>(Lever::rd_subsidy)][i] == Approx(meets ? 0.25 : 0.05));
      CHECK(levers.of[static_cast<std::size_t>(Lever::carbon_price)][i] == 0);
    }
  }
  CHECK(met > 5);
  CHECK(missed > 5);
}

TEST_CASE("a limit for some firms does not loosen the limit for all") {
  Policy some = policy(Lever::emission_standard, 0.9);
  some.only = {{kaldor::FirmColumn::employees, kaldor::FirmCondition::Comparison::greater_equal, 4}};
  Desk desk({policy(Lever::emission_standard, 0.7), some});
  desk.pull(0, Lever::emission_standard);
  for (const kaldor::Block& block : desk.state->firms.blocks()) {
    const kaldor::LeverColumns levers = lever_columns(*desk.state, block, kaldor::block_memory());
    for (std::size_t i = 0; i < block.used; ++i)
      CHECK(levers.of[static_cast<std::size_t>(Lever::emission_standard)][i] == Approx(0.7));
  }
}

TEST_CASE("subsidised interest spreads over the stock of loans as they are renewed") {
  Desk desk({policy(Lever::credit_subsidy, 0.02)});
  const double turnover = desk.loaded.scenario.parameters.finance_loan_turnover;
  double carried = 0;
  for (int q = 0; q < 12; ++q) {
    carried += turnover * (0.02 - carried);
    CHECK(desk.pull(q, Lever::credit_subsidy) == Approx(carried).epsilon(1e-12));
  }
}

TEST_CASE("a lever set by hand acts from the next quarter on where it was set, beside the scenario's policies") {
  Desk desk({policy(Lever::rd_subsidy, 0.1)});
  CHECK(desk.pull(0, Lever::rd_subsidy) == 0.1);
  set_by_hand(*desk.state, {Lever::rd_subsidy, 0.2, {0}, {}});
  CHECK(desk.pull(1, Lever::rd_subsidy) == Approx(0.3));
  const int other = desk.state->cell(1, 0);
  CHECK(desk.pull(1, Lever::rd_subsidy, other) == 0.1);
  set_by_hand(*desk.state, {Lever::rd_subsidy, 0.0, {0}, {}});
  CHECK(desk.pull(2, Lever::rd_subsidy) == 0.1);
  CHECK(desk.state->scenario.policies.size() == 2);  // set again, not added again
}

TEST_CASE("settings that change a value are told until the next quarter") {
  const auto loaded = load("mini", 500);
  kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, 1);
  simulation.set_lever({Lever::procurement, 0.0, {}, {}});  // nothing was there to end
  CHECK(simulation.settings().empty());
  simulation.set_lever({Lever::procurement, 0.1, 2, {}});
  simulation.set_lever({Lever::procurement, 0.2, {}, 1});
  REQUIRE(simulation.settings().size() == 2);
  CHECK(simulation.settings()[0].industry == 2);
  CHECK(simulation.settings()[1].value == 0.2);
  simulation.step();
  CHECK(simulation.settings().empty());
  simulation.set_lever({Lever::procurement, 0.1, 2, {}});  // as it is
  CHECK(simulation.settings().empty());
  simulation.set_lever({Lever::procurement, 0.0, 2, {}});
  CHECK(simulation.settings().size() == 1);
}

TEST_CASE("a lever set by hand between quarters has the bits of the policy that begins then") {
  const auto by_hand = load("mini", 500);
  auto by_policy = load("mini", 500);
  Policy later = policy(Lever::emission_standard, 0.7);
  later.from = by_policy.scenario.start + 0.5;
  by_policy.scenario.policies = {later};
  kaldor::Simulation one(by_hand.economy, by_hand.scenario, 0, 1), other(by_policy.economy, by_policy.scenario, 0, 1);
  for (int q = 0; q < 8; ++q) {
    if (q == 2) one.set_lever({Lever::emission_standard, 0.7, {}, {}});
    one.step(), other.step();
    CHECK(std::equal(one.frame().begin(), one.frame().end(), other.frame().begin(),
                     [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
  }
  CHECK(one.lever_strength(Lever::emission_standard) == other.lever_strength(Lever::emission_standard));
}

TEST_CASE("a value outside the range of its lever is refused by hand as in a file") {
  Desk desk({});
  CHECK_THROWS_AS(set_by_hand(*desk.state, {Lever::rd_subsidy, 1.5, {}, {}}), kaldor::InputError);
  CHECK_THROWS_AS(set_by_hand(*desk.state, {Lever::rd_subsidy, std::nan(""), {}, {}}), kaldor::InputError);
  CHECK(desk.state->scenario.policies.empty());
}

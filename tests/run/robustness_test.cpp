#include "kaldor/run/robustness.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "kaldor/scenario/experiment_file.hpp"

using namespace kaldor;
namespace fs = std::filesystem;

namespace {

const std::string kOutcome =
    "  - { indicator: gdp, at: 2022, contrast: bought - base, relative: yes, expect: positive, primary: yes }\n"
    "  - { indicator: gdp, at: 2022, contrast: bought-off - off, expect: positive }\n";

/// An experiment on the smallest economy whose channel is switched off in two of its arms.
Experiment experiment(const std::string& policy = "{ lever: procurement, value: 0.2, from: 2021 }",
                      const std::string& off = "land: off", const std::string& outcomes = kOutcome,
                      const std::string& robust = "[]") {
  const fs::path file = fs::temp_directory_path() / ("kaldor_robustness_test_" + std::to_string(::getpid()) + ".yaml");
  std::ofstream(file) << "kaldor: 1\nexperiment: a claim\nrow: D4\nstory: a story\n"
                         "base: { economy: mini, firms: 600, years: 3 }\nreplications: 3\nrobust: " +
                             robust +
                             "\narms:\n"
                             "  off: { mechanisms: { " +
                             off +
                             " } }\n"
                             "  bought: { policies: [ " +
                             policy +
                             " ] }\n"
                             "  bought-off: { mechanisms: { " +
                             off + " }, policies: [ " + policy +
                             " ] }\n"
                             "outcomes:\n" +
                             outcomes;
  const Experiment loaded = load_experiment(file.string());
  fs::remove(file);
  return loaded;
}

const Variation* find(const VariationPlan& plan, const std::string& beginning) {
  for (const Variation& variation : plan.variations) {
    if (variation.name.starts_with(beginning)) return &variation;
  }
  return nullptr;
}

Experiment varied(const Experiment& given, const std::string& beginning, const std::vector<std::string>& names = {}) {
  Experiment copy = given;
  const VariationPlan plan = plan_variations(given, names);
  const Variation* variation = find(plan, beginning);
  REQUIRE(variation);
  variation->apply(copy);
  return copy;
}

VariationPlan cut(VariationPlan plan, std::size_t count) {
  plan.variations.resize(count);
  return plan;
}

}  // namespace

TEST_CASE("only the primary outcome is repeated, with the base and the arms that it reads") {
  const Experiment primary = primary_only(experiment());
  REQUIRE(primary.arms.size() == 2);
  CHECK(primary.arms[0].name == "base");
  CHECK(primary.arms[1].name == "bought");
  REQUIRE(primary.outcomes.size() == 1);
  CHECK(primary.outcomes[0].contrast.factors == std::vector<double>{-1, 1});
}

TEST_CASE("each variation changes what its name says in every arm, and nothing else") {
  const Experiment given = experiment();
  const Experiment firms = varied(given, "twice the firms"), seed = varied(given, "another seed");
  const Experiment speed = varied(given, "expectation.slow_speed = 0.1");
  const Experiment anchor = varied(given, "expectation.inflation_anchor = 0.25");
  for (std::size_t arm = 0; arm < given.arms.size(); ++arm) {
    CHECK(firms.arms[arm].scenario.firms == 1200);
    CHECK(firms.arms[arm].scenario.seed == given.arms[arm].scenario.seed);
    CHECK(seed.arms[arm].scenario.seed != given.arms[arm].scenario.seed);
    CHECK(speed.arms[arm].scenario.parameters.expectation_slow_speed == 0.1);
    CHECK(speed.arms[arm].scenario.parameters.expectation_demand_speed ==
          given.arms[arm].scenario.parameters.expectation_demand_speed);
    CHECK(anchor.arms[arm].scenario.parameters.expectation_inflation_anchor == 0.25);
  }
  const Experiment same = varied(given, "as it is");
  CHECK(same.arms[1].scenario.seed == given.arms[1].scenario.seed);
}

TEST_CASE("other rules of expectation set the weights of the last orders and of their last change in every arm") {
  const Experiment given = experiment();
  const Experiment myopic = varied(given, "myopic expectations"), trend = varied(given, "trend-following expectations"),
                   extrapolating = varied(given, "expectation.extrapolation = 0.4");
  for (std::size_t arm = 0; arm < given.arms.size(); ++arm) {
    const Parameters &a = myopic.arms[arm].scenario.parameters, &b = trend.arms[arm].scenario.parameters,
                     &c = extrapolating.arms[arm].scenario.parameters;
    CHECK(a.expectation_demand_speed == 1);
    CHECK(a.expectation_extrapolation == 0);
    CHECK(b.expectation_demand_speed == 1);
    CHECK(b.expectation_extrapolation == 0.4);
    CHECK(c.expectation_demand_speed == given.arms[arm].scenario.parameters.expectation_demand_speed);
    CHECK(c.expectation_extrapolation == 0.4);
  }
}

TEST_CASE("parameters go to both ends of their plausible range, and where none is declared by half down and up") {
  const Experiment given = experiment();
  const VariationPlan plan = plan_variations(given, {"land.supply_elasticity", "land.rent_speed"});
  CHECK(find(plan, "land.supply_elasticity = 0.2"));
  CHECK(varied(given, "land.supply_elasticity = 2", {"land"}).arms[2].scenario.parameters.land_supply_elasticity == 2);
  CHECK(plan.plausible == std::vector<std::string>{"land.supply_elasticity"});
  CHECK(plan.scaled == std::vector<std::string>{"land.rent_speed"});
  const double rent_speed = given.arms[0].scenario.parameters.land_rent_speed;
  const Experiment slow = varied(given, "land.rent_speed", {"land.rent_speed"});
  CHECK(slow.arms[1].scenario.parameters.land_rent_speed == Approx(rent_speed / 2));
}

TEST_CASE("arms that differ in a parameter keep differing when it is varied") {
  Experiment given = experiment();
  given.arms[1].scenario.parameters.land_supply_elasticity = 1;
  const VariationPlan plan = plan_variations(given, {"land.supply_elasticity"});
  CHECK(plan.plausible.empty());
  Experiment copy = given;
  plan.variations.back().apply(copy);
  CHECK(copy.arms[1].scenario.parameters.land_supply_elasticity == 1.5);
  CHECK(copy.arms[0].scenario.parameters.land_supply_elasticity ==
        Approx(1.5 * given.arms[0].scenario.parameters.land_supply_elasticity));
}

TEST_CASE("what the file calls robust is varied before what the switches suggest: parameters, groups, mechanisms") {
  const Experiment given = experiment("{ lever: procurement, value: 0.2, from: 2021 }", "land: off", kOutcome,
                                      "[price.pass_through, openness.*, migration, land]");
  const VariationPlan plan = plan_variations(given, {});
  CHECK(find(plan, "price.pass_through = 0.25"));
  CHECK(find(plan, "openness.talent"));
  CHECK(find(plan, "land."));
  const Experiment still = varied(given, "migration off");
  for (const ExperimentArm& arm : still.arms) CHECK_FALSE(arm.scenario.mechanisms.migration);
  CHECK_FALSE(find(plan, "land o"));
  CHECK(std::any_of(plan.notes.begin(), plan.notes.end(),
                    [](const std::string& note) { return note == "land is what the arms differ in"; }));
  CHECK_FALSE(find(plan_variations(given, {"price.floor"}), "migration off"));
}

TEST_CASE(
    "half the burn-in brings policies, the outcome and the end forward by half the time before the first policy") {
  const Experiment given = experiment(), shorter = varied(given, "half the burn-in");
  CHECK(shorter.arms[2].scenario.policies[0].from == 2020.5);
  CHECK(shorter.arms[2].scenario.periods == given.arms[2].scenario.periods - 2);
  CHECK(shorter.outcomes[0].measure.first == given.outcomes[0].measure.first - 2);
  CHECK(shorter.outcomes[0].measure.end == given.outcomes[0].measure.end - 2);
  const VariationPlan at_once = plan_variations(experiment("{ lever: procurement, value: 0.2 }"), {});
  CHECK_FALSE(find(at_once, "half the burn-in"));
  CHECK(std::any_of(at_once.notes.begin(), at_once.notes.end(),
                    [](const std::string& note) { return note.find("first policy") != std::string::npos; }));
}

TEST_CASE("the parameters varied are those of the group called like the mechanism that the arms switch") {
  const VariationPlan land = plan_variations(experiment(), {});
  CHECK(find(land, "land.rent_speed"));
  CHECK_FALSE(find(land, "birth."));
  const VariationPlan release =
      plan_variations(experiment("{ lever: procurement, value: 0.2 }", "land_release: off"), {});
  CHECK(find(release, "land.rent_speed"));
  const VariationPlan lever = plan_variations(experiment("{ lever: training, value: 0.01 }", "noise: on"), {});
  CHECK(find(lever, "training.reach"));
}

TEST_CASE(
    "no more variations of parameters than were promised, each inside its declared range, and who is left out is "
    "said") {
  const Experiment given = experiment();
  const VariationPlan plan = plan_variations(given, {"land"});
  std::size_t count = 0;
  for (const Variation& variation : plan.variations) {
    if (!variation.name.starts_with("land.")) continue;
    ++count;
    Experiment copy = given;
    variation.apply(copy);
    for (const ParameterDeclaration& parameter : parameter_declarations()) {
      const double value = copy.arms[1].scenario.parameters.*parameter.member;
      CHECK(value >= parameter.low);
      CHECK(value <= parameter.high);
    }
  }
  CHECK(count > 10);
  CHECK(count <= kParameterVariationsHigh);
  REQUIRE_FALSE(plan.notes.empty());
  CHECK(plan.notes.back().find("land.") != std::string::npos);
}

TEST_CASE("a parameter that there is not is refused with the nearest name") {
  try {
    plan_variations(experiment(), {"land.rent_sped"});
    FAIL("it was taken");
  } catch (const InputError& error) {
    CHECK(error.faults().front().hint == "did you mean `land.rent_speed`?");
  }
}

TEST_CASE("the first variation is the experiment itself, bit for bit, and its sign is its own") {
  const Experiment given = experiment();
  const ExperimentResult whole = run_experiment(given, {});
  const RobustnessResult result = run_robustness(given, cut(plan_variations(given, {}), 2), {});
  REQUIRE(result.complete);
  REQUIRE(result.variations.size() == 2);
  CHECK(result.variations[0].outcome.difference.value == whole.outcomes[0].difference.value);
  CHECK(result.variations[0].outcome.difference.low == whole.outcomes[0].difference.low);
  CHECK(result.variations[0].same_sign == true);
  CHECK(result.variations[1].outcome.difference.value != whole.outcomes[0].difference.value);
}

TEST_CASE("a sign that turns is seen, and a claim of no effect has none") {
  const Expectation positive{"positive", 0, INFINITY, true}, zero{"zero within 1", -1, 1, false};
  CHECK(same_sign(positive, 0.5, 0.1) == true);
  CHECK(same_sign(positive, 0.5, -0.1) == false);
  CHECK(same_sign(positive, 0.5, 0.0) == false);
  CHECK(same_sign(positive, -0.5, -0.1) == true);
  CHECK_FALSE(same_sign(positive, 0.0, 0.1).has_value());
  CHECK_FALSE(same_sign(positive, 0.5, std::nan("")).has_value());
  CHECK_FALSE(same_sign(zero, 0.5, -0.5).has_value());
}

TEST_CASE("a variation whose economy stops is told and does not keep the others from theirs") {
  const Experiment given = experiment();
  VariationPlan plan = cut(plan_variations(given, {}), 1);
  plan.variations.push_back({"stops", [](Experiment& stopped) {
                               for (ExperimentArm& arm : stopped.arms) {
                                 arm.scenario.periods = 80;
                                 arm.scenario.mechanisms.abatement = false;
                                 arm.scenario.parameters.abatement_grace = 0;
                                 arm.scenario.policies.push_back({});
                                 arm.scenario.policies.back().lever = Lever::emission_standard;
                                 arm.scenario.policies.back().value = 0.0001;
                                 arm.scenario.policies.back().from = 2020;
                               }
                             }});
  plan.variations.push_back(plan.variations.front());
  const RobustnessResult result = run_robustness(given, plan, {});
  REQUIRE(result.variations.size() == 3);
  CHECK(result.variations[1].failure.find("replication 1") != std::string::npos);
  CHECK_FALSE(result.variations[1].same_sign.has_value());
  CHECK(result.variations[2].same_sign == true);
}

TEST_CASE("an interrupted repetition is incomplete") {
  const std::atomic<bool> interrupted{true};
  ExperimentOptions options;
  options.interrupted = &interrupted;
  const Experiment given = experiment();
  CHECK_FALSE(run_robustness(given, plan_variations(given, {}), options).complete);
}

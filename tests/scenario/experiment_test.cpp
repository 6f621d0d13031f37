#include <catch2/catch.hpp>

#include "kaldor/scenario/experiment_file.hpp"
#include "scratch.hpp"

using namespace kaldor;

namespace {

const std::string kHead =
    "kaldor: 1\n"
    "experiment: more demand, more goods\n"
    "row: D1\n"
    "story: Government buys. Firms sell. Goods rise.\n"
    "base: { economy: tiny.yaml, firms: 600, years: 4, mechanisms: { exit: off },\n"
    "  policies: [ { lever: corporate_tax, value: 0.2 } ] }\n"
    "replications: 3\n";
const std::string kArms =
    "arms:\n"
    "  bought: { policies: [ { lever: procurement, value: 0.2, from: 2021 } ] }\n"
    "  no-entry: { mechanisms: { entry: off }, parameters: { share.replicator: 0.25 } }\n";
const std::string kOutcomes =
    "outcomes:\n"
    "  - { indicator: gdp_real, at: 2022, contrast: bought - base, relative: yes, expect: positive, primary: yes }\n"
    "  - { indicator: exit_rate, from: 2021.25, until: 2023, contrast: no-entry - base, expect: zero, band: 0.1 }\n";

Experiment load(const Scratch& scratch, const std::string& text, const ExperimentOverrides& overrides = {}) {
  return load_experiment(scratch.write("case.yaml", text), overrides);
}

std::string faults_of(const std::string& text, const ExperimentOverrides& overrides = {}) {
  const Scratch scratch;
  return lines_of(error_of([&] { load(scratch, text, overrides); }));
}

/// Faults of an experiment whose second outcome has these members.
std::string faults_with_outcome(const std::string& members) {
  return faults_of(kHead + kArms +
                   Scratch::replaced(kOutcomes,
                                     "indicator: exit_rate, from: 2021.25, until: 2023, "
                                     "contrast: no-entry - base, expect: zero, band: 0.1",
                                     members));
}

std::vector<double> factors_of(const std::string& contrast) {
  const Scratch scratch;
  const std::string text = kHead + kArms + Scratch::replaced(kOutcomes, "bought - base", contrast);
  return load(scratch, text).outcomes.at(0).contrast.factors;
}

Measure measure_of(const std::string& members) {
  const Scratch scratch;
  const std::string text = kHead + kArms + Scratch::replaced(kOutcomes, "indicator: gdp_real", members);
  return load(scratch, text).outcomes.at(0).measure;
}

}  // namespace

TEST_CASE("every arm is the base with what the arm says on top, and all share seed, horizon and replications") {
  const Scratch scratch;
  const Experiment e = load(scratch, kHead + "seed: 7\n" + kArms + kOutcomes);
  CHECK(e.name == "case");
  CHECK(e.claim == "more demand, more goods");
  CHECK(e.row == "D1");
  CHECK(e.economy.name == "tiny");
  REQUIRE(e.arms.size() == 3);
  CHECK(e.arms[0].name == "base");
  for (const ExperimentArm& arm : e.arms) {
    CHECK(arm.scenario.firms == 600);
    CHECK(arm.scenario.periods == 16);
    CHECK(arm.scenario.seed == 7);
    CHECK(arm.scenario.replications == 3);
    CHECK_FALSE(arm.scenario.mechanisms.exit);
  }
  CHECK(e.arms[0].scenario.policies.size() == 1);
  REQUIRE(e.arms[1].scenario.policies.size() == 2);
  CHECK(e.arms[1].scenario.policies[1].lever == Lever::procurement);
  CHECK(e.arms[1].scenario.mechanisms.entry);
  CHECK_FALSE(e.arms[2].scenario.mechanisms.entry);
  CHECK(e.arms[2].scenario.parameters.share_replicator == 0.25);
  CHECK(e.arms[0].scenario.parameters.share_replicator == Parameters{}.share_replicator);
}

TEST_CASE("an experiment says over its base what holds for every arm, and has twenty replications if none are said") {
  const Scratch scratch;
  const std::string head =
      Scratch::replaced(kHead, "replications: 3\n", "firms: 700\nparameters: { share.replicator: 0.3 }\n");
  const Experiment e = load(scratch, head + kArms + kOutcomes);
  CHECK(e.arms[1].scenario.firms == 700);
  CHECK(e.arms[1].scenario.parameters.share_replicator == 0.3);
  CHECK(e.arms[2].scenario.parameters.share_replicator == 0.25);
  CHECK(e.arms[0].scenario.replications == kExperimentReplications);
}

TEST_CASE("what a claim should be robust to are parameters, groups of them and mechanisms") {
  const Scratch scratch;
  const Experiment e = load(scratch, kHead + "robust: [price.floor, land.*, land]\n" + kArms + kOutcomes);
  CHECK(e.robust == std::vector<std::string>{"price.floor", "land.*", "land"});
  CHECK(load(scratch, kHead + kArms + kOutcomes).robust.empty());
  const std::string faults = faults_of(kHead + "robust: [price.flor, price, [land]]\n" + kArms + kOutcomes);
  CHECK_THAT(faults, Catch::Contains("robust[0]") && Catch::Contains("did you mean `price.floor`?"));
  CHECK_THAT(faults, Catch::Contains("robust[1]") && Catch::Contains("did you mean `price.*`?"));
  CHECK_THAT(faults, Catch::Contains("robust[2]") && Catch::Contains("a parameter, a group as `price.*`"));
  CHECK_THAT(faults_of(kHead + "robust: land\n" + kArms + kOutcomes), Catch::Contains("expected a list"));
}

TEST_CASE("the command line wins over the file in every arm") {
  const Scratch scratch;
  ExperimentOverrides overrides;
  overrides.firms = 800;
  overrides.seed = 9;
  overrides.replications = 5;
  overrides.periods = 20;
  for (const ExperimentArm& arm : load(scratch, kHead + kArms + kOutcomes, overrides).arms) {
    CHECK(arm.scenario.firms == 800);
    CHECK(arm.scenario.seed == 9);
    CHECK(arm.scenario.replications == 5);
    CHECK(arm.scenario.periods == 20);
  }
}

TEST_CASE("a base may be a scenario file beside the experiment") {
  const Scratch scratch;
  scratch.scenario("firms: 555\nyears: 4\n", "under.yaml");
  std::string text = kHead;
  text.replace(text.find("base: {"), text.find("replications") - text.find("base: {"), "base: under.yaml\n");
  CHECK(load(scratch, text + kArms + kOutcomes).arms[2].scenario.firms == 555);
}

TEST_CASE("windows are quarters from the start, an expectation is an interval") {
  const Scratch scratch;
  const auto outcomes = load(scratch, kHead + kArms + kOutcomes).outcomes;
  REQUIRE(outcomes.size() == 2);
  CHECK(outcomes[0].measure.first == 8);
  CHECK(outcomes[0].measure.end == 12);
  CHECK(outcomes[0].relative);
  CHECK(outcomes[0].primary);
  CHECK(outcomes[0].expect.low == 0);
  CHECK(outcomes[0].expect.open);
  CHECK(outcomes[1].measure.first == 5);
  CHECK(outcomes[1].measure.end == 12);
  CHECK(outcomes[1].expect.low == -0.1);
  CHECK(outcomes[1].expect.high == 0.1);
  CHECK(outcomes[1].measure.text == "exit_rate, 2021.25 until 2023");
}

TEST_CASE("a contrast is a sum of arms with signs and parentheses") {
  CHECK(factors_of("bought - base") == std::vector<double>{-1, 1, 0});
  CHECK(factors_of("bought - (no-entry - base)") == std::vector<double>{1, 1, -1});
  CHECK(factors_of("(bought - base) - (no-entry - base)") == std::vector<double>{0, 1, -1});
  CHECK(factors_of("bought + bought - base - base") == std::vector<double>{-2, 2, 0});
  CHECK(factors_of("( ( bought ) )") == std::vector<double>{0, 1, 0});
}

TEST_CASE("amounts and parts of a whole add up, what is per something is a mean with the weight that fits it") {
  const Measure employment = measure_of("indicator: employment, industries: [goods]");
  CHECK(employment.combine == Measure::Combine::sum);
  CHECK(employment.cells == std::vector<std::size_t>{0});
  CHECK(measure_of("indicator: value_added_share").combine == Measure::Combine::sum);
  CHECK(measure_of("indicator: value_added_share").divisor == 1);
  CHECK(measure_of("indicator: value_added_share_by_region").divisor == 2);
  const Measure exits = measure_of("indicator: exit_rate_by_industry, industries: all");
  CHECK(exits.combine == Measure::Combine::mean);
  CHECK(exits.weight == Indicator::firm_count_by_industry);
  CHECK(exits.cells == std::vector<std::size_t>{0, 1});
  CHECK(measure_of("indicator: productivity").weight == Indicator::employment);
  CHECK(measure_of("indicator: markup").weight == Indicator::value_added);
  CHECK(measure_of("indicator: unemployment_by_region").weight == Indicator::labour_force_by_region);
  CHECK_FALSE(measure_of("indicator: wage").weight.has_value());
  CHECK_FALSE(measure_of("indicator: markup, weight: none").weight.has_value());
  CHECK(measure_of("indicator: markup, weight: output").weight == Indicator::output);
  CHECK(measure_of("indicator: employment, combine: mean").combine == Measure::Combine::mean);
}

TEST_CASE("regions, industries and skills choose cells of an indicator") {
  CHECK(measure_of("indicator: employment_by_region, regions: inland").cells == std::vector<std::size_t>{2, 3});
  CHECK(measure_of("indicator: employment_by_region, industries: services").cells == std::vector<std::size_t>{1, 3});
  CHECK(measure_of("indicator: wage, regions: [inland], skills: high").cells == std::vector<std::size_t>{3});
  CHECK(measure_of("indicator: wage, regions: [inland], skills: high").text == "wage of inland in high, 2022");
}

TEST_CASE("faults of an experiment come together with their places and the nearest names") {
  CHECK(
      faults_of("kaldor: 1\n"
                "experiment: a claim\n"
                "row: D9\n"
                "story: short\n"
                "base: { economy: tiny.yaml, firms: 600, years: 4 }\n"
                "replikations: 3\n"
                "arms:\n"
                "  tax: { policies: [ { lever: corporat_tax, value: 0.2 } ], year: 3 }\n"
                "outcomes:\n"
                "  - { indicator: gpd, at: 2030, contrast: taxed - base, expect: rising }\n") ==
      "case.yaml:3:6: row: expected a row of the mission table: D1 to D6, U1 to U8, M1 to M4, P1a to P4d, R1 to R7, "
      "got \"D9\" (did you mean `D1`?)\n"
      "case.yaml:6:1: replikations: expected a known key, got \"replikations\" (did you mean `replications`?)\n"
      "case.yaml:8:31: arms.tax.policies[0].lever: expected a lever, got \"corporat_tax\" (did you mean "
      "`corporate_tax`?)\n"
      "case.yaml:8:61: arms.tax.year: expected a known key, got \"year\"\n"
      "case.yaml:10:3: outcomes: expected one outcome with `primary: yes`, said before the first run, got none\n"
      "case.yaml:10:18: outcomes[0].indicator: expected an indicator, got \"gpd\" (did you mean `gdp`?)\n"
      "case.yaml:10:27: outcomes[0].at: expected a year inside the horizon, 2020 to 2024, got \"2030\"\n"
      "case.yaml:10:43: outcomes[0].contrast: expected an arm of this experiment, got \"taxed\" (did you mean `tax`?)\n"
      "case.yaml:10:65: outcomes[0].expect: expected positive, negative, zero (with `band`) or [low, high], got "
      "\"rising\" (known: positive, negative, zero)\n");
}

TEST_CASE("a fault of the base is told once, one of an arm under the place it has in the arm") {
  const std::string text = faults_of(Scratch::replaced(kHead, "firms: 600", "firms: 6") +
                                     Scratch::replaced(kArms, "value: 0.2", "value: 20") + kOutcomes);
  CHECK(text ==
        "case.yaml:5:36: firms: expected a whole number in [500, 200000000], got \"6\"\n"
        "case.yaml:9:54: arms.bought.policies[0].value: expected a number in [-1, 10], got \"20\"\n");
}

TEST_CASE("an arm that no outcome uses, none or two primary outcomes and one replication are faults") {
  const std::string unused = Scratch::replaced(kOutcomes, "no-entry - base", "bought - base");
  CHECK(faults_of(kHead + kArms + unused) ==
        "case.yaml:10:3: arms.no-entry: expected an arm that an outcome uses, got one that none uses\n");
  const std::string twice = Scratch::replaced(kOutcomes, "band: 0.1", "band: 0.1, primary: yes");
  CHECK(faults_of(kHead + kArms + twice) ==
        "case.yaml:13:118: outcomes[1].primary: expected one primary outcome in all, got another one\n");
  CHECK(faults_of(Scratch::replaced(kHead, "replications: 3", "replications: 1") + kArms + kOutcomes) ==
        "case.yaml:7:15: replications: expected at least 2, for intervals, got 1\n");
  CHECK_THAT(faults_of(kHead + "arms: { base: {} }\n" + kOutcomes),
             Catch::Contains("arms.base: expected another name"));
}

TEST_CASE("faults of a contrast point into it") {
  const auto fault = [](const std::string& contrast) {
    return faults_with_outcome("indicator: gdp, at: 2021, expect: positive, contrast: " + contrast);
  };
  const std::string place = "case.yaml:13:61";
  CHECK_THAT(fault("no-entry-base"),
             Catch::Contains(place + ": outcomes[1].contrast: expected an arm of this "
                                     "experiment, got \"no-entry-base\" (write spaces around `-` and `+`)"));
  CHECK_THAT(fault("no-entry - base - "), Catch::Contains("expected an arm or `(`, got the end of the contrast"));
  CHECK_THAT(fault("(no-entry - base"),
             Catch::Contains("case.yaml:13:77: outcomes[1].contrast: expected `+`, `-` or `)`"));
  CHECK_THAT(fault("no-entry base"),
             Catch::Contains("case.yaml:13:70: outcomes[1].contrast: expected `+`, `-` or the end"));
  CHECK_THAT(fault("no-entry - no-entry"), Catch::Contains("expected a contrast in which arms remain"));
  CHECK_THAT(fault("2 * base"), Catch::Contains("expected an arm of this experiment, got \"2\""));
  CHECK_THAT(fault(std::string(100, '(')), Catch::Contains("nested at most 64 deep"));
}

TEST_CASE("windows, choices and expectations that make no sense are faults") {
  const auto fault = [](const std::string& members) {
    return faults_with_outcome("contrast: no-entry - base, " + members);
  };
  CHECK_THAT(fault("indicator: gdp, expect: zero, at: 2021"), Catch::Contains("outcomes[1].band: expected a number"));
  CHECK_THAT(fault("indicator: gdp, expect: positive, band: 1, at: 2021"),
             Catch::Contains("`band` with `expect: zero` only"));
  CHECK_THAT(fault("indicator: gdp, expect: [1, -1], at: 2021"), Catch::Contains("a low end below the high end"));
  CHECK_THAT(fault("indicator: gdp, expect: [1], at: 2021"), Catch::Contains("two numbers, low and high"));
  CHECK_THAT(fault("indicator: gdp, expect: positive"), Catch::Contains("outcomes[1].at: expected a year `at`"));
  CHECK_THAT(fault("indicator: gdp, expect: positive, at: 2024"),
             Catch::Contains("a year inside the horizon, 2020 to 2024"));
  CHECK_THAT(fault("indicator: gdp, expect: positive, at: 2021.5"), Catch::Contains("a whole year"));
  CHECK_THAT(fault("indicator: gdp, expect: positive, from: 2022, until: 2021"),
             Catch::Contains("a year after `from`"));
  CHECK_THAT(fault("indicator: gdp, expect: positive, at: 2021, until: 2022"),
             Catch::Contains("either `at` or `from`"));
  CHECK_THAT(fault("indicator: exit_rate, expect: positive, at: 2021, industries: goods"),
             Catch::Contains("did you mean `exit_rate_by_industry`?"));
  CHECK_THAT(fault("indicator: markup, expect: positive, at: 2021, industries: godos"),
             Catch::Contains("did you mean `goods`?"));
  CHECK_THAT(fault("indicator: gdp, expect: positive, at: 2021, weight: gdp"),
             Catch::Contains("no weight for what adds up"));
  CHECK_THAT(fault("indicator: markup, expect: positive, at: 2021, weight: gdp"),
             Catch::Contains("with the dimensions of markup"));
  CHECK_THAT(fault("indicator: transactions, expect: positive, at: 2021"),
             Catch::Contains("an indicator of the nation, of industries or of regions"));
}

TEST_CASE("an ablation compares two contrasts and cannot be the primary outcome") {
  const std::string ablation =
      "indicator: gdp, at: 2021, ablation: { of: bought - base, without: no-entry - base }, expect_lost: 0.5";
  const Scratch scratch;
  const std::string text = kHead + kArms +
                           Scratch::replaced(kOutcomes,
                                             "indicator: exit_rate, from: 2021.25, until: "
                                             "2023, contrast: no-entry - base, expect: "
                                             "zero, band: 0.1",
                                             ablation);
  const Outcome outcome = load(scratch, text).outcomes.at(1);
  CHECK(outcome.contrast.factors == std::vector<double>{-1, 1, 0});
  REQUIRE(outcome.without);
  CHECK(outcome.without->factors == std::vector<double>{-1, 0, 1});
  CHECK(outcome.expect.low == 0.5);
  CHECK_THAT(faults_with_outcome(ablation + ", primary: yes"), Catch::Contains("a primary outcome with a contrast"));
  CHECK_THAT(faults_with_outcome(ablation + ", expect: positive"), Catch::Contains("an ablation without it"));
}

TEST_CASE("an experiment is no scenario and no base, a scenario is no experiment") {
  const Scratch scratch;
  const std::string experiment = scratch.write("exp.yaml", kHead + kArms + kOutcomes);
  CHECK_THAT(lines_of(error_of([&] { load_scenario(experiment); })),
             Catch::Contains("expected a scenario file, got an experiment file"));
  CHECK_THAT(lines_of(error_of([&] { scratch.load("base: exp.yaml\n"); })),
             Catch::Contains("expected a scenario file, got"));
  const std::string search = scratch.write("search.yaml", "kaldor: 1\nbase: mini\nobjectives: { gdp: maximise }\n");
  CHECK_THAT(lines_of(error_of([&] { validate_file(search); })),
             Catch::Contains("got a search file") && Catch::Contains("kaldor optimise FILE --check"));
  const std::string scenario = scratch.scenario("", "plain.yaml");
  CHECK_THAT(lines_of(error_of([&] { load_experiment(scenario); })), Catch::Contains("expected an experiment file"));
  CHECK(validate_file(experiment).kind == FileKind::experiment);
}

TEST_CASE("a shipped experiment is found by its name and by its row, a wrong name has the nearest one") {
  CHECK(load_experiment("D1-foreign-demand").row == "D1");
  CHECK(load_experiment("P2c").row == "P2c");
  CHECK_THAT(lines_of(error_of([] { load_experiment("D1-foreign-demnd"); })),
             Catch::Contains("did you mean `D1-foreign-demand`?"));
}

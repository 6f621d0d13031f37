#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace kaldor;

TEST_CASE("a scenario that says nothing has the declared defaults") {
  const Scratch scratch;
  const LoadedScenario loaded = scratch.load("");
  CHECK(loaded.scenario.name == "case");
  CHECK(loaded.scenario.start == 2020);
  CHECK(loaded.scenario.periods == 100);
  CHECK(loaded.scenario.firms == 20000);
  CHECK(loaded.scenario.seed == 1);
  CHECK(loaded.scenario.replications == 1);
  CHECK(loaded.scenario.record_every == 1);
  CHECK(loaded.scenario.panel.every == 0);
  CHECK(loaded.scenario.policies.empty());
  CHECK(loaded.warnings.empty());
  CHECK(loaded.economy.name == "tiny");
}

TEST_CASE("every key of a scenario reaches its field") {
  const Scratch scratch;
  const Scenario s = scratch
                         .load(
                             "name: robots\nfirms: 1e3\nstart: 2020\nyears: 2.5\nseed: 18446744073709551615\n"
                             "replications: 16\nmechanisms: { automation: off, entry: no, exit: on }\n"
                             "parameters: { share.replicator: 0.25 }\n"
                             "output: { every: 1 year, firms: { every: 5 years, sample: 0.1 } }\n")
                         .scenario;
  CHECK(s.name == "robots");
  CHECK(s.firms == 1000);
  CHECK(s.periods == 10);
  CHECK(s.seed == 18446744073709551615ull);
  CHECK(s.replications == 16);
  CHECK_FALSE(s.mechanisms.automation);
  CHECK_FALSE(s.mechanisms.entry);
  CHECK(s.mechanisms.exit);
  CHECK(s.mechanisms.growth);
  CHECK(s.parameters.share_replicator == 0.25);
  CHECK(s.record_every == 4);
  CHECK(s.panel.every == 20);
  CHECK(s.panel.sample == 0.1);
}

TEST_CASE("every key of a policy reaches its field") {
  const Scratch scratch;
  const Policy p = scratch
                       .load(
                           "policies:\n"
                           "  - lever: automation_subsidy\n    value: 0.15\n    from: 2020.5\n    until: 2030\n"
                           "    ramp: 1 year\n    industries: [s02, all]\n    regions: inland\n"
                           "    only: { employees: [\"< 300\", \">= 10\"], age: \"> 4\" }\n    finance: household_tax\n"
                           "    when: unemployment > 0.08\n    hold: 4 quarters\n"
                           "    target: { indicator: inflation, at: 0.02, gain: -1.5, maximum: 0.5 }\n")
                       .scenario.policies.at(0);
  CHECK(p.lever == Lever::automation_subsidy);
  CHECK(p.value == 0.15);
  CHECK(p.from == 2020.5);
  CHECK(p.until == 2030.0);
  CHECK(p.ramp == 4);
  CHECK(p.industries == std::vector<int>{0, 1});
  CHECK(p.regions == std::vector<int>{1});
  REQUIRE(p.only.size() == 3);
  CHECK(p.only[0].column == FirmColumn::employees);
  CHECK(p.only[0].comparison == FirmCondition::Comparison::less);
  CHECK(p.only[0].bound == 300);
  CHECK(p.only[1].comparison == FirmCondition::Comparison::greater_equal);
  CHECK(p.only[2].column == FirmColumn::age);
  CHECK(p.financing == Financing::household_tax);
  CHECK(p.when->steps.size() == 3);
  CHECK(p.hold == 4);
  CHECK(p.target->indicator == Indicator::inflation);
  CHECK(p.target->gain == -1.5);
  CHECK(p.target->minimum == 0);
  CHECK(p.target->maximum == 0.5);
}

TEST_CASE("a lever that acts on places takes no condition on firms") {
  for (const std::string lever : {"training", "second_chance", "entry_deregulation", "public_data"})
    CHECK(faults_in("policies:\n  - lever: " + lever + "\n    value: 0.01\n    only: { age: \"< 20\" }\n") ==
          "case.yaml:6:11: policies[0].only: expected no condition on firms, got one (" + lever +
              " acts on regions and industries, not on single firms)\n");
}

TEST_CASE("a policy without a first year begins with the scenario, financed by deficit") {
  const Scratch scratch;
  const Policy p = scratch.load("policies:\n  - { lever: rd_subsidy, value: 0 }\n").scenario.policies.at(0);
  CHECK(p.from == 2020);
  CHECK_FALSE(p.until.has_value());
  CHECK(p.financing == Financing::deficit);
}

TEST_CASE("keys left empty count as said nothing") {
  const Scratch scratch;
  CHECK(scratch.load("mechanisms:\nparameters:\npolicies:\noutput:\n").scenario.policies.empty());
}

TEST_CASE("numbers are read by one strict rule") {
  const auto got = [](const std::string& value) { return faults_in("firms: " + value + "\n"); };
  const std::string expected = "case.yaml:3:8: firms: expected a whole number in [500, 200000000], got ";
  CHECK(got("abc") == expected + "\"abc\"\n");
  CHECK(got("01000") == expected + "\"01000\" (write 1000)\n");
  CHECK(got("0x1000") == expected + "\"0x1000\"\n");
  CHECK(got("1_000") == expected + "\"1_000\" (write 1000)\n");
  CHECK(got("1000.5") == expected + "\"1000.5\"\n");
  CHECK(got("\"1000\"") == expected + "\"1000\" (leave the quotes out)\n");
  CHECK(got("499") == expected + "\"499\"\n");
  CHECK(got("200000001") == expected + "\"200000001\"\n");
  CHECK(got("[1000]") == expected + "a list\n");
  CHECK(got("") == "case.yaml:3:1: firms: expected a whole number in [500, 200000000], got nothing\n");
  CHECK(got("1e400") == expected + "\"1e400\"\n");
  CHECK(got("1000") == "");
  CHECK(got("+1000.0") == "");
}

TEST_CASE("numbers that are not finite are refused") {
  for (const char* value : {".inf", "-.inf", ".nan", "inf", "nan", "infinity", "1e999"}) {
    CHECK(faults_in("parameters:\n  share.replicator: " + std::string(value) + "\n") ==
          "case.yaml:4:21: parameters.share.replicator: expected a finite number in [0, 5], got \"" +
              std::string(value) + "\"\n");
  }
}

TEST_CASE("values outside their range state the declared range") {
  CHECK(faults_in("parameters: { share.replicator: 5.5 }\n") ==
        "case.yaml:3:33: parameters.share.replicator: expected a number in [0, 5], got \"5.5\"\n");
  CHECK(faults_in("policies:\n  - { lever: rd_subsidy, value: 1.5 }\n") ==
        "case.yaml:4:33: policies[0].value: expected a number in [0, 1], got \"1.5\"\n");
  CHECK(faults_in("years: 0\n") == "case.yaml:3:8: years: expected a number in (0, 500], got \"0\"\n");
  CHECK(faults_in("years: 501\n") == "case.yaml:3:8: years: expected a number in (0, 500], got \"501\"\n");
  CHECK(faults_in("replications: 0\n") ==
        "case.yaml:3:15: replications: expected a whole number in [1, 1000000], got \"0\"\n");
  CHECK(faults_in("years: 0.3\n") == "case.yaml:3:8: years: expected whole quarters, got \"0.3\"\n");
  CHECK(faults_in("years: 1\nperiods: 4\n") ==
        "case.yaml:3:8: years: expected either `years` or `periods`, got both\n");
  CHECK(faults_in("seed: -1\n") == "case.yaml:3:7: seed: expected a whole number from 0 to 2^64 - 1, got \"-1\"\n");
}

TEST_CASE("unknown names come with the nearest known one") {
  CHECK(faults_in("frims: 900\n") ==
        "case.yaml:3:1: frims: expected a known key, got \"frims\" (did you mean `firms`?)\n");
  CHECK(faults_in("parameters: { share.replicater: 0.5 }\n") ==
        "case.yaml:3:15: parameters.share.replicater: expected a known key, got \"share.replicater\" (did you mean "
        "`share.replicator`?)\n");
  CHECK(faults_in("parameters: { replicator: 0.5 }\n") ==
        "case.yaml:3:15: parameters.replicator: expected a known key, got \"replicator\" (did you mean "
        "`share.replicator`?)\n");
  CHECK(
      faults_in("mechanisms: { automatoin: on }\n") ==
      "case.yaml:3:15: mechanisms.automatoin: expected a known key, got \"automatoin\" (did you mean `automation`?)\n");
  CHECK(faults_in("policies:\n  - { lever: carbon_prise, value: 1 }\n") ==
        "case.yaml:4:14: policies[0].lever: expected a lever, got \"carbon_prise\" (did you mean `carbon_price`?)\n");
  CHECK(faults_in("zzzzzzzz: 1\n") == "case.yaml:3:1: zzzzzzzz: expected a known key, got \"zzzzzzzz\"\n");
}

TEST_CASE("the inside of an unknown key is not walked") {
  CHECK(faults_in("polices: [{ lever: nothing, value: x }]\n") ==
        "case.yaml:3:1: polices: expected a known key, got \"polices\" (did you mean `policies`?)\n");
}

TEST_CASE("switches, durations and choices say what they take") {
  CHECK(faults_in("mechanisms: { entry: 1 }\n") == "case.yaml:3:22: mechanisms.entry: expected on or off, got \"1\"\n");
  CHECK(faults_in("mechanisms: { entry: \"on\" }\n") ==
        "case.yaml:3:22: mechanisms.entry: expected on or off, got \"on\"\n");
  CHECK(faults_in("mechanisms: [entry]\n") == "case.yaml:3:13: mechanisms: expected a map, got a list\n");
  const std::string policy = "policies:\n  - lever: rd_subsidy\n    value: 0.1\n    ";
  CHECK(faults_in(policy + "ramp: 4\n") ==
        "case.yaml:6:11: policies[0].ramp: expected a duration like `4 quarters` or `1 year`, in whole quarters up to "
        "500 "
        "years, got \"4\" (say the unit: `4 quarters`)\n");
  CHECK(faults_in(policy + "ramp: 0.3 years\n").substr(0, 15) == "case.yaml:6:11:");
  CHECK(faults_in(policy + "hold: 3 months\n").substr(0, 15) == "case.yaml:6:11:");
  CHECK(faults_in(policy + "ramp: 0.5 years\n") == "");
  CHECK(
      faults_in(policy + "finance: tax\n") ==
      "case.yaml:6:14: policies[0].finance: expected a way to pay, got \"tax\" (known: deficit, budget, household_tax, "
      "corporate_tax)\n");
  CHECK(faults_in("output: { every: 0 quarters }\n").substr(0, 15) == "case.yaml:3:18:");
  CHECK(faults_in("output: { firms: { every: 1 year, sample: 0 } }\n") ==
        "case.yaml:3:43: output.firms.sample: expected a number in (0, 1], got \"0\"\n");
}

TEST_CASE("industries, regions and columns that do not exist are faults") {
  const std::string policy = "policies:\n  - lever: rd_subsidy\n    value: 0.1\n    ";
  CHECK(
      faults_in(policy + "industries: [goods, servces]\n") ==
      "case.yaml:6:25: policies[0].industries[1]: expected an industry or group of tiny, got \"servces\" (did you mean "
      "`services`?)\n");
  CHECK(faults_in(policy + "regions: [cost]\n") ==
        "case.yaml:6:15: policies[0].regions[0]: expected a region of tiny, got \"cost\" (did you mean `coast`?)\n");
  CHECK(faults_in(policy + "industries: []\n") ==
        "case.yaml:6:17: policies[0].industries: expected at least one name, got a list (leave the key out to mean "
        "all)\n");
  CHECK(faults_in(policy + "only: { employes: \"< 300\" }\n") ==
        "case.yaml:6:13: policies[0].only.employes: expected a column of firms that conditions can read, got "
        "\"employes\" "
        "(did you mean `employees`?)\n");
  CHECK(faults_in(policy + "only: { output: \"< 300\" }\n").substr(0, 97) ==
        "case.yaml:6:13: policies[0].only.output: expected a column of firms that conditions can read, got");
  for (const char* condition : {"300", "\"<\"", "\"< x\"", "\"< 3 4\"", "\"= 3\"", "\"== 3\"", "[]", "{}"}) {
    INFO(condition);
    CHECK(faults_in(policy + "only: { employees: " + condition + " }\n").substr(0, 15) == "case.yaml:6:24:");
  }
}

TEST_CASE("missing keys and impossible times are faults") {
  CHECK(faults_in("policies:\n  - { until: 2030 }\n") ==
        "case.yaml:4:5: policies[0].lever: expected a lever, got nothing\n"
        "case.yaml:4:5: policies[0].value: expected a number, got nothing\n");
  CHECK(faults_in("policies:\n  - { lever: rd_subsidy, value: 0, from: 2030, until: 2030 }\n") ==
        "case.yaml:4:55: policies[0].until: expected a year after `from` 2030, got \"2030\"\n");
  CHECK(faults_in("policies:\n  - { lever: rd_subsidy, value: 0, until: 2020 }\n") ==
        "case.yaml:4:43: policies[0].until: expected a year after the start 2020, got 2020\n");
  CHECK(faults_in("policies:\n  - { lever: rd_subsidy, value: 0, target: { indicator: wage, at: 1, gain: 1 } }\n") ==
        "case.yaml:4:57: policies[0].target.indicator: expected an indicator of the nation, of an industry or of a "
        "region, "
        "got \"wage\"\n");
}

TEST_CASE("all faults of a file come together in the order of their places") {
  CHECK(faults_in("policies:\n  - { lever: x, value: y }\nfirms: 3\nnonsense: 1\nyears: -1\n") ==
        "case.yaml:4:14: policies[0].lever: expected a lever, got \"x\"\n"
        "case.yaml:4:24: policies[0].value: expected a finite number in [-1e+30, 1e+30], got \"y\"\n"
        "case.yaml:5:8: firms: expected a whole number in [500, 200000000], got \"3\"\n"
        "case.yaml:6:1: nonsense: expected a known key, got \"nonsense\"\n"
        "case.yaml:7:8: years: expected a number in (0, 500], got \"-1\"\n");
}

TEST_CASE("faults of the economy come with those of the scenario") {
  const Scratch scratch;
  scratch.write("tiny.yaml", Scratch::replaced(Scratch::economy(), "unemployment: 0.05", "unemployment: 5"));
  CHECK(lines_of(error_of([&] { scratch.load("firms: 3\n"); })) ==
        "tiny.yaml:9:15: unemployment: expected a number in [0, 1), got \"5\"\n"
        "case.yaml:3:8: firms: expected a whole number in [500, 200000000], got \"3\"\n");
}

TEST_CASE("an economy that does not exist is a fault at its name") {
  const Scratch scratch;
  const auto faults = [&](const std::string& economy) {
    const std::string path = scratch.write("case.yaml", "kaldor: 1\neconomy: " + economy + "\n");
    return lines_of(error_of([&] { load_scenario(path); }));
  };
  CHECK(faults("atlantis-1066") ==
        "case.yaml:2:10: economy: expected a file or the name of a shipped economy, got \"atlantis-1066\"\n");
  CHECK(faults("none.yaml") == "none.yaml: expected a readable file, got No such file or directory\n");
  CHECK(faults("[a]") == "case.yaml:2:10: economy: expected a shipped economy or a file, got a list\n");
  CHECK(faults("case.yaml").substr(0, 10) == "case.yaml:");
}

TEST_CASE("what is odd but possible is a warning") {
  const Scratch scratch;
  const auto warnings = scratch
                            .load(
                                "start: 2030\nyears: 2\nfirms: 50000\npolicies:\n"
                                "  - { lever: rd_subsidy, value: 0.1, from: 2032 }\n")
                            .warnings;
  REQUIRE(warnings.size() == 3);
  CHECK(warnings[0] == "start 2030 labels the first quarter; the economy is that of 2020");
  CHECK(warnings[1] == "firms 50000 is more than the 36000 real firms of tiny");
  CHECK(warnings[2] == "policies[0] acts outside the years 2030 to 2032");
}

TEST_CASE("a scenario that is in no file is read like one") {
  const LoadedScenario text = parse_scenario("kaldor: 1\nbase: mini\nname: spoken\nfirms: 700\n", "spoken");
  const LoadedScenario mini = load_scenario("mini");
  CHECK(text.scenario.name == "spoken");
  CHECK(text.scenario.firms == 700);
  CHECK(text.scenario.periods == mini.scenario.periods);
  CHECK(text.economy.name == mini.economy.name);
  try {
    parse_scenario("kaldor: 1\nbase: mini\nfirms: many\nyeers: 3\n", "spoken");
    FAIL("no fault was found");
  } catch (const InputError& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[0].file == "spoken");
    CHECK(error.faults()[0].path == "firms");
  }
  CHECK_THROWS_AS(parse_scenario("kaldor: 1\nbase: [", "spoken"), InputError);
  CHECK_THROWS_AS(parse_scenario("kaldor: 1\nbase: \xff\n", "spoken"), InputError);
}

// Building on another scenario, and settings of the command line.

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace kaldor;

namespace {

Overrides sets(std::vector<std::string> words) {
  Overrides overrides;
  overrides.sets = std::move(words);
  return overrides;
}

const char* const kBase = R"(firms: 900
years: 10
mechanisms: { entry: off }
parameters: { share.replicator: 0.25 }
policies:
  - { lever: carbon_price, value: 50 }
output: { every: 1 year, firms: { every: 1 year, sample: 0.5 } }
)";

}  // namespace

TEST_CASE("a child says only what is different: maps merge and its policies follow those of the base") {
  const Scratch scratch;
  scratch.scenario(kBase, "base.yaml");
  const std::string path = scratch.write("child.yaml", R"(kaldor: 1
base: base.yaml
periods: 8
mechanisms: { exit: off }
parameters: { innovation.opportunity: 0.4 }
policies:
  - { lever: rd_subsidy, value: 0.2 }
output: { firms: { sample: 0.1, every: 2 years } }
)");
  const Scenario s = load_scenario(path).scenario;
  CHECK(s.name == "child");
  CHECK(s.firms == 900);
  CHECK(s.periods == 8);
  CHECK_FALSE(s.mechanisms.entry);
  CHECK_FALSE(s.mechanisms.exit);
  CHECK(s.parameters.share_replicator == 0.25);
  CHECK(s.parameters.innovation_opportunity == 0.4);
  REQUIRE(s.policies.size() == 2);
  CHECK(s.policies[0].lever == Lever::carbon_price);
  CHECK(s.policies[1].lever == Lever::rd_subsidy);
  CHECK(s.record_every == 4);
  CHECK(s.panel.every == 8);
  CHECK(s.panel.sample == 0.1);
}

TEST_CASE("a path is relative to the file that says it") {
  const Scratch scratch;
  std::filesystem::create_directory(scratch.path("below"));
  scratch.scenario(kBase, "base.yaml");
  const std::string path = scratch.write("below/child.yaml", "kaldor: 1\nbase: ../base.yaml\n");
  CHECK(load_scenario(path).economy.name == "tiny");
}

TEST_CASE("faults of a base stand in the base") {
  const Scratch scratch;
  scratch.scenario("firms: 3\n", "base.yaml");
  const std::string path = scratch.write("child.yaml", "kaldor: 1\nbase: base.yaml\nseed: x\n");
  CHECK(lines_of(error_of([&] { load_scenario(path); })) ==
        "base.yaml:3:8: firms: expected a whole number in [500, 200000000], got \"3\"\n"
        "child.yaml:3:7: seed: expected a whole number from 0 to 2^64 - 1, got \"x\"\n");
}

TEST_CASE("bases that come back are a fault that names the chain") {
  const Scratch scratch;
  scratch.write("a.yaml", "kaldor: 1\nbase: b.yaml\n");
  scratch.write("b.yaml", "kaldor: 1\nbase: a.yaml\n");
  CHECK(lines_of(error_of([&] { load_scenario(scratch.path("a.yaml")); })) ==
        "b.yaml:2:7: base: expected bases that do not come back to a file, got a.yaml -> b.yaml -> a.yaml\n");
  scratch.write("self.yaml", "kaldor: 1\nbase: self.yaml\n");
  CHECK(lines_of(error_of([&] { load_scenario(scratch.path("self.yaml")); })) ==
        "self.yaml:2:7: base: expected bases that do not come back to a file, got self.yaml -> self.yaml\n");
}

TEST_CASE("sixteen bases in a row are the most") {
  const Scratch scratch;
  const auto chain = [&](int bases) {
    scratch.scenario("", "s0.yaml");
    for (int i = 1; i <= bases; ++i) {
      scratch.write(fmt::format("s{}.yaml", i), fmt::format("kaldor: 1\nbase: s{}.yaml\n", i - 1));
    }
    return lines_of(error_of([&] { load_scenario(scratch.path(fmt::format("s{}.yaml", bases))); }));
  };
  CHECK(chain(16) == "");
  CHECK(chain(17).find("s1.yaml:2:7: base: expected at most 16 bases in a row, got s17.yaml -> s16.yaml") == 0);
}

TEST_CASE("a base that is missing or no scenario is a fault at its name, beside the child's own") {
  const Scratch scratch;
  const auto faults = [&](const std::string& base) {
    const std::string path = scratch.write("child.yaml", "kaldor: 1\nbase: " + base + "\nfirms: 3\n");
    return lines_of(error_of([&] { load_scenario(path); }));
  };
  const std::string own = "child.yaml:3:8: firms: expected a whole number in [500, 200000000], got \"3\"\n";
  CHECK(faults("tiny.yaml") ==
        "child.yaml:2:7: base: expected a scenario file, got an economy file (a scenario names its economy with "
        "`economy:`)\n" +
            own);
  CHECK(faults("nowhere-at-all") ==
        "child.yaml:2:7: base: expected a file or the name of a shipped scenario, got \"nowhere-at-all\"\n" + own);
  CHECK(faults("[a]") == "child.yaml:2:7: base: expected a file or a shipped name, got a list\n" + own);
  CHECK(faults("none.yaml") == "none.yaml: expected a readable file, got No such file or directory\n" + own);
}

TEST_CASE("settings reach into every part of a scenario") {
  const Scratch scratch;
  const Scenario s = scratch
                         .load(kBase, sets({"parameters.share.replicator=0.5", "firms=8000", "policies[0].value=10",
                                            "policies[0].industries=[goods]", "mechanisms.entry=on", "periods=12",
                                            "output.firms=off", "name=other"}))
                         .scenario;
  CHECK(s.parameters.share_replicator == 0.5);
  CHECK(s.firms == 8000);
  CHECK(s.policies[0].value == 10);
  CHECK(s.policies[0].industries == std::vector<int>{0});
  CHECK(s.mechanisms.entry);
  CHECK(s.periods == 12);
  CHECK(s.panel.every == 0);
  CHECK(s.name == "other");
}

TEST_CASE("settings create what is not there yet") {
  const Scratch scratch;
  const Scenario s =
      scratch.load("", sets({"policies=[{lever: rd_subsidy, value: 0.1}]", "policies[0].ramp=1 year"})).scenario;
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies[0].ramp == 4);
}

TEST_CASE("options of the command line win over the file and over settings") {
  const Scratch scratch;
  Overrides overrides = sets({"firms=700", "years=3"});
  overrides.firms = 800;
  overrides.periods = 5;
  overrides.seed = 18446744073709551615ull;
  overrides.replications = 9;
  const Scenario s = scratch.load(kBase, overrides).scenario;
  CHECK(s.firms == 800);
  CHECK(s.periods == 5);
  CHECK(s.seed == 18446744073709551615ull);
  CHECK(s.replications == 9);
}

TEST_CASE("bad settings are faults that repeat the setting") {
  const auto faults = [](const std::string& words) { return faults_in(kBase, sets({words})); };
  CHECK(faults("firms=abc") == "--set firms=abc: firms: expected a whole number in [500, 200000000], got \"abc\"\n");
  CHECK(faults("firm=900") == "--set firm=900: firm: expected a known key, got \"firm\" (did you mean `firms`?)\n");
  CHECK(faults("parameters.share.replicator=99") ==
        "--set parameters.share.replicator=99: parameters.share.replicator: expected a number in [0, 5], got \"99\"\n");
  CHECK(
      faults("policies[1].value=1") ==
      "--set policies[1].value=1: policies[1]: expected one of the 1 items that are there, got 1 (the first is [0])\n");
  CHECK(faults("firms.x=1") == "--set firms.x=1: firms: expected a map to set `x` in, got \"900\"\n");
  for (const char* words : {"", "=", "firms", "=3", "a..b=1", "policies[=1", "policies[x].value=1", "policies[-1]=1",
                            "a.=1", "policies[99999999999999999999]=1"}) {
    INFO(words);
    CHECK(faults(words).find("expected a setting like `parameters.share.replicator=0.5`") != std::string::npos);
  }
  for (const std::string key : {"base", "kaldor"}) {
    CHECK(faults(key + "=2").find(key + ": expected a key that can be set once the bases are read") !=
          std::string::npos);
  }
  CHECK(faults("firms=[1").find("is a bracket left open?") != std::string::npos);
  CHECK(faults("firms=" + std::string(100000, '[')) != "");
  Overrides overrides;
  overrides.firms = 3;
  CHECK(faults_in("", overrides) == "--firms 3: firms: expected a whole number in [500, 200000000], got \"3\"\n");
}

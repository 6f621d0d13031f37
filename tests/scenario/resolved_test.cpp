#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace kaldor;

namespace {

const char* const kFull = R"yaml(name: "1st.case"
firms: 1234
start: 2021
periods: 17
seed: 18446744073709551615
replications: 3
mechanisms: { entry: off, automation: off }
parameters: { share.replicator: 0.30000000000000004, exit.loss_limit: -1e-07 }
policies:
  - lever: automation_subsidy
    value: 0.15
    from: 2020.25
    until: 2030
    ramp: 3 quarters
    industries: [all]
    regions: [inland]
    only: { employees: ["< 300", ">= 10.5"], age: "> 4" }
    finance: corporate_tax
    when: "unemployment > 0.08 and
      not (inflation < 1e-3)"
    hold: 1 year
    target: { indicator: inflation, at: 0.02, gain: -1.5, minimum: 0.1, maximum: 0.5 }
  - { lever: export_demand, value: -0.2 }
output: { every: 2 quarters, firms: { every: 5 years, sample: 0.1 } }
)yaml";

}  // namespace

TEST_CASE("the resolved scenario reads back as the same scenario") {
  const Scratch scratch;
  for (const char* text : {"", kFull}) {
    const LoadedScenario first = scratch.load(text);
    const std::string resolved = resolved_yaml(first.scenario, first.economy);
    const LoadedScenario second = load_scenario(scratch.write("other.yaml", resolved));
    CHECK(resolved_yaml(second.scenario, second.economy) == resolved);
    CHECK(diff_scenarios(first, second).empty());
    CHECK(second.scenario.seed == first.scenario.seed);
    CHECK(second.scenario.parameters.share_replicator == first.scenario.parameters.share_replicator);
    REQUIRE(second.scenario.policies.size() == first.scenario.policies.size());
    for (std::size_t i = 0; i < first.scenario.policies.size(); ++i) {
      const Policy &a = first.scenario.policies[i], &b = second.scenario.policies[i];
      CHECK(a.only.size() == b.only.size());
      CHECK((a.from == b.from && a.until == b.until && a.ramp == b.ramp && a.hold == b.hold));
      CHECK((a.industries == b.industries && a.regions == b.regions && a.financing == b.financing));
      CHECK(a.when.has_value() == b.when.has_value());
      if (a.when) CHECK(a.when->steps.size() == b.when->steps.size());
      CHECK(a.target.has_value() == b.target.has_value());
    }
  }
}

TEST_CASE("the resolved scenario names every parameter and mechanism") {
  const Scratch scratch;
  const LoadedScenario loaded = scratch.load("");
  const std::string resolved = resolved_yaml(loaded.scenario, loaded.economy);
  for (const auto& d : parameter_declarations())
    CHECK(resolved.find("\n  " + std::string(d.name) + ": ") != std::string::npos);
  for (const auto& d : mechanism_declarations())
    CHECK(resolved.find("\n  " + std::string(d.name) + ": on\n") != std::string::npos);
}

TEST_CASE("a difference is listed once with both values, after all defaults") {
  const Scratch scratch;
  const LoadedScenario a = scratch.load("name: a\n");
  const LoadedScenario b = scratch.load(
      "name: a\nfirms: 20000\nyears: 10\nmechanisms: { entry: off }\n"
      "policies:\n  - { lever: rd_subsidy, value: 0.1, industries: [all] }\n");
  const std::vector<std::string> lines = diff_scenarios(a, b);
  CHECK(lines == std::vector<std::string>{"periods: 100 -> 40", "mechanisms.entry: on -> off",
                                          "policies[0].lever: - -> rd_subsidy", "policies[0].value: - -> 0.1",
                                          "policies[0].from: - -> 2020", "policies[0].ramp: - -> 0 quarters",
                                          "policies[0].industries: - -> goods, services",
                                          "policies[0].finance: - -> deficit", "policies[0].hold: - -> 0 quarters"});
  CHECK(diff_scenarios(b, a).size() == lines.size());
  CHECK(diff_scenarios(a, a).empty());
}

TEST_CASE("the scenario keeps the text of its file") {
  const Scratch scratch;
  CHECK(scratch.load("firms: 700\n").scenario.source == "kaldor: 1\neconomy: tiny.yaml\nfirms: 700\n");
}

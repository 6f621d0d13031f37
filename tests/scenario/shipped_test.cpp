#include "kaldor/scenario/shipped.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "kaldor/scenario/economy_file.hpp"
#include "kaldor/scenario/experiment_file.hpp"
#include "scratch.hpp"

using namespace kaldor;

namespace {

/// Sets where shipped scenarios are looked for while it lives.
class ScenarioFolder {
public:
  explicit ScenarioFolder(const std::string& path) { ::setenv("KALDOR_SCENARIOS", path.c_str(), 1); }
  ~ScenarioFolder() { ::unsetenv("KALDOR_SCENARIOS"); }
};

}  // namespace

TEST_CASE("every shipped economy and scenario is without a fault or warning") {
  const ScenarioFolder folder(KALDOR_SOURCE_DIR "/scenarios");
  for (const ShippedFile& file : shipped_economies()) {
    INFO(file.path.string());
    CHECK(lines_of(error_of([&] { validate_file(file.path.string()); })) == "");
  }
  REQUIRE(shipped_scenarios().size() >= 15);
  for (const ShippedFile& file : shipped_scenarios()) {
    INFO(file.path.string());
    CHECK(lines_of(error_of([&] { CHECK(load_scenario(file.name).warnings.empty()); })) == "");
  }
}

TEST_CASE("every shipped experiment is without a fault or warning and begins with its row") {
  const ScenarioFolder folder(KALDOR_SOURCE_DIR "/scenarios");
  REQUIRE(shipped_experiments().size() >= 2);
  for (const ShippedFile& file : shipped_experiments()) {
    INFO(file.path.string());
    CHECK(lines_of(error_of([&] {
            const Experiment experiment = load_experiment(file.name);
            CHECK(experiment.warnings.empty());
            CHECK(experiment.name.rfind(experiment.row + "-", 0) == 0);
          })) == "");
  }
}

TEST_CASE("every shipped economy has a baseline of its name, and every policy acts") {
  const ScenarioFolder folder(KALDOR_SOURCE_DIR "/scenarios");
  for (const ShippedFile& file : shipped_economies()) {
    INFO(file.name);
    const LoadedScenario loaded = load_scenario(file.name);
    CHECK(loaded.scenario.economy == file.name);
    CHECK(loaded.scenario.policies.empty());
  }
  for (const ShippedFile& file : shipped_scenarios()) {
    if (file.folder != "policies") continue;
    INFO(file.name);
    const Scenario scenario = load_scenario(file.name).scenario;
    CHECK(scenario.name == file.name);
    REQUIRE_FALSE(scenario.policies.empty());
    for (const Policy& policy : scenario.policies) CHECK(policy.value != 0);
  }
}

TEST_CASE("still economies have every mechanism off that moves them, and the same economy as their baseline") {
  const ScenarioFolder folder(KALDOR_SOURCE_DIR "/scenarios");
  for (const std::string name : {"mini", "china-2017"}) {
    const std::vector<std::string> lines = diff_scenarios(load_scenario(name), load_scenario(name + "-still"));
    const std::ptrdiff_t off = std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
      return line.rfind("mechanisms.", 0) == 0 && line.find(": on -> off") != std::string::npos;
    });
    CHECK(off >= 18);
    CHECK(std::find(lines.begin(), lines.end(), "periods: 100 -> 40") != lines.end());
    CHECK(lines.size() == static_cast<std::size_t>(off) + 2);  // the name beside
  }
}

TEST_CASE("the folder of the environment comes first and a name beats none but a file of that name") {
  const Scratch scratch;
  const ScenarioFolder folder(scratch.path(""));
  std::filesystem::create_directory(scratch.path("economies"));
  std::filesystem::create_directory(scratch.path("policies"));
  scratch.write("economies/mini.yaml", Scratch::economy());
  scratch.write("policies/mini.yaml", "kaldor: 1\neconomy: mini\nfirms: 777\n");
  const LoadedScenario loaded = load_scenario("mini");
  CHECK(loaded.scenario.firms == 777);
  CHECK(loaded.scenario.economy == "mini");
  CHECK(loaded.economy.name == "tiny");
  CHECK(find_economy("mini") == scratch.path("economies/mini.yaml"));
}

TEST_CASE("a name that is not shipped is a fault with the nearest one") {
  const Scratch scratch;
  const ScenarioFolder folder(scratch.path(""));
  std::filesystem::create_directory(scratch.path("baselines"));
  scratch.scenario("", "baselines/hamlet.yaml");
  CHECK(lines_of(error_of([] { load_scenario("hamlte"); })) ==
        "scenario: expected a file or the name of a shipped scenario, got \"hamlte\" (did you mean `hamlet`?)\n");
}

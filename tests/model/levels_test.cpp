// Instruction-set levels and threads change how fast a quarter is, never a bit of what it says.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "kaldor/core/instruction_set.hpp"
#include "kaldor/model/simulation.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace {

constexpr int kQuarters = 12;

/// Asks for a level while it lives.
class Level {
public:
  explicit Level(const char* name) { setenv("KALDOR_LEVEL", name, 1); }
  ~Level() { unsetenv("KALDOR_LEVEL"); }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
};

std::vector<double> frames(const kaldor::LoadedScenario& loaded, int threads) {
  kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, threads);
  std::vector<double> all;
  for (int quarter = 0; quarter < kQuarters; ++quarter) {
    simulation.step();
    all.insert(all.end(), simulation.frame().begin(), simulation.frame().end());
  }
  return all;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

std::vector<std::string> levels_here() {
  switch (kaldor::best_instruction_set()) {
    case kaldor::InstructionSet::v4:
      return {"v2", "v3", "v4"};
    case kaldor::InstructionSet::v3:
      return {"v2", "v3"};
    default:
      return {"v2"};
  }
}

kaldor::LoadedScenario load(const char* name, std::int64_t firms, std::uint64_t seed = 1) {
  kaldor::Overrides overrides;
  overrides.firms = firms;
  overrides.seed = seed;
  return kaldor::load_scenario(name, overrides);
}

}  // namespace

TEST_CASE("frames have the same bits at every level and at 1, 2 and 4 threads") {
  // Many firms as well, so that cells have several blocks.
  const kaldor::LoadedScenario loaded = GENERATE(load("mini", 2000), load("china-2017-small", 100000));
  const std::vector<double> reference = frames(loaded, 1);
  INFO(loaded.scenario.name);
  for (const std::string& level : levels_here())
    for (int threads : {1, 2, 4}) {
      const Level asked(level.c_str());
      INFO("level " << level << ", " << threads << " threads");
      CHECK(same_bits(frames(loaded, threads), reference));
    }
}

TEST_CASE("frames of another seed have other bits") {
  CHECK_FALSE(same_bits(frames(load("mini", 2000, 1), 1), frames(load("mini", 2000, 2), 1)));
}

// Every bit that a run records, in one hash a scenario. A change of the model changes them: look at what changed, then
// rewrite the file with `scripts/test --update`.

#include <xxhash.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "kaldor/model/simulation.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace {

const char* const kFile = KALDOR_SOURCE_DIR "/tests/regression/digests.txt";
const char* const kHow =
    "run scripts/test --update, or this test with KALDOR_UPDATE=1 in the environment, and look at the difference";

struct Case {
  const char* scenario;
  std::int64_t firms;
  int quarters;
};
const Case kCases[] = {{"mini", 2000, 24}, {"china-2017", 4000, 12}};

std::string title(const Case& c) {
  return std::string(c.scenario) + " " + std::to_string(c.firms) + " firms " + std::to_string(c.quarters) + " quarters";
}

/// 32 hexadecimal digits over the frames of all quarters; every undefined number counts as the same.
std::string digest(const Case& c) {
  kaldor::Overrides overrides;
  overrides.firms = c.firms;
  const kaldor::LoadedScenario loaded = kaldor::load_scenario(c.scenario, overrides);
  kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, 2);
  std::vector<std::uint64_t> words;
  for (int q = 0; q < c.quarters; ++q) {
    simulation.step();
    for (const double v : simulation.frame()) {
      std::uint64_t word = 0x7ff8000000000000U;
      if (!std::isnan(v)) std::memcpy(&word, &v, sizeof word);
      words.push_back(word);
    }
  }
  const XXH128_hash_t hash = XXH3_128bits(words.data(), words.size() * sizeof(std::uint64_t));
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text;
}

/// Digests by title, as `DIGEST  TITLE` lines say.
std::map<std::string, std::string> read_digests() {
  std::map<std::string, std::string> digests;
  std::ifstream file(kFile);
  std::string hash, rest;
  while (file >> hash && std::getline(file >> std::ws, rest)) digests[rest] = hash;
  return digests;
}

}  // namespace

TEST_CASE("recorded numbers have the bits that the file of digests says") {
  std::map<std::string, std::string> now;
  for (const Case& c : kCases) now[title(c)] = digest(c);
  const char* update = std::getenv("KALDOR_UPDATE");
  if (update != nullptr && std::string(update) == "1") {
    std::ofstream file(kFile, std::ios::trunc);
    for (const auto& [name, hash] : now) file << hash << "  " << name << "\n";
    REQUIRE(file.good());
    return;
  }
  const std::map<std::string, std::string> expected = read_digests();
  if (expected.empty()) FAIL("there is no " << kFile << "; to make it, " << kHow);
  for (const auto& [name, hash] : now) {
    INFO(name << ": if the model was meant to change, " << kHow);
    const auto found = expected.find(name);
    REQUIRE(found != expected.end());
    CHECK(hash == found->second);
  }
}

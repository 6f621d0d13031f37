// Entries of `latent_industries` of an economy file: what they say, and every fault with its place.

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "kaldor/scenario/economy_file.hpp"
#include "scratch.hpp"

using namespace kaldor;

namespace {

std::string fixture() {
  std::ifstream file(KALDOR_SOURCE_DIR "/tests/model/fixtures/mini-horizon.yaml");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.rfind(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// Lines of the faults of the fixture with one text replaced.
std::string faults(const Scratch& scratch, const std::string& from, const std::string& to) {
  const auto path = scratch.write("horizon.yaml", with(fixture(), from, to));
  return lines_of(error_of([&] { read_economy(path); }));
}

bool says(const std::string& lines, const std::string& part) {
  INFO(lines);
  return lines.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a latent industry stands after the measured ones, with empty rows and columns") {
  const Economy economy = read_economy(KALDOR_SOURCE_DIR "/tests/model/fixtures/mini-horizon.yaml");
  REQUIRE(economy.industry_count() == 4);
  CHECK(economy.measured_count() == 3);
  const LatentIndustry& latent = economy.latent[0];
  CHECK(latent.industry == 3);
  CHECK(latent.parents[0] == 1);
  CHECK(latent.parents[1] == 2);
  CHECK(latent.weights[1] == 0.6);
  CHECK(latent.route[static_cast<int>(BirthRoute::convergence)] == 1);
  CHECK(economy.industries[3].output == 0);
  CHECK(economy.domestic_inputs.rows == 4);
  CHECK(economy.domestic_inputs(1, 0) == 30);
  for (std::size_t i = 0; i < 4; ++i) CHECK(economy.domestic_inputs(i, 3) + economy.domestic_inputs(3, i) == 0);
  CHECK(economy.industries[3].region_share[0] == Approx(0.4 * 0.7 + 0.6 * 0.52));
  CHECK(balance(economy).rows < 1e-9);
}

TEST_CASE("faults of latent industries come with place, what was expected and the nearest name") {
  const Scratch scratch;
  CHECK(says(faults(scratch, "{manufacturing: 0.4, services: 0.6}", "{manufacturin: 0.4, services: 0.6}"),
             "latent_industries[0].parents.manufacturin: expected an industry of the table, got \"manufacturin\" (did "
             "you mean `manufacturing`?)"));
  CHECK(says(faults(scratch, "services: 0.6}", "services: 0.5}"), "parents: expected weights that sum to 1, got 0.9"));
  CHECK(says(faults(scratch, "{manufacturing: 0.4, services: 0.6}", "{services: 1}"),
             "expected two industries of the table with their weights"));
  CHECK(says(faults(scratch, "tags: [tradable]", "tags: []"), "latent_industries[0].tags: expected tradable"));
  CHECK(says(faults(scratch, "expenditure_elasticity: 1.4", "expenditure_elasticity: 0.9"),
             "expenditure_elasticity: expected"));
  CHECK(says(faults(scratch, "reach: 0.2", "reach: 2"), "reach: expected"));
  CHECK(says(faults(scratch, "{technology: 1, demand: 1, convergence: 1, policy: 1}",
                    "{technology: 0, demand: 0, convergence: 0, policy: 0}"),
             "routes: expected at least one way into being above 0, got none"));
  CHECK(says(faults(scratch, "policy: 1}", "polcy: 1}"), "(did you mean `policy`?)"));
  CHECK(says(faults(scratch, "id: platforms", "id: services"),
             "latent_industries[0].id: expected each name once, got \"services\" again"));
  CHECK(says(faults(scratch, "    frontier_gap: 0.8\n", ""),
             "latent_industries[0].frontier_gap: expected a number, got nothing"));
}

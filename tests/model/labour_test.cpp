// Who is found in a quarter: production, research, functions and practice want the same people of a region and skill.

#include <catch2/catch.hpp>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Lever;
using kaldor::ModelState;
using model_runs::load;

namespace {

/// Part of the labour force that stays out of work however much firms want: seekers who are not found.
double least_unemployment(double separations, double matching) {
  return (1 - matching) * separations / (1 - (1 - matching) * (1 - separations));
}

}  // namespace

TEST_CASE("nobody is hired whom matching does not reach, however much research is paid for") {
  auto loaded = load("china-2017-small", 1000);
  loaded.scenario.policies = {model_runs::policy(Lever::rd_subsidy, 0.85)};
  loaded.scenario.policies[0].from = loaded.scenario.start + 1;
  const kaldor::Parameters& p = loaded.scenario.parameters;
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  bool rationed = false;
  for (int q = 0; q < 24; ++q) {
    const kaldor::Matrix before = s.households.employed, force = s.households.labour_force;
    open_model::until_demand(s);
    open_model::from_demand(s);
    for (int r = 0; r < s.base.regions; ++r) {
      rationed = rationed || s.staff_scale[r] < 1;
      for (int k = 0; k < kaldor::kSkills; ++k) {
        const double found = k == 0 ? p.labour_matching : p.labour_matching_high;
        const double staying = (1 - p.labour_separations) * std::min(force(r, k), before(r, k));
        CHECK(s.households.employed(r, k) <= (staying + found * (force(r, k) - staying)) * (1 + 1e-6));
      }
    }
  }
  CHECK(rationed);
}

TEST_CASE("where people are short production and research get the same part of the high-skilled they want") {
  const auto loaded = load("china-2017-small", 500, {"parameters.labour.matching_high=0.01"});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 3; ++q) open_model::quarter(s);
  open_model::until_demand(s);
  for (int r = 0; r < s.base.regions; ++r) {
    CHECK(s.labour_scale[r] < 1);
    CHECK(s.staff_scale[r] == Approx(s.labour_scale[r]).epsilon(1e-5));
  }
}

TEST_CASE("with people enough firms find all they want") {
  const auto loaded = load("mini-still", 500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 8; ++q) {
    open_model::quarter(s);
    for (int r = 0; r < s.base.regions; ++r) {
      CHECK(s.labour_scale[r] == 1);
      CHECK(s.staff_scale[r] == 1);
      CHECK(s.staff_part[r] == 1);
    }
  }
}

TEST_CASE("separations and matching leave the unemployment that firms cannot go below") {
  const kaldor::Parameters p;
  CHECK(least_unemployment(p.labour_separations, p.labour_matching) == Approx(0.015).margin(0.001));
  CHECK(least_unemployment(p.labour_separations, p.labour_matching_high) == Approx(0.01).margin(0.001));
}

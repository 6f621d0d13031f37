// Courses, and what a better trained region does with technology (docs/model/people.md).

#include <catch2/catch.hpp>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using kaldor::ModelState;
using model_runs::load;
using model_runs::Run;
using model_runs::simulate;

namespace {

Run with_courses(double value, std::vector<std::string> sets = {}, std::uint64_t seed = 1) {
  auto loaded = load("china-2017-small", 1500, std::move(sets), seed);
  loaded.scenario.policies = {model_runs::policy(Lever::training, value)};
  return simulate(loaded, 40);
}

double high_share(const Run& run, std::size_t quarter) {
  double sum = 0;
  for (std::size_t r = 0; r < 5; ++r) sum += run.at(quarter, Indicator::high_skill_share_by_region, r);
  return sum / 5;
}

}  // namespace

TEST_CASE("courses make high-skilled people out of low-skilled ones, and only after a while") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Run base = with_courses(0, {}, seed), taught = with_courses(0.01, {}, seed);
    CHECK(high_share(taught, 2) == Approx(high_share(base, 2)).epsilon(1e-3));
    CHECK(high_share(taught, 39) > high_share(base, 39) + 0.005);
    CHECK(taught.at(39, Indicator::skill_premium) < base.at(39, Indicator::skill_premium));
  }
}

TEST_CASE("twice the money for courses trains less than twice as many") {
  const auto trained = [](double value) { return with_courses(value).at(39, Indicator::trained_by_region, 0); };
  const double once = trained(0.01), twice = trained(0.02);
  CHECK(twice > once);
  CHECK(twice < 2 * once);
}

TEST_CASE("where courses teach nothing they still cost what they cost") {
  const Run run = with_courses(0.01, {"mechanisms.training=off"});
  CHECK(run.at(39, Indicator::trained_by_region, 0) == 0);
  CHECK(run.at(39, Indicator::policy_cost_share) == Approx(0.01).epsilon(0.1));
}

TEST_CASE("people on courses are neither lost nor made") {
  auto loaded = load("china-2017-small", 500);
  loaded.scenario.policies = {model_runs::policy(Lever::training, 0.02)};
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  const auto people = [&] {
    double sum = 0;
    for (const double v : s.households.labour_force.values) sum += v;
    return sum;
  };
  const double before = people();
  for (int q = 0; q < 20; ++q) open_model::quarter(s);
  CHECK(people() == Approx(before).epsilon(1e-12));
  CHECK(s.residual == 0);
}

// Courses, and what a better trained region does with technology (docs/model/people.md).

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

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

namespace {

/// A quarter of the small economy just before its people move and learn.
struct QuartersEnd {
  explicit QuartersEnd(std::vector<std::string> sets = {})
      : loaded(load("china-2017-small", 500, std::move(sets))), s(loaded.economy, loaded.scenario, 0, 1) {
    open_model::quarter(s);
    s.begin_quarter();
    open_model::run_stages(s, nullptr, kaldor::update_land);
  }
  decltype(load("", 0)) loaded;
  ModelState s;
};

double people(const ModelState& s, std::size_t region) {
  return s.households.labour_force(region, 0) + s.households.labour_force(region, 1);
}

}  // namespace

TEST_CASE("people leave the region where work has become scarce, and nobody is lost on the way") {
  for (const bool migration : {true, false}) {
    QuartersEnd end(
        {"mechanisms.skill_upgrading=off", migration ? "mechanisms.migration=on" : "mechanisms.migration=off"});
    ModelState& s = end.s;
    const auto regions = static_cast<std::size_t>(s.base.regions);
    for (std::size_t r = 0; r < regions; ++r)
      for (std::size_t k = 0; k < 2; ++k)
        s.households.employed(r, k) = (r == 0 ? 0.8 : 0.95) * s.households.labour_force(r, k);
    std::vector<double> before;
    double all_before = 0, all = 0;
    for (std::size_t r = 0; r < regions; ++r) all_before += before.emplace_back(people(s, r));
    check_accounts(s);
    for (std::size_t r = 0; r < regions; ++r) all += people(s, r);
    CHECK(all == Approx(all_before).epsilon(1e-12));
    if (migration)
      CHECK(people(s, 0) < before[0]);
    else
      for (std::size_t r = 0; r < regions; ++r) CHECK(people(s, r) == before[r]);
  }
}

TEST_CASE("more become high-skilled the scarcer these are, as far as the band goes") {
  QuartersEnd end({"mechanisms.migration=off"});
  ModelState& s = end.s;
  const kaldor::Parameters& p = s.scenario.parameters;
  const double gap[] = {0.04, -0.04, 10 * p.labour_upgrading_band};
  std::vector<double> low;
  for (std::size_t r = 0; r < 3; ++r) {
    low.push_back(s.households.labour_force(r, 0));
    s.households.employed(r, 1) = 0.94 * s.households.labour_force(r, 1);
    s.households.employed(r, 0) = (0.94 - gap[r]) * low[r];
  }
  check_accounts(s);
  for (std::size_t r = 0; r < 3; ++r) {
    const double answer = 1 + p.labour_upgrading_response * std::min(gap[r], p.labour_upgrading_band);
    CHECK(1 - s.households.labour_force(r, 0) / low[r] == Approx(p.labour_skill_upgrading * answer).epsilon(1e-9));
  }
}

// Nelson and Phelps (1966): (H / H0)^h_T
TEST_CASE("firms understand new technology sooner where more people are high-skilled") {
  for (const bool literate : {true, false}) {
    QuartersEnd end({literate ? "mechanisms.technical_literacy=on" : "mechanisms.technical_literacy=off"});
    ModelState& s = end.s;
    const auto share = [](const kaldor::Matrix& force, std::size_t r) {
      return force(r, 1) / (force(r, 0) + force(r, 1));
    };
    open_model::run_stages(s, kaldor::update_land, nullptr);
    ++s.period;
    const double moved = 0.5 * s.households.labour_force(0, 0);
    s.households.labour_force(0, 0) -= moved;
    s.households.labour_force(0, 1) += moved;
    const double ratio = share(s.households.labour_force, 0) / share(s.base.labour_force, 0);
    REQUIRE(ratio > 1.5);
    open_model::until_shares(s);
    const double expected = literate ? std::pow(ratio, s.scenario.parameters.training_literacy) : 1.0;
    CHECK(s.inputs[static_cast<std::size_t>(s.cell(3, 0))].literacy == Approx(expected).epsilon(1e-6));
  }
}

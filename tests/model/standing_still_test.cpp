// The first guard of model.md section 6: with everything that moves it switched off, the economy repeats itself.

#include <catch2/catch.hpp>
#include <cmath>

#include "model_runs.hpp"

using kaldor::Indicator;
using model_runs::load;
using model_runs::Run;

namespace {

/// Largest relative change between the first quarter and quarter forty over all industries.
double change(const Run& run, Indicator indicator) {
  double worst = 0;
  for (std::size_t i = 0; i < run.extent(indicator); ++i) {
    const double gap = std::fabs(run.at(39, indicator, i) / run.at(0, indicator, i) - 1);
    if (!(gap <= worst)) worst = gap;
  }
  return worst;
}

void check_still(const char* name, std::int64_t firms) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    INFO(name << ", seed " << seed);
    const Run run = model_runs::simulate(load(name, firms, {}, seed), 40);
    CHECK(change(run, Indicator::output) < 0.001);
    CHECK(change(run, Indicator::price) < 0.001);
    CHECK(change(run, Indicator::employment) < 0.001);
    CHECK(change(run, Indicator::value_added_share) < 0.001);
    CHECK(change(run, Indicator::firm_count) == 0);
  }
}

}  // namespace

TEST_CASE("the small economy with everything off stands still for forty quarters") { check_still("mini-still", 500); }

TEST_CASE("the economy of 2017 with everything off stands still for forty quarters") {
  check_still("china-2017-still", 1500);
}

TEST_CASE("the economy of 2017 with everything off stands still at its shipped number of firms", "[long]") {
  check_still("china-2017-still", 20000);
}

TEST_CASE("the guard has power: with growth alone the economy does not stand still") {
  const Run run = model_runs::simulate(load("mini-still", 500, {"mechanisms.growth=on"}), 40);
  CHECK(change(run, Indicator::output) > 0.01);
}

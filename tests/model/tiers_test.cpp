// Tiers are counted from what firms are (docs/model/tiers.md).

#include <catch2/catch.hpp>
#include <cmath>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using kaldor::ModelState;
using model_runs::load;

TEST_CASE("counts of start-ups and small firms are those of a walk over all firms") {
  const auto loaded = load("china-2017-small", 1500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 11; ++q) open_model::quarter(s);
  open_model::until_shares(s);
  double young = 0, small = 0, grown = 0;
  const kaldor::Columns& c = s.firms.columns();
  open_model::for_each_firm(s, [&](std::size_t row) {
    if (c.share[row] <= 0) return;
    if (c.founded[row] > s.period - 20) young += static_cast<double>(c.weight[row]);
    if (c.employees[row] < static_cast<float>(s.scenario.parameters.tiers_small))
      small += static_cast<double>(c.weight[row]);
    grown += c.smoothed_growth[row] != 0;
  });
  CHECK(s.total(kaldor::CellSum::startups) == Approx(young));
  CHECK(s.total(kaldor::CellSum::small) == Approx(small));
  CHECK(grown > 1000);
}

TEST_CASE(
    "about half of the firms live five years, few of some size grow fast, and start-ups make a good part of new jobs") {
  double survival = 0, fast = 0, jobs = 0;
  const int seeds = 3;
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto run = model_runs::simulate(load("china-2017-small", 3000, {}, static_cast<std::uint64_t>(seed)), 48);
    CHECK(std::isnan(run.at(23, Indicator::startup_survival)));
    for (std::size_t q = 32; q < 48; ++q) {
      survival += run.at(q, Indicator::startup_survival) / 16 / seeds;
      fast += run.at(q, Indicator::high_growth_share) / 16 / seeds;
      jobs += run.at(q, Indicator::startup_job_creation_share) / 16 / seeds;
    }
  }
  CHECK(survival > 0.35);
  CHECK(survival < 0.65);
  CHECK(fast > 0.01);
  CHECK(fast < 0.10);
  CHECK(jobs > 0.05);
  CHECK(jobs < 0.40);
}

TEST_CASE("chain leaders are real firms, however many records there are, and order more than their number says") {
  const auto run = model_runs::simulate(load("china-2017-small", 3000), 12);
  const auto few = model_runs::simulate(load("china-2017-small", 1500), 12);
  CHECK(few.at(11, Indicator::leader_count) == Approx(run.at(11, Indicator::leader_count)).epsilon(0.15));
  CHECK(few.at(11, Indicator::leader_sourcing_share) ==
        Approx(run.at(11, Indicator::leader_sourcing_share)).epsilon(0.15));
  CHECK(run.at(11, Indicator::leader_count) > 5);
  CHECK(run.at(11, Indicator::leader_sourcing_share) >
        100 * run.at(11, Indicator::leader_count) / run.at(11, Indicator::firm_count));
}

// Second chances and the cost of founding (docs/model/tolerance.md).

#include <catch2/catch.hpp>

#include "founders.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using kaldor::ModelState;
using model_runs::load;
using model_runs::Run;
using model_runs::simulate;

namespace {

Run pulled(Lever lever, double value, std::vector<std::string> sets = {}, std::uint64_t seed = 1) {
  auto loaded = load("china-2017-small", 2000, std::move(sets), seed);
  loaded.scenario.policies = {model_runs::policy(lever, value)};
  return simulate(loaded, 40);
}

double mean(const Run& run, Indicator indicator, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t q = from; q < to; ++q) sum += run.at(q, indicator);
  return sum / static_cast<double>(to - from);
}

/// A state whose levers hold one value everywhere, for the pools of one cell.
struct Cell {
  explicit Cell(Lever lever, double value) : loaded(load("mini", 500)) {
    loaded.scenario.policies = {model_runs::policy(lever, value)};
    state = std::make_unique<ModelState>(loaded.economy, loaded.scenario, 0, 1);
    set_levers(*state);
  }
  kaldor::MoreFounders next(double invited) { return more_founders(*state, 0, invited); }
  kaldor::LoadedScenario loaded;
  std::unique_ptr<ModelState> state;
};

}  // namespace

TEST_CASE("where failure is tolerated more founders have closed a firm before") {
  for (const std::uint64_t seed : {1, 2}) {
    const Run base = pulled(Lever::second_chance, 0, {}, seed), tolerant = pulled(Lever::second_chance, 1, {}, seed);
    CHECK(mean(base, Indicator::second_founding_share, 8, 40) > 0.05);
    CHECK(mean(base, Indicator::second_founding_share, 8, 40) < 0.25);
    CHECK(mean(tolerant, Indicator::second_founding_share, 8, 40) >
          1.2 * mean(base, Indicator::second_founding_share, 8, 40));
  }
}

TEST_CASE("without tolerance or without the mechanism nobody comes who was not invited") {
  Cell none(Lever::second_chance, 0);
  for (int q = 0; q < 8; ++q) CHECK(none.next(10).second == 0);
  Cell off(Lever::second_chance, 1);
  off.state = nullptr;
  off.loaded.scenario.mechanisms.second_chances = false;
  off.state = std::make_unique<ModelState>(off.loaded.economy, off.loaded.scenario, 0, 1);
  set_levers(*off.state);
  for (int q = 0; q < 8; ++q) CHECK(off.next(10).second == 0);
}

TEST_CASE("a cheaper start lets those enter who waited, once, and a few more for good") {
  Cell cell(Lever::entry_deregulation, 1);
  const double invited = 100;
  const double p_kept =
      cell.loaded.scenario.parameters.entry_red_tape_response * cell.loaded.scenario.parameters.entry_red_tape;
  double first = 0;
  for (int q = 0; q < 4; ++q) first += cell.next(invited).held_back;
  for (int q = 4; q < 40; ++q) cell.next(invited);
  double late = 0;
  for (int q = 40; q < 44; ++q) late += cell.next(invited).held_back;
  CHECK(first > 1.5 * late);
  CHECK(late == Approx(4 * invited * p_kept).epsilon(0.05));
  CHECK(first < 4 * invited * 0.10);  // P-48: about 5 % more new firms, for a year
}

TEST_CASE("founders pay fees to government, and the budget misses those that are removed") {
  auto loaded = load("china-2017-small", 1000);
  loaded.scenario.policies = {model_runs::policy(Lever::entry_deregulation, 0.5)};
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 6; ++q) open_model::quarter(s);
  double paid = 0;
  for (const double v : s.entry_fees.values) paid += v;
  CHECK(paid > 0);
  CHECK(s.founders.fees_forgone == Approx(paid).epsilon(1e-6));
  CHECK(s.ledger.value(kaldor::Flow::entry_fees, s.sectors.government()) == Approx(paid));
  CHECK(s.residual == 0);
}

TEST_CASE("whom the cost kept out is smaller and less productive than those whom the market invites") {
  double base = 0, open = 0;  // few come in a year: the records of one seed may show none
  for (const std::uint64_t seed : {1, 2, 3, 4}) {
    base += mean(pulled(Lever::entry_deregulation, 0, {}, seed), Indicator::entry_rate, 0, 4);
    open += mean(pulled(Lever::entry_deregulation, 1, {}, seed), Indicator::entry_rate, 0, 4);
  }
  CHECK(open > base);
}

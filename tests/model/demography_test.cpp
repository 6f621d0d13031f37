// Who comes, who goes, and what must not be lost on the way.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "kaldor/core/errors.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::CellSum;
using kaldor::FirmColumn;
using kaldor::FirmPanel;
using kaldor::Indicator;
using kaldor::ModelState;
using model_runs::load;

namespace {

const std::vector<float>& reals(const FirmPanel& panel, FirmColumn column) {
  return panel.reals[static_cast<std::size_t>(column)];
}
const std::vector<std::int64_t>& integers(const FirmPanel& panel, FirmColumn column) {
  return panel.integers[static_cast<std::size_t>(column)];
}

struct Totals {
  double weight = 0, deposits = 0, loans = 0, capital = 0, share = 0, employees = 0;
  std::size_t records = 0;
};

Totals totals(const ModelState& s) {
  Totals t;
  const kaldor::Columns& c = s.firms.columns();
  open_model::for_each_firm(s, [&](std::size_t row) {
    const double w = c.weight[row];
    t.weight += w;
    t.deposits += c.deposits[row];
    t.loans += c.loans[row];
    t.capital += w * c.capital[row];
    t.share += w * c.share[row];
    t.employees += w * c.employees[row];
    ++t.records;
  });
  return t;
}

}  // namespace

TEST_CASE("shares of every market sum to one once they are normalised, after entry, exit and splits") {
  const auto loaded = load("china-2017-small", 2000);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 24; ++q) {
    open_model::until_demand(s);  // posts the sums that the quarter divides by
    for (int m = 0; m < s.markets.count(); ++m) {
      double sum = 0;
      open_model::for_each_seller(s, m, [&](std::size_t row) {
        const kaldor::Columns& c = s.firms.columns();
        CHECK(c.share[row] >= 0);
        sum += static_cast<double>(c.weight[row]) * c.share[row];
      });
      INFO("quarter " << q << ", market " << m);
      CHECK(sum / s.markets.share_sum[static_cast<std::size_t>(m)] == Approx(1).epsilon(1e-12));
      // What drifts between two normalisations is small: entrants' shares, leavers' shares, noise.
      CHECK(sum == Approx(1).margin(0.35));
    }
    open_model::from_demand(s);
  }
}

TEST_CASE("no firm that entered a year or two ago is without sales") {
  for (const char* name : {"mini", "china-2017-small"}) {
    const auto loaded = load(name, 2000);
    kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, 1);
    std::size_t young = 0, idle = 0;
    for (int q = 0; q < 24; ++q) {
      simulation.step();
      FirmPanel panel;
      simulation.append_panel(1, panel);
      for (std::size_t i = 0; i < panel.size(); ++i) {
        const std::int64_t age = integers(panel, FirmColumn::age)[i];
        if (age < 4 || age > 8) continue;
        ++young;
        if (!(reals(panel, FirmColumn::sales)[i] > 0)) ++idle;
      }
    }
    INFO(name);
    CHECK(young > 50);
    CHECK(idle == 0);
  }
}

TEST_CASE("firms of the next quarter are those of this one and its entrants, less those who leave") {
  for (const char* name : {"mini", "china-2017-small", "china-2017"}) {
    const model_runs::Run run = model_runs::simulate(load(name, 2000, {"mechanisms.mergers=off"}), 24);
    for (std::size_t q = 0; q + 1 < run.frames.size(); ++q) {
      const double firms = run.at(q, Indicator::firm_count), next = run.at(q + 1, Indicator::firm_count);
      const double entrants = run.at(q, Indicator::entry_rate) * firms / 4;
      const double exits = run.at(q + 1, Indicator::exit_rate) * next / 4;
      INFO(name << ", quarter " << q + 1);
      // Weights are floats: half of a record is exact, a sum of them to 1e-7.
      CHECK(next + exits == Approx(firms + entrants).epsilon(1e-6));
    }
  }
}

TEST_CASE("the panel's firms are those that the indicators count, and those under construction") {
  const auto loaded = load("china-2017-small", 2000, {"mechanisms.mergers=off"});  // who is bought is counted once more
  kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 8; ++q) simulation.step();
  FirmPanel panel;
  simulation.append_panel(1, panel);
  double selling = 0, building = 0;
  std::set<std::int64_t> ids;
  for (std::size_t i = 0; i < panel.size(); ++i) {
    (reals(panel, FirmColumn::market_share)[i] > 0 ? selling : building) += reals(panel, FirmColumn::weight)[i];
    ids.insert(integers(panel, FirmColumn::id)[i]);
  }
  const auto at = [&](Indicator i) {
    return simulation.frame()[simulation.layout().offset[static_cast<std::size_t>(i)]];
  };
  CHECK(ids.size() == panel.size());
  CHECK(selling == Approx(at(Indicator::firm_count)).epsilon(1e-6));
  CHECK(building == Approx(at(Indicator::entry_rate) * at(Indicator::firm_count) / 4).epsilon(1e-6));
}

TEST_CASE("a record that splits keeps its firms, deposits, loans, capital and share") {
  const auto loaded = load("mini", 500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  const Totals before = totals(s);
  s.crowded.assign(s.firms.blocks().size(), {});
  std::size_t chosen = 0;
  for (std::size_t b = 0; b < s.firms.blocks().size(); ++b) {
    const kaldor::Block& block = s.firms.blocks()[b];
    for (std::uint32_t i = 0; i < block.used && s.crowded[b].size() < 3; ++i)
      if (s.firms.columns().weight[block.row + i] >= 2) s.crowded[b].push_back(i);
    chosen += s.crowded[b].size();
  }
  REQUIRE(chosen > 5);
  split_records(s);
  const Totals after = totals(s);
  CHECK(after.records == before.records + chosen);
  CHECK(after.weight == before.weight);
  CHECK(after.deposits == before.deposits);
  CHECK(after.loans == before.loans);
  CHECK(after.capital == Approx(before.capital).epsilon(1e-12));
  CHECK(after.share == Approx(before.share).epsilon(1e-12));
  CHECK(after.employees == Approx(before.employees).epsilon(1e-12));
  std::set<std::uint64_t> ids;
  open_model::for_each_firm(s, [&](std::size_t row) { ids.insert(s.firms.columns().id[row]); });
  CHECK(ids.size() == after.records);
}

TEST_CASE("identifiers are never used twice, even by firms that follow each other in a row") {
  const auto loaded = load("mini", 500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  std::map<std::uint64_t, int> last_seen, founded;
  for (int q = 0; q < 40; ++q) {
    open_model::quarter(s);
    std::set<std::uint64_t> now;
    open_model::for_each_firm(s, [&](std::size_t row) {
      const std::uint64_t id = s.firms.columns().id[row];
      CHECK(now.insert(id).second);
      const auto known = founded.find(id);
      if (known == founded.end())
        founded[id] = s.firms.columns().founded[row];
      else
        CHECK(known->second == s.firms.columns().founded[row]);
      if (last_seen.count(id) > 0) CHECK(last_seen[id] == q - 1);
      last_seen[id] = q;
    });
  }
}

TEST_CASE("the number of records stays within a fifth of what was asked for over a hundred quarters") {
  for (const std::uint64_t seed : {1, 2}) {
    const auto loaded = load("china-2017-small", 8000, {}, seed);
    const std::vector<double> records = model_runs::simulate(loaded, 100).series(Indicator::record_count);
    INFO("seed " << seed);
    CHECK(*std::min_element(records.begin(), records.end()) > 0.8 * 8000);
    CHECK(*std::max_element(records.begin(), records.end()) < 1.2 * 8000);
  }
}

TEST_CASE("without entry and exit the firms stay the same") {
  const auto loaded = load("mini", 500, {"mechanisms.entry=off", "mechanisms.exit=off", "mechanisms.mergers=off"});
  const model_runs::Run run = model_runs::simulate(loaded, 12);
  for (std::size_t q = 0; q < 12; ++q) {
    CHECK(run.at(q, Indicator::firm_count) == Approx(run.at(0, Indicator::firm_count)).epsilon(1e-9));
    CHECK(run.at(q, Indicator::entry_rate) == 0);
    CHECK(run.at(q, Indicator::exit_rate) == 0);
  }
}

TEST_CASE("the bank's claims and debts on firms are the sums over firms, to the last cent") {
  const auto loaded = load("china-2017-small", 1000);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 16; ++q) {
    open_model::quarter(s);
    const Totals t = totals(s);
    CHECK(t.deposits == s.firm_deposits);
    CHECK(t.loans == s.firm_loans);
  }
}

TEST_CASE("a run in which firms enter without end fails with stage and quarter") {
  const auto loaded = load("china-2017-horizon", 777, {"parameters.entry.relatedness=20"}, 12345678901234567);
  try {
    model_runs::simulate(loaded, 40);
    FAIL("the run should have failed");
  } catch (const kaldor::RunError& error) {
    CHECK(error.stage == "entry");
    CHECK(error.period > 1);
    CHECK_THAT(error.what(), Catch::Contains("enter without end"));
  }
}

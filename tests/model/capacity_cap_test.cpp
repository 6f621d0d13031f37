// A cap on capacity: in a slack market firms replace machines but add none, and founders swap theirs against what
// closed (S§1.22, P-27).

#include <catch2/catch.hpp>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using kaldor::ModelState;
using model_runs::load;
using model_runs::policy;
using model_runs::Run;
using model_runs::simulate;

namespace {

const std::string kOverhang = "parameters.firms.initial_overhang=0.5";

kaldor::LoadedScenario capped(double value, std::vector<std::string> sets, std::uint64_t seed = 1) {
  sets.push_back(kOverhang);
  auto loaded = load("china-2017-small", 1500, std::move(sets), seed);
  loaded.scenario.policies = {policy(Lever::capacity_cap, value)};
  return loaded;
}

/// Real firms that found in markets where the cap binds, in two years; how often a market was such.
struct Founding {
  double entrants = 0;
  int binding = 0;
};

Founding founding(double value, std::vector<std::string> sets) {
  const auto loaded = capped(value, std::move(sets));
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  Founding found;
  for (int q = 0; q < 8; ++q) {
    open_model::quarter(s);
    for (int c = 0; c < s.cell_count(); ++c) {
      if (s.inputs[static_cast<std::size_t>(c)].cap_binds == 0) continue;
      ++found.binding;
      found.entrants += s.entrants[static_cast<std::size_t>(c)];
    }
  }
  return found;
}

}  // namespace

TEST_CASE("a cap binds where the utilisation of a market is below the norm, and nowhere else") {
  const auto loaded = capped(1, {});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 2; ++q) open_model::quarter(s);
  const int market = s.markets.of(3, 0);
  const double full = s.of_market(market, kaldor::CellSum::capacity);
  const double norm = s.scenario.parameters.capacity_cap_norm * s.scenario.parameters.production_utilisation;
  CHECK(norm == Approx(0.95 * 0.8));
  const double used = s.of_market(market, kaldor::CellSum::output) / full;
  CHECK(kaldor::cap_binds(s, market) == (used < norm));
  s.scenario.parameters.capacity_cap_norm = 1.01 * used / s.scenario.parameters.production_utilisation;
  CHECK(kaldor::cap_binds(s, market));
  s.scenario.parameters.capacity_cap_norm = 0.99 * used / s.scenario.parameters.production_utilisation;
  CHECK_FALSE(kaldor::cap_binds(s, market));
}

TEST_CASE("in a slack market no firm orders more than wear and modernisation") {
  const auto loaded = capped(1, {});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  open_model::until_shares(s);
  const kaldor::Columns& c = s.firms.columns();
  const auto wear = static_cast<double>(s.kernel_parameters.depreciation);
  int bound = 0;
  for (int cell = 0; cell < s.cell_count(); ++cell) {
    if (s.inputs[static_cast<std::size_t>(cell)].cap_binds == 0) continue;
    open_model::for_each_firm(s, cell, [&](std::size_t row) {
      if (c.share[row] <= 0 || c.founded[row] >= s.period) return;
      ++bound;
      // Dearer machines that use less energy are no more capacity: their price stays near one.
      CHECK(c.investment[row] <= 1.1 * (wear + static_cast<double>(c.scrapping[row])) * c.capital[row]);
    });
  }
  CHECK(bound > 100);
}

TEST_CASE("where nothing closes nobody may found in a slack market") {
  const std::vector<std::string> nobody_leaves{"mechanisms.exit=off"};
  const Founding kept = founding(1, nobody_leaves), renewed = founding(1, {});
  CHECK(kept.binding > 10);
  CHECK(kept.entrants == 0);
  CHECK(renewed.entrants > 0);  // in place of those who left
}

TEST_CASE("founders of a capped market take no more capacity than closed, by the ratio of the swap") {
  const auto loaded = capped(1, {"parameters.capacity_cap.swap=2"});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  double closed = 0, founded = 0, largest = 0;
  for (int q = 0; q < 16; ++q) {
    open_model::quarter(s);
    const kaldor::Columns& c = s.firms.columns();
    for (int cell = 0; cell < s.cell_count(); ++cell) {
      closed += s.of(cell, kaldor::CellSum::estate_capital) + s.of(cell, kaldor::CellSum::phased_out);
      if (s.inputs[static_cast<std::size_t>(cell)].cap_binds == 0) continue;
      open_model::for_each_firm(s, cell, [&](std::size_t row) {
        if (c.founded[row] != s.period - 1 || c.capital[row] > 0) return;
        const double built = static_cast<double>(c.weight[row]) * c.investment[row];
        founded += built;
        largest = std::max(largest, built);
      });
    }
  }
  double left = 0;
  for (const double v : s.retired_capacity) left += v;
  CHECK(founded > 0);
  CHECK(closed - left == Approx(2 * founded).epsilon(1e-4));
}

// The trap of docs/model/ownership.md, with and without a cap on one of its industries: on all, less would be ordered
// of those who make machines.
TEST_CASE("a cap raises utilisation where backed firms hold their place, and the accounts close, for every seed") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    auto trap = load("china-2017-small", 1500,
                     {"parameters.firms.initial_overhang=1.5", "parameters.ownership.backing=1"}, seed);
    trap.scenario.policies = {policy(Lever::soft_budget, 1)};
    const Run base = simulate(trap, 32);
    trap.scenario.policies.push_back(policy(Lever::capacity_cap, 1));
    trap.scenario.policies.back().industries = {2};
    const Run run = simulate(trap, 32);
    CHECK(run.at(31, Indicator::capacity_utilisation_by_industry, 2) >
          base.at(31, Indicator::capacity_utilisation_by_industry, 2) + 0.02);
    for (const double residual : run.series(Indicator::accounts_residual)) CHECK(residual == 0);
  }
}

TEST_CASE("a cap of zero, or one that never binds, changes no bit") {
  const Run base = simulate(load("china-2017-small", 1500, {kOverhang}), 12);
  CHECK(model_runs::same_bits(base, simulate(capped(0, {}), 12)));
  CHECK(model_runs::same_bits(base, simulate(capped(1, {"parameters.capacity_cap.norm=0"}), 12)));
}

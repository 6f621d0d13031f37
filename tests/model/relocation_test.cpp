// Where firms settle: founders by the cost of labour and land, incumbents by the worth of a move (S§1.14, S§1.19).

#include "relocation.hpp"

#include <catch2/catch.hpp>
#include <set>

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

constexpr int kHub = 1, kQuarters = 32;

/// A wage floor in one region far above the others' wages.
kaldor::LoadedScenario dear_hub(std::vector<std::string> sets = {}) {
  auto loaded = load("china-2017-small", 1500, std::move(sets));
  kaldor::Policy p = policy(Lever::minimum_wage, 1.6);
  p.regions = {kHub};
  p.from = loaded.scenario.start + 1;
  loaded.scenario.policies = {p};
  return loaded;
}

struct Owned {
  double weight = 0, deposits = 0, loans = 0, materials = 0, share = 0;
};

Owned all_of(const ModelState& s) {
  Owned o;
  const kaldor::Columns& c = s.firms.columns();
  open_model::for_each_firm(s, [&](std::size_t row) {
    o.weight += c.weight[row];
    o.deposits += c.deposits[row];
    o.loans += c.loans[row];
    o.materials += static_cast<double>(c.weight[row]) * c.materials[row];
    o.share += static_cast<double>(c.weight[row]) * c.share[row];
  });
  return o;
}

}  // namespace

// S§1.19 [V]: a saving of 10 a year for ten years at 10 % is worth 61.45; with costs of 50 the move pays 11.45.
TEST_CASE("the worth of a move is the annuity of what it saves less its cost") {
  CHECK(kaldor::net_present_value(10, 10, 0.1, 50) == Approx(11.4457).margin(1e-4));
  CHECK(kaldor::net_present_value(0, 10, 0.1, 50) == -50);
}

TEST_CASE("nobody moves while factors cost the same everywhere") {
  const Run run = simulate(load("china-2017-small", 1500, {"mechanisms.aggregate_shocks=off"}), 4);
  for (const double moves : run.series(Indicator::relocations)) CHECK(moves == 0);
}

TEST_CASE(
    "where wages rise far above those elsewhere firms move away, fewer are founded, and what moves is conserved") {
  const auto loaded = dear_hub();
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  double moved = 0;
  for (int q = 0; q < kQuarters; ++q) {
    s.begin_quarter();
    set_levers(s);
    update_factor_prices(s);
    update_import_shares(s);
    const Owned before = all_of(s);
    relocate_firms(s);
    const Owned after = all_of(s);
    CHECK(after.weight == before.weight);
    CHECK(after.deposits == before.deposits);
    CHECK(after.loans == before.loans);
    CHECK(after.materials == Approx(before.materials).epsilon(1e-9));
    CHECK(after.share == Approx(before.share).epsilon(1e-9));
    plan_firms(s);
    ration_labour(s);
    form_demand(s);
    open_model::from_demand(s);
    CHECK(s.residual == 0);
    moved += s.relocation.out[kHub] - s.relocation.in[kHub];
  }
  CHECK(moved > 0);
  std::set<std::uint64_t> names;
  std::size_t records = 0;
  open_model::for_each_firm(s, [&](std::size_t row) {
    names.insert(s.firms.columns().id[row]);
    ++records;
  });
  CHECK(names.size() == records);
}

TEST_CASE("founders stay away from the dear region and firms leave it for every seed, and not without the mechanism") {
  const auto loaded = dear_hub();
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 8; ++q) open_model::quarter(s);
  const int consumer_goods = 2, hub = s.cell(consumer_goods, kHub), inland = s.cell(consumer_goods, 4);
  CHECK(factor_cost_entry(s, hub) < 0.995);
  CHECK(factor_cost_entry(s, inland) > 1);
  const auto off = dear_hub({"mechanisms.relocation=off"});
  ModelState t(off.economy, off.scenario, 0, 1);
  for (int q = 0; q < 8; ++q) open_model::quarter(t);
  CHECK(factor_cost_entry(t, hub) == 1);
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const Run stay = simulate(off, kQuarters, seed), move = simulate(loaded, kQuarters, seed);
    double balance = 0;
    for (std::size_t q = 0; q < kQuarters; ++q) {
      balance += move.at(q, Indicator::relocation_balance_by_region, kHub);
      CHECK(stay.at(q, Indicator::relocations) == 0);
    }
    CHECK(balance < 0);
  }
}

// State firms are sold: who, for how much, and where the money ends (docs/model/ownership.md).

#include <catch2/catch.hpp>

#include "kernels/worth.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"
#include "owner.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using kaldor::ModelState;
using model_runs::load;
using model_runs::policy;
using model_runs::Run;
using model_runs::simulate;

namespace {

kaldor::LoadedScenario selling(double value, std::vector<std::string> sets = {}, std::uint64_t seed = 1) {
  auto loaded = load("china-2017-small", 1500, std::move(sets), seed);
  loaded.scenario.policies = {policy(Lever::privatisation, value)};
  return loaded;
}

bool for_sale(const ModelState& s, int cell) { return !s.inputs[static_cast<std::size_t>(cell)].budget_funded; }

/// Real firms of the state that could be sold.
double owned(const ModelState& s) {
  const kaldor::Columns& c = s.firms.columns();
  double firms = 0;
  for (int cell = 0; cell < s.cell_count(); ++cell)
    if (for_sale(s, cell))
      open_model::for_each_firm(s, cell, [&](std::size_t row) {
        if (kaldor::is_state_owned(c.owner[row])) firms += c.weight[row];
      });
  return firms;
}

/// One state firm that earns the normal return; all others are private. Its row.
std::size_t only_one(ModelState& s) {
  const kaldor::Columns& c = s.firms.columns();
  open_model::for_each_firm(s, [&](std::size_t row) { c.owner[row] = kaldor::make_owner(0, false); });
  std::size_t chosen = 0;
  open_model::for_each_firm(s, 3 * s.base.regions, [&](std::size_t row) {
    if (c.share[row] > 0) chosen = row;
  });
  c.owner[chosen] = kaldor::make_owner(7, true);
  c.smoothed_return[chosen] = static_cast<float>(s.economy.return_on_capital / 4);
  c.loans[chosen] = 0;
  return chosen;
}

}  // namespace

TEST_CASE("a state firm that earns the normal return is sold at its net worth and leaves its group") {
  const auto loaded = selling(1, {"parameters.entry.wealth_limit=1"});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  open_model::until_shares(s);
  const std::size_t row = only_one(s);
  const kaldor::Columns& c = s.firms.columns();
  const kaldor::CellInput& in = s.inputs[static_cast<std::size_t>(3 * s.base.regions)];
  const double stocks = static_cast<double>(c.capital[row]) * s.prices.capital +
                        s.kernel_parameters.goods_value * c.inventory[row] * c.price[row] +
                        static_cast<double>(c.materials[row]) * (in.paid_other + in.paid_energy + in.paid_service);
  const double worth = c.weight[row] * stocks + c.deposits[row];
  sell_state_firms(s);
  CHECK(c.owner[row] == kaldor::make_owner(0, false));
  CHECK(s.privatised == Approx(worth).epsilon(1e-5));
}

TEST_CASE("a state firm without net worth finds no buyer") {
  const auto loaded = selling(1);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  open_model::until_shares(s);
  const std::size_t row = only_one(s);
  s.firms.columns().loans[row] = 1e12;
  sell_state_firms(s);
  CHECK(kaldor::is_state_owned(s.firms.columns().owner[row]));
  CHECK(s.privatised == 0);
}

TEST_CASE("households pay what government gets") {
  const auto loaded = selling(0.5);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  REQUIRE(s.privatised > 0);
  CHECK(s.ledger.value(kaldor::Flow::privatisation, s.sectors.government()) == s.privatised);
  double paid = 0;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kaldor::kSkills; ++k)
      paid -= s.ledger.value(kaldor::Flow::privatisation, s.sectors.household(r, k));
  CHECK(paid == s.privatised);
  CHECK(s.residual == 0);
}

TEST_CASE("in a year the declared part of the state's firms is sold, and budget-funded ones stay") {
  const std::vector<std::string> many{"parameters.ownership.state_small=0.5", "mechanisms.exit=off",
                                      "parameters.entry.wealth_limit=1"};
  const auto loaded = selling(0.5, many), kept = selling(0, many);
  ModelState s(loaded.economy, loaded.scenario, 0, 1), base(kept.economy, kept.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) {
    open_model::quarter(s);
    open_model::quarter(base);
  }
  CHECK(owned(s) == Approx(0.5 * owned(base)).epsilon(0.1));
  const kaldor::Columns& c = s.firms.columns();
  for (int cell = 0; cell < s.cell_count(); ++cell)
    if (!for_sale(s, cell))
      open_model::for_each_firm(s, cell, [&](std::size_t row) { CHECK(kaldor::is_state_owned(c.owner[row])); });
}

TEST_CASE("households pay no more than a part of their deposits, on average over chance") {
  const double limit = 0.001;
  double deposits = 0, paid = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const auto loaded =
        selling(1, {"parameters.ownership.state_small=0.5", "parameters.entry.wealth_limit=0.001"}, seed);
    ModelState s(loaded.economy, loaded.scenario, 0, 1);
    for (int q = 0; q < 12; ++q) {
      open_model::quarter(s);
      paid += s.privatised;
      for (const double d : s.households.deposits.values) deposits += d;
    }
  }
  CHECK(paid == Approx(limit * deposits).epsilon(0.25));
}

TEST_CASE("sales lower the state's part and earn money, for every seed") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Run base = simulate(load("china-2017-small", 1500, {}, seed), 12), run = simulate(selling(0.3, {}, seed), 12);
    CHECK(run.at(11, Indicator::state_share) < 0.8 * base.at(11, Indicator::state_share));
    CHECK(run.at(4, Indicator::policy_cost_share) < 0);
    for (const double residual : run.series(Indicator::accounts_residual)) CHECK(residual == 0);
  }
}

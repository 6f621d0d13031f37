// Supply chains: orders are moved and not made, chains at the start move nobody, suppliers learn up to their leader,
// leaders pay for those who fail, and nothing depends on the number of records.

#include "supply_chains.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "model_runs.hpp"
#include "open_model.hpp"
#include "runs.hpp"

using kaldor::Columns;
using kaldor::Indicator;
using kaldor::ModelState;
using kaldor::SupplyLink;
using model_runs::load;
using model_runs::Run;
using model_runs::simulate;

namespace {

const std::vector<std::string> kNoEffect{"mechanisms.chain_orders=off", "mechanisms.chain_learning=off",
                                         "mechanisms.chain_credit=off"};

double mean(const Run& run, Indicator indicator, std::size_t first = 1) {
  double sum = 0;
  for (std::size_t q = first; q < run.frames.size(); ++q) sum += run.at(q, indicator);
  return sum / static_cast<double>(run.frames.size() - first);
}

/// A state with one link, from a firm of one cell to a firm of another.
SupplyLink only_link(ModelState& s) {
  const SupplyLink link = s.chains.links.front();
  s.chains.links = {link};
  return link;
}

}  // namespace

TEST_CASE("orders along chains are moved, not made: what sellers are asked for adds up to the orders of the market") {
  const auto loaded = load("china-2017-small", 2000);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 5; ++q) open_model::quarter(s);
  open_model::until_demand(s);
  clear_markets(s);
  const Columns& c = s.firms.columns();
  int chains = 0;
  for (int g = 0; g < s.base.industries; ++g) {
    const double along = s.chains.ordered[static_cast<std::size_t>(g)];
    if (along <= 0) continue;
    ++chains;
    const int m = s.markets.first[g];
    double asked = 0;
    open_model::for_each_seller(s, m,
                                [&](std::size_t row) { asked += static_cast<double>(c.weight[row]) * c.demand[row]; });
    CHECK(asked == Approx(s.markets.orders[m]).epsilon(1e-5));
    CHECK(along < loaded.scenario.parameters.chains_sourced * s.markets.orders[m]);
  }
  CHECK(chains > 2);
}

TEST_CASE("a supplier commits no more of its capacity than it may, and a leader orders no more than its part") {
  const auto loaded = load("china-2017-small", 2000);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 9; ++q) open_model::quarter(s);
  open_model::until_demand(s);
  REQUIRE(s.chains.links.size() > 50);
  for (const auto& supplier : s.chains.suppliers) {
    CHECK(supplier.committed <= 1);
    CHECK(supplier.ordered <= kaldor::most_committed(s, supplier.row, supplier.cell) * (1 + 1e-9));
  }
  kaldor::each_run(
      s.chains.links,
      [](const SupplyLink& a, const SupplyLink& b) { return a.buyer.id == b.buyer.id && a.product == b.product; },
      [&](std::size_t first, std::size_t end) {
        double part = 0;
        for (std::size_t k = first; k < end; ++k) part += s.chains.links[k].part;
        CHECK(part <= loaded.scenario.parameters.chains_sourced * (1 + 1e-9));
      });
}

TEST_CASE("the chains that are there at the start move no customers") {
  const auto on = load("china-2017-small", 2000, {"mechanisms.chain_learning=off", "mechanisms.chain_credit=off"});
  const auto off = load("china-2017-small", 2000, {"mechanisms.supply_chains=off"});
  ModelState with(on.economy, on.scenario, 0, 1), without(off.economy, off.scenario, 0, 1);
  for (ModelState* s : {&with, &without}) {
    open_model::quarter(*s);
    open_model::until_demand(*s);
    clear_markets(*s);
  }
  REQUIRE(with.chains.suppliers.size() > 20);
  const Columns &a = with.firms.columns(), &b = without.firms.columns();
  for (const auto& supplier : with.chains.suppliers) {
    REQUIRE(a.id[supplier.row] == b.id[supplier.row]);
    CHECK(supplier.tied > 0);
    CHECK(a.demand[supplier.row] == Approx(b.demand[supplier.row]).epsilon(0.02));
  }
  for (int g = 0; g < with.base.industries; ++g)
    CHECK(with.of_industry(g, kaldor::CellSum::shares) ==
          Approx(without.of_industry(g, kaldor::CellSum::shares)).epsilon(1e-4));
}

TEST_CASE("chains without orders, learning and credit are only measured") {
  const Run on = simulate(load("china-2017-small", 1000, kNoEffect), 24);
  const Run off = simulate(load("china-2017-small", 1000, {"mechanisms.supply_chains=off"}), 24);
  CHECK(mean(on, Indicator::chain_suppliers) > 0);
  CHECK(mean(off, Indicator::chain_suppliers) == 0);
  const auto before = static_cast<std::size_t>(Indicator::chain_organisers);
  for (std::size_t q = 0; q < on.frames.size(); ++q)
    for (std::size_t k = 0; k < before; ++k)
      for (std::size_t i = 0; i < on.layout.extent[k]; ++i) {
        const double x = on.frames[q][on.layout.offset[k] + i], y = off.frames[q][off.layout.offset[k] + i];
        if (!(std::isnan(x) && std::isnan(y))) REQUIRE(x == y);
      }
}

TEST_CASE("a supplier learns from a leader that is ahead, up to it and not past it, and only if it does R&D") {
  const auto loaded =
      load("china-2017-small", 1000, {"parameters.chains.learning=1", "parameters.chains.commitment=1"});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 2; ++q) open_model::quarter(s);
  SupplyLink link = only_link(s);
  s.chains.links[0].committed = 1;
  const Columns& c = s.firms.columns();
  const std::size_t to = link.supplier.row, from = link.buyer.row;
  const double home = s.cells.mean_productivity[static_cast<std::size_t>(link.supplier.cell)],
               there = s.cells.mean_productivity[static_cast<std::size_t>(link.buyer.cell)];
  c.technique[from] = static_cast<float>(1.5 * there);
  c.technique[to] = static_cast<float>(home);
  c.log_quality[from] = c.log_quality[to] = 0;
  c.rd[to] = 0;
  learn_along_chains(s);
  CHECK(c.technique[to] == Approx(home));
  c.rd[to] = c.price[to] * c.sales[to] * s.inputs[static_cast<std::size_t>(link.supplier.cell)].rd_rate;
  learn_along_chains(s);
  CHECK(c.technique[to] > 1.02 * home);
  CHECK(c.technique[to] <= 1.5 * home);
  c.technique[to] = static_cast<float>(2 * home);
  learn_along_chains(s);
  CHECK(c.technique[to] == Approx(2 * home));
}

TEST_CASE("a leader pays for its supplier's debt what it vouched for, if it has the money") {
  const auto loaded = load("china-2017-small", 1000);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 2; ++q) open_model::quarter(s);
  const SupplyLink link = only_link(s);
  const Columns& c = s.firms.columns();
  std::size_t b = 0;
  while (link.supplier.row >= s.firms.blocks()[b].row + s.firms.blocks()[b].used) ++b;
  const auto fail = [&](double guaranteed, double debt, double cash) {
    s.chains.links[0].guaranteed = guaranteed;
    c.weight[link.supplier.row] = 0;
    c.deposits[link.buyer.row] = cash;
    s.left[b] = {static_cast<std::uint32_t>(link.supplier.row - s.firms.blocks()[b].row)};
    s.left_debt[b] = {debt};
    call_guarantees(s);
    CHECK(c.deposits[link.buyer.row] == cash - s.chains.called);
    return s.chains.called;
  };
  CHECK(fail(10, 6, 100) == Approx(6));
  CHECK(fail(10, 25, 100) == Approx(10));
  CHECK(fail(10, 25, 4) == Approx(4));
  CHECK(fail(0, 25, 100) == 0);
}

TEST_CASE("accounts close to the last cent when leaders pay for suppliers that failed") {
  const Run run = simulate(load("mini", 800), 24);
  for (const double r : run.series(Indicator::accounts_residual)) CHECK(r == 0);
  CHECK(mean(run, Indicator::chain_guarantees_share) > 0);
}

TEST_CASE("chains do not depend on the number of records") {
  const Run few = simulate(load("china-2017-small", 1500), 9), many = simulate(load("china-2017-small", 24000), 9);
  CHECK(mean(few, Indicator::chain_purchase_share) ==
        Approx(mean(many, Indicator::chain_purchase_share)).epsilon(0.06));
  CHECK(mean(few, Indicator::chain_suppliers) == Approx(mean(many, Indicator::chain_suppliers)).epsilon(0.15));
  CHECK(mean(few, Indicator::chain_organisers) == Approx(mean(many, Indicator::chain_organisers)).epsilon(0.1));
}

TEST_CASE("what suppliers learn raises their productivity, as long as histories have not parted") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Run on = simulate(load("china-2017-small", 2000, {}, seed), 12);
    const Run off = simulate(load("china-2017-small", 2000, {"mechanisms.chain_learning=off"}, seed), 12);
    CHECK(mean(on, Indicator::chain_supplier_lead, 6) > mean(off, Indicator::chain_supplier_lead, 6));
  }
}

TEST_CASE("chain leaders are the most central of those who organise chains, with suppliers enough and most R&D") {
  const Run usual = simulate(load("china-2017-small", 2000), 6);
  const double organisers = usual.at(5, Indicator::chain_organisers), leaders = usual.at(5, Indicator::chain_leaders);
  CHECK(leaders > 0);
  CHECK(leaders < 0.2 * organisers);
  CHECK(simulate(load("china-2017-small", 2000, {"parameters.chains.least_suppliers=10000"}), 6)
            .at(5, Indicator::chain_leaders) == 0);
  CHECK(
      simulate(load("china-2017-small", 2000, {"parameters.chains.top_central=1"}), 6).at(5, Indicator::chain_leaders) >
      leaders);
}

#include "market_table.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::CellSum;
using kaldor::ModelState;
using model_runs::load;

namespace {

std::vector<const char*> economies() { return {"mini", "china-2017-small", "china-2017"}; }

}  // namespace

TEST_CASE("a tradable has one market and a non-tradable one in each region") {
  for (const char* name : economies()) {
    const auto loaded = load(name, 2000);
    const ModelState s(loaded.economy, loaded.scenario, 0, 1);
    int markets = 0;
    for (int g = 0; g < s.base.industries; ++g) {
      const bool tradable = loaded.economy.industries[static_cast<std::size_t>(g)].tradable;
      markets += tradable ? 1 : s.base.regions;
      for (int r = 0; r < s.base.regions; ++r) {
        CHECK(s.markets.industry[static_cast<std::size_t>(s.markets.of(g, r))] == g);
        CHECK((s.markets.of(g, r) == s.markets.of(g, 0)) == (tradable || r == 0));
      }
    }
    CHECK(s.markets.count() == markets);
  }
}

TEST_CASE("the parts of an order for a non-tradable that go to each region sum to one and none is negative") {
  for (const char* name : economies()) {
    const auto loaded = load(name, 2000);
    const ModelState s(loaded.economy, loaded.scenario, 0, 1);
    for (int g = 0; g < s.base.industries; ++g) {
      if (s.markets.tradable[static_cast<std::size_t>(g)]) continue;
      for (int from = 0; from < s.base.regions; ++from) {
        double sum = 0;
        for (int to = 0; to < s.base.regions; ++to) {
          CHECK(s.markets.route(s.base, g, from, to) >= 0);
          sum += s.markets.route(s.base, g, from, to);
        }
        CHECK(sum == Approx(1).epsilon(1e-12));
      }
    }
  }
}

// The places of production are solved for one basket of all households; rich and poor regions buy somewhat different
// ones.
TEST_CASE("demand of the first quarter for non-tradables is what each region makes in the base year") {
  for (const char* name : economies()) {
    const auto loaded = load(name, 4000, {"mechanisms.entry=off", "parameters.investment.churn=0"});
    ModelState s(loaded.economy, loaded.scenario, 0, 1);
    open_model::until_demand(s);
    for (int g = 0; g < s.base.industries; ++g) {
      if (s.markets.tradable[static_cast<std::size_t>(g)]) continue;
      for (int r = 0; r < s.base.regions; ++r) {
        INFO(name << ", " << loaded.economy.industries[static_cast<std::size_t>(g)].id << ", region " << r);
        CHECK(s.markets.orders[static_cast<std::size_t>(s.markets.of(g, r))] ==
              Approx(s.base.industry[static_cast<std::size_t>(g)].output * s.base.share(g, r)).epsilon(0.005));
      }
    }
  }
}

TEST_CASE("demand of the first quarter for tradables is the base year's output less what goes to stock") {
  for (const char* name : economies()) {
    const auto loaded = load(name, 4000, {"mechanisms.entry=off", "parameters.investment.churn=0"});
    ModelState s(loaded.economy, loaded.scenario, 0, 1);
    open_model::until_demand(s);
    for (int g = 0; g < s.base.industries; ++g) {
      if (!s.markets.tradable[static_cast<std::size_t>(g)]) continue;
      const bool storable = loaded.economy.industries[static_cast<std::size_t>(g)].storable;
      const double to_stock = storable ? s.base.rates.growth * s.base.inventory_target : 0;
      INFO(name << ", " << loaded.economy.industries[static_cast<std::size_t>(g)].id);
      CHECK(s.markets.orders[static_cast<std::size_t>(s.markets.of(g, 0))] ==
            Approx(s.base.industry[static_cast<std::size_t>(g)].output * (1 - to_stock)).epsilon(0.002));
    }
  }
}

TEST_CASE("the orders of a market are what its firms receive, to the last unit") {
  const auto loaded = load("china-2017-small", 2000);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 8; ++q) {
    open_model::until_shares(s);
    for (int m = 0; m < s.markets.count(); ++m) {
      double received = 0;
      open_model::for_each_seller(s, m, [&](std::size_t row) {
        received += static_cast<double>(s.firms.columns().weight[row]) * s.firms.columns().demand[row];
      });
      // Firms that left after the market took their orders with them.
      double left = 0;
      for (int r = 0; r < s.base.regions; ++r)
        if (s.markets.of(s.markets.industry[static_cast<std::size_t>(m)], r) == m)
          left += s.of(s.cell(s.markets.industry[static_cast<std::size_t>(m)], r), CellSum::exits);
      INFO("quarter " << q << ", market " << m << ", exits " << left);
      if (left == 0)
        CHECK(received == Approx(s.markets.orders[static_cast<std::size_t>(m)]).epsilon(1e-5));
      else
        CHECK(received < s.markets.orders[static_cast<std::size_t>(m)] * (1 + 1e-5));
    }
    open_model::from_shares(s);
  }
}

TEST_CASE("where orders exceed what can be made, every buyer gets the same part of what was ordered") {
  const auto loaded = load("mini-still", 500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::until_demand(s);
  const int scarce = 1;
  const std::size_t market = static_cast<std::size_t>(s.markets.of(scarce, 0));
  REQUIRE(s.markets.tradable[static_cast<std::size_t>(scarce)]);
  s.markets.orders[market] *= 3;
  clear_markets(s);
  CHECK(s.markets.fill[market] > 0.3);
  CHECK(s.markets.fill[market] < 0.6);
  double sold = 0;
  open_model::for_each_seller(s, static_cast<int>(market), [&](std::size_t row) {
    const kaldor::Columns& c = s.firms.columns();
    sold += static_cast<double>(c.weight[row]) * (c.sales[row] + c.spare[row]);
  });
  CHECK(sold == Approx(s.markets.fill[market] * s.markets.orders[market]).epsilon(1e-5));
  for (int r = 0; r < s.base.regions; ++r) {
    CHECK(s.quarter.buyer_fill(scarce, r) == s.markets.fill[market]);
    CHECK(s.quarter.buyer_fill(0, r) == 1);
  }
}

TEST_CASE("users of a scarce tradable pay for what is delivered at home and for the rest abroad") {
  const auto loaded = load("mini-still", 500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::until_demand(s);
  const int scarce = 1;
  const std::size_t market = static_cast<std::size_t>(s.markets.of(scarce, 0));
  s.markets.orders[market] *= 3;
  s.world.domestic_price[static_cast<std::size_t>(scarce)] = 4;
  clear_markets(s);
  const double fill = s.markets.fill[market], home = s.markets.price[market];
  double paid = 0;
  for (int g = 0; g < s.base.industries; ++g) {
    const double domestic = s.base.domestic(g, 0), imported = s.base.imported(g, 0);
    const double abroad = g == scarce ? 4.0 : s.world.domestic_price[static_cast<std::size_t>(g)];
    const double part = g == scarce ? fill : 1.0;
    const double price = g == scarce ? home : s.quarter.buyer_value(g, 0);
    paid += domestic * (part * price + (1 - part) * abroad) + imported * abroad;
  }
  const int c = s.cell(0, 0);
  CHECK(s.cells.paid_other[static_cast<std::size_t>(c)] + s.cells.paid_energy[static_cast<std::size_t>(c)] ==
        Approx(paid).epsilon(1e-9));
  CHECK(s.cells.delivered[static_cast<std::size_t>(c)] == Approx(1).epsilon(1e-12));
}

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::ModelState;
using model_runs::load;

namespace {

struct Rule {
  double speed, extrapolation;
};

/// Quarters of a small economy whose firms see their orders without error and have no orders beside those of the
/// market. Checks what every firm expects against the rule, worked out from its orders of this quarter and the last.
void check_rule(const Rule& rule) {
  const auto loaded =
      load("mini", 500,
           {"mechanisms.supply_chains=off", "mechanisms.group_reallocation=off", "mechanisms.mergers=off",
            "parameters.data.forecast_error=0", "parameters.expectation.demand_speed=" + std::to_string(rule.speed),
            "parameters.expectation.extrapolation=" + std::to_string(rule.extrapolation)});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 6; ++q) open_model::quarter(s);
  const kaldor::Columns& c = s.firms.columns();
  struct Seller {
    std::size_t row;
    int market;
    double expected, last;
  };
  std::vector<Seller> sellers;
  for (int m = 0; m < s.markets.count(); ++m) {
    open_model::for_each_seller(s, m, [&](std::size_t row) {
      if (c.share_before[row] <= 0 || s.period - c.founded[row] < 4) return;
      sellers.push_back({row, m, c.expected_demand[row], c.demand[row]});
    });
  }
  REQUIRE(sellers.size() > 100);
  open_model::until_shares(s);
  for (const Seller& f : sellers) {
    if (c.share[f.row] <= 0) continue;  // closed
    const double d = c.demand[f.row];
    const double revised = f.expected + rule.speed * (d - f.expected) + rule.extrapolation * (d - f.last);
    const double growth = s.markets.growth[static_cast<std::size_t>(f.market)];
    CHECK(c.expected_demand[f.row] == Approx(std::max(0.0, revised) * (1 + growth)).epsilon(1e-4));
  }
}

}  // namespace

// stability.md 1, step 1: the past runs from t-5 to t-1.
TEST_CASE("expected inflation is half anchored and half that of the past four quarters") {
  const auto loaded = load("mini", 500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  std::vector<double> price;
  for (int q = 0; q < 12; ++q) {
    open_model::quarter(s);
    price.push_back(s.prices.consumer);
  }
  set_levers(s);
  update_factor_prices(s);
  const double anchor = loaded.scenario.parameters.expectation_inflation_anchor;
  const double past = std::log(price[11] / price[7]) / 4;
  CHECK(s.prices.expected == Approx(anchor * s.base.rates.inflation + (1 - anchor) * past).epsilon(1e-9));
}

TEST_CASE("after the first quarter people expect the inflation of the path that they come from") {
  const auto loaded = load("mini", 500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  CHECK(s.frame[s.layout.offset[static_cast<std::size_t>(kaldor::Indicator::inflation)]] ==
        Approx(4 * std::log(1 + s.base.rates.inflation)).epsilon(1e-6));
  set_levers(s);
  update_factor_prices(s);
  CHECK(s.prices.expected == Approx(s.base.rates.inflation).epsilon(0.01));
}

TEST_CASE("the slow expectation of a market holds the fast one inside its band") {
  const auto loaded = load("china-2017-small", 1000);
  const double band = loaded.scenario.parameters.expectation_slow_band;
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 12; ++q) {
    open_model::quarter(s);
    for (const double ratio : s.markets.slow_ratio) {
      CHECK(ratio >= 1 - band);
      CHECK(ratio <= 1 + band);
    }
  }
}

TEST_CASE("a jump in demand moves the slow expectation by its speed alone") {
  const auto loaded = load("mini", 500);
  const kaldor::Parameters& p = loaded.scenario.parameters;
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  const double slow = s.markets.slow_orders[0], growth = s.markets.growth[0];
  s.markets.orders[0] = 1.1 * slow;
  s.markets.last_orders[0] = slow;
  update_expectations(s);
  CHECK(s.markets.slow_orders[0] == Approx(slow * (1 + 0.1 * p.expectation_slow_speed) * (1 + growth)).epsilon(1e-12));
  CHECK(s.markets.slow_ratio[0] == Approx((1 + 0.1 * p.expectation_slow_speed) / 1.1).epsilon(1e-12));
  CHECK(s.markets.growth[0] == Approx(growth + p.expectation_growth_speed * (std::log(1.1) - growth)).epsilon(1e-12));
}

TEST_CASE("firms expect what the rule says of their orders: adaptive, myopic, extrapolating, following the trend") {
  for (const Rule& rule : {Rule{0.3, 0}, Rule{1, 0}, Rule{0.3, 0.4}, Rule{1, 0.4}}) {
    INFO("speed " << rule.speed << ", extrapolation " << rule.extrapolation);
    check_rule(rule);
  }
}

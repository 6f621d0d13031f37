#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::ModelState;
using model_runs::load;

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

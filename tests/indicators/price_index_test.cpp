#include "kaldor/indicators/price_index.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

struct Basket {
  Values prices_before, quantities_before, prices_after, quantities_after;
  TwoPeriods link() const { return {prices_before, quantities_before, prices_after, quantities_after}; }
};

/// Laspeyres 20 / 15, Paasche 16 / 14 by hand.
const Basket kExample{{1, 1}, {10, 5}, {1, 2}, {12, 2}};

Basket random_basket(std::uint64_t seed) {
  TestNumbers numbers(seed);
  Basket basket;
  for (int i = 0; i < 42; ++i) {
    basket.prices_before.push_back(.5 + numbers.next());
    basket.quantities_before.push_back(1 + 100 * numbers.next());
    basket.prices_after.push_back(basket.prices_before.back() * (.9 + .2 * numbers.next()));
    basket.quantities_after.push_back(basket.quantities_before.back() * (.9 + .2 * numbers.next()));
  }
  return basket;
}

double value(const Values& prices, const Values& quantities) {
  double sum = 0;
  for (std::size_t i = 0; i < prices.size(); ++i) sum += prices[i] * quantities[i];
  return sum;
}

}  // namespace

TEST_CASE("Fisher links of a basket worked by hand") {
  CHECK(fisher_price_link(kExample.link()) == Approx(std::sqrt(20. / 15 * 16 / 14)).epsilon(1e-15));
  CHECK(fisher_quantity_link(kExample.link()) == Approx(std::sqrt(14. / 15 * 16 / 20)).epsilon(1e-15));
}

TEST_CASE("Tornqvist links of a basket worked by hand") {
  const double second_share = (5. / 15 + 4. / 16) / 2;
  CHECK(tornqvist_price_link(kExample.link()) == Approx(std::pow(2, second_share)).epsilon(1e-14));
  const double quantities = std::pow(1.2, 1 - second_share) * std::pow(.4, second_share);
  CHECK(tornqvist_quantity_link(kExample.link()) == Approx(quantities).epsilon(1e-14));
}

TEST_CASE("Fisher price times quantity is the change of value") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Basket basket = random_basket(seed);
    const double change =
        value(basket.prices_after, basket.quantities_after) / value(basket.prices_before, basket.quantities_before);
    CHECK(fisher_price_link(basket.link()) * fisher_quantity_link(basket.link()) == Approx(change).epsilon(1e-14));
  }
}

TEST_CASE("links turn around with time and follow a common change of all prices") {
  Basket basket = random_basket(5);
  const Basket back{basket.prices_after, basket.quantities_after, basket.prices_before, basket.quantities_before};
  CHECK(fisher_price_link(basket.link()) * fisher_price_link(back.link()) == Approx(1).epsilon(1e-14));
  CHECK(tornqvist_price_link(basket.link()) * tornqvist_price_link(back.link()) == Approx(1).epsilon(1e-14));
  basket.prices_after = basket.prices_before;
  for (double& price : basket.prices_after) price *= 1.03;
  CHECK(fisher_price_link(basket.link()) == Approx(1.03).epsilon(1e-14));
  CHECK(tornqvist_price_link(basket.link()) == Approx(1.03).epsilon(1e-14));
}

TEST_CASE("Fisher and Tornqvist agree to second order in small changes") {
  const Basket basket = random_basket(6);
  CHECK(fisher_price_link(basket.link()) == Approx(tornqvist_price_link(basket.link())).epsilon(1e-3));
  CHECK(fisher_quantity_link(basket.link()) == Approx(tornqvist_quantity_link(basket.link())).epsilon(1e-3));
}

TEST_CASE("a newborn item joins the chain in its second period") {
  Basket basket = kExample;
  basket.prices_before.push_back(0);
  basket.quantities_before.push_back(0);
  basket.prices_after.push_back(7);
  basket.quantities_after.push_back(100);
  CHECK(fisher_price_link(basket.link()) == fisher_price_link(kExample.link()));
  CHECK(fisher_quantity_link(basket.link()) == fisher_quantity_link(kExample.link()));
  CHECK(tornqvist_price_link(basket.link()) == tornqvist_price_link(kExample.link()));
  CHECK(tornqvist_quantity_link(basket.link()) == tornqvist_quantity_link(kExample.link()));
}

TEST_CASE("links are undefined without items and for unequal lengths") {
  const Basket nothing{{1}, {0}, {2}, {0}};
  CHECK(std::isnan(fisher_price_link(nothing.link())));
  CHECK(std::isnan(tornqvist_price_link(nothing.link())));
  const Basket uneven{{1, 1}, {1}, {1, 1}, {1, 1}};
  CHECK(std::isnan(fisher_quantity_link(uneven.link())));
  CHECK(std::isnan(tornqvist_quantity_link(uneven.link())));
}

TEST_CASE("a chain multiplies its links, and an undefined link ends it") {
  Values levels(4);
  chain(100, Values{1.1, .5, std::nan("")}, levels);
  CHECK(levels[0] == 100);
  CHECK(levels[1] == near(110, 1e-12));
  CHECK(levels[2] == near(55, 1e-12));
  CHECK(std::isnan(levels[3]));
  Values wrong(2);
  chain(100, Values{1, 1}, wrong);
  CHECK(std::isnan(wrong[0]));
}

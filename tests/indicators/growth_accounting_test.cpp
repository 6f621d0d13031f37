#include "kaldor/indicators/growth_accounting.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

TEST_CASE("growth of a Cobb-Douglas economy is its factors' and its productivity's, exactly") {
  const Values shares{.4, .6}, before{100, 50}, after{130, 52};
  const auto output = [&](double level, const Values& x) { return level * std::pow(x[0], .4) * std::pow(x[1], .6); };
  const GrowthAccount account = growth_account(output(2, before), output(2.1, after), before, after, shares, shares);
  CHECK(account.productivity == near(std::log(1.05), 1e-14));
  CHECK(account.factors[0] == near(.4 * std::log(1.3), 1e-15));
  CHECK(account.accumulation + account.productivity == near(account.output, 1e-15));
  CHECK(account.intensive_share() == near(std::log(1.05) / account.output, 1e-13));
}

TEST_CASE("Tornqvist weights are the mean of both dates") {
  const GrowthAccount account =
      growth_account(100, 120, Values{10, 10}, Values{20, 10}, Values{.2, .8}, Values{.4, .6});
  CHECK(account.accumulation == near(.3 * std::log(2), 1e-15));
}

TEST_CASE("growth by accumulation alone is extensive, by productivity alone intensive") {
  const Values shares{.5, .5};
  CHECK(growth_account(10, 20, Values{1, 1}, Values{2, 2}, shares, shares).intensive_share() == near(0, 1e-15));
  CHECK(growth_account(10, 20, Values{1, 1}, Values{1, 1}, shares, shares).intensive_share() == 1);
  CHECK(std::isnan(growth_account(20, 10, Values{1, 1}, Values{1, 1}, shares, shares).intensive_share()));
}

TEST_CASE("growth accounts do not depend on the units of output and factors") {
  const Values before{3, 4, 5}, after{4, 4.5, 4.8}, shares{.3, .3, .4};
  const GrowthAccount plain = growth_account(10, 13, before, after, shares, shares);
  const GrowthAccount scaled =
      growth_account(1000, 1300, Values{3000, 4, .05}, Values{4000, 4.5, .048}, shares, shares);
  CHECK(scaled.productivity == near(plain.productivity, 1e-14));
}

TEST_CASE("a factor without share may be absent; bad shares and vanished factors are undefined") {
  const Values shares{1, 0};
  CHECK(growth_account(10, 20, Values{1, 0}, Values{2, 0}, shares, shares).productivity == near(0, 1e-15));
  CHECK(std::isnan(growth_account(10, 20, Values{1, 1}, Values{2, 0}, Values{.5, .5}, Values{.5, .5}).productivity));
  CHECK(std::isnan(growth_account(10, 20, Values{1, 1}, Values{2, 1}, Values{.5, .6}, Values{.5, .5}).productivity));
  CHECK(std::isnan(growth_account(0, 20, Values{1, 1}, Values{2, 1}, Values{.5, .5}, Values{.5, .5}).productivity));
}

TEST_CASE("contributions by class of driver add up") {
  const Values totals = contributions_by_class(Values{.1, .02, .03, .05}, std::vector<int>{0, 1, 0, 1}, 3);
  CHECK(totals[0] == near(.13, 1e-15));
  CHECK(totals[1] == near(.07, 1e-15));
  CHECK(totals[2] == 0);
  CHECK(std::isnan(contributions_by_class(Values{.1}, std::vector<int>{3}, 3)[0]));
}

TEST_CASE("stock adjustment and new growth of the worked panel keep the change of productivity") {
  const std::vector<Presence> presence{Presence::continuing, Presence::continuing, Presence::exiting,
                                       Presence::entering};
  const Values s0{.5, .3, .2, 0}, s1{.55, .25, 0, .2}, p0{2, 1, .5, 0}, p1{2.2, 1.1, 0, 1.8};
  const Decomposition terms = foster_haltiwanger_krizan({presence, s0, s1, p0, p1, {}});
  const StockAndNewGrowth growth = stock_and_new_growth(terms);
  CHECK(growth.incumbents == near(.13, 1e-14));
  CHECK(growth.reallocation == near(.055, 1e-14));
  CHECK(growth.turnover() == near(.26, 1e-14));
  CHECK(growth.total() == near(.445, 1e-14));
}

TEST_CASE("growth by origin adds up to the change of the total") {
  TestNumbers numbers(2);
  std::vector<Presence> presence;
  std::vector<unsigned char> transformed;
  Values before, after, weights;
  double change = 0;
  for (int i = 0; i < 200; ++i) {
    const double fate = numbers.next();
    presence.push_back(fate < .2 ? Presence::entering : fate < .4 ? Presence::exiting : Presence::continuing);
    before.push_back(presence.back() == Presence::entering ? std::nan("") : numbers.next());
    after.push_back(presence.back() == Presence::exiting ? std::nan("") : numbers.next());
    transformed.push_back(numbers.next() < .3 ? 1 : 0);
    weights.push_back(1 + 3 * numbers.next());
    if (presence.back() != Presence::exiting) change += weights.back() * after.back();
    if (presence.back() != Presence::entering) change -= weights.back() * before.back();
  }
  const GrowthByOrigin growth = growth_by_origin(presence, before, after, transformed, weights);
  CHECK(growth.total() == near(change, 1e-12));
  CHECK(growth.contracted < 0);
  CHECK(growth.left < 0);
  CHECK(growth.expanded > 0);
  CHECK(std::isnan(growth_by_origin(presence, before, after, transformed, Values{1}).total()));
}

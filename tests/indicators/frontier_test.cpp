#include "kaldor/indicators/frontier.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "kaldor/indicators/green.hpp"
#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

/// A makes 4 goods and 2 bads of one input, B 2 goods and 2 bads.
const Values kInputs{1, 1}, kGoods{4, 2}, kBads{2, 2};
const Producers kTechnology{{kInputs, 2, 1}, {kGoods, 2, 1}, {kBads, 2, 1}};

}  // namespace

TEST_CASE("directional distances of the worked technology") {
  CHECK(directional_distance(kTechnology, Values{1}, Values{4}, Values{2}) == near(0, 1e-14));
  CHECK(directional_distance(kTechnology, Values{1}, Values{2}, Values{2}) == near(1. / 3, 1e-14));
}

TEST_CASE("Malmquist-Luenberger index of the worked move, distances computed") {
  const double inside = directional_distance(kTechnology, Values{1}, Values{2}, Values{2});
  const double on_frontier = directional_distance(kTechnology, Values{1}, Values{4}, Values{2});
  CHECK(malmquist_luenberger({inside, on_frontier, inside, on_frontier}).index == near(4. / 3, 1e-14));
}

TEST_CASE("beyond the frontier the distance is negative, out of its reach undefined") {
  // With inputs to spare, 4 gamma >= 8 (2 - gamma) gives gamma = 4/3; without, no gamma serves.
  CHECK(directional_distance(kTechnology, Values{2}, Values{8}, Values{2}) == near(-1. / 3, 1e-14));
  CHECK(std::isnan(directional_distance(kTechnology, Values{1}, Values{8}, Values{2})));
  CHECK(std::isnan(directional_distance(kTechnology, Values{0}, Values{4}, Values{2})));
  CHECK(std::isnan(directional_distance(kTechnology, Values{1}, Values{0}, Values{2})));
  CHECK(std::isnan(directional_distance(kTechnology, Values{1, 1}, Values{4}, Values{2})));
}

TEST_CASE("no observed producer is beyond its own frontier, some are on it, and units do not matter") {
  TestNumbers numbers(6);
  const std::size_t count = 30;
  Values inputs, goods, bads;
  for (std::size_t i = 0; i < count; ++i) {
    inputs.insert(inputs.end(), {.2 + numbers.next(), .2 + numbers.next()});
    goods.insert(goods.end(), {.2 + numbers.next(), .2 + numbers.next()});
    bads.push_back(.2 + numbers.next());
  }
  const Producers technology{{inputs, count, 2}, {goods, count, 2}, {bads, count, 1}};
  Values tons = bads;
  for (double& value : tons) value *= 1000;
  const Producers in_tons{technology.inputs, technology.goods, {tons, count, 1}};
  double least = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const double distance =
        directional_distance(technology, technology.inputs.row(i), technology.goods.row(i), technology.bads.row(i));
    CHECK(distance > -1e-9);
    CHECK(distance < 1);
    least = std::min(least, distance);
    CHECK(directional_distance(in_tons, technology.inputs.row(i), technology.goods.row(i), in_tons.bads.row(i)) ==
          near(distance, 1e-9));
  }
  CHECK(least == near(0, 1e-9));
}

TEST_CASE("a distance found by search over mixtures of producers is that of the programme") {
  const Values inputs{1, 1, 1}, goods{4, 2, 5}, bads{2, .5, 4};
  const Producers technology{{inputs, 3, 1}, {goods, 3, 1}, {bads, 3, 1}};
  // Mixtures z of three producers with sum of inputs at most one; bads fix beta, goods must follow.
  double best = -1;
  const int steps = 300;
  for (int a = 0; a <= steps; ++a)
    for (int b = 0; a + b <= steps; ++b)
      for (const int c : {0, steps - a - b}) {
        const double x = 1.0 * a / steps, y = 1.0 * b / steps, z = 1.0 * c / steps;
        const double beta = 1 - (2 * x + .5 * y + 4 * z) / 3;
        if (4 * x + 2 * y + 5 * z >= 2 * (1 + beta) - 1e-12) best = std::max(best, beta);
      }
  CHECK(directional_distance(technology, Values{1}, Values{2}, Values{3}) == near(best, 2e-2));
  CHECK(directional_distance(technology, Values{1}, Values{2}, Values{3}) >= best - 1e-9);
}

TEST_CASE("carbon productivity is the inverse of intensity; a haven emits more than it earns") {
  CHECK(carbon_productivity(60, 30) == 2);
  CHECK(std::isnan(carbon_productivity(60, 0)));
  CHECK(pollution_haven_quotient(30, 20, 100, 100) == near(1.5, 1e-15));
  CHECK(std::isnan(pollution_haven_quotient(30, 0, 100, 100)));
}

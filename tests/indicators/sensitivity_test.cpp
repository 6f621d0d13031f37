#include "kaldor/indicators/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;
using Levels = std::vector<std::size_t>;

namespace {

/// Nodes on (-1, 1) and weights summing to one of Gauss and Legendre, by Newton's method.
struct Quadrature {
  Values nodes, weights;
  explicit Quadrature(int n) {
    for (int i = 0; i < n; ++i) {
      double x = std::cos(std::numbers::pi * (i + .75) / (n + .5)), slope = 0;
      for (int step = 0; step < 50; ++step) {
        double p = 1, before = 0;
        for (int k = 0; k < n; ++k) {
          const double next = ((2 * k + 1) * x * p - k * before) / (k + 1);
          before = p;
          p = next;
        }
        slope = n * (x * p - before) / (x * x - 1);
        x -= p / slope;
      }
      nodes.push_back(x);
      weights.push_back(1 / ((1 - x * x) * slope * slope));
    }
  }
};

}  // namespace

TEST_CASE("Sobol indices of Ishigami's function are those known in closed form") {
  const Quadrature points(24);
  Values values, probabilities;
  for (int k = 0; k < 3; ++k) probabilities.insert(probabilities.end(), points.weights.begin(), points.weights.end());
  const double pi = std::numbers::pi;
  for (const double a : points.nodes)
    for (const double b : points.nodes)
      for (const double c : points.nodes)
        values.push_back(std::sin(pi * a) + 7 * std::pow(std::sin(pi * b), 2) +
                         .1 * std::pow(pi * c, 4) * std::sin(pi * a));
  const Levels levels{24, 24, 24};
  const Factorial experiment{values, levels, probabilities};
  const double first = explained_variance(experiment, 1), second = explained_variance(experiment, 2),
               third = explained_variance(experiment, 4);
  CHECK(first == near(.3139051911, 5e-10));
  CHECK(second == near(.4424111448, 5e-10));
  CHECK(third == near(0, 1e-10));
  CHECK(explained_variance(experiment, 5) - first - third == near(.2436836641, 5e-10));
  CHECK(1 - explained_variance(experiment, 6) == near(.5575888552, 5e-10));
  CHECK(1 - explained_variance(experiment, 5) == near(second, 1e-10));
  CHECK(1 - explained_variance(experiment, 3) == near(.2436836641, 5e-10));
}

TEST_CASE("a two-by-two experiment splits into main effects and interaction") {
  // Effects 2 and 1, interaction 3, all orthogonal: variances 4, 1 and 9.
  const Values values{-2 - 1 + 3, -2 + 1 - 3, 2 - 1 - 3, 2 + 1 + 3};
  const Levels levels{2, 2};
  const Factorial experiment{values, levels, {}};
  CHECK(explained_variance(experiment, 1) == near(4. / 14, 1e-15));
  CHECK(explained_variance(experiment, 2) == near(1. / 14, 1e-15));
  CHECK(explained_variance(experiment, 3) == near(1, 1e-15));
  CHECK(explained_variance(experiment, 0) == near(0, 1e-15));
}

TEST_CASE("probabilities of levels weigh as repeated levels do") {
  const Values values{1, 5, 2, 9}, repeated{1, 1, 5, 2, 2, 9}, probabilities{.5, .5, 2. / 3, 1. / 3};
  const Levels levels{2, 2}, three{2, 3};
  const Factorial weighted{values, levels, probabilities};
  const Factorial written{repeated, three, {}};
  for (const std::uint32_t factors : {1u, 2u, 3u})
    CHECK(explained_variance(weighted, factors) == near(explained_variance(written, factors), 1e-14));
}

TEST_CASE("explained variance is undefined where nothing varies or sizes do not fit") {
  const Levels levels{2, 2};
  CHECK(std::isnan(explained_variance({Values{1, 1, 1, 1}, levels, {}}, 1)));
  CHECK(std::isnan(explained_variance({Values{1, 2, 3}, levels, {}}, 1)));
  CHECK(std::isnan(explained_variance({Values{1, 2, 3, 4}, levels, Values{.5, .5, .5, .6}}, 1)));
}

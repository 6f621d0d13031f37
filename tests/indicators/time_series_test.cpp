#include "kaldor/indicators/time_series.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

TEST_CASE("divergences of the worked distributions") {
  CHECK(subtracted_divergence(Values{.5, .5}, Values{1, 0}, 2) == near(1.6225562489, 5e-11));
  CHECK(l_divergence(Values{.5, .5}, Values{1, 0}, 2) == near(.6225562489, 5e-11));
}

TEST_CASE("L-divergence is symmetric, zero for equal distributions and two bits for separate ones") {
  const Values p{.5, .3, .2}, q{.1, .6, .3};
  CHECK(l_divergence(p, q, 2) == near(l_divergence(q, p, 2), 1e-15));
  CHECK(l_divergence(p, p, 2) == near(0, 1e-15));
  CHECK(l_divergence(p, q, 2) > 0);
  CHECK(l_divergence(Values{1, 0}, Values{0, 1}, 2) == near(2, 1e-15));
  CHECK(std::isnan(l_divergence(p, Values{.1, .6, .2}, 2)));
  CHECK(std::isnan(l_divergence(p, q, 1)));
}

TEST_CASE("generalised divergence of a hand-worked pair") {
  // Two bins. Observed 0 1 0 1, simulated 0 0 1 1. One letter: both (1/2, 1/2), so 2 - 1. Two letters: simulated 00 01
  // 11, each 1/3; mixture 00 1/6, 01 1/2, 10 1/6, 11 1/6; base 4, correction (4 - 3) / 8.
  const double mixture = (.5 * std::log(2) + .5 * std::log(6)) / std::log(4), own = std::log(3) / std::log(4);
  const double expected = 1. / 3 * 1 + 2. / 3 * (2 * mixture - own + 1. / 8);
  CHECK(gsl_divergence(Values{0, 1, 0, 1}, Values{0, 0, 1, 1}, 2, 1) == near(1, 1e-15));
  // Weights with L = 2 are 1/3 and 2/3.
  CHECK(gsl_divergence(Values{0, 1, 0, 1}, Values{0, 0, 1, 1}, 2, 2) == near(expected, 1e-14));
}

TEST_CASE("a series of the same kind is nearer than one of another kind") {
  TestNumbers numbers(3);
  Values observed(400), alike(400), noise(400);
  for (std::size_t t = 1; t < 400; ++t) {
    observed[t] = .95 * observed[t - 1] + numbers.next() - .5;
    alike[t] = .95 * alike[t - 1] + numbers.next() - .5;
    noise[t] = numbers.next();
  }
  CHECK(gsl_divergence(observed, alike, 5, 4) < gsl_divergence(observed, noise, 5, 4));
}

TEST_CASE("generalised divergence does not depend on level and scale of either series") {
  TestNumbers numbers(4);
  Values observed(100), simulated(100), moved(100);
  for (std::size_t t = 0; t < 100; ++t) {
    observed[t] = numbers.next();
    simulated[t] = numbers.next();
    moved[t] = 4 * simulated[t] + 16;
  }
  CHECK(gsl_divergence(observed, moved, 4, 3) == near(gsl_divergence(observed, simulated, 4, 3), 1e-15));
}

TEST_CASE("generalised divergence is undefined without movement, length or room for words") {
  const Values up{1, 2, 3}, flat{1, 1, 1};
  CHECK(std::isnan(gsl_divergence(up, flat, 2, 2)));
  CHECK(std::isnan(gsl_divergence(up, Values{1, 2}, 2, 2)));
  CHECK(std::isnan(gsl_divergence(up, up, 2, 4)));
  CHECK(std::isnan(gsl_divergence(up, up, 1, 2)));
  CHECK(std::isnan(gsl_divergence(Values(100, 0), up, 2, 2)));
}

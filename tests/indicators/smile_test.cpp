#include "kaldor/indicators/smile.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

TEST_CASE("smile of the worked example") {
  const Parabola smile = fit_parabola(Values{-1, 0, 1}, Values{.5, .2, .6});
  CHECK(smile.level == near(.2, 1e-15));
  CHECK(smile.slope == near(.05, 1e-15));
  CHECK(smile.curvature == near(.35, 1e-15));
  CHECK(smile.fit == near(1, 1e-14));
  CHECK(std::isnan(smile.curvature_error));
}

TEST_CASE("a parabola is found exactly far from the origin and whatever the weights") {
  TestNumbers numbers(3);
  Values x, y, weights;
  for (int i = 0; i < 40; ++i) {
    x.push_back(1000 + numbers.next());
    const double u = x.back() - 1000;
    y.push_back(3 - 2 * u + 5 * u * u);
    weights.push_back(numbers.next());
  }
  const Parabola plain = fit_parabola(x, y), weighted = fit_parabola(x, y, weights);
  CHECK(plain.curvature == near(5, 1e-9));
  CHECK(weighted.curvature == near(5, 1e-9));
  CHECK(plain.turning_point() == near(1000.2, 1e-9));
  CHECK(plain.curvature_error < 1e-9);
}

TEST_CASE("standard error of the curvature is that of ordinary least squares") {
  // By hand: x = -1, 0, 1, 2, y = 1, 0, 1, 3; v = x^2 - x - 1 has squares summing to 4, residuals sum to 0.05.
  const Parabola smile = fit_parabola(Values{-1, 0, 1, 2}, Values{1, 0, 1, 3});
  CHECK(smile.curvature == near(.75, 1e-14));
  CHECK(smile.curvature_error == near(std::sqrt(.05 / 4), 1e-14));
}

TEST_CASE("whole weights equal repeated points") {
  const Parabola weighted = fit_parabola(Values{0, 1, 2, 3}, Values{4, 1, 2, 7}, Values{2, 1, 3, 1});
  const Parabola repeated = fit_parabola(Values{0, 0, 1, 2, 2, 2, 3}, Values{4, 4, 1, 2, 2, 2, 7});
  CHECK(weighted.level == near(repeated.level, 1e-13));
  CHECK(weighted.slope == near(repeated.slope, 1e-13));
  CHECK(weighted.curvature == near(repeated.curvature, 1e-13));
}

TEST_CASE("no parabola through two different positions") {
  CHECK(std::isnan(fit_parabola(Values{0, 1, 1, 0}, Values{4, 1, 2, 7}).curvature));
  CHECK(std::isnan(fit_parabola(Values{0, .1, .1, .1, 0}, Values{4, 1, 2, 7, 1}).curvature));
  CHECK(std::isnan(fit_parabola(Values{0, 1}, Values{4, 1}).level));
  CHECK(std::isnan(fit_parabola(Values{0, 1, 2}, Values{4, 1, 2}, Values{1, 1}).level));
  CHECK(std::isnan(Parabola{1, 2, 0, 0, 1}.turning_point()));
}

TEST_CASE("turning points of the published quadratics of innovation in competition") {
  CHECK(Parabola{0, 387.46, -204.55, 0, 1}.turning_point() == near(.9471033977, 5e-11));
  CHECK(Parabola{0, 385.13, -204.83, 0, 1}.turning_point() == near(.940121076, 5e-10));
}

TEST_CASE("functional specialisation of the worked example") {
  const Values income{30, 70, 10, 90};
  const Matrix index = functional_specialisation({income, 2, 2});
  CHECK(index(0, 0) == near(1.5, 1e-15));
  CHECK(index(0, 1) == near(.875, 1e-15));
}

TEST_CASE("value added by function is all value added") {
  const Values wages{10, 20, 5, 4, 30, 1}, surplus{15, -3}, keys{.5, .3, .2, 0, 1, 0};
  const Values functions = value_added_by_function({wages, 2, 3}, surplus, {keys, 2, 3});
  CHECK(functions[0] == near(21.5, 1e-13));
  CHECK(functions[1] == near(51.5, 1e-13));
  CHECK(functions[2] == near(9, 1e-13));
  CHECK(std::accumulate(functions.begin(), functions.end(), 0.0) == near(82, 1e-12));
  const Values loose{.5, .3, .1, 0, 1, 0};
  CHECK(std::isnan(value_added_by_function({wages, 2, 3}, surplus, {loose, 2, 3})[0]));
}

TEST_CASE("functional upgrading is zero in fabrication and one in the best function") {
  const Values returns{.3, .1, .2};
  CHECK(functional_upgrading(Values{0, 1, 0}, returns, 1) == 0);
  CHECK(functional_upgrading(Values{1, 0, 0}, returns, 1) == 1);
  CHECK(functional_upgrading(Values{.5, .25, .25}, returns, 1) == near(.625, 1e-15));
  CHECK(std::isnan(functional_upgrading(Values{.5, .5, 0}, Values{.1, .1, .1}, 1)));
  CHECK(std::isnan(functional_upgrading(Values{.5, .6, 0}, returns, 1)));
  CHECK(std::isnan(functional_upgrading(Values{.5, .5, 0}, returns, 3)));
}

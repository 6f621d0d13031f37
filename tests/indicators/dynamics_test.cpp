#include "kaldor/indicators/dynamics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "kaldor/core/elementary.hpp"
#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

Values draws(std::uint64_t seed, std::size_t count, double (*inverse)(double)) {
  TestNumbers numbers(seed);
  Values values(count);
  for (double& value : values) value = inverse(numbers.next());
  return values;
}

double normal(double u) { return kaldor::math::normal(u); }
double laplace(double u) { return kaldor::math::laplace(u); }
double uniform(double u) { return u; }

}  // namespace

TEST_CASE("DHS growth of the worked example, entry and exit") {
  CHECK(dhs_growth(10, 15) == near(.4, 1e-15));
  CHECK(dhs_growth(0, 3) == 2);
  CHECK(dhs_growth(3, 0) == -2);
  CHECK(std::isnan(dhs_growth(0, 0)));
  CHECK(std::isnan(dhs_growth(-1, 2)));
}

TEST_CASE("job flows split gross flows into net and excess") {
  const JobFlows flows = job_flows(Values{10, 20, 0, 10}, Values{15, 15, 10, 0});
  CHECK(flows.creation == near(.375, 1e-15));
  CHECK(flows.destruction == near(.375, 1e-15));
  CHECK(flows.net == near(0, 1e-15));
  CHECK(flows.excess == near(.75, 1e-15));
  const JobFlows growth = job_flows(Values{10, 10}, Values{20, 5}, Values{3, 1});
  CHECK(growth.creation == near(30 / 52.5, 1e-15));
  CHECK(growth.destruction == near(5 / 52.5, 1e-15));
  CHECK(growth.excess == near(2 * growth.destruction, 1e-15));
  CHECK(std::isnan(job_flows(Values{0}, Values{0}).net));
  CHECK(std::isnan(job_flows(Values{1, 2}, Values{1}).net));
}

TEST_CASE("Hill tail of the worked example") {
  CHECK(hill_tail(Values{4, 1, 8, 2}, 3) == near(1 / (2 * std::log(2)), 1e-15));
  CHECK(std::isnan(hill_tail(Values{1, 2, 4, 8}, 4)));
  CHECK(std::isnan(hill_tail(Values{0, 2, 4, 8}, 3)));
  CHECK(std::isnan(hill_tail(Values{2, 2, 2}, 2)));
}

TEST_CASE("Hill tail finds the exponent of Pareto draws") {
  const Values sizes = draws(11, 20000, [](double u) { return std::pow(u, -1 / 1.1); });
  CHECK(hill_tail(sizes, 2000) == near(1.1, 3 * 1.1 / std::sqrt(2000)));
}

TEST_CASE("weighted Hill tail equals the plain one of the list that the records stand for") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    TestNumbers numbers(seed);
    Values values, weights, list;
    for (int i = 0; i < 50; ++i) {
      values.push_back(1 + 30 * numbers.next());
      weights.push_back(std::floor(5 * numbers.next()));
      list.insert(list.end(), static_cast<std::size_t>(weights.back()), values.back());
    }
    for (const std::size_t count : {std::size_t{5}, std::size_t{20}, std::size_t{33}})
      CHECK(weighted_hill_tail(values, weights, static_cast<double>(count)) ==
            Approx(hill_tail(list, count)).epsilon(1e-12));
  }
  CHECK(std::isnan(weighted_hill_tail(Values{1, 2}, Values{1, 1}, 2)));
}

TEST_CASE("median of odd and even numbers of values") {
  CHECK(median(Values{3, 1, 2}) == 2);
  CHECK(median(Values{4, 1, 3, 2}) == 2.5);
  CHECK(std::isnan(median(Values{})));
  CHECK(std::isnan(median(Values{1, std::nan(""), 2})));
}

TEST_CASE("Laplace scale of the worked example") {
  CHECK(laplace_scale(Values{-3, -1, 0, 1, 3}) == near(1.6, 1e-15));
  CHECK(std::isnan(laplace_scale(Values{})));
}

TEST_CASE("Subbotin shape by likelihood tells Laplace, normal and bounded draws apart") {
  // The standard error of the shape is about b sqrt(c / n) with c of order one; the bands are three of them.
  CHECK(subbotin_shape(draws(1, 20000, laplace)) == near(1, .05));
  CHECK(subbotin_shape(draws(2, 20000, normal)) == near(2, .1));
  CHECK(subbotin_shape(draws(3, 20000, uniform)) == Approx(kLargestSubbotinShape).epsilon(1e-6));
}

TEST_CASE("Subbotin shape does not depend on location and scale") {
  Values values = draws(4, 2000, laplace);
  const double shape = subbotin_shape(values);
  for (double& value : values) value = 3 + 250 * value;
  CHECK(subbotin_shape(values) == near(shape, 1e-6));
}

TEST_CASE("Subbotin shape by moments is exact for Laplace and normal ratios") {
  CHECK(subbotin_shape_by_moments(1, std::sqrt(2)) == near(1, 1e-12));
  CHECK(subbotin_shape_by_moments(std::sqrt(2 / 3.14159265358979324), 1) == near(2, 1e-12));
  CHECK(std::isnan(subbotin_shape_by_moments(0, 1)));
}

TEST_CASE("Subbotin shape is undefined without spread") {
  CHECK(std::isnan(subbotin_shape(Values{1, 1, 1, 1, 1})));
  CHECK(std::isnan(subbotin_shape(Values{1, 2, 3})));
}

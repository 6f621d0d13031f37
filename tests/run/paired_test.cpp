#include "kaldor/run/paired.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

using namespace kaldor;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("the interval of a mean is the one computed by hand") {
  // Mean 3, variance 2.5, t(0.975; 4) = 2.776445105198, standard error sqrt(2.5 / 5).
  const std::vector<double> values = {1, 2, 3, 4, 5};
  CHECK(sample_variance(values) == 2.5);
  const Interval interval = mean_interval(values);
  CHECK(interval.value == 3);
  CHECK(interval.high - 3 == Approx(2.776445105198 * std::sqrt(0.5)).epsilon(1e-10));
  CHECK(3 - interval.low == Approx(2.776445105198 * std::sqrt(0.5)).epsilon(1e-10));
}

TEST_CASE("equal values have an interval without width, one value has none") {
  const Interval same = mean_interval(std::vector<double>{0.25, 0.25, 0.25});
  CHECK(same.low == 0.25);
  CHECK(same.high == 0.25);
  const Interval one = mean_interval(std::vector<double>{0.25});
  CHECK(one.value == 0.25);
  CHECK(std::isnan(one.low));
}

TEST_CASE("a value that is not a number leaves no interval") {
  CHECK(std::isnan(mean_interval(std::vector<double>{1, kNotANumber, 2}).low));
}

TEST_CASE(
    "the ends of a ratio's interval are where Student's t of numerator less ratio times denominator is at its "
    "quantile") {
  const std::vector<double> top = {1.1, 0.8, 1.4, 0.9, 1.2}, bottom = {2.0, 2.3, 2.6, 1.9, 2.4};
  const Interval ratio = ratio_interval(top, bottom);
  CHECK(ratio.value == Approx(5.4 / 11.2));
  for (const double end : {ratio.low, ratio.high}) {
    std::vector<double> rest;
    for (std::size_t i = 0; i < top.size(); ++i) rest.push_back(top[i] - end * bottom[i]);
    const Interval around = mean_interval(rest);
    CHECK(std::min(std::abs(around.low), std::abs(around.high)) == Approx(0).margin(1e-12));
  }
  CHECK(ratio.low < ratio.value);
  CHECK(ratio.value < ratio.high);
}

TEST_CASE("a ratio to what is not told from zero has no interval") {
  const Interval ratio = ratio_interval(std::vector<double>{1, 2, 3}, std::vector<double>{-1, 0, 1.5});
  CHECK(std::isnan(ratio.low));
  CHECK(std::isnan(ratio.high));
}

TEST_CASE("an expectation holds only if the whole interval is where it was expected") {
  const Expectation positive{"positive", 0, kInfinity, true};
  CHECK(judge(positive, {1, 0.5, 1.5}) == Verdict::holds);
  CHECK(judge(positive, {1, -0.5, 2.5}) == Verdict::unclear);
  CHECK(judge(positive, {-1, -1.5, -0.5}) == Verdict::fails);
  CHECK(judge(positive, {0, 0, 0}) == Verdict::fails);
  CHECK(judge(positive, {1, kNotANumber, kNotANumber}) == Verdict::undefined);
  const Expectation negative{"negative", -kInfinity, 0, true};
  CHECK(judge(negative, {-1, -1.5, -0.5}) == Verdict::holds);
  CHECK(judge(negative, {0.1, 0, 0.2}) == Verdict::fails);
  const Expectation zero{"zero within 0.1", -0.1, 0.1, false};
  CHECK(judge(zero, {0, 0, 0}) == Verdict::holds);
  CHECK(judge(zero, {0, -0.1, 0.1}) == Verdict::holds);
  CHECK(judge(zero, {0.05, -0.05, 0.15}) == Verdict::unclear);
  CHECK(judge(zero, {0.5, 0.4, 0.6}) == Verdict::fails);
  CHECK(judge(zero, {0, -1, 1}) == Verdict::unclear);
}

#include "kaldor/core/elementary.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace math = kaldor::math;

namespace {

constexpr int kPoints = 400'000;

/// kPoints arguments from lo to hi, ends included.
template <class T, class Check>
void over(T lo, T hi, Check check) {
  for (int i = 0; i <= kPoints; ++i) check(lo + (hi - lo) * (static_cast<T>(i) / kPoints));
}

/// Numbers of every size: the bits from those of lo to those of hi in equal steps.
template <class T, class Check>
void over_sizes(T lo, T hi, Check check) {
  const auto first = math::bits(lo), step = (math::bits(hi) - first) / kPoints;
  for (int i = 0; i <= kPoints; ++i)
    check(math::from_bits(static_cast<decltype(first)>(first + step * static_cast<unsigned>(i))));
}

/// Distance to the exact value in units of its last place.
template <class T, class Exact>
double ulps(T value, Exact exact) {
  const T rounded = static_cast<T>(exact);
  const T unit = std::nextafter(std::fabs(rounded), std::numeric_limits<T>::infinity()) - std::fabs(rounded);
  return static_cast<double>(std::fabs((static_cast<Exact>(value) - exact) / static_cast<Exact>(unit)));
}

/// Relative error of z as the normal quantile of u, from the distribution function in long double.
template <class T>
double normal_error(T u, T z) {
  const long double wide = z, root = std::sqrt(2.0L),
                    density = std::exp(-wide * wide / 2) / std::sqrt(2 * std::acos(-1.0L));
  const long double excess = std::fabs(wide) < 1 ? std::erf(wide / root) / 2 - (static_cast<long double>(u) - 0.5L)
                             : wide < 0          ? std::erfc(-wide / root) / 2 - static_cast<long double>(u)
                                                 : (1 - static_cast<long double>(u)) - std::erfc(wide / root) / 2;
  return static_cast<double>(std::fabs(excess / density / wide));
}

}  // namespace

TEST_CASE("float exp is within 2 ulp from -87 to 88") {
  double worst = 0;
  over(-87.0f, 88.0f, [&](float x) { worst = std::max(worst, ulps(math::exp(x), std::exp(static_cast<double>(x)))); });
  CHECK(worst < 2);
}

TEST_CASE("double exp is within 2 ulp from -700 to 700") {
  double worst = 0;
  over(-700.0, 700.0,
       [&](double x) { worst = std::max(worst, ulps(math::exp(x), std::exp(static_cast<long double>(x)))); });
  over(-1.0, 1.0,
       [&](double x) { worst = std::max(worst, ulps(math::exp(x), std::exp(static_cast<long double>(x)))); });
  CHECK(worst < 2);
}

TEST_CASE("float log is within 2 ulp on all normal numbers and near one") {
  double worst = 0;
  const auto check = [&](float x) { worst = std::max(worst, ulps(math::log(x), std::log(static_cast<double>(x)))); };
  over_sizes(std::numeric_limits<float>::min(), std::numeric_limits<float>::max(), check);
  over(0.5f, 2.0f, check);
  CHECK(worst < 2);
}

TEST_CASE("double log is within 2 ulp on all normal numbers and near one") {
  double worst = 0;
  const auto check = [&](double x) {
    worst = std::max(worst, ulps(math::log(x), std::log(static_cast<long double>(x))));
  };
  over_sizes(std::numeric_limits<double>::min(), std::numeric_limits<double>::max(), check);
  over(0.5, 2.0, check);
  CHECK(worst < 2);
}

TEST_CASE("exact values come out exact") {
  CHECK(math::exp(0.0f) == 1.0f);
  CHECK(math::exp(0.0) == 1.0);
  CHECK(math::log(1.0f) == 0.0f);
  CHECK(math::log(1.0) == 0.0);
  CHECK(math::normal(0.5f) == 0.0f);
  CHECK(math::normal(0.5) == 0.0);
  CHECK(math::sqrt(2.25f) == 1.5f);
  CHECK(math::pow(3.0, 0.0) == 1.0);
}

TEST_CASE("exp and log saturate outside their range") {
  CHECK(math::exp(1e30f) == math::exp(88.0f));
  CHECK(math::exp(-1e30f) == math::exp(-87.0f));
  CHECK(math::exp(1e300) == math::exp(700.0));
  CHECK(math::exp(-std::numeric_limits<double>::infinity()) == math::exp(-700.0));
  CHECK(math::log(0.0f) == math::log(std::numeric_limits<float>::min()));
  CHECK(math::log(-3.0f) == math::log(std::numeric_limits<float>::min()));
  CHECK(math::log(0.0) == math::log(std::numeric_limits<double>::min()));
  CHECK(math::log(std::numeric_limits<float>::infinity()) == math::log(std::numeric_limits<float>::max()));
}

TEST_CASE("not a number stays not a number") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const double wide_nan = nan;
  CHECK(std::isnan(math::exp(nan)));
  CHECK(std::isnan(math::log(nan)));
  CHECK(std::isnan(math::normal(nan)));
  CHECK(std::isnan(math::clamp(nan, 0.0f, 1.0f)));
  CHECK(std::isnan(math::exp(wide_nan)));
  CHECK(std::isnan(math::log(wide_nan)));
  CHECK(std::isnan(math::normal(wide_nan)));
}

TEST_CASE("pow errs by at most 2 ulp and twice |y log x| more") {
  double worst = 0, wide_worst = 0;
  over(0.01f, 30.0f, [&](float x) {
    for (float y : {-2.5f, 0.25f, 0.3f, 4.0f}) {
      const double exact = std::pow(static_cast<double>(x), static_cast<double>(y));
      worst = std::max(worst, ulps(math::pow(x, y), exact) / (2 + 2 * std::fabs(std::log(exact))));
    }
  });
  over(0.01, 30.0, [&](double x) {
    const long double exact = std::pow(static_cast<long double>(x), 0.25L);
    wide_worst = std::max(wide_worst,
                          ulps(math::pow(x, 0.25), exact) / (2 + 2 * std::fabs(std::log(static_cast<double>(exact)))));
  });
  CHECK(worst < 1);
  CHECK(wide_worst < 1);
}

TEST_CASE("float normal has a relative error below 1e-6 in the centre and both tails") {
  double worst = 0;
  const auto check = [&](float u) {
    if (u > 0 && u < 1 && u != 0.5f) worst = std::max(worst, normal_error(u, math::normal(u)));
  };
  over(0.0f, 1.0f, check);
  over_sizes(std::numeric_limits<float>::min(), 0.5f, check);
  over(0.99f, 1.0f, check);
  CHECK(worst < 1e-6);
}

TEST_CASE("double normal has a relative error below 1e-9 in the centre and both tails") {
  double worst = 0;
  const auto check = [&](double u) {
    if (u > 0 && u < 1 && u != 0.5) worst = std::max(worst, normal_error(u, math::normal(u)));
  };
  over(0.0, 1.0, check);
  over_sizes(std::numeric_limits<double>::min(), 0.5, check);
  CHECK(worst < 1e-9);
}

TEST_CASE("normal is antisymmetric where 1 - u is exact") {
  bool antisymmetric = true;
  for (std::uint32_t word = 0; word < 0xffff0000u; word += 0xffff)
    antisymmetric &= math::normal(math::unit_float(word)) == -math::normal(math::unit_float(~word));
  CHECK(antisymmetric);
}

TEST_CASE("units stay inside the open interval and are symmetric") {
  CHECK(math::unit_float(0) == 0x1p-24f);
  CHECK(math::unit_float(0xffffffffu) == 1.0f - 0x1p-24f);
  CHECK(math::unit_float(0x80000000u) == 0.5f + 0x1p-24f);
  CHECK(math::unit_double(0, 0) == 0x1p-53);
  CHECK(math::unit_double(0xffffffffu, 0xffffffffu) == 1.0 - 0x1p-53);
  CHECK(math::unit_double(0x80000000u, 0) == 0.5 + 0x1p-53);
  CHECK(math::unit_double(0, 0x00001000u) == 3 * 0x1p-53);
}

TEST_CASE("min, max and clamp choose values") {
  CHECK(math::mn(1.0f, 2.0f) == 1.0f);
  CHECK(math::mx(1.0, 2.0) == 2.0);
  CHECK(math::clamp(5.0f, 0.0f, 1.0f) == 1.0f);
  CHECK(math::clamp(-5.0, 0.0, 1.0) == 0.0);
  CHECK(math::clamp(0.25, 0.0, 1.0) == 0.25);
}

TEMPLATE_TEST_CASE("a loop of any length gives the bits of single calls", "", float, double) {
  constexpr std::size_t kCount = 997;  // not a multiple of any vector width
  std::vector<TestType> u(kCount), loop(kCount);
  for (std::size_t i = 0; i < kCount; ++i) u[i] = static_cast<TestType>(i + 1) / (kCount + 1);
  TestType* out = loop.data();
  const TestType* in = u.data();
#pragma omp simd
  for (std::size_t i = 0; i < kCount; ++i)
    out[i] = math::exp(in[i] * 50) + math::log(in[i]) + math::normal(in[i]) + math::pow(in[i], in[i]);
  std::size_t different = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const volatile TestType x = u[i];
    const TestType single = x;
    different +=
        loop[i] != math::exp(single * 50) + math::log(single) + math::normal(single) + math::pow(single, single);
  }
  CHECK(different == 0);
}

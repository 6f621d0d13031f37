#include "kaldor/core/distributions.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "kaldor/core/chance.hpp"

using namespace kaldor;

namespace {

double uniform(std::uint32_t i, std::uint32_t number = 0) {
  const Words w = draw(make_key(11, 0), i, 0, Stream::entry_count, number);
  return math::unit_double(w.w0, w.w1);
}

struct Moments {
  double mean, variance;
};
template <class Draw>
Moments moments(std::uint32_t count, Draw one) {
  double sum = 0, squares = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double x = one(i);
    sum += x;
    squares += x * x;
  }
  const double mean = sum / count;
  return {mean, squares / count - mean * mean};
}

}  // namespace

TEST_CASE("a Poisson draw inverts the distribution function") {
  // Distribution function of mean 2: 0.1353, 0.4060, 0.6767, 0.8571, ...
  CHECK(math::poisson_by_inversion(0.1353, 2) == 0);
  CHECK(math::poisson_by_inversion(0.1354, 2) == 1);
  CHECK(math::poisson_by_inversion(0.4060, 2) == 1);
  CHECK(math::poisson_by_inversion(0.4061, 2) == 2);
  CHECK(math::poisson_by_inversion(0.8571, 2) == 3);
  CHECK(math::poisson_by_inversion(0.8572, 2) == 4);
  CHECK(math::poisson_by_inversion(0.999, 0) == 0);
}

TEST_CASE("Poisson draws end even where rounding keeps the sum below u") {
  CHECK(math::poisson_by_inversion(1.0 - 0x1p-53, 500) < 1000);
  CHECK(math::poisson_by_inversion(1.0 - 0x1p-53, 1e-300) < 3);
}

TEST_CASE("more mean never means a smaller Poisson count, across the change of method too") {
  int falls = 0;
  for (std::uint32_t i = 0; i < 20; ++i) {
    const double u = uniform(i);
    int last = 0;
    for (double mean = 0; mean < 700; mean += 0.37) {
      const int count = math::poisson_by_inversion(u, mean);
      falls += count < last;
      last = count;
    }
  }
  CHECK(falls == 0);
}

TEST_CASE("a larger u never means a smaller Poisson count") {
  int falls = 0;
  for (double mean : {0.3, 20.0, 499.0, 550.0, 5000.0}) {
    int last = 0;
    for (int i = 1; i < 1000; ++i) {
      const int count = math::poisson_by_inversion(i / 1000.0, mean);
      falls += count < last;
      last = count;
    }
  }
  CHECK(falls == 0);
}

TEST_CASE("Poisson draws have the mean and the variance of their distribution") {
  constexpr std::uint32_t kDraws = 20'000;
  for (double mean : {0.02, 1.0, 30.0, 480.0, 520.0, 20'000.0}) {
    CAPTURE(mean);
    const Moments m = moments(kDraws, [&](std::uint32_t i) { return math::poisson_by_inversion(uniform(i), mean); });
    CHECK(std::fabs(m.mean - mean) < 4 * std::sqrt(mean / kDraws));
    CHECK(std::fabs(m.variance - mean) < 4 * std::sqrt((mean + 2 * mean * mean) / kDraws));
  }
}

TEST_CASE("a Poisson mean that is negative, huge or not a number is refused") {
  CHECK_THROWS_AS(math::poisson_by_inversion(0.5, -1), std::domain_error);
  CHECK_THROWS_AS(math::poisson_by_inversion(0.5, 2e9), std::domain_error);
  CHECK_THROWS_AS(math::poisson_by_inversion(0.5, std::nan("")), std::domain_error);
}

TEST_CASE("the median of five is the third in order, for every order") {
  std::array<int, 5> order{1, 2, 3, 4, 5};
  int wrong = 0;
  do {
    const auto at = [&](std::size_t i) { return static_cast<float>(order[i]); };
    wrong += math::median_of_five(at(0), at(1), at(2), at(3), at(4)) != 3.0f;
    wrong += math::beta33(order[0] * 0.1, order[1] * 0.1, order[2] * 0.1, order[3] * 0.1, order[4] * 0.1) != 3 * 0.1;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(wrong == 0);
}

TEST_CASE("Beta(3, 3), Laplace and exponential draws have their moments") {
  constexpr std::uint32_t kDraws = 100'000;
  const Moments beta = moments(kDraws, [](std::uint32_t i) {
    return math::beta33(uniform(i, 1), uniform(i, 2), uniform(i, 3), uniform(i, 4), uniform(i, 5));
  });
  CHECK(beta.mean == Approx(0.5).margin(0.003));
  CHECK(beta.variance == Approx(1.0 / 28).epsilon(0.02));
  const Moments laplace = moments(kDraws, [](std::uint32_t i) { return math::laplace(uniform(i)); });
  CHECK(laplace.mean == Approx(0).margin(0.02));
  CHECK(laplace.variance == Approx(2).epsilon(0.04));
  const Moments exponential = moments(kDraws, [](std::uint32_t i) { return math::exponential(uniform(i)); });
  CHECK(exponential.mean == Approx(1).epsilon(0.015));
  CHECK(exponential.variance == Approx(1).epsilon(0.05));
}

TEST_CASE("Laplace and exponential quantiles are the textbook ones") {
  CHECK(math::laplace(0.5) == 0.0);
  CHECK(math::laplace(0.25) == Approx(-std::log(2.0)));
  CHECK(math::laplace(0.75f) == Approx(std::log(2.0f)));
  CHECK(math::exponential(0.75) == Approx(2 * std::log(2.0)));
  CHECK(math::exponential(0.75f) == Approx(2 * std::log(2.0f)));
}

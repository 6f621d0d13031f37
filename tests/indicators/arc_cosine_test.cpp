#include "../../engine/indicators/arc_cosine.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

using namespace kaldor::indicators;

TEST_CASE("arc cosine agrees with the C library to 1e-15 over its whole range") {
  double worst = 0;
  for (int i = -100000; i <= 100000; ++i) {
    const double x = i / 100000.0;
    worst = std::max(worst, std::abs(arc_cosine(x) - std::acos(x)));
  }
  CHECK(worst < 1e-15);
}

TEST_CASE("arc cosine near one keeps its relative precision") {
  for (int k = 1; k <= 52; ++k) {
    const double x = 1 - std::ldexp(1, -k);
    CHECK(arc_cosine(x) == Approx(std::acos(x)).epsilon(1e-14).margin(0));
  }
}

TEST_CASE("arc cosine is exact at its ends and undefined beyond them") {
  CHECK(arc_cosine(1) == 0);
  CHECK(arc_cosine(-1) == std::numbers::pi);
  CHECK(std::isnan(arc_cosine(1.0000001)));
  CHECK(std::isnan(arc_cosine(-1.0000001)));
  CHECK(std::isnan(arc_cosine(std::nan(""))));
}

TEST_CASE("arc tangent agrees with the C library to 1e-15 in the first quadrant") {
  double worst = 0;
  for (int i = 0; i <= 2000; ++i)
    for (int j = 1; j <= 20; ++j) worst = std::max(worst, std::abs(arc_tangent(i, j) - std::atan2(i, j)));
  CHECK(worst < 1e-15);
  CHECK(std::isnan(arc_tangent(0, 0)));
  CHECK(std::isnan(arc_tangent(-1, 1)));
}

#include "arc_cosine.hpp"

#include <cmath>
#include <numbers>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

/// t - t^3 / 3 + t^5 / 5 - ..., to the last place for t up to tan(pi / 16) = 0.199.
double arc_tangent_series(double t) {
  constexpr int kTerms = 13;
  const double square = t * t;
  double tail = 0;
  for (int k = kTerms; k >= 1; --k) tail = square * (1.0 / (2 * k + 1) - tail);
  return t - t * tail;
}

/// tan(a / 2) from t = tan(a).
double tangent_of_half(double t) { return t / (1 + std::sqrt(1 + t * t)); }

}  // namespace

double arc_tangent(double y, double x) {
  if (!(y >= 0 && x >= 0) || (y == 0 && x == 0)) return kUndefined;
  const double tangent = y > x ? x / y : y / x;
  const double angle = 4 * arc_tangent_series(tangent_of_half(tangent_of_half(tangent)));
  return y > x ? std::numbers::pi / 2 - angle : angle;
}

double arc_cosine(double x) {
  if (!(x >= -1 && x <= 1)) return kUndefined;
  return 2 * arc_tangent(std::sqrt(1 - x), std::sqrt(1 + x));
}

}  // namespace kaldor::indicators

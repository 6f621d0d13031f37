#include "kaldor/indicators/smile.hpp"

#include <algorithm>
#include <cmath>

#include "kaldor/indicators/complexity.hpp"
#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

constexpr Parabola kNoParabola{kUndefined, kUndefined, kUndefined, kUndefined, kUndefined};
constexpr std::size_t kCoefficients = 3;

/// Points with weights; sums over them.
class Points {
public:
  Points(std::span<const double> x, std::span<const double> y, std::span<const double> weights)
      : x_(x), y_(y), weights_(weights) {}

  std::size_t count() const { return x_.size(); }
  double x(std::size_t i) const { return x_[i]; }
  double y(std::size_t i) const { return y_[i]; }

  template <class Function>
  double sum(const Function& function) const {
    Sum sum;
    for (std::size_t i = 0; i < x_.size(); ++i) sum += weights_[i] * function(i);
    return sum.value();
  }

private:
  std::span<const double> x_, y_;
  Weights weights_;
};

}  // namespace

double Parabola::turning_point() const { return curvature == 0 ? kUndefined : -slope / (2 * curvature); }

Parabola fit_parabola(std::span<const double> x, std::span<const double> y, std::span<const double> weights) {
  if (x.size() != y.size() || x.size() < kCoefficients || !Weights(weights).fit(x.size()) || !none_negative(weights))
    return kNoParabola;
  // Polynomials that are orthogonal over the points, 1, u = x - mean, v = u^2 - turn u - spread: three sums instead of
  // a near-singular system.
  const Points points(x, y, weights);
  const double total = points.sum([](std::size_t) { return 1.0; });
  const double mean = ratio(points.sum([&](std::size_t i) { return points.x(i); }), total);
  const auto u = [&](std::size_t i) { return points.x(i) - mean; };
  const double spread_sum = points.sum([&](std::size_t i) { return u(i) * u(i); });
  const double spread = ratio(spread_sum, total);
  const double turn = ratio(points.sum([&](std::size_t i) { return u(i) * u(i) * u(i); }), spread_sum);
  const auto v = [&](std::size_t i) { return u(i) * u(i) - turn * u(i) - spread; };
  const double square_sum = points.sum([&](std::size_t i) { return v(i) * v(i); });
  constexpr double kRounding = 1e-24;  // of (u^2)^2: two different positions only
  if (!(square_sum > kRounding * spread * spread * total)) return kNoParabola;

  const double height = points.sum([&](std::size_t i) { return points.y(i); }) / total;
  const double tilt = points.sum([&](std::size_t i) { return u(i) * points.y(i); }) / spread_sum;
  const double bend = points.sum([&](std::size_t i) { return v(i) * points.y(i); }) / square_sum;
  const auto residual = [&](std::size_t i) { return points.y(i) - height - tilt * u(i) - bend * v(i); };
  const double left = points.sum([&](std::size_t i) { return residual(i) * residual(i); });
  const double all = points.sum([&](std::size_t i) { return (points.y(i) - height) * (points.y(i) - height); });
  const auto freedom = static_cast<double>(points.count() - kCoefficients);

  const double slope = tilt - bend * (turn + 2 * mean);
  const double level = height - tilt * mean + bend * (mean * mean + turn * mean - spread);
  return {level, slope, bend, std::sqrt(ratio(ratio(left, freedom), square_sum)), 1 - ratio(left, all)};
}

Matrix functional_specialisation(MatrixView income) { return comparative_advantage(income); }

std::vector<double> value_added_by_function(MatrixView wages, std::span<const double> surplus,
                                            MatrixView surplus_keys) {
  std::vector<double> result(wages.columns, kUndefined);
  const bool fits = wages.is_whole() && surplus_keys.is_whole() && wages.rows == surplus_keys.rows &&
                    wages.columns == surplus_keys.columns && surplus.size() == wages.rows;
  if (!fits) return result;
  for (std::size_t i = 0; i < wages.rows; ++i)
    if (!sums_to_one(surplus_keys.row(i))) return result;
  for (std::size_t k = 0; k < wages.columns; ++k) {
    Sum sum;
    for (std::size_t i = 0; i < wages.rows; ++i) {
      sum += wages(i, k);
      sum += surplus_keys(i, k) * surplus[i];
    }
    result[k] = sum.value();
  }
  return result;
}

double functional_upgrading(std::span<const double> shares, std::span<const double> returns, std::size_t fabrication) {
  if (shares.size() != returns.size() || fabrication >= shares.size() || !sums_to_one(shares)) return kUndefined;
  const double base = returns[fabrication];
  const double best = *std::max_element(returns.begin(), returns.end());
  Sum gain;
  for (std::size_t k = 0; k < shares.size(); ++k) gain += shares[k] * (returns[k] - base);
  return ratio(gain.value(), best - base);
}

}  // namespace kaldor::indicators

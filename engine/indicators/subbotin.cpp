#include <cmath>
#include <numbers>
#include <vector>

#include "kaldor/indicators/dynamics.hpp"
#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

/// ln Gamma(x) for x > 0: Stirling's series from 10 on, the recurrence below; error below 1e-14 for the arguments here.
double log_gamma(double x) {
  double below = 1;
  while (x < 10) {
    below *= x;
    x += 1;
  }
  const double inverse = 1 / x, square = inverse * inverse;
  const double series = math::horner(square, 1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188);
  const double half_log_two_pi = math::log(2 * std::numbers::pi) / 2;
  return (x - 0.5) * math::log(x) - x + half_log_two_pi + inverse * series - math::log(below);
}

/// Logarithms of the distances from the centre; a distance of zero adds nothing to any sum below and is only counted.
struct LogDistances {
  std::vector<double> logs;
  double count = 0;
};

/// Mean log likelihood of shape b at its best scale, a = (mean |d|^b)^(1/b).
double log_likelihood(const LogDistances& distances, double shape) {
  const double z = 1 / shape;
  Sum powers;
  for (const double log : distances.logs) powers += math::exp(shape * log);
  const double log_scale = z * math::log(powers.value() / distances.count);
  const double log_norm = std::numbers::ln2 + z * math::log(shape) + log_gamma(1 + z);
  return -log_norm - log_scale - z;
}

/// Where a function with one peak has it, between low and high, by golden section.
template <class Function>
double peak(double low, double high, const Function& function) {
  constexpr double kGolden = 1 / std::numbers::phi;
  constexpr double kPrecision = 1e-8;  // a peak is flat: closer points have equal values in double
  double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
  double at_left = function(left), at_right = function(right);
  while (high - low > kPrecision) {
    if (at_left > at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kGolden * (high - low);
      at_left = function(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kGolden * (high - low);
      at_right = function(right);
    }
  }
  return (low + high) / 2;
}

/// E|x| / sd of a Subbotin distribution, rising in the shape.
double moment_ratio(double shape) {
  const double z = 1 / shape;
  return math::exp(log_gamma(2 * z) - (log_gamma(z) + log_gamma(3 * z)) / 2);
}

}  // namespace

double subbotin_shape(std::span<const double> values) {
  constexpr std::size_t kFewest = 4;
  const double scale = laplace_scale(values);
  if (values.size() < kFewest || !(scale > 0)) return kUndefined;
  const double centre = median(values);
  LogDistances distances;
  distances.logs.reserve(values.size());
  distances.count = static_cast<double>(values.size());
  for (const double value : values) {
    const double distance = std::abs(value - centre) / scale;
    if (distance > 0) distances.logs.push_back(math::log(distance));
  }
  const double log_shape = peak(math::log(kSmallestSubbotinShape), math::log(kLargestSubbotinShape),
                                [&](double log) { return log_likelihood(distances, math::exp(log)); });
  return math::exp(log_shape);
}

double subbotin_shape_by_moments(double mean_absolute_deviation, double standard_deviation) {
  if (!(mean_absolute_deviation > 0 && standard_deviation > 0)) return kUndefined;
  const double wanted = mean_absolute_deviation / standard_deviation;
  double low = kSmallestSubbotinShape, high = kLargestSubbotinShape;
  constexpr int kHalvings = 60;  // beyond the last place of a double
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (moment_ratio(middle) < wanted ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace kaldor::indicators

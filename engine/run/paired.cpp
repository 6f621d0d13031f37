#include "kaldor/run/paired.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace kaldor {
namespace {

constexpr double kLevel = 0.95;
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

/// Half the width of a 95 % interval in standard errors.
double quantile(std::size_t count) {
  const boost::math::students_t distribution(static_cast<double>(count - 1));
  return boost::math::quantile(distribution, (1 + kLevel) / 2);
}

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double covariance(std::span<const double> a, std::span<const double> b) {
  if (a.size() < 2) return kNotANumber;
  const double mean_a = mean(a), mean_b = mean(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - 1);
}

}  // namespace

double sample_variance(std::span<const double> values) { return covariance(values, values); }

Interval mean_interval(std::span<const double> values) {
  if (values.size() < 2) return {values.empty() ? kNotANumber : values[0], kNotANumber, kNotANumber};
  const double centre = mean(values);
  const double half = quantile(values.size()) * std::sqrt(sample_variance(values) / static_cast<double>(values.size()));
  return {centre, centre - half, centre + half};
}

Interval ratio_interval(std::span<const double> numerator, std::span<const double> denominator) {
  const double top = mean(numerator), bottom = mean(denominator);
  const Interval none{top / bottom, kNotANumber, kNotANumber};
  if (numerator.size() < 2) return none;
  // The ratios r for which the mean of numerator - r denominator is not told from zero: a r^2 - 2 b r + c <= 0.
  const double t = quantile(numerator.size()), scale = t * t / static_cast<double>(numerator.size());
  const double a = bottom * bottom - scale * sample_variance(denominator);
  const double b = top * bottom - scale * covariance(numerator, denominator);
  const double c = top * top - scale * sample_variance(numerator);
  if (!(a > 0)) return none;
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  return {top / bottom, (b - root) / a, (b + root) / a};
}

Verdict judge(const Expectation& expectation, const Interval& interval) {
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return Verdict::undefined;
  const bool open = expectation.open;
  const auto above = [&](double value) { return open ? value > expectation.low : value >= expectation.low; };
  const auto below = [&](double value) { return open ? value < expectation.high : value <= expectation.high; };
  if (above(interval.low) && below(interval.high)) return Verdict::holds;
  return above(interval.high) && below(interval.low) ? Verdict::unclear : Verdict::fails;
}

std::string_view word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::fails:
      return "fails";
    case Verdict::unclear:
      return "unclear";
    case Verdict::undefined:
      return "undefined";
  }
  return "";
}

}  // namespace kaldor

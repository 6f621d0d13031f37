#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include "kaldor/core/elementary.hpp"

namespace kaldor::indicators {

inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// How far shares may sum from one (S§4).
inline constexpr double kShareTolerance = 1e-12;

/// Compensated sum (Neumaier) in the order of the additions: a sum over 10^7 shares stays inside kShareTolerance.
class Sum {
public:
  void operator+=(double term) {
    const double next = total_ + term;
    lost_ += std::abs(total_) >= std::abs(term) ? (total_ - next) + term : (term - next) + total_;
    total_ = next;
  }
  double value() const { return total_ + lost_; }

private:
  double total_ = 0;
  double lost_ = 0;
};

inline double sum_of(std::span<const double> terms) {
  Sum sum;
  for (const double term : terms) sum += term;
  return sum.value();
}

inline double sum_of_products(std::span<const double> left, std::span<const double> right) {
  Sum sum;
  for (std::size_t i = 0; i < left.size(); ++i) sum += left[i] * right[i];
  return sum.value();
}

inline bool sums_to_one(std::span<const double> shares) { return std::abs(sum_of(shares) - 1) <= kShareTolerance; }

/// True when no value is negative or not-a-number.
inline bool none_negative(std::span<const double> values) {
  for (const double value : values)
    if (!(value >= 0)) return false;
  return true;
}

/// x over y, not-a-number unless y is positive.
inline double ratio(double x, double y) { return y > 0 ? x / y : kUndefined; }

/// Natural logarithm, not-a-number unless x is positive.
inline double log_of(double x) { return x > 0 ? math::log(x) : kUndefined; }

/// x ln(x / reference) with 0 ln 0 = 0; not-a-number when x is negative or the reference of a positive x is not
/// positive.
inline double x_log_ratio(double x, double reference) {
  if (x == 0) return 0;
  return x > 0 && reference > 0 ? x * math::log(x / reference) : kUndefined;
}

/// Weights of records; an empty span stands for one each.
class Weights {
public:
  explicit Weights(std::span<const double> weights) : weights_(weights) {}
  double operator[](std::size_t i) const { return weights_.empty() ? 1.0 : weights_[i]; }
  bool fit(std::size_t records) const { return weights_.empty() || weights_.size() == records; }

private:
  std::span<const double> weights_;
};

}  // namespace kaldor::indicators

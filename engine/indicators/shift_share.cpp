#include "kaldor/indicators/productivity.hpp"
#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

bool are_two_periods(std::span<const double> s0, std::span<const double> s1, std::span<const double> p0,
                     std::span<const double> p1) {
  const bool same_length = s0.size() == s1.size() && s0.size() == p0.size() && s0.size() == p1.size();
  return same_length && sums_to_one(s0) && sums_to_one(s1);
}

}  // namespace

ShiftShare shift_share(std::span<const double> shares_before, std::span<const double> shares_after,
                       std::span<const double> productivity_before, std::span<const double> productivity_after) {
  if (!are_two_periods(shares_before, shares_after, productivity_before, productivity_after))
    return {kUndefined, kUndefined, kUndefined};
  Sum within, static_shift, dynamic_shift;
  for (std::size_t i = 0; i < shares_before.size(); ++i) {
    if (shares_before[i] == 0 && shares_after[i] == 0) continue;
    const double shift = shares_after[i] - shares_before[i];
    const double growth = productivity_after[i] - productivity_before[i];
    within += shares_before[i] * growth;
    static_shift += shift * productivity_before[i];
    dynamic_shift += shift * growth;
  }
  return {within.value(), static_shift.value(), dynamic_shift.value()};
}

WithinStructural mcmillan_rodrik(std::span<const double> shares_before, std::span<const double> shares_after,
                                 std::span<const double> productivity_before,
                                 std::span<const double> productivity_after) {
  const ShiftShare terms = shift_share(shares_before, shares_after, productivity_before, productivity_after);
  return {terms.within, terms.static_shift + terms.dynamic_shift};
}

OlleyPakes olley_pakes(std::span<const double> shares, std::span<const double> productivity) {
  if (shares.empty() || shares.size() != productivity.size() || !sums_to_one(shares)) return {kUndefined, kUndefined};
  const auto count = static_cast<double>(shares.size());
  const double mean = sum_of(productivity) / count;
  Sum covariance;
  for (std::size_t i = 0; i < shares.size(); ++i) covariance += (shares[i] - 1 / count) * (productivity[i] - mean);
  return {mean, covariance.value()};
}

OlleyPakes weighted_olley_pakes(std::span<const double> sizes, std::span<const double> productivity,
                                std::span<const double> weights) {
  const bool same_length = sizes.size() == productivity.size() && sizes.size() == weights.size();
  const double count = sum_of(weights);
  const double total = same_length ? sum_of_products(sizes, weights) : kUndefined;
  if (!(count > 0 && total > 0)) return {kUndefined, kUndefined};
  const double mean = sum_of_products(productivity, weights) / count;
  Sum covariance;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    covariance += weights[i] * (sizes[i] / total - 1 / count) * (productivity[i] - mean);
  return {mean, covariance.value()};
}

double misallocation_loss(double substitution_elasticity, double variance_of_log_revenue_productivity) {
  return substitution_elasticity / 2 * variance_of_log_revenue_productivity;
}

}  // namespace kaldor::indicators

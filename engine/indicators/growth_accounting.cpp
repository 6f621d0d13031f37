#include "kaldor/indicators/growth_accounting.hpp"

#include "numerics.hpp"

namespace kaldor::indicators {

double GrowthAccount::intensive_share() const { return ratio(productivity, output); }

GrowthAccount growth_account(double output_before, double output_after, std::span<const double> factors_before,
                             std::span<const double> factors_after, std::span<const double> shares_before,
                             std::span<const double> shares_after) {
  const std::size_t count = factors_before.size();
  GrowthAccount account{kUndefined, std::vector<double>(count, kUndefined), kUndefined, kUndefined};
  const bool fits = factors_after.size() == count && shares_before.size() == count && shares_after.size() == count;
  if (!fits || !sums_to_one(shares_before) || !sums_to_one(shares_after)) return account;
  for (std::size_t k = 0; k < count; ++k) {
    const double share = (shares_before[k] + shares_after[k]) / 2;
    const bool is_absent = shares_before[k] == 0 && shares_after[k] == 0;
    account.factors[k] = is_absent ? 0 : share * log_of(ratio(factors_after[k], factors_before[k]));
  }
  account.output = log_of(ratio(output_after, output_before));
  account.accumulation = sum_of(account.factors);
  account.productivity = account.output - account.accumulation;
  return account;
}

std::vector<double> contributions_by_class(std::span<const double> contributions, std::span<const int> classes,
                                           std::size_t class_count) {
  std::vector<double> totals(class_count, kUndefined);
  if (contributions.size() != classes.size()) return totals;
  std::vector<Sum> sums(class_count);
  for (std::size_t k = 0; k < classes.size(); ++k) {
    if (classes[k] < 0 || static_cast<std::size_t>(classes[k]) >= class_count) return totals;
    sums[static_cast<std::size_t>(classes[k])] += contributions[k];
  }
  for (std::size_t c = 0; c < class_count; ++c) totals[c] = sums[c].value();
  return totals;
}

StockAndNewGrowth stock_and_new_growth(const Decomposition& terms) {
  return {terms.within, terms.between + terms.cross, terms.entry, terms.exit};
}

GrowthByOrigin growth_by_origin(std::span<const Presence> presence, std::span<const double> before,
                                std::span<const double> after, std::span<const unsigned char> transformed,
                                std::span<const double> weights) {
  const std::size_t count = presence.size();
  const Weights weight(weights);
  const bool fits = before.size() == count && after.size() == count && transformed.size() == count && weight.fit(count);
  if (!fits) return {kUndefined, kUndefined, kUndefined, kUndefined, kUndefined};
  Sum changed, expanded, contracted, entered, left;
  for (std::size_t i = 0; i < count; ++i) {
    if (presence[i] == Presence::entering) {
      entered += weight[i] * after[i];
    } else if (presence[i] == Presence::exiting) {
      left += -(weight[i] * before[i]);
    } else {
      const double change = weight[i] * (after[i] - before[i]);
      (transformed[i] != 0 ? changed : change < 0 ? contracted : expanded) += change;
    }
  }
  return {changed.value(), expanded.value(), contracted.value(), entered.value(), left.value()};
}

}  // namespace kaldor::indicators

#include "kaldor/indicators/life_cycle.hpp"

#include <algorithm>

#include "numerics.hpp"

namespace kaldor::indicators {

ShakeOut shake_out(std::span<const double> firm_counts) {
  ShakeOut none{kUndefined, 0, kUndefined, 0, kUndefined};
  if (firm_counts.empty() || !none_negative(firm_counts)) return none;
  const auto peak = std::max_element(firm_counts.begin(), firm_counts.end());
  if (!(*peak > 0)) return none;
  const auto trough = std::min_element(peak, firm_counts.end());
  return {*peak, static_cast<std::size_t>(peak - firm_counts.begin()), *trough,
          static_cast<std::size_t>(trough - firm_counts.begin()), 1 - *trough / *peak};
}

std::vector<double> exit_hazards(std::span<const double> at_risk, std::span<const double> exits) {
  std::vector<double> hazards(at_risk.size(), kUndefined);
  if (exits.size() != at_risk.size()) return hazards;
  for (std::size_t age = 0; age < hazards.size(); ++age) hazards[age] = ratio(exits[age], at_risk[age]);
  return hazards;
}

std::vector<double> survival(std::span<const double> hazards) {
  std::vector<double> alive(hazards.size());
  double share = 1;
  for (std::size_t age = 0; age < hazards.size(); ++age) alive[age] = share *= 1 - hazards[age];
  return alive;
}

std::vector<double> job_creation_shares(std::span<const double> before, std::span<const double> after,
                                        std::span<const int> groups, std::size_t group_count,
                                        std::span<const double> weights) {
  std::vector<double> shares(group_count, kUndefined);
  const Weights weight(weights);
  const bool fits = before.size() == after.size() && before.size() == groups.size() && weight.fit(before.size());
  if (!fits || !none_negative(before) || !none_negative(after) || !none_negative(weights)) return shares;
  std::vector<Sum> gains(group_count);
  Sum all;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (groups[i] < 0 || static_cast<std::size_t>(groups[i]) >= group_count) return shares;
    if (!(after[i] > before[i])) continue;
    gains[static_cast<std::size_t>(groups[i])] += weight[i] * (after[i] - before[i]);
    all += weight[i] * (after[i] - before[i]);
  }
  for (std::size_t g = 0; g < group_count; ++g) shares[g] = ratio(gains[g].value(), all.value());
  return shares;
}

}  // namespace kaldor::indicators

#include "kaldor/indicators/variety.hpp"

#include <algorithm>
#include <numbers>
#include <vector>

#include "numerics.hpp"

namespace kaldor::indicators {

Variety variety(std::span<const double> shares, std::span<const int> groups) {
  constexpr Variety kNone{kUndefined, kUndefined, kUndefined};
  if (shares.size() != groups.size() || !sums_to_one(shares) || !none_negative(shares)) return kNone;
  if (*std::min_element(groups.begin(), groups.end()) < 0) return kNone;

  std::vector<double> group_shares(static_cast<std::size_t>(*std::max_element(groups.begin(), groups.end())) + 1);
  for (std::size_t i = 0; i < shares.size(); ++i) group_shares[static_cast<std::size_t>(groups[i])] += shares[i];

  Sum inside, between;
  for (std::size_t i = 0; i < shares.size(); ++i)
    inside += x_log_ratio(shares[i], group_shares[static_cast<std::size_t>(groups[i])]);
  for (const double share : group_shares) between += x_log_ratio(share, 1);

  const double unrelated = 0 - between.value() / std::numbers::ln2;
  const double related = 0 - inside.value() / std::numbers::ln2;
  return {unrelated + related, unrelated, related};
}

}  // namespace kaldor::indicators

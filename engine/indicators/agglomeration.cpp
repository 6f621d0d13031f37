#include "kaldor/indicators/agglomeration.hpp"

#include "numerics.hpp"

namespace kaldor::indicators {

double ellison_glaeser(std::span<const double> industry_shares, std::span<const double> overall_shares,
                       double plant_hhi) {
  if (industry_shares.size() != overall_shares.size() || !sums_to_one(industry_shares) || !sums_to_one(overall_shares))
    return kUndefined;
  Sum squared_gaps;
  for (std::size_t i = 0; i < industry_shares.size(); ++i) {
    const double gap = industry_shares[i] - overall_shares[i];
    squared_gaps += gap * gap;
  }
  const double room = 1 - sum_of_products(overall_shares, overall_shares);
  return ratio(squared_gaps.value() - room * plant_hhi, room * (1 - plant_hhi));
}

}  // namespace kaldor::indicators

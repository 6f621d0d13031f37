#pragma once

// Life and death of firms and industries (F-05, F-15, S-01). Undefined is not-a-number.

#include <cstddef>
#include <span>
#include <vector>

namespace kaldor::indicators {

/// Largest fall of the number of firms from its peak.
struct ShakeOut {
  double peak;
  std::size_t peak_at;  ///< first place of the largest number
  double trough;        ///< smallest number from the peak on
  std::size_t trough_at;
  double fall;  ///< 1 - trough / peak; S-01, Gort and Klepper (1982)
};

/// `firm_counts` of an industry over time, at least zero. `peak`, `trough` and `fall` are not-a-number for no counts, a
/// negative one, or none above zero.
ShakeOut shake_out(std::span<const double> firm_counts);

/// Exit hazard by age, exits over firms at risk; not-a-number at ages without firms. F-05.
std::vector<double> exit_hazards(std::span<const double> at_risk, std::span<const double> exits);

/// Share alive after each age, product of 1 - hazard up to and with that age. F-05.
std::vector<double> survival(std::span<const double> hazards);

/// Share of each group in gross job creation (start-ups, high-growth firms, ...); groups are counted from 0. Sums to
/// one. Not-a-number without creation. F-15. Employment at two dates and weights as in `job_flows`.
std::vector<double> job_creation_shares(std::span<const double> before, std::span<const double> after,
                                        std::span<const int> groups, std::size_t group_count,
                                        std::span<const double> weights = {});

}  // namespace kaldor::indicators

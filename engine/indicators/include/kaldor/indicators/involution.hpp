#pragma once

// Involution: competing harder for no more (S§1.22, S§4.6). No index is accepted in the literature; those here are
// proposals of the project, per industry. Growth rates are logarithmic, per span between two dates. Read them beside
// the net exit of capacity: in a healthy shake-out productivity growth, exit and the covariance of size and
// productivity are high, in involution exit is low. Undefined is not-a-number.

#include <cstddef>
#include <span>
#include <vector>

#include "kaldor/indicators/matrix.hpp"

namespace kaldor::indicators {

/// Growth of all competitive outlays together (capacity, R&D, marketing, hours, at constant prices), ln of the ratio of
/// their sums.
double competitive_input_growth(std::span<const double> outlays_before, std::span<const double> outlays_after);

/// INV1: growth of competitive inputs less growth of real value added; above zero = effort without reward.
double effort_reward_wedge(double input_growth, double value_added_growth);

/// INV2: fall of the log margin, -d ln(1 + markup). Undefined for markups of minus one and less.
double margin_squeeze(double markup_before, double markup_after);

/// INV3: 1 - u / u* of capacity utilisation u against its normal value u*.
double utilisation_gap(double utilisation, double normal_utilisation);

/// INV4: growth of unit cost less growth of price.
double price_cost_squeeze(double price_growth, double unit_cost_growth);

/// INV5: share in sales of firms with negative operating cash flow. `weights`: empty for one each, else what a firm
/// counts (real firms behind it, more for a firm that lives on soft credit).
double loss_share(std::span<const double> sales, std::span<const double> operating_cash_flow,
                  std::span<const double> weights = {});

/// R&D of firms whose technology vector (row) has a cosine above `threshold` with that of some other firm. n^2
/// operations. Not-a-number when a firm with R&D has no technology vector.
double duplicated_rd(std::span<const double> rd, MatrixView technologies, double threshold = 0.9);

/// INV6: share of R&D that imitates plus share that duplicates, in [0, 2].
double rd_dilution(double imitation_rd, double duplicated_rd, double total_rd);

/// INV7: 1 - coefficient of variation of quality (population); 1 = all alike. `weights` empty for one each.
double quality_homogeneity(std::span<const double> qualities, std::span<const double> weights = {});

/// INV7, the other form: mean cosine over all pairs of products (rows of characteristics, at least zero), in [0, 1].
double mean_pairwise_cosine(MatrixView products);

/// R&D cut: share of the intended budget that cash flow forbids, 1 - min(nu S, varsigma max(0, OCF)) / (nu S). S§1.22.
double rd_cut(double intended_rd, double cash_share, double operating_cash_flow);

/// Competitive outlays above the cooperative optimum over the rents at stake; 1 = all rents are dissipated. Tullock
/// (1980).
double rent_dissipation(double excess_outlays, double rents);

/// INV*: one number an observation (row) from the components (columns), equal-weight mean of z-scores over all
/// observations (population deviation). A component without spread counts as zero.
std::vector<double> mean_z_score(MatrixView components);

/// INV*: first principal component of the z-scores, with variance one, signed so that it rises with their mean;
/// `loadings` are the unit weights of the components. Undefined with fewer than two observations, no spread, or a first
/// eigenvalue that is not single.
struct FirstComponent {
  std::vector<double> scores;
  std::vector<double> loadings;
  double explained;  ///< share of the variance
};
FirstComponent first_component(MatrixView components);

/// Quarters in a row that wedge, squeeze and gap must all be positive for a trap.
inline constexpr std::size_t kTrapQuarters = 8;

/// Trap: 1 when INV1, INV2 and INV3 are positive in each of the last `quarters` quarters and productivity grows less
/// than in the median industry, else 0; not-a-number with fewer quarters or where one of the numbers is.
double involution_trap(std::span<const double> wedges, std::span<const double> squeezes, std::span<const double> gaps,
                       double productivity_growth, double median_productivity_growth,
                       std::size_t quarters = kTrapQuarters);

/// Capacity that left less capacity that came, over capacity before; what tells a shake-out from involution.
double net_exit_of_capacity(double left, double entered, double before);

}  // namespace kaldor::indicators

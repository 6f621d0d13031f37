#pragma once

// Knowledge: stocks, proximity, spillovers, recombination, direction (S§1.1, S§1.8, S§1.11, S§1.15). Undefined is
// not-a-number.

#include <cstddef>
#include <span>

namespace kaldor::indicators {

/// Stock after a period, (1 - depreciation) stock + R&D. S§1.11.
double knowledge_stock(double stock, double rd, double depreciation);

/// Technological proximity of two firms, industries or regions: cosine of their vectors over fields, in [0, 1]. Jaffe
/// (1986), S§1.11.
double technological_proximity(std::span<const double> fields, std::span<const double> other_fields);

/// Proximity in space, one half at `half_distance`: 2^(-distance / half_distance). S§1.11.
double geographic_proximity(double distance, double half_distance);

/// Pool of others' knowledge, sum over j != own of proximity_j x stock_j; `proximities` are those of `own` to each.
/// Bloom, Schankerman and Van Reenen (2013), S§1.11.
double spillover_pool(std::span<const double> proximities, std::span<const double> stocks, std::size_t own);

/// Share of the pool that a firm can use, 1 - exp(-kappa x own stock). Cohen and Levinthal (1989), S§1.11.
double absorptive_capacity(double capability, double own_stock);

/// Probability that search finds something, 1 - exp(-capability x effort). S§1.1.
double search_success(double capability, double effort);

/// Pairs of ideas that become possible when their number rises from `before` to `after`: C(after, 2) - C(before, 2).
/// Weitzman (1998), S§1.15.
double new_pairs(double before, double after);

/// Two directions of technical change, clean and dirty, in the model of Acemoglu, Aghion, Bursztyn and Hemous (2012),
/// S§1.8.
struct DirectedChange {
  double elasticity;                                    ///< epsilon: of substitution between clean and dirty inputs
  double capital_share;                                 ///< alpha: of machines in an input
  double step_times_clean_odds, step_times_dirty_odds;  ///< gamma eta_c, gamma eta_d
  double clean_technology, dirty_technology;            ///< A_c, A_d of the period before
};

/// Expected profit of clean over dirty research when a share `clean_scientists` works on clean and clean research is
/// subsidised at rate `subsidy`; above 1 = research goes clean. Undefined unless technologies and odds are positive.
double clean_to_dirty_profit(const DirectedChange& change, double clean_scientists, double subsidy);

/// Subsidy that makes both directions equally profitable at that allocation; negative where clean leads.
double parity_subsidy(const DirectedChange& change, double clean_scientists);

}  // namespace kaldor::indicators

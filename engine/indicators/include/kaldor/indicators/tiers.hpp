#pragma once

// Tiers of firms, recognised by what firms do and never assigned (S§1.20). Sizes and values are those of one real firm;
// records that stand for several carry weights. A comparison with not-a-number is false.

#include <cstddef>
#include <span>
#include <vector>

namespace kaldor::indicators {

/// The bounds of S§1.20.
struct TierBounds {
  double start_up_age = 5;               ///< years
  double high_growth_employees = 10;     ///< at the start; OECD
  double high_growth_rate = 0.2;         ///< a year
  double high_growth_years = 3;          ///< between the two dates
  double gazelle_age = 5;                ///< years, at the end
  double unicorn_age = 10;               ///< years
  double specialised_niche_share = 0.1;  ///< of the niche's sales
  double specialised_rd_share = 0.03;    ///< of sales
};

bool is_start_up(double age, const TierBounds& bounds = {});

/// Employees at the start and `high_growth_years` later: large enough, and growing faster than the rate each year on
/// average. OECD-Eurostat (2007).
bool is_high_growth(double employees_before, double employees_after, const TierBounds& bounds = {});

/// A young firm of high growth; age in years at the end.
bool is_gazelle(double age, double employees_before, double employees_after, const TierBounds& bounds = {});

/// A young private firm whose equity is worth at least `threshold`, in the same money. F-17.
bool is_unicorn(double age, double equity_value, double threshold, const TierBounds& bounds = {});

/// A specialised, refined, peculiar and novel firm: large in its niche, with R&D above a share of its sales. Whether it
/// is small is the caller's to say.
bool is_specialised(double niche_share, double rd, double sales, const TierBounds& bounds = {});

/// Worth of a profit that grows for ever, profit (1 + g) / (r - g) with growth g at most `highest_growth`; zero for
/// losses. Not-a-number unless the discount rate r exceeds the growth that counts.
double gordon_value(double profit, double growth, double discount_rate, double highest_growth);

/// Columns of firms, `years` apart; `employees_before` is zero for a firm that was not there.
struct FirmsByTier {
  std::span<const double> ages;
  std::span<const double> employees_before, employees_after;
  std::span<const double> equity_values;
  std::span<const double> weights;  ///< empty for one each
};

/// Real firms in each tier.
struct TierCounts {
  double firms;  ///< that are there at the end
  double start_ups;
  double eligible;  ///< firms large enough at the start to count for high growth, whether they survive or not
  double high_growth;
  double gazelles;
  double unicorns;
  double high_growth_share() const;  ///< of the eligible; F-16
  double gazelle_share() const;      ///< of the eligible
};

/// All counts are not-a-number with unequal lengths or a negative weight.
TierCounts count_tiers(const FirmsByTier& firms, double unicorn_threshold, const TierBounds& bounds = {});

/// One supplier of one firm.
struct SupplyTie {
  std::size_t supplier, buyer;
  double share_of_supplier_sales;  ///< that the buyer takes
};

/// A chain leader is central, sources heavily from many suppliers, and leads its industry in R&D, all at once.
struct LeaderCriteria {
  double central_part = 0.1;  ///< of all firms: top decile
  double rd_part = 0.25;      ///< of the firms of its industry: top quarter
  double sourcing_share;      ///< theta: what it takes of a supplier's sales, more than this
  std::size_t suppliers;      ///< m: of how many suppliers at least
};

/// 1 for each firm that is a chain leader, else 0. `industries` are counted from 0. A firm is in the top part q when
/// firms of higher value weigh less than q of the total. Every answer is 0 when lengths do not fit or a tie names a
/// firm that does not exist.
std::vector<unsigned char> chain_leaders(std::span<const double> centrality, std::span<const double> rd,
                                         std::span<const int> industries, std::span<const SupplyTie> ties,
                                         const LeaderCriteria& criteria, std::span<const double> weights = {});

}  // namespace kaldor::indicators

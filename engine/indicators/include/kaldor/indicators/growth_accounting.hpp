#pragma once

// From extensive to intensive growth, and from stock adjustment to new growth: how much of growth comes from factors
// and how much from what is made of them, and who brings it. Growth is logarithmic. Undefined is not-a-number.

#include <cstddef>
#include <span>
#include <vector>

#include "kaldor/indicators/productivity.hpp"

namespace kaldor::indicators {

/// Growth of output = sum of the contributions of factors + growth of productivity, exactly.
struct GrowthAccount {
  double output;                ///< ln(Y1 / Y0)
  std::vector<double> factors;  ///< contribution of each factor, (v0 + v1) / 2 x ln(x1 / x0)
  double accumulation;          ///< of all factors: extensive growth
  double productivity;          ///< the rest: intensive growth
  /// Share of growth that is intensive; undefined when output does not grow. Above 1 when factors shrink.
  double intensive_share() const;
};

/// Tornqvist weights: the mean of the cost (or income) shares v of both dates, which must sum to one within 1e-12 at
/// each. A factor without share at both dates is left out, so that it may be zero; otherwise quantities must be
/// positive. Solow (1957); Jorgenson and Griliches (1967); Diewert (1976).
GrowthAccount growth_account(double output_before, double output_after, std::span<const double> factors_before,
                             std::span<const double> factors_after, std::span<const double> shares_before,
                             std::span<const double> shares_after);

/// Contributions summed by class of driver: `classes` says for each factor which, counted from 0 (land, labour and
/// capital against knowledge, talent, data and organisation, say). One number a class.
std::vector<double> contributions_by_class(std::span<const double> contributions, std::span<const int> classes,
                                           std::size_t class_count);

/// The terms of a decomposition of productivity as stock adjustment and new growth.
struct StockAndNewGrowth {
  double incumbents;    ///< continuing firms that transform themselves
  double reallocation;  ///< among continuing firms: between and cross
  double entry;
  double exit;  ///< positive when leaving firms raise the aggregate
  double stock() const { return incumbents + reallocation; }
  double turnover() const { return entry + exit; }
  double total() const { return stock() + turnover(); }
};
StockAndNewGrowth stock_and_new_growth(const Decomposition& terms);

/// Change of a total (value added, sales, employment) by origin; the terms add up to the change.
struct GrowthByOrigin {
  double transformed;  ///< incumbents that changed function, industry or technology class
  double expanded;     ///< other incumbents that grew
  double contracted;   ///< other incumbents that shrank, negative
  double entered;
  double left;  ///< negative
  double total() const { return transformed + expanded + contracted + entered + left; }
};

/// Levels of each firm at two dates and whether an incumbent transformed itself meanwhile (not read of the others).
/// `weights` empty for one real firm each. Values of a firm that is not there are not read.
GrowthByOrigin growth_by_origin(std::span<const Presence> presence, std::span<const double> before,
                                std::span<const double> after, std::span<const unsigned char> transformed,
                                std::span<const double> weights = {});

}  // namespace kaldor::indicators

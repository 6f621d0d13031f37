#pragma once

// Growth and size of firms (S§4.5, I-37 to I-39). Weighted forms read record i as weights[i] real firms of values[i]
// each. Undefined is not-a-number.

#include <cstddef>
#include <span>

namespace kaldor::indicators {

/// Growth 2 (x1 - x0) / (x1 + x0) in [-2, 2]: 2 for an entrant, -2 for a firm that left. I-37, Davis, Haltiwanger and
/// Schuh (1996). Undefined when both are zero or one is negative.
double dhs_growth(double before, double after);

/// Job flows over mean employment of the two dates. I-37.
struct JobFlows {
  double creation;
  double destruction;
  double net;           ///< creation - destruction
  double reallocation;  ///< creation + destruction
  double excess;        ///< reallocation beyond what net growth needs
};

/// Employment of each firm at two dates, zero where it does not exist; `weights` empty for one real firm each.
JobFlows job_flows(std::span<const double> before, std::span<const double> after, std::span<const double> weights = {});

/// Hill estimate of the tail exponent from the `count` largest values over the next largest, k / sum ln(x / x_min).
/// Sorts a copy. Undefined without `count` + 1 positive values or when they are all equal. I-38.
double hill_tail(std::span<const double> values, std::size_t count);

/// The same over real firms behind weighted records, from the largest `count` of them; a record may count in part.
/// I-38.
double weighted_hill_tail(std::span<const double> values, std::span<const double> weights, double count);

/// Median; the mean of the two middle values when there is no middle one. Sorts a copy.
double median(std::span<const double> values);

/// Scale of a Laplace distribution by maximum likelihood, mean |x - median|. I-39.
double laplace_scale(std::span<const double> values);

/// Shapes that the two estimators below can answer with; a value at a bound means that the data ask for one beyond it.
inline constexpr double kSmallestSubbotinShape = 0.2;
inline constexpr double kLargestSubbotinShape = 10;

/// Shape b of a Subbotin distribution, density proportional to exp(-|(x - median) / a|^b / b): 1 is Laplace, 2 is
/// normal. Profile likelihood over the scale with the median as location. Undefined with fewer than four values or no
/// spread. F-02, Bottazzi and Secchi (2006). Allocates a copy; about 60 passes.
double subbotin_shape(std::span<const double> values);

/// The same shape from two moments around the centre, E|x| / sd, for data that are only met once. Undefined unless both
/// are positive.
double subbotin_shape_by_moments(double mean_absolute_deviation, double standard_deviation);

}  // namespace kaldor::indicators

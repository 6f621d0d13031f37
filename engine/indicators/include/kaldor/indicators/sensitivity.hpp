#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace kaldor::indicators {

/// Answers of a full factorial experiment: one value a combination of levels, the last factor changing fastest.
struct Factorial {
  std::span<const double> values;
  std::span<const std::size_t> levels;  ///< of each factor, at most 32 factors
  /// Probability of each level, factor after factor, summing to one within 1e-12 for each factor; empty for equal ones.
  std::span<const double> probabilities;
};

/// Share of the variance that a set of factors (bit k stands for factor k) explains together, Var(E[y | set]) / Var(y).
/// Of one factor it is the Sobol index S_k; of a pair, less both S_k, their interaction; one less that of all others is
/// the total index. Exact for the given levels. Not-a-number when sizes do not fit or nothing varies. S§4.7, Sobol
/// (1993).
double explained_variance(const Factorial& experiment, std::uint32_t factors);

}  // namespace kaldor::indicators

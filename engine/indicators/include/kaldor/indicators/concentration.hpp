#pragma once

// Concentration and inequality (S§4.1, I-11 to I-13). Weighted forms read record i as weights[i] real units that each
// have values[i]; with integer weights they equal the plain form of the written-out list. Undefined is not-a-number:
// negative values or weights, a total that is not positive, shares that do not sum to one within 1e-12, unequal
// lengths.

#include <cstddef>
#include <span>

namespace kaldor::indicators {

/// Herfindahl-Hirschman index, sum of squared shares, in [1/n, 1]; times 10^4 in the convention of competition law.
/// I-11.
double hhi(std::span<const double> shares);

/// The same over real firms behind weighted records: sum w (share / w)^2 = sum w x^2 / (sum w x)^2. I-11.
double weighted_hhi(std::span<const double> values, std::span<const double> weights);

/// Number of equal firms that would give the same index: 1 / HHI. I-11.
double effective_number(double hhi);

/// Joint share of the largest `count` firms, of all firms if there are fewer. Sorts a copy. I-11.
double concentration_ratio(std::span<const double> shares, std::size_t count);

/// The same over real firms behind weighted records; a record may count in part. Sorts a copy. I-11.
double weighted_concentration_ratio(std::span<const double> values, std::span<const double> weights, double count);

/// Shannon entropy - sum s ln s, in nat. I-12.
double shannon(std::span<const double> shares);

/// Theil index mean of (x / mu) ln(x / mu), in nat; ln n less the entropy of the shares. I-12.
double theil(std::span<const double> values);
double weighted_theil(std::span<const double> values, std::span<const double> weights);

/// Gini coefficient sum (2i - n - 1) x_(i) / (n sum x), in [0, 1 - 1/n]. Sorts a copy. I-13.
double gini(std::span<const double> values);
double weighted_gini(std::span<const double> values, std::span<const double> weights);

}  // namespace kaldor::indicators

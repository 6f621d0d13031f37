#pragma once

// Structural composition of an economy (S§4.1, I-01 to I-10 and I-16). All functions are pure. Anything undefined,
// spans of unequal length among it, is not-a-number. Where an argument is called `shares` it must sum to one within
// 1e-12, otherwise the answer is not-a-number; where it is called anything else, levels and shares serve alike.

#include <cstddef>
#include <span>
#include <vector>

namespace kaldor::indicators {

/// Structure advancement Y3 / Y2: tertiary over secondary value added. Undefined unless secondary is positive. I-01,
/// Gan, Zheng and Yu (2011).
double structure_advancement(double secondary, double tertiary);

/// Structure rationalisation: Theil index of the gaps between sectors in output per worker, sum y ln(y / l) over shares
/// of output y and of labour l. 0 = balanced, larger = worse. Undefined where output comes without labour. I-02.
double rationalisation(std::span<const double> output, std::span<const double> labour);

/// Structural deviation sum |(Y_i / L_i) / (Y / L) - 1|; 0 = balanced. Undefined where a sector with output has no
/// labour; a sector with neither is left out. I-03.
double structural_deviation(std::span<const double> output, std::span<const double> labour);

/// Hierarchical upgrade coefficient sum i y_i over sectors in order (primary, secondary, tertiary), in [1, 3]. I-04.
double hierarchical_upgrade(std::span<const double> shares);

/// Angle index of structural upgrading 3 t1 + 2 t2 + t3, in radian, where t_j is the angle between the vector of the
/// three sectors and the axis of sector j. I-05, Fu (2010).
double upgrade_angle(std::span<const double, 3> sectors);

/// Cosine of the angle between two vectors of shares, 1 = no change. I-06, Moore (1978).
double moore_cosine(std::span<const double> before, std::span<const double> after);

/// The same angle in degree, accurate for small angles too. I-06.
double moore_angle(std::span<const double> before, std::span<const double> after);

/// Half the sum of absolute changes of shares, in [0, 1] (norm of absolute values; Michaely index). I-07.
double nav(std::span<const double> shares_before, std::span<const double> shares_after);

/// Which shares weight the growth rates of the Lilien index; published variants differ, so there is no default.
enum class LilienWeight { current, lagged, mean };

/// Lilien index: dispersion of employment growth over sectors, sqrt(sum x_i (dln L_i - dln L)^2), per span between the
/// two dates. A sector without labour at both dates is left out; at one date makes the index undefined. I-08; `mean`
/// weights are the modified index of Ansari, Mussida and Pastore (2013).
double lilien(std::span<const double> labour_before, std::span<const double> labour_after, LilienWeight weight);

/// Krugman specialisation sum |s_i - r_i| of a region against the rest, in [0, 2]. I-09.
double krugman_specialisation(std::span<const double> shares, std::span<const double> reference_shares);

/// Location quotient (x_ir / x_r) / (x_i / x): share of the industry in the region over its share in the nation; the
/// same formula is revealed comparative advantage. I-10.
double location_quotient(double region_industry, double region, double industry, double nation);

/// Share of each class of industries (labour-, capital-, knowledge-, data-intensive, ...) in a total of values of at
/// least zero. `classes` are counted from 0. Sums to one.
std::vector<double> shares_by_class(std::span<const double> values, std::span<const int> classes,
                                    std::size_t class_count);

/// Direction and speed of structural change, to be read together: a rising Y3 / Y2 alone may be deindustrialisation.
/// I-16.
struct StructuralChange {
  double direction;  ///< sign of the change of the hierarchical upgrade coefficient: -1, 0 or 1
  double speed;      ///< half the sum of absolute changes of shares
};
StructuralChange structural_change(std::span<const double> shares_before, std::span<const double> shares_after);

}  // namespace kaldor::indicators

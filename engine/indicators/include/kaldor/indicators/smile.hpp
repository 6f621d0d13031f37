#pragma once

// Functions along the value chain and the smile curve (S§1.16, S§4.3, I-25 and I-26).

#include <cstddef>
#include <span>
#include <vector>

#include "kaldor/indicators/matrix.hpp"

namespace kaldor::indicators {

/// Least-squares parabola level + slope x + curvature x^2. On a smile curve x is the position on the chain, slope its
/// asymmetry and curvature its depth. I-26.
struct Parabola {
  double level;
  double slope;
  double curvature;
  double curvature_error;  ///< standard error of the curvature; not-a-number unless there are more than three points
  double fit;              ///< share of the variance of y that the parabola explains
  /// Where it turns, -slope / (2 curvature); undefined for a straight line.
  double turning_point() const;
};

/// `weights` empty for one each. All members are not-a-number with fewer than three different positions, a negative
/// weight or unequal lengths. With weights, the standard error treats them as relative precisions.
Parabola fit_parabola(std::span<const double> x, std::span<const double> y, std::span<const double> weights = {});

/// Functional specialisation (f_rk / sum_k f_rk) / (sum_r f_rk / sum f): 1 = as everywhere. `income` has one row a
/// region, one column a function. I-25, Timmer, Miroudot and de Vries (2019).
Matrix functional_specialisation(MatrixView income);

/// Value added by function: wages of the function plus the operating surplus that is assigned to it. `wages` and
/// `surplus_keys` have one row an industry (or firm), one column a function; a row of keys must sum to one within
/// 1e-12. Adds up to all wages and surplus. S§4.3.
std::vector<double> value_added_by_function(MatrixView wages, std::span<const double> surplus, MatrixView surplus_keys);

/// Functional upgrading sum s_k (v_k - v_fab) / (v_max - v_fab) of a portfolio of functions: 0 = fabrication only, 1 =
/// only the function with the highest return, negative below fabrication. Undefined unless some return beats that of
/// fabrication. S§4.3, a proposal of the project.
double functional_upgrading(std::span<const double> shares, std::span<const double> returns, std::size_t fabrication);

}  // namespace kaldor::indicators

#pragma once

// Position and income along the functions of a value chain (S§4.3, I-26). Pure; anything undefined is not-a-number.

#include <span>

namespace kaldor::indicators {

/// Least squares of income on position: income = level + asymmetry pos + curvature pos^2.
struct Smile {
  double level, asymmetry, curvature;
};

/// The smile through incomes at positions -1 (design), 0 (production) and 1 (brand). I-26.
Smile smile(std::span<const double, 3> income);

/// Functional upgrading index sum_k s_k (v_k - v_fab) / (v_max - v_fab): shares s_k of the three functions (design,
/// production, brand) in value added, weighted by how far their income lies above production's. Undefined where
/// production earns most. I-26.
double functional_upgrading(std::span<const double, 3> value_added, std::span<const double, 3> income);

}  // namespace kaldor::indicators

#pragma once

#include <span>

namespace kaldor::indicators {

/// Agglomeration of an industry beyond chance and beyond what its large plants explain,
/// (G - (1 - sum x^2) H) / ((1 - sum x^2) (1 - H)) with G = sum (s - x)^2. I-15, Ellison and Glaeser (1997).
///
/// `industry_shares` s: of the industry by region; `overall_shares` x: of all industries by region; both must sum to
/// one within 1e-12. `plant_hhi` H: Herfindahl index of the industry's plants. Not-a-number with one region or one
/// plant.
double ellison_glaeser(std::span<const double> industry_shares, std::span<const double> overall_shares,
                       double plant_hhi);

}  // namespace kaldor::indicators

#pragma once

// Environment (S§4.5, I-30 to I-34). Undefined is not-a-number.

#include <cstddef>
#include <span>

namespace kaldor::indicators {

/// Malmquist-Luenberger index of productivity with bad outputs; above 1 = better. I-30, Chung, Fare and Grosskopf
/// (1997).
struct MalmquistLuenberger {
  double index;
  double efficiency_change;  ///< catching up with the frontier
  double technical_change;   ///< the frontier itself; index = efficiency_change x technical_change
};

/// Directional distances of one producer: frontier of a period, observation of a period. Each must exceed -1.
struct DirectionalDistances {
  double before_of_before, before_of_after;  ///< frontier of the first period
  double after_of_before, after_of_after;    ///< frontier of the second period
};
MalmquistLuenberger malmquist_luenberger(const DirectionalDistances& distances);

/// Growth of multi-factor productivity adjusted for pollution: output growth less elasticity-weighted growth of inputs
/// and of pollution. The elasticity of output with respect to pollution is positive, so falling pollution adds. I-31,
/// OECD.
double environmentally_adjusted_mfp_growth(double output_growth, std::span<const double> input_growth,
                                           std::span<const double> input_elasticities, double pollution_growth,
                                           double pollution_elasticity);

/// Logarithmic mean (a - b) / ln(a / b) of two numbers of at least zero; a when they are equal, 0 when one is zero.
double logarithmic_mean(double a, double b);

/// LMDI-I: contribution of each factor to the change of a product of factors (emissions = activity x intensity x ...),
/// exact: contributions add up to the change. I-32, Ang (2005).
///
/// `before` and `after` hold one row a sector, a row one number a factor, row by row; `contributions` has one number a
/// factor, summed over sectors. A factor that appears or vanishes takes the whole change of its sector (shared equally
/// by several), the limit of Ang and Liu (2007). Negative factors make every contribution not-a-number.
void lmdi(std::span<const double> before, std::span<const double> after, std::span<double> contributions);

/// Tapio elasticity (dC / C) / (dY / Y) of emissions to output. I-33, Tapio (2005).
double tapio_elasticity(double emissions_before, double emissions_after, double output_before, double output_after);

/// The eight cases of Tapio (2005); bounds of the elasticity are 0.8 and 1.2.
enum class Decoupling {
  undefined,
  strong,               ///< output grows, emissions fall
  weak,                 ///< emissions grow by less than 0.8 of output
  expansive_coupling,   ///< both grow, elasticity 0.8 to 1.2
  expansive_negative,   ///< emissions grow by more than 1.2 of output
  strong_negative,      ///< output falls, emissions grow
  weak_negative,        ///< both fall, elasticity under 0.8
  recessive_coupling,   ///< both fall, elasticity 0.8 to 1.2
  recessive_decoupling  ///< both fall, elasticity above 1.2
};
Decoupling decoupling(double emissions_before, double emissions_after, double output_before, double output_after);

/// Emissions (or energy) over value added, in the units of the two. I-34.
double carbon_intensity(double emissions, double value_added);

/// Value added over emissions, the inverse. I-34.
double carbon_productivity(double value_added, double emissions);

/// Share of a region in all emissions over its share in all value added; above 1 = dirtier than the whole, a pollution
/// haven when it rises while others fall. I-34.
double pollution_haven_quotient(double emissions, double value_added, double all_emissions, double all_value_added);

/// Intensity along the whole chain: direct intensities times one column of the total requirements (I - A)^-1. I-34.
double embodied_intensity(std::span<const double> direct_intensities, std::span<const double> requirements);

}  // namespace kaldor::indicators

#include "kaldor/indicators/green.hpp"

#include <algorithm>
#include <cmath>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

constexpr double kWeakDecoupling = 0.8;  // bounds of Tapio (2005)
constexpr double kNegativeDecoupling = 1.2;

double product(std::span<const double> factors) {
  double result = 1;
  for (const double factor : factors) result *= factor;
  return result;
}

/// Contribution of each factor where all are positive in both periods.
void add_positive_sector(std::span<const double> x0, std::span<const double> x1, std::span<double> contributions) {
  const double scale = logarithmic_mean(product(x1), product(x0));
  for (std::size_t k = 0; k < x0.size(); ++k) contributions[k] += scale * math::log(x1[k] / x0[k]);
}

/// Where emissions appear or vanish, the factors that are zero on one side take the change in equal parts.
void add_switching_sector(std::span<const double> x0, std::span<const double> x1, std::span<double> contributions) {
  const double change = product(x1) - product(x0);
  const std::span<const double> empty_side = change > 0 ? x0 : x1;
  const auto zeros = static_cast<double>(std::count(empty_side.begin(), empty_side.end(), 0.0));
  for (std::size_t k = 0; k < x0.size(); ++k)
    if (empty_side[k] == 0) contributions[k] += change / zeros;
}

}  // namespace

MalmquistLuenberger malmquist_luenberger(const DirectionalDistances& d) {
  const double efficiency = ratio(1 + d.before_of_before, 1 + d.after_of_after);
  const double before = ratio(1 + d.before_of_before, 1 + d.before_of_after);
  const double after = ratio(1 + d.after_of_before, 1 + d.after_of_after);
  const double index = before > 0 && after > 0 ? std::sqrt(before * after) : kUndefined;
  return {index, efficiency, ratio(index, efficiency)};
}

double environmentally_adjusted_mfp_growth(double output_growth, std::span<const double> input_growth,
                                           std::span<const double> input_elasticities, double pollution_growth,
                                           double pollution_elasticity) {
  if (input_growth.size() != input_elasticities.size()) return kUndefined;
  return output_growth - sum_of_products(input_elasticities, input_growth) - pollution_elasticity * pollution_growth;
}

double logarithmic_mean(double a, double b) {
  if (!(a >= 0 && b >= 0)) return kUndefined;
  if (a == 0 || b == 0) return 0;
  // ln(a / b) = 2 artanh z; for near numbers the quotient of two small differences would lose its digits.
  const double z = (a - b) / (a + b);
  const double square = z * z;
  if (square > 0.0025) return (a - b) / math::log(a / b);
  const double series = math::horner(square, 1.0, 1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13);
  return (a + b) / 2 / series;
}

void lmdi(std::span<const double> before, std::span<const double> after, std::span<double> contributions) {
  const std::size_t factors = contributions.size();
  const bool fits = factors > 0 && before.size() == after.size() && before.size() % factors == 0;
  std::fill(contributions.begin(), contributions.end(), fits ? 0.0 : kUndefined);
  if (!fits) return;
  if (!none_negative(before) || !none_negative(after)) {
    std::fill(contributions.begin(), contributions.end(), kUndefined);
    return;
  }
  for (std::size_t row = 0; row < before.size(); row += factors) {
    const auto x0 = before.subspan(row, factors), x1 = after.subspan(row, factors);
    const bool emits_before = product(x0) > 0, emits_after = product(x1) > 0;
    if (emits_before && emits_after) add_positive_sector(x0, x1, contributions);
    if (emits_before != emits_after) add_switching_sector(x0, x1, contributions);
  }
}

double tapio_elasticity(double emissions_before, double emissions_after, double output_before, double output_after) {
  const double emissions_growth = ratio(emissions_after - emissions_before, emissions_before);
  const double output_growth = ratio(output_after - output_before, output_before);
  return output_growth == 0 ? kUndefined : emissions_growth / output_growth;
}

Decoupling decoupling(double emissions_before, double emissions_after, double output_before, double output_after) {
  const double elasticity = tapio_elasticity(emissions_before, emissions_after, output_before, output_after);
  if (std::isnan(elasticity)) return Decoupling::undefined;
  const bool output_grows = output_after > output_before;
  if (elasticity < 0) return output_grows ? Decoupling::strong : Decoupling::strong_negative;
  if (elasticity < kWeakDecoupling) return output_grows ? Decoupling::weak : Decoupling::weak_negative;
  if (elasticity <= kNegativeDecoupling)
    return output_grows ? Decoupling::expansive_coupling : Decoupling::recessive_coupling;
  return output_grows ? Decoupling::expansive_negative : Decoupling::recessive_decoupling;
}

double carbon_intensity(double emissions, double value_added) { return ratio(emissions, value_added); }

double carbon_productivity(double value_added, double emissions) { return ratio(value_added, emissions); }

double pollution_haven_quotient(double emissions, double value_added, double all_emissions, double all_value_added) {
  return ratio(ratio(emissions, all_emissions), ratio(value_added, all_value_added));
}

double embodied_intensity(std::span<const double> direct_intensities, std::span<const double> requirements) {
  if (direct_intensities.size() != requirements.size()) return kUndefined;
  return sum_of_products(direct_intensities, requirements);
}

}  // namespace kaldor::indicators

// Stage 13: why productivity and emissions changed over four quarters (S§4.2, I-32), beside what record.cpp tells.

#include <cmath>

#include "kaldor/indicators/green.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

constexpr Indicator kEffects[] = {Indicator::emissions_activity_effect, Indicator::emissions_structure_effect,
                                  Indicator::emissions_intensity_effect};

/// Output of all industries, the industry's part of it, and its emissions for a unit: one row an industry.
Vector emission_factors(const ModelState& s, const Vector& frame) {
  const auto of = [&](Indicator indicator, std::size_t i) {
    return frame[s.layout.offset[static_cast<std::size_t>(indicator)] + i];
  };
  const std::size_t n = static_cast<std::size_t>(s.base.industries);
  double all = 0;
  for (std::size_t i = 0; i < n; ++i) all += of(Indicator::output, i);
  Vector factors;
  for (std::size_t i = 0; i < n; ++i) {
    const double output = of(Indicator::output, i);
    factors.insert(factors.end(), {all, output / all, output > 0 ? of(Indicator::emissions, i) / output : 0.0});
  }
  return factors;
}

}  // namespace

void record_decompositions(ModelState& s) {
  value(s, Indicator::shift_productivity) =
      value(s, Indicator::structural_productivity) + value(s, Indicator::dynamic_productivity);
  for (const Indicator i : kEffects) value(s, i) = std::nan("");
  if (s.history.size() < kQuartersPerYear) return;
  const Vector& past = s.history[s.history.size() - kQuartersPerYear];
  double effects[std::size(kEffects)];
  indicators::lmdi(emission_factors(s, past), emission_factors(s, s.frame), effects);
  const double before = past[s.layout.offset[static_cast<std::size_t>(Indicator::carbon_emissions)]];
  for (std::size_t k = 0; k < std::size(kEffects); ++k) value(s, kEffects[k]) = ratio(effects[k], before);
}

}  // namespace kaldor

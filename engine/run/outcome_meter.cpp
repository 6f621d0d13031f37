#include "outcome_meter.hpp"

#include <cmath>
#include <limits>
#include <string_view>

namespace kaldor {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

std::optional<std::size_t> national_place(std::string_view name, const FrameLayout& layout) {
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    if (declaration.name == name) return layout.offset[static_cast<std::size_t>(declaration.indicator)];
  }
  return std::nullopt;
}

}  // namespace

double measured(const Measure& measure, const FrameLayout& layout, std::span<const double> frame) {
  const std::size_t values = layout.offset[static_cast<std::size_t>(measure.indicator)];
  double sum = 0, weights = 0;
  if (measure.combine == Measure::Combine::sum) {
    for (const std::size_t cell : measure.cells) sum += frame[values + cell];
    return sum / measure.divisor;
  }
  for (const std::size_t cell : measure.cells) {
    const double value = frame[values + cell];
    const double weight = measure.weight ? frame[layout.offset[static_cast<std::size_t>(*measure.weight)] + cell] : 1.0;
    if (!std::isfinite(value) || !(weight > 0)) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights > 0 ? sum / weights : kNotANumber;
}

OutcomeMeter::OutcomeMeter(const std::vector<Outcome>& outcomes, const FrameLayout& layout)
    : outcomes_(outcomes),
      layout_(layout),
      cost_(national_place("policy_cost_share", layout)),
      gdp_(national_place("gdp", layout)),
      sums_(outcomes.size()) {}

void OutcomeMeter::take(int period, std::span<const double> frame) {
  for (std::size_t o = 0; o < outcomes_.size(); ++o) {
    const Measure& measure = outcomes_[o].measure;
    if (period >= measure.end) continue;
    if (period >= measure.first) sums_[o].value += measured(measure, layout_, frame);
    if (!outcomes_[o].cost || !cost_ || !gdp_) continue;
    sums_[o].cost += frame[*cost_] * frame[*gdp_];
    sums_[o].gdp += frame[*gdp_];
  }
}

double OutcomeMeter::value(std::size_t o) const {
  return sums_[o].value / (outcomes_[o].measure.end - outcomes_[o].measure.first);
}

double OutcomeMeter::cost(std::size_t o) const { return sums_[o].gdp > 0 ? sums_[o].cost / sums_[o].gdp : kNotANumber; }

}  // namespace kaldor

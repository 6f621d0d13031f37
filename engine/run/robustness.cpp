#include "kaldor/run/robustness.hpp"

#include <fmt/format.h>

#include <cmath>

namespace kaldor {

std::optional<bool> same_sign(const Expectation& expectation, double reference, double value) {
  const bool holds_zero =
      expectation.open ? expectation.low < 0 && expectation.high > 0 : expectation.low <= 0 && expectation.high >= 0;
  if (holds_zero || !(std::abs(reference) > 0) || std::isnan(value)) return std::nullopt;
  return (reference > 0 && value > 0) || (reference < 0 && value < 0);
}

RobustnessResult run_robustness(const Experiment& experiment, const VariationPlan& plan,
                                const ExperimentOptions& options) {
  const Experiment primary = primary_only(experiment);
  ExperimentOptions quiet = options;
  quiet.output.clear();
  RobustnessResult result;
  std::optional<double> reference;
  for (const Variation& variation : plan.variations) {
    Experiment varied = primary;
    variation.apply(varied);
    VariationResult found{variation.name, {}, std::nullopt, ""};
    try {
      const ExperimentResult run = run_experiment(varied, quiet);
      result.seconds += run.seconds;
      if (!run.complete) return result;
      found.outcome = run.outcomes.front();
      if (result.variations.empty()) reference = found.outcome.difference.value;
      if (reference) {
        found.same_sign = same_sign(primary.primary().expect, *reference, found.outcome.difference.value);
      }
    } catch (const ArmError& error) {
      found.failure = fmt::format("arm {}, replication {}: {}", error.arm, error.replication + 1, error.what());
    }
    result.variations.push_back(std::move(found));
  }
  result.complete = true;
  return result;
}

}  // namespace kaldor

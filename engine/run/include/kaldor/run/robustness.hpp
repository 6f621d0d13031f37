#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kaldor/run/experiment.hpp"
#include "kaldor/scenario/variations.hpp"

namespace kaldor {

/// What the primary outcome became under one variation.
struct VariationResult {
  std::string name;
  OutcomeResult outcome;          ///< undefined when the run failed
  std::optional<bool> same_sign;  ///< as the experiment as it is; nothing where a sign says nothing
  std::string failure;            ///< why it could not be simulated
};

struct RobustnessResult {
  bool complete = false;
  double seconds = 0;
  std::vector<VariationResult> variations;  ///< the first is the experiment as it is
};

/// Repeats the primary outcome of an experiment under every variation, one after the other, each in parallel over arms
/// and replications. A variation whose run fails does not keep the others from theirs. `options.output` is not used.
RobustnessResult run_robustness(const Experiment& experiment, const VariationPlan& plan,
                                const ExperimentOptions& options);

/// Whether `value` has the sign of `reference`. Nothing when the expectation holds zero, as for a claim of no effect,
/// or when one of the two is zero or not a number.
std::optional<bool> same_sign(const Expectation& expectation, double reference, double value);

}  // namespace kaldor

#include <algorithm>
#include <cmath>
#include <limits>

#include "kaldor/run/experiment.hpp"

namespace kaldor {
namespace {

/// Numbers of one outcome: [arm][replication].
using ArmValues = std::vector<std::vector<double>>;

ArmValues of_outcome(const Experiment& experiment, const std::vector<double>& values, std::size_t outcome) {
  const std::size_t outcomes = experiment.outcomes.size();
  const auto replications = static_cast<std::size_t>(experiment.arms.front().scenario.replications);
  ArmValues arms(experiment.arms.size(), std::vector<double>(replications));
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    for (std::size_t r = 0; r < replications; ++r) arms[arm][r] = values[(arm * replications + r) * outcomes + outcome];
  }
  return arms;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// The contrast in each replication. Arms that do not enter may hold anything.
std::vector<double> contrasted(const Contrast& contrast, const ArmValues& arms, bool relative) {
  std::vector<double> differences(arms.front().size(), 0.0);
  for (std::size_t r = 0; r < differences.size(); ++r) {
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      if (contrast.factors[arm] != 0) differences[r] += contrast.factors[arm] * arms[arm][r];
    }
    if (relative) differences[r] /= arms.front()[r];
  }
  return differences;
}

/// Not a number when the arms never differ.
double pairing_gain(const Contrast& contrast, const ArmValues& arms, bool relative,
                    const std::vector<double>& differences) {
  const double scale = relative ? mean(arms.front()) : 1.0;
  double unpaired = 0;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    const double factor = contrast.factors[arm] / scale;
    if (factor != 0) unpaired += factor * factor * sample_variance(arms[arm]);
  }
  const double paired = sample_variance(differences);
  return paired > 0 ? unpaired / paired : std::numeric_limits<double>::quiet_NaN();
}

/// The share lost is one less the ratio of the effects, so the ends of its interval change places.
Interval share_lost(const std::vector<double>& with_channel, const std::vector<double>& without_channel) {
  const Interval kept = ratio_interval(without_channel, with_channel);
  return {1 - kept.value, 1 - kept.high, 1 - kept.low};
}

OutcomeResult compared(const Outcome& outcome, const ArmValues& arms, const ArmValues& costs) {
  OutcomeResult result;
  result.base = mean(arms.front());
  const std::vector<double> differences = contrasted(outcome.contrast, arms, outcome.relative);
  result.pairing_gain = pairing_gain(outcome.contrast, arms, outcome.relative, differences);
  if (outcome.without) {
    const std::vector<double> without = contrasted(*outcome.without, arms, outcome.relative);
    result.with_channel = mean_interval(differences);
    result.without_channel = mean_interval(without);
    result.difference = share_lost(differences, without);
  } else {
    result.difference = mean_interval(differences);
  }
  if (outcome.cost) {
    const std::vector<double> spent = contrasted(outcome.contrast, costs, false);
    if (std::all_of(spent.begin(), spent.end(), [](double cost) { return std::isfinite(cost); })) {
      result.per_cost = ratio_interval(differences, spent);
    }
  }
  result.verdict = judge(outcome.expect, result.difference);
  return result;
}

}  // namespace

bool ExperimentResult::holds() const {
  return complete && std::all_of(outcomes.begin(), outcomes.end(),
                                 [](const OutcomeResult& outcome) { return outcome.verdict == Verdict::holds; });
}

void compare_arms(const Experiment& experiment, ExperimentResult& result) {
  result.outcomes.clear();
  for (std::size_t o = 0; o < experiment.outcomes.size(); ++o) {
    result.outcomes.push_back(compared(experiment.outcomes[o], of_outcome(experiment, result.values, o),
                                       of_outcome(experiment, result.costs, o)));
  }
}

}  // namespace kaldor

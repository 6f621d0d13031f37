#include "kaldor/run/experiment.hpp"

#include <fmt/format.h>

#include <chrono>
#include <limits>
#include <memory>

#include "kaldor/core/numerics_check.hpp"
#include "kaldor/model/simulation.hpp"
#include "kaldor/output/experiment_writer.hpp"
#include "kaldor/run/replications.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "outcome_meter.hpp"

namespace kaldor {
namespace {

ExperimentRecord record_of(const ExperimentResult& result) {
  ExperimentRecord record{result.values, {}};
  for (const OutcomeResult& outcome : result.outcomes) {
    record.outcomes.push_back({outcome.difference.value, outcome.difference.low, outcome.difference.high,
                               outcome.pairing_gain, std::string(word_of(outcome.verdict))});
  }
  return record;
}

void write(const Experiment& experiment, const ExperimentResult& result, ExperimentWriter& writer) {
  std::vector<std::string> scenarios;
  for (const ExperimentArm& arm : experiment.arms) scenarios.push_back(resolved_yaml(arm.scenario, experiment.economy));
  BuildInfo build = build_info();
  build.numerics_check = fmt::format("{:016x}", numerics_check());
  writer.write(experiment, scenarios, record_of(result), build);
}

}  // namespace

ExperimentResult run_experiment(const Experiment& experiment, const ExperimentOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  std::unique_ptr<ExperimentWriter> writer;
  if (!options.output.empty()) writer = std::make_unique<ExperimentWriter>(options.output, options.overwrite);
  const auto arms = static_cast<int>(experiment.arms.size());
  const int replications = experiment.arms.front().scenario.replications;
  const std::size_t outcomes = experiment.outcomes.size();
  ExperimentResult result;
  result.values.assign(static_cast<std::size_t>(arms) * static_cast<std::size_t>(replications) * outcomes,
                       std::numeric_limits<double>::quiet_NaN());
  result.costs = result.values;
  std::atomic<bool> stop{false};

  const auto simulate = [&](int arm, int replication) {
    const Scenario& scenario = experiment.arms[static_cast<std::size_t>(arm)].scenario;
    Simulation simulation(experiment.economy, scenario, static_cast<std::uint64_t>(replication), 1);
    OutcomeMeter meter(experiment.outcomes, simulation.layout());
    for (int period = 0; period < scenario.periods; ++period) {
      if (options.interrupted != nullptr && *options.interrupted) stop = true;
      if (stop) return;
      simulation.step();
      meter.take(period, simulation.frame());
      if (options.progress) options.progress();
    }
    const std::size_t first = static_cast<std::size_t>(arm * replications + replication) * outcomes;
    for (std::size_t o = 0; o < outcomes; ++o) {
      result.values[first + o] = meter.value(o);
      result.costs[first + o] = meter.cost(o);
    }
  };
  // All arms of a replication before the next one; each pair writes its own places only.
  const int pairs = arms * replications;
  for_each_replication(pairs, share_threads(pairs, options.threads).workers, stop, [&](int pair) {
    const int arm = pair % arms, replication = pair / arms;
    try {
      simulate(arm, replication);
    } catch (const RunError& error) {
      throw ArmError(experiment.arms[static_cast<std::size_t>(arm)].name, ReplicationError(replication, error));
    }
  });

  result.complete = !stop;
  if (result.complete) {
    compare_arms(experiment, result);
    if (writer) write(experiment, result, *writer);
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace kaldor

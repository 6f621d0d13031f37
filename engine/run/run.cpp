#include "kaldor/run/run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "kaldor/core/numerics_check.hpp"
#include "kaldor/model/simulation.hpp"
#include "kaldor/output/trajectory_writer.hpp"
#include "kaldor/run/replications.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "means.hpp"

namespace kaldor {
namespace {

std::unique_ptr<TrajectoryWriter> open_writer(const Scenario& scenario, const Economy& economy,
                                              const RunOptions& options) {
  if (options.output.empty()) return nullptr;
  const FrameLayout layout(economy.industry_count(), economy.region_count());
  BuildInfo build = build_info();
  build.numerics_check = fmt::format("{:016x}", numerics_check());
  return std::make_unique<TrajectoryWriter>(options.output, options.overwrite, scenario,
                                            resolved_yaml(scenario, economy), economy, recorded_periods(scenario),
                                            layout, build);
}

/// Puts what is due after quarter `period` (from 0) into the file.
void record(const Scenario& scenario, const Simulation& simulation, int replication, int period,
            TrajectoryWriter& writer) {
  if (period % scenario.record_every == 0) {
    writer.write(replication, period / scenario.record_every, simulation.frame());
  }
  if (scenario.panel.every > 0 && period % scenario.panel.every == 0) {
    FirmPanel panel;
    simulation.append_panel(scenario.panel.sample, panel);
    writer.append_panel(replication, period, panel);
  }
}

}  // namespace

RunSummary run(const Scenario& scenario, const Economy& economy, const RunOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto writer = open_writer(scenario, economy, options);
  const Shares shares = share_threads(scenario.replications, options.threads);
  Means means(economy.industry_count());
  std::atomic<bool> stop{false};
  const auto interrupted = [&] { return options.interrupted != nullptr && *options.interrupted; };

  const auto simulate = [&](int replication) {
    Simulation simulation(economy, scenario, static_cast<std::uint64_t>(replication), shares.threads_each);
    ReplicationSeries series(simulation.layout(), scenario.periods);
    for (int period = 0; period < scenario.periods; ++period) {
      if (interrupted()) stop = true;
      if (stop) break;
      if (options.steer) options.steer(simulation);
      if (writer) writer->append_settings(replication, period, simulation.settings());
      simulation.step();
      if (options.look) options.look(period, simulation);
      if (writer) writer->append_answers(replication, period, simulation.new_answers());
      if (writer) record(scenario, simulation, replication, period, *writer);
      series.append(simulation.layout(), simulation.frame());
      if (options.progress) options.progress(replication, period);
    }
    means.add(replication, std::move(series));
  };
  for_each_replication(scenario.replications, shares.workers, stop, [&](int replication) {
    try {
      simulate(replication);
    } catch (const RunError& error) {
      throw ReplicationError(replication, error);
    }
  });

  RunSummary summary;
  summary.output = options.output;
  summary.replications = scenario.replications;
  summary.periods = scenario.periods;
  summary.complete = !stop;
  means.finish(summary);
  if (writer && summary.complete) writer->finish();
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

}  // namespace kaldor

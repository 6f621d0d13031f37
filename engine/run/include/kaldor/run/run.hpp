#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "kaldor/core/errors.hpp"
#include "kaldor/economy/economy.hpp"
#include "kaldor/model/simulation.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

/// A run that failed, and in which replication.
class ReplicationError : public RunError {
public:
  ReplicationError(int failed, const RunError& error) : RunError(error), replication(failed) {}
  int replication;
};

struct RunOptions {
  int threads = 0;     ///< 0: as many as the machine has
  std::string output;  ///< result file; empty: none is written
  bool overwrite = false;
  std::function<void(int replication, int period)> progress;  ///< called from any thread, after each quarter
  /// Called from any thread before each quarter, to read the last one and to set levers; empty: nobody steers.
  std::function<void(Simulation&)> steer;
  /// Called from any thread after each quarter (`period` counts from 0), to read it; empty: nobody looks.
  std::function<void(int period, const Simulation&)> look;
  const std::atomic<bool>* interrupted = nullptr;  ///< checked between quarters
};

/// Quarters that a summary keeps at each end of a run: growth over a year takes five.
inline constexpr int kEndQuarters = 5;

/// What stays in memory of a run, as much for a long one as for a short one; the result file has the rest.
struct RunSummary {
  std::string output;
  int replications = 0;
  int periods = 0;
  bool complete = false;  ///< every quarter of every replication was simulated
  double seconds = 0;
  std::vector<Indicator> indicators;  ///< those of national shape, in the order of their declaration
  /// The first and the last quarters, `kEndQuarters` of them or all of a shorter run: means over the replications that
  /// reached the quarter, [quarter][indicator]. An interrupted run has no last ones.
  std::vector<std::vector<double>> first, last;
  /// Means over the quarters in which the indicator is finite, then over the complete replications.
  std::vector<double> mean;
  /// Shares of value added by industry, mean over replications and the first or last four quarters of a complete run.
  std::vector<double> first_shares, last_shares;
};

/// Simulates every replication, in parallel over replications when there are several, and writes the result file while
/// it goes. The numbers do not depend on threads or scheduling. When interrupted it returns an incomplete summary and
/// leaves `output`.partial. Throws InputError if `output` exists and must not be overwritten, ReplicationError,
/// OutputError.
RunSummary run(const Scenario& scenario, const Economy& economy, const RunOptions& options);

}  // namespace kaldor

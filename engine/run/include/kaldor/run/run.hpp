#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "kaldor/core/errors.hpp"
#include "kaldor/economy/economy.hpp"
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
  const std::atomic<bool>* interrupted = nullptr;             ///< checked between quarters
};

struct RunSummary {
  std::string output;
  int replications = 0;
  int periods = 0;
  bool complete = false;  ///< every quarter of every replication was simulated
  double seconds = 0;
  std::vector<Indicator> indicators;  ///< those of national shape, in the order of their declaration
  /// Means over the replications that reached the quarter, [period][indicator].
  std::vector<std::vector<double>> national;
  /// Shares of value added by industry, mean over replications and the first or last four quarters of a complete run.
  std::vector<double> first_shares, last_shares;
};

/// Simulates every replication, in parallel over replications when there are several, and writes the result file while
/// it goes. The numbers do not depend on threads or scheduling. When interrupted it returns an incomplete summary and
/// leaves `output`.partial. Throws InputError if `output` exists and must not be overwritten, ReplicationError,
/// OutputError.
RunSummary run(const Scenario& scenario, const Economy& economy, const RunOptions& options);

}  // namespace kaldor

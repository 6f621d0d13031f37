#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kaldor/run/paired.hpp"
#include "kaldor/run/run.hpp"
#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

/// A run that failed, in which arm and replication.
class ArmError : public ReplicationError {
public:
  ArmError(std::string failed, const ReplicationError& error) : ReplicationError(error), arm(std::move(failed)) {}
  std::string arm;
};

struct ExperimentOptions {
  int threads = 0;     ///< 0: as many as the machine has
  std::string output;  ///< result file; empty: none is written
  bool overwrite = false;
  std::function<void()> progress;                  ///< called from any thread, after each quarter of an arm
  const std::atomic<bool>* interrupted = nullptr;  ///< checked between quarters
};

struct OutcomeResult {
  double base = 0;          ///< mean of the base arm over replications
  Interval difference;      ///< of a contrast; of an ablation the share lost
  double pairing_gain = 0;  ///< variance of the difference if the arms had been independent, over its variance as it is
  Verdict verdict = Verdict::undefined;
  std::optional<Interval> with_channel, without_channel;  ///< of an ablation
  std::optional<Interval> per_cost;                       ///< difference over cost, both in means; reported only
};

struct ExperimentResult {
  bool complete = false;  ///< every arm and replication was simulated; otherwise nothing else is told
  double seconds = 0;
  std::vector<double> values;  ///< [arm][replication][outcome]
  std::vector<double> costs;   ///< the same: public cost over GDP, not a number where it was not asked for
  std::vector<OutcomeResult> outcomes;
  bool holds() const;  ///< every expectation
};

/// Simulates every arm in every replication under common random numbers, in parallel over both, and compares. The
/// numbers do not depend on threads or scheduling. Only the numbers of the outcomes are kept. When interrupted, answers
/// an incomplete result and leaves no file. Throws InputError if `output` exists and must not be overwritten, ArmError,
/// OutputError.
ExperimentResult run_experiment(const Experiment& experiment, const ExperimentOptions& options);

/// What the values of the arms say of each outcome; fills in `outcomes`.
void compare_arms(const Experiment& experiment, ExperimentResult& result);

}  // namespace kaldor

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kaldor/output/build_info.hpp"
#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

/// What was found of one outcome: of a contrast its mean difference, of an ablation the share lost.
struct OutcomeRecord {
  double difference = 0, low = 0, high = 0;
  double pairing_gain = 0;  ///< variance without common random numbers over that with them
  std::string verdict;
};

struct ExperimentRecord {
  std::vector<double> values;  ///< [arm][replication][outcome]
  std::vector<OutcomeRecord> outcomes;
};

/// Writes the result of an experiment (docs/formats/experiment.md). The name is taken when it is made, so that a file
/// that is in the way is told before anything is simulated; without `write` nothing stays behind.
class ExperimentWriter {
public:
  /// Throws InputError if `path` exists and `overwrite` is not set, OutputError if it cannot be created.
  ExperimentWriter(const std::string& path, bool overwrite);
  ~ExperimentWriter();
  ExperimentWriter(const ExperimentWriter&) = delete;
  ExperimentWriter& operator=(const ExperimentWriter&) = delete;

  /// Writes everything and gives the file its name. Throws OutputError.
  void write(const Experiment& experiment, const std::vector<std::string>& resolved_scenarios,
             const ExperimentRecord& record, const BuildInfo& build);

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kaldor

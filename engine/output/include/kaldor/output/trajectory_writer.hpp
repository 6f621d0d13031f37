#pragma once

#include <memory>
#include <span>
#include <string>

#include "kaldor/economy/economy.hpp"
#include "kaldor/output/build_info.hpp"
#include "kaldor/scenario/declarations.hpp"
#include "kaldor/scenario/firm_panel.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

/// Quarters that a run of `scenario` records: the first, and every `record_every`-th after it.
int recorded_periods(const Scenario& scenario);

/// Writes a trajectory (docs/formats/trajectory.md) while the run goes. The file is `path.partial` until `finish`.
/// All functions may be called from any thread. Memory depends on the number of replications under way, not on the
/// number of periods.
class TrajectoryWriter {
public:
  /// Creates the partial file; an older one that no run is writing is replaced.
  /// Throws InputError if `path` exists and `overwrite` is not set, or if another run is writing it; OutputError if the
  /// file cannot be created. Missing folders are created only for `results/`.
  TrajectoryWriter(const std::string& path, bool overwrite, const Scenario& scenario,
                   const std::string& scenario_resolved, const Economy& economy, int periods, const FrameLayout& layout,
                   const BuildInfo& build = build_info());

  /// Without `finish` the partial file stays, with everything that was written.
  ~TrajectoryWriter();
  TrajectoryWriter(const TrajectoryWriter&) = delete;
  TrajectoryWriter& operator=(const TrajectoryWriter&) = delete;

  /// Records one period. `period_index` counts recorded periods and rises within a replication; replications may come
  /// in any order and interleaved. `frame` is in the order of the layout. Throws OutputError, std::logic_error on
  /// misuse.
  void write(int replication, int period_index, std::span<const double> frame);

  /// Adds the firms of one quarter (`period` counts simulated quarters from 0) to the panel, in order of arrival.
  void append_panel(int replication, int period, const FirmPanel& panel);

  /// Adds what was set by hand or by a rule before quarter `period` (from 0), in order of arrival; nothing for none.
  void append_settings(int replication, int period, std::span<const LeverSetting> settings);

  /// Adds what the rules of policies answered in quarter `period` where that turned; nothing for none.
  void append_answers(int replication, int period, std::span<const RuleAnswer> answers);

  /// Hands everything written so far to the operating system, so that a killed run keeps it. Also done from time to
  /// time by `write`.
  void flush();

  /// Marks the file complete and gives it its name. Throws OutputError; then nothing lies under the final name.
  void finish();

  const std::string& path() const;          ///< final name
  const std::string& partial_path() const;  ///< name until `finish`

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kaldor

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exit_status.hpp"
#include "kaldor/scenario/dose.hpp"
#include "kaldor/scenario/experiment_file.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace kaldor::cli {

struct RunRequest {
  std::string scenario;
  std::string output;  ///< empty: results/NAME-K.h5
  bool no_output = false;
  Overrides overrides;
  int threads = 0;
  bool force = false, json = false, quiet = false;
};

struct TraceRequest {
  std::string scenario;
  std::string firm;        ///< an id, `largest:INDUSTRY` or `random:K`
  std::string from = "1";  ///< number of a quarter, or for example 2019Q1
  int periods = 8;         ///< quarters to tell
  int replication = 1;
  Overrides overrides;
  int threads = 0;
  bool json = false, quiet = false;
};

struct ExperimentRequest {
  std::string experiment;  ///< a file, a shipped name or a row of the mission table; empty with `all`
  std::string output;      ///< empty: no result file
  std::string markdown = "docs/what-the-model-shows.md";
  ExperimentOverrides overrides;
  std::vector<std::uint64_t> seeds;  ///< with `all`: every experiment at each; empty: at the seed of the file
  int threads = 0;
  bool all = false, check = false, force = false, json = false, quiet = false;
};

struct RobustnessRequest {
  std::string experiment;               ///< a file, a shipped name or a row of the mission table; empty with `all`
  std::vector<std::string> parameters;  ///< parameters or groups of them; empty: those that the experiment concerns
  std::string markdown = "docs/robustness.md";
  ExperimentOverrides overrides;
  int threads = 0;
  bool all = false, check = false, json = false, quiet = false;
};

struct DoseCommandRequest {
  DoseRequest dose;
  std::string markdown = "docs/dose-response.md";
  int threads = 0;
  bool all = false, json = false, quiet = false;
};

struct FilesRequest {
  std::vector<std::string> files;
  bool json = false;
};

// One file each; they throw InputError, RunError, OutputError or ReaderGone.
ExitStatus run_command(const RunRequest& request);
ExitStatus experiment_command(const ExperimentRequest& request);
ExitStatus robustness_command(const RobustnessRequest& request);
ExitStatus dose_command(const DoseCommandRequest& request);
ExitStatus trace_command(const TraceRequest& request);
ExitStatus validate_command(const FilesRequest& request);
ExitStatus info_command(const std::string& file, bool json);
ExitStatus digest_command(const FilesRequest& request);
ExitStatus diff_command(const std::string& a, const std::string& b);
ExitStatus python_command(const std::string& name, const std::vector<std::string>& arguments);

/// What the program is called in JSON and on `--version`.
std::string version_text();

}  // namespace kaldor::cli

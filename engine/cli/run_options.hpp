#pragma once

#include "commands.hpp"

namespace CLI {
class App;
}

namespace kaldor::cli {

inline constexpr const char* kScenario = "SCENARIO";

// Options of the commands that simulate.
void add_run_options(CLI::App& command, RunRequest& run);
void add_experiment_options(CLI::App& command, ExperimentRequest& experiment);
void add_robustness_options(CLI::App& command, RobustnessRequest& robustness);
void add_dose_options(CLI::App& command, DoseCommandRequest& request);
void add_trace_options(CLI::App& command, TraceRequest& trace);

}  // namespace kaldor::cli

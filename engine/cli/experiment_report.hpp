#pragma once

#include <string>
#include <vector>

#include "json.hpp"
#include "kaldor/run/experiment.hpp"

namespace kaldor::cli {

/// An experiment with what was found.
struct ExperimentReport {
  Experiment experiment;
  ExperimentResult result;
  std::string output;   ///< result file; empty: none
  std::string failure;  ///< why it could not be simulated; then there is no result
};

/// The table for people.
std::string report_text(const ExperimentReport& report);
void add(Json& json, const ExperimentReport& report);

/// One page about many experiments, by row of the mission table. `settings` are options of the command line that made
/// it differ from what the files say; empty: none.
std::string reports_markdown(const std::vector<ExperimentReport>& reports, const std::string& settings);

/// `+0.012 [+0.01, +0.014]`
std::string interval_text(const Interval& interval);

}  // namespace kaldor::cli

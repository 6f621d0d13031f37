#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

/// Every shipped experiment at one seed; without a number each has the seed of its file.
struct SeedReports {
  std::optional<std::uint64_t> seed;
  std::vector<ExperimentReport> reports;
};

/// One page about many experiments, by row of the mission table: those of the first seed in full, and when there are
/// several seeds their primary outcomes at each. `settings` are options of the command line that made it differ from
/// what the files say; empty: none.
std::string reports_markdown(const std::vector<SeedReports>& runs, const std::string& settings);

/// `+0.012 [+0.01, +0.014]`
std::string interval_text(const Interval& interval);
/// The difference for each per cent of GDP that was spent, the same way; `-` where no spending is told from zero, or
/// money comes in.
std::string per_percent_text(const OutcomeResult& found);
void add(Json& json, std::string_view name, const Interval& interval);

}  // namespace kaldor::cli

#pragma once

#include <string>
#include <vector>

#include "json.hpp"
#include "kaldor/run/experiment.hpp"
#include "kaldor/scenario/dose.hpp"

namespace kaldor::cli {

/// A dose-response with what was found.
struct DoseReport {
  DoseExperiment dose;
  ExperimentResult result;
  std::string failure;  ///< why it could not be simulated; then there is no result
};

const Outcome& first_outcome(const DoseReport& report, std::size_t indicator);
const OutcomeResult& found(const DoseReport& report, std::size_t indicator, std::size_t dose);

/// A table of text: its head, and a line for each dose with one interval an indicator, and again for what was spent.
std::vector<std::string> heads_of(const DoseReport& report);
std::vector<std::vector<std::string>> rows_of(const DoseReport& report);

/// The table for people.
std::string report_text(const DoseReport& report);
void add(Json& json, const DoseReport& report);

/// The page about all levers, docs/dose-response.md.
std::string doses_markdown(const std::vector<DoseReport>& reports);

}  // namespace kaldor::cli

#pragma once

#include <string>
#include <vector>

#include "json.hpp"
#include "kaldor/run/robustness.hpp"

namespace kaldor::cli {

struct RobustnessReport {
  Experiment experiment;
  VariationPlan plan;
  RobustnessResult result;
};

/// What all variations together say.
struct Tally {
  std::size_t variations = 0, holding = 0, unclear = 0, signs = 0, same_signs = 0, failed = 0;
  std::size_t turned() const { return signs - same_signs; }
};
Tally tally_of(const RobustnessResult& result);

/// The table for people.
std::string report_text(const RobustnessReport& report);
void add(Json& json, const RobustnessReport& report);

/// One page about many experiments, by row of the mission table. `settings` are options of the command line.
std::string robustness_markdown(const std::vector<RobustnessReport>& reports, const std::string& settings);

}  // namespace kaldor::cli

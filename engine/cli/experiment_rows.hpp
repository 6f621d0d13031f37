#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiment_report.hpp"

namespace kaldor::cli {

/// Place of the outcome that the claim stands on.
std::size_t primary_of(const Experiment& experiment);
/// Whether it was simulated and the outcome holds.
bool primary_holds(const ExperimentReport& report);

/// In the order of the mission table.
std::vector<const ExperimentReport*> by_row(const std::vector<ExperimentReport>& reports);

/// How many rows of the mission table hold at each seed, by a strict and by a mild rule, and which do not.
std::string rows_that_hold(const std::vector<SeedReports>& runs);
/// Rows that no experiment is about.
std::string rows_without(const std::vector<ExperimentReport>& reports);

}  // namespace kaldor::cli

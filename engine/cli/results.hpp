#pragma once

#include <string>
#include <vector>

#include "kaldor/economy/economy.hpp"
#include "kaldor/run/run.hpp"

namespace kaldor::cli {

/// One line of the table of results: means over the first year, the last year and the whole run.
/// A growth rate compares the fifth quarter with the first, the last with that a year before, the last with the first.
struct ResultRow {
  std::string name, label, unit;
  double first_year, last_year, mean;  ///< not a number where the run is too short
};

/// The change of an industry's share in value added from the first to the last year, in per cent of value added.
struct ShareChange {
  std::string id, name;
  double first_year, last_year;
  double change() const { return last_year - first_year; }
};

struct Results {
  std::vector<ResultRow> rows;
  std::vector<ShareChange> gaining, losing;  ///< five at most, the largest change first
};

Results results_of(const RunSummary& summary, const Economy& economy);

/// The table for people.
std::string results_text(const Results& results);

}  // namespace kaldor::cli

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kaldor/model/simulation.hpp"

namespace kaldor::cli {

/// One quarter of a firm's life.
struct TracedQuarter {
  int period = 0;  ///< from 0
  FirmTrace firm;
};

/// Who it is and in what its numbers are told.
std::string heading_in_words(const FirmTrace& firm, const Scenario& scenario, const Economy& economy);
/// What it expected, decided, ordered, received and paid.
std::string quarter_in_words(const TracedQuarter& quarter, const Scenario& scenario, const Economy& economy);
/// All of it as one JSON document.
std::string trace_json(std::int64_t firm, const std::vector<TracedQuarter>& quarters, const Scenario& scenario,
                       const Economy& economy);

}  // namespace kaldor::cli

#pragma once

#include <string>

#include "kaldor/scenario/scenario.hpp"

namespace kaldor::cli {

/// `2019Q1`, of the quarter `period` counted from 0.
std::string quarter_name(const Scenario& scenario, int period);

/// The quarter that `text` names by number (from 1) or like `2019Q1`, counted from 0.
/// Throws InputError if it is neither, or outside the scenario.
int read_quarter(const Scenario& scenario, const std::string& text);

}  // namespace kaldor::cli

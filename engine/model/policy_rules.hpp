#pragma once

#include <cstddef>

#include "model_state.hpp"

namespace kaldor {

/// Last quarter's value of an indicator where the cell lies; not a number in the first quarter.
double indicator_at(const ModelState& state, Indicator indicator, int cell);

/// Asks the rule (`when`) of a policy for its answer in a cell. An answer that turned is kept for `hold` quarters, and
/// added to `state.new_answers`.
bool ask_rule(ModelState& state, std::size_t policy, int cell);

/// Leaves each of `state.new_answers` once: a rule on the nation gives the same in all cells.
void join_answers(ModelState& state);

}  // namespace kaldor

#pragma once

#include "document.hpp"
#include "kaldor/economy/economy.hpp"

namespace kaldor::input {

/// What no single value can show: shares sum to one and the table balances in every row and column.
void check_economy(const Economy& economy, const Node& root, Faults& faults);

}  // namespace kaldor::input

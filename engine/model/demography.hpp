#pragma once

#include <cstdint>
#include <vector>

#include "base_year.hpp"
#include "strata.hpp"

namespace kaldor {

struct ModelState;

/// Where and when a firm enters and its ordinal there: never used again.
inline std::uint64_t make_id(int cell, int period, std::uint32_t ordinal) {
  return (static_cast<std::uint64_t>(cell) << 48) | (static_cast<std::uint64_t>(period) << 32) | ordinal;
}

/// Prices, deposits and loans of the firms that were drawn, and the base year closed for them; the payout ratio is the one
/// at which they pay the dividends that the path needs.
void settle_first_accounts(ModelState& state);

/// Which of the first firms the state owns, and which form groups.
void found_owners(ModelState& state);

/// Firms that were founded last quarter and order their machines now; incumbents invest that much less.
void open_with_construction(ModelState& state);

}  // namespace kaldor

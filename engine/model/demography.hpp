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

/// Records of every cell for an economy of `asked` records in all.
std::vector<std::vector<Stratum>> plan_strata(const Economy& economy, const BaseYear& base, std::int64_t asked);

/// Firms that were founded last quarter and order their machines now; incumbents invest that much less.
void open_with_construction(ModelState& state);

}  // namespace kaldor

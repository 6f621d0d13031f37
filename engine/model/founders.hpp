#pragma once

#include <cstdint>

namespace kaldor {

struct ModelState;

/// Why a founder comes: the market invites, a second chance is given, or the cost of founding no longer keeps out.
enum class FounderKind { invited, second, held_back };

/// Real firms that are expected in a cell beside those whom the market invites.
struct MoreFounders {
  double second = 0, held_back = 0;
};

/// Empties what the quarter's entry adds up to.
void begin_entry(ModelState& state);
/// Moves the cell's pools of founders by a quarter: owners of closed firms, and those whom the cost of founding holds
/// back. Both are zero without a policy (docs/model/tolerance.md).
MoreFounders more_founders(ModelState& state, int cell, double invited);
/// Which of them the entrant `id` is.
FounderKind kind_of(const ModelState& state, std::uint64_t id, double invited, const MoreFounders& more);
/// Money that one founder pays to government.
double entry_fee(const ModelState& state, int cell);
void pay_entry_fee(ModelState& state, int cell, double weight);
/// Remembers the cohort.
void end_entry(ModelState& state);

}  // namespace kaldor

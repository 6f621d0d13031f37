#pragma once

#include <cstdint>
#include <vector>

#include "base_year.hpp"
#include "strata.hpp"

namespace kaldor {

struct ModelState;

/// How a firm's record comes to be: where its ordinals begin, so that no two records have one id.
enum class Origin : std::uint32_t {
  founder = 0,               ///< also of firms that are there at the start
  daughter = 0x20000000U,    ///< of an established firm that diversifies
  pioneer = 0x40000000U,     ///< of a new industry
  venture = 0x60000000U,     ///< seeded by a fund
  split_half = 0x80000000U,  ///< of a record that has grown too large
};

/// Where, when and how a firm enters and its ordinal there: never used again.
inline std::uint64_t make_id(int cell, int period, Origin origin, std::uint32_t ordinal) {
  return (static_cast<std::uint64_t>(cell) << 48) | (static_cast<std::uint64_t>(period) << 32) |
         (static_cast<std::uint32_t>(origin) + ordinal);
}

/// Mean and standard deviation of a founder's log productivity over the mean of the cell.
struct Talent {
  double mean = 0, spread = 0;
  bool lower_half = false;  ///< size and productivity are both below their means
};

/// Who wants to enter; money and size of one real firm.
struct Founder {
  int cell = 0;
  std::uint64_t id = 0;
  double weight = 1, heads = 0, productivity = 1, demand = 0, capital = 0, equity = 0, loan = 0;
  double fund_share = 0;  ///< of equity that a venture fund pays
};

Founder draw_founder(const ModelState& state, int cell, std::uint64_t id, double weight, const Talent& talent);
/// A founder whose log size and log productivity lie so many standard deviations from their means.
Founder make_founder(const ModelState& state, int cell, std::uint64_t id, double weight, double size, double skill,
                     const Talent& talent);
/// Real firms that the market invites in a quarter, on average, by cell.
Vector expected_entrants(const ModelState& state);
/// Founders whom the venture funds pay this quarter; `lift`: how much heavier records of entrants are than in the base
/// year.
std::vector<Founder> seed_ventures(ModelState& state, double lift);
/// Gives it its row, with that equity, whoever pays it, and a loan from the bank; both on the money grid. Returns the
/// row.
std::size_t open_firm(ModelState& state, const Founder& founder, double equity, double loan);
/// The same with equity from the households of its region, a venture fund and government.
/// Strikes out founders for whose machines a cap on capacity leaves no room, and what they would have taken from the
/// purse of their region (stages/capacity.cpp).
void require_swaps(ModelState& state, std::vector<Founder>& founders, std::vector<double>& purse);
void admit(ModelState& state, const Founder& founder);

/// Prices, deposits and loans of the firms that were drawn, and the base year closed for them; the payout ratio is the
/// one at which they pay the dividends that the path needs.
void settle_first_accounts(ModelState& state);

/// Which of the first firms the state owns, and which form groups.
void found_owners(ModelState& state);

/// Firms that were founded last quarter and order their machines now; incumbents invest that much less.
void open_with_construction(ModelState& state);

}  // namespace kaldor

#pragma once

#include <vector>

#include "tracked_firm.hpp"

namespace kaldor {

struct ModelState;
struct Block;
struct Buffers;

/// A minority stake: each firm of the record `held` belongs in part to firms of the record `holder`.
struct MinorityStake {
  TrackedFirm holder, held;
  double part = 0;      ///< of the equity of each firm held
  double dividend = 0;  ///< of the quarter, on all of them, money
};

/// Minority stakes (docs/model/stakes.md). A firm has one holder at most.
struct MinorityStakes {
  struct Measured {
    double dividends = 0;       ///< paid to firms that hold stakes, money
    double capital = 0;         ///< that belongs to holders
    double capital_across = 0;  ///< of it, in other industries than the holder's
  };
  std::vector<MinorityStake> list;  ///< by row of the firm held, while firms settle
  Measured now;

  /// Until the next quarter begins.
  bool is_held(const Columns& columns, std::size_t row) const;
  /// The holder was bought: its stakes go to the buyer.
  void inherit(std::uint64_t holder, const TrackedFirm& buyer);
  /// Some of the firms of a record go on in another.
  void split(std::uint64_t held, const TrackedFirm& half);
};

/// Stage 8, before firms settle: finds holders and firms held where they are now.
void find_stakes(ModelState& state);
/// While a block settles: what the holders of its firms get of their dividends.
void note_dividends(ModelState& state, const Block& block, const Buffers& buffers);
/// Stage 8: holders get their part of the dividends.
void pay_stake_dividends(ModelState& state);
}  // namespace kaldor

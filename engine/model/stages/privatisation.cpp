// Stage 8, before government counts its money: state firms are sold to households at what they are worth to their
// owner. From then on their budgets are as hard as those of others.

#include <algorithm>
#include <vector>

#include "groups.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "market_for_firms.hpp"
#include "owner.hpp"

namespace kaldor {

namespace {

constexpr auto kSale = static_cast<std::size_t>(Lever::privatisation);

/// A record that is for sale: its chance to be sold this quarter and what all its firms cost.
struct Offer {
  std::uint32_t row;
  double chance, price;
};

/// Who has no net worth, or sells nothing yet, finds no buyer.
std::vector<Offer> offers(const ModelState& s) {
  const Columns& c = s.firms.columns();
  return find_firms<Offer>(s, [&](const Block& block, std::vector<Offer>& found) {
    if (s.inputs[static_cast<std::size_t>(block.cell)].budget_funded) return;
    const float* part = lever_columns(s, block, block_memory()).of[kSale];
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      const float wanted = part[row - block.row];
      if (!(c.weight[row] > 0) || !(c.share[row] > 0) || !is_state_owned(c.owner[row]) || !(wanted > 0)) continue;
      const double price = s.grid.round(c.weight[row] * value_to_owners(s, row, block.cell));
      if (price > 0)
        found.push_back({static_cast<std::uint32_t>(row), quarterly_hazard(std::min(1.0F, wanted)), price});
    }
  });
}

}  // namespace

void sell_state_firms(ModelState& s) {
  s.privatised = 0;
  if (!s.levers.any[kSale]) return;
  const Columns& c = s.firms.columns();
  const std::vector<Offer> all = offers(s);
  double expected = 0, deposits = 0;
  for (const Offer& o : all) expected += o.chance * o.price;
  for (const double d : s.households.deposits.values) deposits += d;
  // As with equity of founders, households put only a part of their wealth into firms in a quarter.
  const double purse = s.scenario.parameters.entry_wealth_limit * std::max(0.0, deposits);
  const double able = expected > purse ? purse / expected : 1.0;
  for (const Offer& o : all) {
    const Words w = draw(s.key, c.id[o.row], static_cast<std::uint32_t>(s.period), Stream::privatisation);
    if (math::unit_double(w.w0, w.w1) >= able * o.chance) continue;
    c.owner[o.row] = make_owner(0, false);  // groups are of one owner: who is sold leaves
    s.privatised += o.price;
  }
}

}  // namespace kaldor

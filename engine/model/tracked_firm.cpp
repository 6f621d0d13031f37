#include "tracked_firm.hpp"

#include "model_state.hpp"

namespace kaldor {

namespace {

constexpr std::size_t kGone = ~std::size_t{0};

/// A firm keeps its industry; its region may have changed.
TrackedFirm find(const ModelState& s, int industry, std::uint64_t id) {
  const Columns& c = s.firms.columns();
  for (int r = 0; r < s.base.regions; ++r)
    for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(s.cell(industry, r)))) {
      const Block& block = s.firms.blocks()[b];
      for (std::size_t row = block.row; row < block.row + block.used; ++row)
        if (const TrackedFirm firm{id, row, block.cell}; is_at(c, firm)) return firm;
    }
  return {id, kGone, 0};
}

}  // namespace

bool FirmFinder::follow(TrackedFirm& firm) {
  if (is_at(s_.firms.columns(), firm)) return true;
  const auto [place, is_new] = found_.try_emplace(firm.id);
  if (is_new) place->second = find(s_, s_.industry_of(firm.cell), firm.id);
  if (place->second.row == kGone) return false;
  firm = place->second;
  return true;
}

}  // namespace kaldor

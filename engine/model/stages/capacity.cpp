// A cap on capacity (S§1.22, P-27, P-28): where a market is slack firms may replace what wears out but not add to it
// (kernels/project.cpp), and founders may build only in place of capacity that closed.

#include <algorithm>

#include "demography.hpp"
#include "founders.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

constexpr auto kCap = static_cast<std::size_t>(Lever::capacity_cap);

/// Retired capacity that a founder needs.
double needed(const ModelState& s, const Founder& f) {
  return capped_part(s, f.cell) * s.scenario.parameters.capacity_cap_swap * f.weight * f.capital;
}

/// What closed this quarter under the cap can be swapped from now on.
void retire(ModelState& s) {
  s.retired_capacity.resize(static_cast<std::size_t>(s.markets.count()), 0.0);
  for (int c = 0; c < s.cell_count(); ++c)
    if (s.levers.strength(kCap, static_cast<std::size_t>(c)) > 0)
      s.retired_capacity[static_cast<std::size_t>(s.inputs[static_cast<std::size_t>(c)].market)] +=
          s.of(c, CellSum::estate_capital) + s.of(c, CellSum::phased_out);
}

}  // namespace

bool cap_binds(const ModelState& s, int market) {
  if (!s.levers.any[kCap] || s.period == 0) return false;
  const Parameters& p = s.scenario.parameters;
  const double capacity = s.of_market(market, CellSum::capacity);
  return capacity > 0 &&
         s.of_market(market, CellSum::output) < p.capacity_cap_norm * p.production_utilisation * capacity;
}

double capped_part(const ModelState& s, int cell) {
  if (!s.levers.any[kCap] || !(s.inputs[static_cast<std::size_t>(cell)].cap_binds > 0)) return 0;
  return std::min(1.0, s.levers.strength(kCap, static_cast<std::size_t>(cell)));
}

void require_swaps(ModelState& s, std::vector<Founder>& founders, std::vector<double>& purse) {
  if (!s.levers.any[kCap]) return;
  retire(s);
  const auto market = [&](const Founder& f) {
    return static_cast<std::size_t>(s.inputs[static_cast<std::size_t>(f.cell)].market);
  };
  Vector wanted(s.retired_capacity.size(), 0.0);
  for (const Founder& f : founders) wanted[market(f)] += needed(s, f);
  const Vector there = s.retired_capacity;
  // All have the same chance to find what they need, so no cell comes first.
  const auto barred = [&](const Founder& f) {
    const double needs = needed(s, f);
    if (needs <= 0) return false;
    const Words w = draw(s.key, f.id, static_cast<std::uint32_t>(s.period), Stream::capacity_swap);
    if (math::unit_double(w.w0, w.w1) * wanted[market(f)] < there[market(f)]) {
      s.retired_capacity[market(f)] -= needs;
      return false;
    }
    const double fee = f.fund_share > 0 ? 0 : entry_fee(s, f.cell);
    purse[static_cast<std::size_t>(s.region_of(f.cell))] -= f.weight * (f.equity * (1 - f.fund_share) + fee);
    return true;
  };
  std::vector<Founder> kept;
  for (const Founder& f : founders)
    if (!barred(f)) kept.push_back(f);
  founders = std::move(kept);
}

}  // namespace kaldor

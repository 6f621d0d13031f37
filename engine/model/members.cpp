// What programmes mean for single firms: the levers that members of parks meet, and sums over members and backed firms.
// They are few, and most cells have none, so these loops stay outside the kernels.

#include <algorithm>

#include "ecosystem.hpp"
#include "model_state.hpp"
#include "programme.hpp"

namespace kaldor {

void mark_members(const ModelState& s, const Block& block, BlockMemory& memory, LeverColumns& levers) {
  constexpr auto kTax = static_cast<std::size_t>(Lever::corporate_tax);
  const Columns c = s.firms.columns().at(block.row);
  float* member = memory.members.data();
  for (std::size_t i = 0; i < block.padded(); ++i) member[i] = programme::member(c.programme[i]) ? 1.0F : 0.0F;
  levers.member = member;
  if (!s.scenario.mechanisms.park_tax) return;
  float* change = memory.levers.data() + kTax * kBlockRows;
  if (levers.of[kTax] != change) std::copy_n(levers.of[kTax], block.padded(), change);
  const float relief = static_cast<float>(s.scenario.parameters.park_tax_relief),
              rate = s.kernel_parameters.corporate_tax;
  for (std::size_t i = 0; i < block.padded(); ++i) change[i] -= relief * member[i] * std::max(0.0F, rate + change[i]);
  levers.of[kTax] = change;
}

void sum_payments(const ModelState& s, const Block& block, const Columns& c, const Buffers& b, CellSums& sums) {
  const double relief = s.scenario.mechanisms.park_tax ? s.scenario.parameters.park_tax_relief : 0.0;
  for (std::size_t i = 0; i < block.used; ++i) {
    if (c.programme[i] == 0 || c.weight[i] == 0) continue;
    if (programme::member(c.programme[i])) {
      const double due = b.f[handed::profit_tax][i];
      sums.v[static_cast<std::size_t>(CellSum::park_relief)] += c.weight[i] * due * relief / (1 - relief);
    }
    const double stake = programme::stake(c.programme[i]), dividend = b.d[handed::dividends][i];
    if (stake > 0 && dividend > 0)
      sums.v[static_cast<std::size_t>(CellSum::fund_dividends)] += s.grid.round(stake * dividend);
  }
}

void sum_members(const ModelState&, const Block& block, const Columns& c, CellSums& sums) {
  const auto add = [&](CellSum which, double x) { sums.v[static_cast<std::size_t>(which)] += x; };
  for (std::size_t i = 0; i < block.used; ++i) {
    if (!programme::member(c.programme[i]) || c.weight[i] == 0) continue;
    const double w = c.weight[i];
    add(CellSum::park_heads, w * static_cast<double>(c.employees[i]));
    add(CellSum::park_rd, w * static_cast<double>(c.rd[i]));
    if (c.share[i] <= 0) continue;
    add(CellSum::park_members, w);
    add(CellSum::park_productivity, w * static_cast<double>(c.productivity[i]));
  }
}

}  // namespace kaldor

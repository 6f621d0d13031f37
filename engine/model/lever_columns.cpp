#include <algorithm>

#include "firm_values.hpp"
#include "model_state.hpp"

namespace kaldor {

BlockMemory::BlockMemory()
    : levers(kLeverCount * kBlockRows, 0.0F),
      left(kBlockRows),
      crowded(kBlockRows),
      floats_(Buffers::kFloats * (kBlockRows + 16), 0.0F),
      doubles_(Buffers::kDoubles * (kBlockRows + 8), 0.0),
      words_(Buffers::kWords * (kBlockRows + 16), 0),
      ids_(kBlockRows, 0) {
  buffers.id = ids_.data();
  for (int i = 0; i < Buffers::kFloats; ++i) buffers.f[i] = floats_.data() + i * (kBlockRows + 16);
  for (int i = 0; i < Buffers::kDoubles; ++i) buffers.d[i] = doubles_.data() + i * (kBlockRows + 8);
  for (int i = 0; i < Buffers::kWords; ++i) buffers.w[i] = words_.data() + i * (kBlockRows + 16);
}

BlockMemory& block_memory() {
  static thread_local BlockMemory memory;
  return memory;
}

namespace {

bool meets(const Columns& c, std::size_t i, const std::vector<FirmCondition>& only, int period) {
  for (const FirmCondition& condition : only) {
    const double x = firm_value(c, i, condition.column, period);
    using Comparison = FirmCondition::Comparison;
    switch (condition.comparison) {
      case Comparison::less: if (!(x < condition.bound)) return false; break;
      case Comparison::less_equal: if (!(x <= condition.bound)) return false; break;
      case Comparison::greater: if (!(x > condition.bound)) return false; break;
      case Comparison::greater_equal: if (!(x >= condition.bound)) return false; break;
    }
  }
  return true;
}

/// Units of the scenario to units of the kernels.
double to_model_unit(const ModelState& s, Lever lever, int cell, double value) {
  if (lever == Lever::carbon_price) return value * 1e-6;  // currency to million currency
  if (lever == Lever::corporate_tax) return value > 0 ? value - s.economy.corporate_tax : 0;  // kernels add the change
  if (lever == Lever::minimum_wage) return value * s.median_wage[s.region_of(cell)];
  return value;
}

/// Levers that government pulls in a cell or region: no firm meets them as such.
bool of_region(Lever lever) {
  switch (lever) {
    case Lever::public_research:
    case Lever::technology_platform:
    case Lever::park_building:
    case Lever::guidance_fund:
    case Lever::start_up_grant:
    case Lever::open_innovation: return true;
    default: return false;
  }
}

}  // namespace

LeverColumns lever_columns(const ModelState& s, const Block& block, BlockMemory& memory) {
  static const std::vector<float> kZeros(kBlockRows, 0.0F);
  LeverColumns result;
  const Columns c = s.firms.columns().at(block.row);
  const std::size_t n = block.padded();
  for (std::size_t lever = 0; lever < kLeverCount; ++lever) {
    if (!s.levers.any[lever] || of_region(static_cast<Lever>(lever))) {
      result.of[lever] = kZeros.data();
      continue;
    }
    float* column = memory.levers.data() + lever * kBlockRows;
    const Lever which = static_cast<Lever>(lever);
    // Purchases and exports without a condition are part of the orders of the market.
    const bool ordered = which == Lever::procurement || which == Lever::export_demand;
    const double common = ordered ? 0.0 : to_model_unit(s, which, block.cell, s.levers.strength(lever, block.cell));
    std::fill(column, column + n, static_cast<float>(common));
    for (const LeverState::Conditional& policy : s.levers.conditional) {
      const Policy& given = s.scenario.policies[policy.policy];
      if (given.lever != which || policy.strength[block.cell] == 0) continue;
      const float value = static_cast<float>(to_model_unit(s, which, block.cell, policy.strength[block.cell]));
      const bool limit = which == Lever::emission_standard || which == Lever::emission_quota;
      for (std::size_t i = 0; i < n; ++i) {
        if (c.weight[i] == 0 || !meets(c, i, given.only, s.period)) continue;
        if (limit)
          column[i] = column[i] == 0 ? value : std::min(column[i], value);
        else if (which == Lever::corporate_tax)
          column[i] = value;
        else if (which == Lever::minimum_wage || which == Lever::phase_out)
          column[i] = std::max(column[i], value);
        else
          column[i] += value;
      }
    }
    result.of[lever] = column;
  }
  if (s.ecosystem.flagged[block.cell]) mark_members(s, block, memory, result);
  return result;
}

}  // namespace kaldor

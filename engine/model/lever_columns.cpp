#include <algorithm>
#include <cmath>

#include "firm_values.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "supply_chains.hpp"

namespace kaldor {

BlockMemory::BlockMemory()
    : levers((kLeverCount + 1) * kBlockRows, 0.0F),
      members(kBlockRows, 0.0F),
      tied(kBlockRows, 0.0F),
      vouched(kBlockRows, 0.0F),
      left_debt(kBlockRows),
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

/// What is on a register is known without error.
bool registered(FirmColumn column) {
  return column == FirmColumn::id || column == FirmColumn::industry || column == FirmColumn::region ||
         column == FirmColumn::age;
}

/// `error`: standard deviation of the log of what government measures; each column of a firm is measured once a
/// quarter.
bool meets(const ModelState& s, const Columns& c, std::size_t i, const std::vector<FirmCondition>& only, double error) {
  for (const FirmCondition& condition : only) {
    double x = firm_value(c, i, condition.column, s.period);
    if (error > 0 && !registered(condition.column)) {
      const Words w = draw(s.key, c.id[i], static_cast<std::uint32_t>(s.period), Stream::targeting,
                           static_cast<std::uint32_t>(condition.column));
      x *= math::exp(error * math::normal(math::unit_double(w.w0, w.w1)));
    }
    using Comparison = FirmCondition::Comparison;
    switch (condition.comparison) {
      case Comparison::less:
        if (!(x < condition.bound)) return false;
        break;
      case Comparison::less_equal:
        if (!(x <= condition.bound)) return false;
        break;
      case Comparison::greater:
        if (!(x > condition.bound)) return false;
        break;
      case Comparison::greater_equal:
        if (!(x >= condition.bound)) return false;
        break;
    }
  }
  return true;
}

/// Of two limits the stricter; 0 is none.
void tighten(float& limit, float other) {
  if (other > 0) limit = limit == 0 ? other : std::min(limit, other);
}

/// Units of the scenario to units of the kernels.
double to_model_unit(const ModelState& s, Lever lever, int cell, double value) {
  if (lever == Lever::carbon_price) return value * 1e-6;  // currency to million currency
  if (lever == Lever::corporate_tax) return value > 0 ? value - s.economy.corporate_tax : 0;  // kernels add the change
  if (lever == Lever::minimum_wage) return value * s.median_wage[s.region_of(cell)];
  return value;
}

}  // namespace

double targeting_error(const ModelState& s) {
  double judged = 0, wrong = 0;
  bool anyone = false;
  for (const LeverState::Conditional& policy : s.levers.conditional)
    for (const Block& block : s.firms.blocks()) {
      if (policy.strength[static_cast<std::size_t>(block.cell)] == 0) continue;
      const std::vector<FirmCondition>& only = s.scenario.policies[policy.policy].only;
      const Columns c = s.firms.columns().at(block.row);
      const double error = measurement_error(s, s.region_of(block.cell));
      for (std::size_t i = 0; i < block.used; ++i) {
        if (c.weight[i] == 0) continue;
        judged += static_cast<double>(c.weight[i]);
        const bool taken = meets(s, c, i, only, error), meant = meets(s, c, i, only, 0);
        anyone |= taken || meant;
        if (taken != meant) wrong += static_cast<double>(c.weight[i]);
      }
    }
  return anyone ? wrong / judged : std::nan("");  // a policy for firms that do not exist changes no bit
}

LeverColumns lever_columns(const ModelState& s, const Block& block, BlockMemory& memory) {
  static const std::vector<float> kZeros(kBlockRows, 0.0F);
  LeverColumns result;
  result.member = result.enforced = result.tied = result.vouched = kZeros.data();
  float* enforced = memory.levers.data() + kLeverCount * kBlockRows;
  const Columns c = s.firms.columns().at(block.row);
  const std::size_t n = block.padded();
  const double error = s.levers.conditional.empty() ? 0 : measurement_error(s, s.region_of(block.cell));
  for (std::size_t lever = 0; lever < kLeverCount; ++lever) {
    if (!s.levers.any[lever] || acts_on_places(static_cast<Lever>(lever))) {
      result.of[lever] = kZeros.data();
      continue;
    }
    result.set[lever] = true;
    float* column = memory.levers.data() + lever * kBlockRows;
    const Lever which = static_cast<Lever>(lever);
    // Purchases and exports without a condition are part of the orders of the market.
    const bool ordered = which == Lever::procurement || which == Lever::export_demand;
    const double common = ordered ? 0.0 : to_model_unit(s, which, block.cell, s.levers.strength(lever, block.cell));
    std::fill(column, column + n, static_cast<float>(common));
    if (which == Lever::emission_standard) {
      std::fill(enforced, enforced + n, static_cast<float>(s.levers.enforced[block.cell]));
      result.enforced = enforced;
    }
    for (const LeverState::Conditional& policy : s.levers.conditional) {
      const Policy& given = s.scenario.policies[policy.policy];
      if (given.lever != which || policy.strength[block.cell] == 0) continue;
      const float value = static_cast<float>(to_model_unit(s, which, block.cell, policy.strength[block.cell]));
      const bool limit = which == Lever::emission_standard || which == Lever::emission_quota;
      for (std::size_t i = 0; i < n; ++i) {
        if (c.weight[i] == 0 || !meets(s, c, i, given.only, error)) continue;
        if (which == Lever::emission_standard) tighten(enforced[i], static_cast<float>(policy.enforced[block.cell]));
        if (limit)
          tighten(column[i], value);
        else if (which == Lever::corporate_tax)
          column[i] = value;
        else if (which == Lever::minimum_wage || which == Lever::phase_out || which == Lever::rd_threshold)
          column[i] = std::max(column[i], value);
        else
          column[i] += value;
      }
    }
    result.of[lever] = column;
  }
  if (s.ecosystem.flagged[block.cell]) mark_members(s, block, memory, result);
  if (!s.chains.suppliers.empty()) mark_suppliers(s, block, memory, result);
  return result;
}

}  // namespace kaldor

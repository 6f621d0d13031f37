#pragma once

// Jobs that firms of each tier create, in the state in which the last quarter left them (docs/model/tiers.md).

#include "kaldor/core/units.hpp"
#include "kernels.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// `created`: persons whom a firm adds now. The other buffers are working memory. Not of the first quarter, before
/// which nothing is known.
static inline void jobs_by_tier(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k,
                                const float* __restrict created, float* const (&memory)[5], CellSums& sums) {
  const KernelParameters& p = k.p;
  const float* __restrict employees = c.employees;
  const float* __restrict growth = c.smoothed_growth;
  const float* __restrict gain = c.smoothed_return;
  const float* __restrict capital = c.capital;
  const float* __restrict orders = c.orders;
  const float* __restrict rd = c.rd;
  const std::int32_t* __restrict founded = c.founded;
  float* __restrict small = memory[0];
  float* __restrict fast = memory[1];
  float* __restrict gazelle = memory[2];
  float* __restrict unicorn = memory[3];
  float* __restrict leader = memory[4];
  const int period = static_cast<int>(k.period), young_from = period - kYoungQuarters,
            unicorn_from = period - kUnicornQuarters;
  const float from = in.real_growth_from, worth = in.unicorn_value, large = in.leader_orders,
              least = p.tier_discount_floor;
  const float discount = p.tier_discount, limit = p.tier_small, size = p.tier_sizeable, value = 4 * in.capital_price;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float jobs = created[i], before = employees[i] - jobs;
    const bool is_fast = (before >= size) & (growth[i] >= from);
    const float worth_of = value * gain[i] * capital[i] / math::mx(least, discount - math::mx(0.0F, 4 * growth[i]));
    small[i] = before < limit ? jobs : 0.0F;
    fast[i] = is_fast ? jobs : 0.0F;
    gazelle[i] = founded[i] > young_from ? fast[i] : 0.0F;
    unicorn[i] = either((worth_of >= worth) & (founded[i] > unicorn_from), jobs, 0.0F);
    leader[i] = either((orders[i] >= large) & (rd[i] > 0), jobs, 0.0F);
  }
  add(sums, CellSum::jobs_created_small, weighted_sum(c.weight, small, n));
  add(sums, CellSum::jobs_created_fast, weighted_sum(c.weight, fast, n));
  add(sums, CellSum::jobs_created_gazelles, weighted_sum(c.weight, gazelle, n));
  add(sums, CellSum::jobs_created_unicorns, weighted_sum(c.weight, unicorn, n));
  add(sums, CellSum::jobs_created_leaders, weighted_sum(c.weight, leader, n));
}

}  // namespace kaldor::KALDOR_ISA

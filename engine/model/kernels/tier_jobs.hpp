#pragma once

// Jobs that firms of each tier create, in the state in which the last quarter left them (docs/model/tiers.md).

#include "kernels.hpp"
#include "tier_rules.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// `created`: persons whom a firm adds now. The other buffers are working memory. Not of the first quarter, before
/// which nothing is known.
static inline void jobs_by_tier(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k,
                                const float* __restrict created, float* const (&memory)[5], CellSums& sums) {
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
  const TierRules tier(in, k);
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float jobs = created[i], before = employees[i] - jobs;
    const bool fast_one = tier.is_sizeable(before) & tier.grows_fast(growth[i]);
    small[i] = tier.is_small(before) ? jobs : 0.0F;
    fast[i] = fast_one ? jobs : 0.0F;
    gazelle[i] = tier.is_young(founded[i]) ? fast[i] : 0.0F;
    unicorn[i] = either(tier.is_unicorn(gain[i], capital[i], growth[i], founded[i]), jobs, 0.0F);
    leader[i] = either(tier.leads(orders[i], rd[i]), jobs, 0.0F);
  }
  add(sums, CellSum::jobs_created_small, weighted_sum(c.weight, small, n));
  add(sums, CellSum::jobs_created_fast, weighted_sum(c.weight, fast, n));
  add(sums, CellSum::jobs_created_gazelles, weighted_sum(c.weight, gazelle, n));
  add(sums, CellSum::jobs_created_unicorns, weighted_sum(c.weight, unicorn, n));
  add(sums, CellSum::jobs_created_leaders, weighted_sum(c.weight, leader, n));
}

}  // namespace kaldor::KALDOR_ISA

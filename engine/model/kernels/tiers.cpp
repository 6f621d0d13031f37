// What tier a firm is in follows from its state and is never assigned (S§1.20): start-ups, small firms, those of high
// growth, gazelles, unicorns, chain leaders; and who is left of those who entered five years ago. Reads only.

#include "kernels.hpp"
#include "tier_rules.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

enum Own {
  kYoung = handed::kFloats,
  kYoungHeads,
  kSmallFirms,
  kSmallHeads,
  kSizeable,
  kFast,
  kGazelle,
  kUnicorn,
  kLeader,
  kSourced,
  kCohort,
  kOwnEnd
};
static_assert(kOwnEnd <= Buffers::kFloats);

}  // namespace

void measure_tiers(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k, Buffers& b,
                   CellSums& sums) {
  const float* __restrict share = c.share;
  const float* __restrict weight = c.weight;
  const float* __restrict employees = c.employees;
  const float* __restrict growth = c.smoothed_growth;
  const float* __restrict gain = c.smoothed_return;
  const float* __restrict capital = c.capital;
  const float* __restrict orders = c.orders;
  const float* __restrict rd = c.rd;
  const std::int32_t* __restrict founded = c.founded;
  float* __restrict young = b.f[kYoung];
  float* __restrict young_heads = b.f[kYoungHeads];
  float* __restrict small = b.f[kSmallFirms];
  float* __restrict small_heads = b.f[kSmallHeads];
  float* __restrict sizeable = b.f[kSizeable];
  float* __restrict fast = b.f[kFast];
  float* __restrict gazelle = b.f[kGazelle];
  float* __restrict unicorn = b.f[kUnicorn];
  float* __restrict leader = b.f[kLeader];
  float* __restrict sourced = b.f[kSourced];
  float* __restrict cohort = b.f[kCohort];
  const TierRules tier(in, k);
  const int cohort_from = tier.young_from - kQuartersPerYear;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float sells = share[i] > 0 ? 1.0F : 0.0F;
    const float is_young = tier.is_young(founded[i]) ? sells : 0.0F;
    const float is_small = tier.is_small(employees[i]) ? sells : 0.0F;
    const float is_sizeable = tier.is_sizeable(employees[i]) ? sells : 0.0F;
    const float is_fast = tier.grows_fast(growth[i]) ? is_sizeable : 0.0F;
    const bool precious = tier.is_unicorn(gain[i], capital[i], growth[i], founded[i]);
    const bool leads = tier.leads(orders[i], rd[i]);
    const bool counted = (founded[i] > cohort_from) & (founded[i] <= tier.young_from);
    young[i] = is_young;
    young_heads[i] = is_young * employees[i];
    small[i] = is_small;
    small_heads[i] = is_small * employees[i];
    sizeable[i] = is_sizeable;
    fast[i] = is_fast;
    gazelle[i] = is_fast * is_young;
    unicorn[i] = either(precious, sells, 0.0F);
    leader[i] = either(leads, sells, 0.0F);
    sourced[i] = either(leads, sells * orders[i], 0.0F);
    cohort[i] = either(counted, 1.0F, 0.0F);
  }
  add(sums, CellSum::startups, weighted_sum(weight, young, n));
  add(sums, CellSum::startup_heads, weighted_sum(weight, young_heads, n));
  add(sums, CellSum::small, weighted_sum(weight, small, n));
  add(sums, CellSum::small_heads, weighted_sum(weight, small_heads, n));
  add(sums, CellSum::sizeable, weighted_sum(weight, sizeable, n));
  add(sums, CellSum::high_growth, weighted_sum(weight, fast, n));
  add(sums, CellSum::gazelles, weighted_sum(weight, gazelle, n));
  add(sums, CellSum::unicorns, weighted_sum(weight, unicorn, n));
  add(sums, CellSum::leaders, weighted_sum(weight, leader, n));
  add(sums, CellSum::leader_orders, weighted_sum(weight, sourced, n));
  add(sums, CellSum::cohort, weighted_sum(weight, cohort, n));
}

}  // namespace kaldor::KALDOR_ISA

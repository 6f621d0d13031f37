// What tier a firm is in follows from its state and is never assigned (S§1.20): start-ups, small firms, those of high
// growth, gazelles, unicorns, chain leaders; and who is left of those who entered five years ago. Reads only.

#include "kaldor/core/units.hpp"
#include "kernels.hpp"
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
  const KernelParameters& p = k.p;
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
  const int period = static_cast<int>(k.period), young_from = period - kYoungQuarters,
            unicorn_from = period - kUnicornQuarters;
  const int cohort_from = young_from - kQuartersPerYear;
  const float from = in.real_growth_from, worth = in.unicorn_value, large = in.leader_orders,
              least = p.tier_discount_floor;
  const float discount = p.tier_discount, limit = p.tier_small, size = p.tier_sizeable, value = 4 * in.capital_price;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float sells = share[i] > 0 ? 1.0F : 0.0F;
    const float is_young = founded[i] > young_from ? sells : 0.0F;
    const float is_small = employees[i] < limit ? sells : 0.0F;
    const float is_sizeable = employees[i] >= size ? sells : 0.0F;
    const float is_fast = growth[i] >= from ? is_sizeable : 0.0F;
    const float expected = mx(0.0F, 4 * growth[i]);
    const float worth_of = value * gain[i] * capital[i] / mx(least, discount - expected);
    const bool precious = (worth_of >= worth) & (founded[i] > unicorn_from);
    const bool leads = (orders[i] >= large) & (rd[i] > 0);
    const bool counted = (founded[i] > cohort_from) & (founded[i] <= young_from);
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

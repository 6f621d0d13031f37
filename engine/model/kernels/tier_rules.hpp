#pragma once

// What puts a firm in a tier (S§1.20, docs/model/tiers.md).

#include "kaldor/core/units.hpp"
#include "kernels.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

struct TierRules {
  int young_from, unicorn_from;
  float growth_from, precious_from, orders_from, small_below, sizeable_from;
  float discount, least_discount, capital_value;

  TierRules(const CellInput& in, const KernelContext& k)
      : young_from(static_cast<int>(k.period) - kYoungQuarters),
        unicorn_from(static_cast<int>(k.period) - kUnicornQuarters),
        growth_from(in.real_growth_from),
        precious_from(in.unicorn_value),
        orders_from(in.leader_orders),
        small_below(k.p.tier_small),
        sizeable_from(k.p.tier_sizeable),
        discount(k.p.tier_discount),
        least_discount(k.p.tier_discount_floor),
        capital_value(4 * in.capital_price) {}

  bool is_young(std::int32_t founded) const { return founded > young_from; }
  bool is_small(float heads) const { return heads < small_below; }
  bool is_sizeable(float heads) const { return heads >= sizeable_from; }
  bool grows_fast(float growth) const { return growth >= growth_from; }
  bool leads(float orders, float rd) const { return (orders >= orders_from) & (rd > 0); }
  /// Discounted profit, with growth that lasts.
  bool is_unicorn(float gain, float capital, float growth, std::int32_t founded) const {
    const float rate = math::mx(least_discount, discount - math::mx(0.0F, 4 * growth));
    return (capital_value * gain * capital >= precious_from * rate) & (founded > unicorn_from);
  }
};

}  // namespace kaldor::KALDOR_ISA

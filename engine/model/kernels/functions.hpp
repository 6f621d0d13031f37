#pragma once

// Functions of the value chain: what a firm does itself of design, brand and service, what it buys, and its projects to
// do more itself (S§1.16). Columns design, brand, service_share, function_order, function_state.

#include "kaldor/core/units.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// What an investment in functions is for; from bit 8 of function_state. Bit 0 says that the headquarters are in the
/// hub.
enum FunctionProject : std::uint32_t { kNoFunction, kDesign, kBrand, kService, kHeadquarters };
constexpr std::int32_t kInHub = 1, kProjectShift = 8;

/// Knowledge services that a firm buys for its functions, and its own staff for them, both over the mean fee of the
/// base year.
struct FunctionLoad {
  float bought, staff, away;
};

KALDOR_INLINE FunctionLoad function_load(const CellInput& in, float design, float brand, float service,
                                         std::int32_t state) {
  const float fee = 1 - in.buy_design * (design - in.base_design) - in.buy_brand * (brand - in.base_brand) +
                    in.buy_service * (service - in.base_service);
  const float work = in.own_design * design + in.own_brand * brand + in.own_service * service;
  const bool hub = (state & kInHub) != 0;
  const float staff = work * either(hub, in.away_cost, 1.0F);
  return {math::mx(0.0F, fee), staff, either(hub, staff, 0.0F)};
}

/// Markup that a firm of this brand sets over that of a mean one: the Lerner condition at its price elasticity.
KALDOR_INLINE float brand_markup(const KernelParameters& p, float above) {
  return (1 - p.lerner) / (1 - p.lerner / (1 - p.brand_grip * above));
}

/// Lasting taste for a project, median one: log taste is 2 artanh(spread x) with x even between -1 and 1.
KALDOR_INLINE float function_taste(float spread, std::uint32_t luck) {
  const float x = spread * (2 * math::unit_float(luck) - 1);
  return (1 + x) / (1 - x);
}

/// For the plan: cost of functions over the mean fee, markup of the brand over a mean one, charge for service beyond
/// that of the market (a factor), knowledge services in a bundle over the mean.
static inline void price_of_functions(const Columns& c, std::size_t n, const CellInput& in, const KernelParameters& p,
                                      float* __restrict load, float* __restrict premium, float* __restrict charge,
                                      float* __restrict bought) {
  if (!in.functions) {
    set_all(load, n, 0.0F);
    set_all(premium, n, 1.0F);
    set_all(charge, n, 1.0F);
    return;
  }
  const float* __restrict design = c.design;
  const float* __restrict brand = c.brand;
  const float* __restrict service = c.service_share;
  const std::int32_t* __restrict state = c.function_state;
  const CellInput cell = in;
  const KernelParameters par = p;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const FunctionLoad f = function_load(cell, design[i], brand[i], service[i], state[i]);
    load[i] = f.bought + f.staff;
    bought[i] = f.bought;
    premium[i] = brand_markup(par, brand[i] - cell.mean_brand);
    charge[i] = 1 + service[i] - cell.mean_service;
  }
}

/// For settlement: knowledge services in a bundle, own staff and of it that in the hub, over the mean fee.
static inline void work_of_functions(const Columns& c, std::size_t n, const CellInput& in, float* __restrict bought,
                                     float* __restrict staff, float* __restrict away) {
  if (!in.functions) {
    set_all(bought, n, 0.0F);
    set_all(staff, n, 0.0F);
    set_all(away, n, 0.0F);
    return;
  }
  const float* __restrict design = c.design;
  const float* __restrict brand = c.brand;
  const float* __restrict service = c.service_share;
  const std::int32_t* __restrict state = c.function_state;
  const CellInput cell = in;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const FunctionLoad f = function_load(cell, design[i], brand[i], service[i], state[i]);
    bought[i] = f.bought;
    staff[i] = f.staff;
    away[i] = f.away;
  }
}

KALDOR_INLINE std::uint32_t project_of(std::int32_t state) {
  return static_cast<std::uint32_t>(state >> kProjectShift);
}

/// Government pays back its part of the investment that has arrived.
static inline void refund_functions(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                                    const KernelContext& k, float* __restrict refund, CellSums& sums) {
  struct Rule {
    FunctionProject project;
    Lever lever;
    CellSum sum;
  };
  const Rule rules[] = {{kDesign, Lever::design_subsidy, CellSum::design_refund},
                        {kBrand, Lever::brand_subsidy, CellSum::brand_refund},
                        {kService, Lever::service_subsidy, CellSum::service_refund},
                        {kHeadquarters, Lever::headquarters_subsidy, CellSum::headquarters_refund}};
  for (const Rule& rule : rules) {
    const float* __restrict part = values(levers, rule.lever);
    for (std::size_t i = 0; i < n; ++i)
      refund[i] = project_of(c.function_state[i]) == rule.project
                      ? math::mn(1.0F, part[i]) * c.function_order[i] * in.investment_paid
                      : 0.0F;
    add(sums, rule.sum, receive(c, refund, n, k.magic));
  }
}

/// What indicators tell of functions, term by term in `x`.
static inline void count_functions(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k,
                                   const float* __restrict bought, const float* __restrict revenue,
                                   const float* __restrict profit_tax, const float* __restrict credit,
                                   float* __restrict x, CellSums& sums) {
  const float* __restrict w = c.weight;
  const float* __restrict output = c.output;
  const float* __restrict design = c.design;
  const float* __restrict brand = c.brand;
  const float* __restrict service = c.service_share;
  const std::int32_t* __restrict state = c.function_state;
  const CellInput cell = in;
  const KernelParameters p = k.p;
  const float fee = in.paid_service / in.delivered, free = 1 - p.pass_through;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) x[i] = output[i] * bought[i];
  add(sums, CellSum::service_used, weighted_sum(w, x, n));
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float cheaper = either((state[i] & kInHub) != 0, cell.away_cost, 1.0F);
    x[i] = output[i] * fee * cell.own_design * design[i] * cheaper;
  }
  add(sums, CellSum::design_staff, weighted_sum(w, x, n));
  const float unbranded = brand_markup(p, -in.mean_brand);
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    // Part of the price beyond what the same maker could ask without a brand.
    const float gain = free * (brand_markup(p, brand[i] - cell.mean_brand) / unbranded - 1);
    x[i] = revenue[i] * gain / (1 + gain);
  }
  add(sums, CellSum::brand_rent, weighted_sum(w, x, n));
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) x[i] = revenue[i] * design[i];
  add(sums, CellSum::own_design, weighted_sum(w, x, n));
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) x[i] = revenue[i] * brand[i];
  add(sums, CellSum::own_brand, weighted_sum(w, x, n));
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) x[i] = revenue[i] * service[i];
  add(sums, CellSum::service_sales, weighted_sum(w, x, n));
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) x[i] = either((state[i] & kInHub) != 0, profit_tax[i] - credit[i], 0.0F);
  add(sums, CellSum::profit_tax_away, weighted_sum(w, x, n));
}

/// Projects of the four kinds for every firm; the one that pays back first, if soon enough, is asked of the capital
/// budget.
static inline void plan_functions(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                                  const KernelContext& k, const std::uint32_t* __restrict for_taste_d,
                                  const std::uint32_t* __restrict for_taste_b,
                                  const std::uint32_t* __restrict for_taste_v, std::uint32_t* __restrict kind,
                                  float* __restrict cost, float* __restrict years) {
  const KernelParameters& p = k.p;
  if (!in.functions || !(p.upgrading || p.servitization || p.headquarters)) {
    for (std::size_t i = 0; i < n; ++i) {
      cost[i] = 0;
      years[i] = kNever;
      kind[i] = static_cast<std::uint32_t>(kNoFunction);
    }
    return;
  }
  const float* __restrict design = c.design;
  const float* __restrict brand = c.brand;
  const float* __restrict service = c.service_share;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict price = c.price;
  const float* __restrict unit_cost = c.unit_cost;
  const float* __restrict productivity = c.productivity;
  const float* __restrict quality = c.log_quality;
  const float* __restrict employees = c.employees;
  const std::int32_t* __restrict state = c.function_state;
  const float* __restrict for_design = values(levers, Lever::design_subsidy);
  const float* __restrict for_brand = values(levers, Lever::brand_subsidy);
  const float* __restrict for_service = values(levers, Lever::service_subsidy);
  const float* __restrict for_headquarters = values(levers, Lever::headquarters_subsidy);
  const CellInput cell = in;
  const KernelParameters par = p;
  const float fee = in.paid_service / in.delivered, value = in.capital_price, net = 1 - in.tax_rate,
              horizon = p.payback;
  const float reach =
      2 * horizon;  // quarters, the mean age over the horizon of customers won evenly: half of four a year
  const float won = p.selection ? p.replicator * p.brand_taste * reach : 0.0F;
  const float kept = p.customer_loss * p.service_ties * reach;
  const float build = p.upgrading ? 1.0F : 0.0F, serve = p.servitization ? 1.0F : 0.0F;
  const float gain_h = fee * (1 - in.away_cost), cost_h = p.headquarters_cost * in.base_fee;
  // One comparison of floats in the loop, with a limit that none reaches: joined conditions kept it scalar.
  const float moves_from = p.headquarters && !in.hub && gain_h > 0 ? p.headquarters_size : kUnlimited;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float sales = 4 * expected[i], scale = sales + 4 * par.function_scale * cell.mean_output;
    const float margin = math::mx(kSmall, price[i] * net - unit_cost[i]);
    const float able = productivity[i] / cell.mean_productivity * (1 + quality[i] - cell.mean_quality);
    const float ready = able >= par.function_threshold ? 1.0F : 0.0F;
    const float taste_d = function_taste(par.function_dispersion, for_taste_d[i]);
    const float taste_b = function_taste(par.function_dispersion, for_taste_b[i]);
    const float taste_v = function_taste(par.function_dispersion, for_taste_v[i]);
    const float there = either((state[i] & kInHub) != 0, cell.away_cost, 1.0F);
    const float dropped = par.resistance * par.resistance_loss * margin;
    // Own design saves fees and costs staff; buyers may answer.
    const float step_d = ready * build * math::mx(0.0F, math::mn(par.function_speed, 1 - design[i]));
    const float gain_d = fee * (cell.buy_design - cell.own_design * there) - dropped * (1 - design[i]);
    const float cost_d = par.design_cost * scale;
    const float years_d =
        either(gain_d > 0, taste_d * cost_d * value * (1 - for_design[i]) / math::mx(gain_d * sales, kTiny), kNever);
    // Own brand lets it ask more and wins customers beside.
    const float step_b = ready * build * math::mx(0.0F, math::mn(par.function_speed, 1 - brand[i]));
    const float gain_b = fee * (cell.buy_brand - cell.own_brand * there) + price[i] * net * par.brand_premium +
                         margin * won - dropped * (1 - brand[i]);
    const float cost_b = par.brand_cost * scale;
    const float years_b =
        either(gain_b > 0, taste_b * cost_b * value * (1 - for_brand[i]) / math::mx(gain_b * sales, kTiny), kNever);
    // Service is charged for at the price of the product, costs staff and purchases, and keeps customers.
    const float step_v = ready * serve * math::mx(0.0F, math::mn(par.service_speed, par.service_limit - service[i]));
    const float gain_v = price[i] * net - fee * (cell.buy_service + cell.own_service * there) + margin * kept;
    const float cost_v = par.service_cost * scale;
    const float years_v =
        either(gain_v > 0, taste_v * cost_v * value * (1 - for_service[i]) / math::mx(gain_v * sales, kTiny), kNever);
    // Headquarters where staff is more productive.
    const float staff = cell.own_design * design[i] + cell.own_brand * brand[i] + cell.own_service * service[i];
    const float heads = either((state[i] & kInHub) != 0, 0.0F, employees[i]);
    const float years_h = either(
        heads >= moves_from, taste_v * cost_h * value * (1 - for_headquarters[i]) / math::mx(gain_h, kTiny), kNever);

    float best = either(step_d > 0, years_d, kNever), wish = cost_d * step_d, chosen = kDesign;
    const bool brand_first = (step_b > 0) & (years_b < best);
    best = either(brand_first, years_b, best);
    wish = either(brand_first, cost_b * step_b, wish);
    chosen = either(brand_first, kBrand, chosen);
    const bool service_first = (step_v > 0) & (years_v < best);
    best = either(service_first, years_v, best);
    wish = either(service_first, cost_v * step_v, wish);
    chosen = either(service_first, kService, chosen);
    const bool move_first = years_h < best;
    best = either(move_first, years_h, best);
    wish = either(move_first, cost_h * staff * sales, wish);
    chosen = either(move_first, kHeadquarters, chosen);
    const bool worth = best <= horizon;
    cost[i] = either(worth, wish, 0.0F);
    years[i] = best;
    kind[i] = static_cast<std::uint32_t>(static_cast<std::int32_t>(either(worth, chosen, 0.0F)));
  }
}

/// What the budget granted is ordered; headquarters move whole or not at all.
static inline void order_functions(const Columns& c, std::size_t n, const std::uint32_t* __restrict kind,
                                   const float* __restrict cost, const float* __restrict granted) {
  float* __restrict order = c.function_order;
  std::int32_t* __restrict state = c.function_state;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const bool whole = (kind[i] != kHeadquarters) | (granted[i] >= cost[i]);
    const float placed = either(whole, granted[i], 0.0F);
    const std::int32_t project = placed > 0 ? static_cast<std::int32_t>(kind[i]) : 0;
    order[i] = placed;
    state[i] = (state[i] & kInHub) | (project << kProjectShift);
  }
}

/// What was ordered last quarter arrives; buyers of a maker that moves into design or brand may drop it.
static inline void deliver_functions(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k,
                                     std::uint32_t* __restrict arrives, std::uint32_t* list) {
  const KernelParameters& p = k.p;
  for (std::size_t i = 0; i < n; ++i) arrives[i] = c.function_order[i] > 0 ? 1U : 0U;
  const std::size_t count = list_of_rare(arrives, n, list);
  for (std::size_t j = 0; j < count; ++j) {
    const std::uint32_t i = list[j];
    const float scale = 4 * (c.expected_demand[i] + p.function_scale * in.mean_output);
    const float arrived = c.function_order[i] * in.investment_delivered;
    const std::uint32_t project = project_of(c.function_state[i]);
    if (project == kHeadquarters) c.function_state[i] |= kInHub;
    if (project == kService)
      c.service_share[i] =
          math::mn(p.service_limit, c.service_share[i] + arrived / math::mx(p.service_cost * scale, kTiny));
    if (project != kDesign && project != kBrand) continue;
    float& own = project == kDesign ? c.design[i] : c.brand[i];
    const float cost = project == kDesign ? p.design_cost : p.brand_cost;
    const float step = math::mn(1 - own, arrived / math::mx(cost * scale, kTiny));
    const float chance = p.resistance * step * (1 - own);
    own += step;
    if (chance > 0 && math::unit_float(draw(k.key, c.id[i], k.period, Stream::buyers).w0) < chance)
      c.share[i] *= 1 - p.resistance_loss;
  }
}

}  // namespace kaldor::KALDOR_ISA

// Stage 3 and 5: what firms expect, what it costs, what they ask for it, whom they hire and what they order.
// Reads last quarter's outcome; writes capital (second-hand trades), log_markup, price, unit_cost, unit_labour,
// employees, orders. One pass.

#include "data.hpp"
#include "functions.hpp"
#include "kernels.hpp"
#include "tier_jobs.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

enum Own {
  kSold = handed::kFloats,
  kBought,
  kPurchases,
  kShipped,
  kLoad,
  kOfBrand,
  kCharge,
  kFees,
  kLift,
  kLifted,
  kPosted,
  kOrdersEnergy,
  kInvested,
  kCreated,
  kCreatedYoung,
  kHired,
  kSeparated,
  kOwnEnd,
  // when those are summed up
  kDigital = kPosted,
  kServices = kPosted,
  kReplaced = kPosted
};
static_assert(kOwnEnd <= Buffers::kFloats);

/// Idle capital offered last quarter reaches its buyers, inside the industry, at one price.
void trade_capital(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k, Buffers& b,
                   CellSums& sums) {
  float* __restrict sold = b.f[kSold];
  float* __restrict bought = b.f[kBought];
  float* __restrict capital = c.capital;
  float* __restrict productivity = c.productivity;
  float* __restrict investment = c.investment;
  const float* __restrict offered = c.offered;
  const float sell = in.sell_ratio, buy = in.buy_ratio, price = in.used_price, pool = in.pool_productivity;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float q_out = offered[i] * sell;
    const float q_in = offered[i] > 0 ? 0.0F : investment[i] * buy;
    const float wanted = capital[i] > 0 ? q_in : 0.0F;
    const float stock = mx(capital[i] - q_out, 0.0F);
    const float blended = (stock + wanted) / (stock / productivity[i] + wanted / pool + kTiny);
    productivity[i] = wanted > 0 ? blended : productivity[i];
    capital[i] = stock + wanted;
    investment[i] -= wanted;
    sold[i] = q_out * price;
    bought[i] = wanted * price;
  }
  add(sums, CellSum::second_hand_received, receive(c, sold, n, k.magic));
  add(sums, CellSum::second_hand_paid, pay(c, bought, n, k.magic));
}

/// Shares of the firms to which conditional purchases and exports go, weighted by the lever.
void directed_shares(const Columns& c, std::size_t n, const LeverColumns& levers, Buffers& b, CellSums& sums) {
  const float* __restrict purchases = values(levers, Lever::procurement);
  const float* __restrict exports = values(levers, Lever::export_demand);
  const float* __restrict share = c.share;
  float* __restrict bought = b.f[kPurchases];
  float* __restrict shipped = b.f[kShipped];
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    bought[i] = share[i] * purchases[i];
    shipped[i] = share[i] * exports[i];
  }
  add(sums, CellSum::directed_purchases, weighted_sum(c.weight, bought, n));
  add(sums, CellSum::directed_exports, weighted_sum(c.weight, shipped, n));
}

}  // namespace

void plan(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers, const KernelContext& k,
          Buffers& b, CellSums& sums) {
  const KernelParameters& p = k.p;
  if (in.buy_ratio > 0) trade_capital(c, n, in, k, b, sums);

  const float* __restrict productivity = c.productivity;
  const float* __restrict log_efficiency = c.log_efficiency;
  const float* __restrict automated = c.automated;
  const float* __restrict energy = c.energy_intensity;
  const float* __restrict abated = c.abatement;
  const float* __restrict circular = c.circular_share;
  const float* __restrict carbon_price = values(levers, Lever::carbon_price);
  const float* __restrict wage_floor = values(levers, Lever::minimum_wage);
  const float* __restrict resource_price = values(levers, Lever::resource_price);
  const float* __restrict member = levers.member;
  float* __restrict unit_labour = c.unit_labour;
  float* __restrict unit_cost = c.unit_cost;
  const float* __restrict practice = c.practice;
  float* __restrict lift = b.f[kLift];
  if (p.data)
    data_productivity(c, n, p, in, lift);
  else
    clear(lift, n);
  float* __restrict load = b.f[kLoad];
  float* __restrict of_brand = b.f[kOfBrand];
  float* __restrict charge = b.f[kCharge];
  float* __restrict bought = b.f[kFees];
  price_of_functions(c, n, in, p, load, of_brand, charge, bought);
  {
    const float cost_other = in.cost_other, cost_energy = in.cost_energy, saved = in.cost_circular, wage = in.wage,
                wage_low = in.wage_low;
    const float low = 1 - in.high_skill, labour = in.unit_labour, service = in.cost_service,
                factor = in.emission_factor * in.consumer_price;
    const float overhead = p.overhead;
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) {
      const float l = labour * (1 - automated[i] * robots_with_practice(p, in, practice[i])) /
                      (productivity[i] * exp(log_efficiency[i] + lift[i])) * (1 - overhead * member[i]);
      const float w = wage + low * mx(0.0F, wage_floor[i] - wage_low);
      unit_labour[i] = l;
      unit_cost[i] = cost_other - saved * circular[i] + cost_energy * (1 + resource_price[i]) * energy[i] +
                     carbon_price[i] * factor * energy[i] * (1 - abated[i]) + w * l + service * load[i];
    }
  }

  float* __restrict markup = c.log_markup;
  float* __restrict price = c.price;
  const float* __restrict share = c.share;
  const float* __restrict before = c.share_before;
  const float* __restrict utilisation = c.utilisation;
  {
    const float norm = in.log_markup_norm, tax = in.log_after_tax, expected = in.log_expected_price;
    const float net = 1 - in.tax_rate, eta = p.pass_through, normal = p.utilisation;
    const float ups = p.share_response, tight = p.tight_response, slack = p.slack_response * in.price_war,
                back = p.markup_reversion;
    const float raise = back * in.recovery;
    const float band = p.markup_band, premium = p.dominance_premium, reference = p.dominance_reference,
                limit = p.dominance_limit;
    const float floor = p.price_floor, most = p.share_band;
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) {
      const float growth = log(mx(share[i], kTiny) / mx(before[i], kTiny));
      const float bounded = mx(-most, mn(most, growth));
      const float gain = before[i] > 0 ? bounded : 0.0F;
      const float gap = utilisation[i] - normal;
      const float response = gap > 0 ? tight : slack;
      const float m =
          markup[i] + ups * gain + response * gap - either(markup[i] < norm, raise, back) * (markup[i] - norm);
      markup[i] = mx(norm - band, mn(norm + band, m));
      const float dominance = mn(limit, premium * mx(0.0F, share[i] - reference));
      const float own = markup[i] + log(unit_cost[i] * of_brand[i]) - tax;
      const float ask = exp((1 - eta) * own + eta * expected + dominance);
      price[i] = mx(ask * charge[i], floor * unit_cost[i] / net);
    }
  }

  float* __restrict employees = c.employees;
  float* __restrict orders = c.orders;
  float* __restrict demand = c.demand;
  const float* __restrict expected_demand = c.expected_demand;
  const float* __restrict inventory = c.inventory;
  const float* __restrict materials = c.materials;
  const float* __restrict capital = c.capital;
  const float* __restrict investment = c.investment;
  const float* __restrict automation = c.automation_order;
  const float* __restrict abatement = c.abatement_order;
  const float* __restrict digitalisation = c.digital_order;
  const float* __restrict function = c.function_order;
  const float* __restrict recovery = c.circular_order;
  float* __restrict lifted = b.f[kLifted];
  const float* __restrict weight = c.weight;
  float* __restrict posted = b.f[kPosted];
  float* __restrict orders_energy = b.f[kOrdersEnergy];
  float* __restrict invested = b.f[kInvested];
  float* __restrict created = b.f[kCreated];
  float* __restrict created_young = b.f[kCreatedYoung];
  float* __restrict hired = b.f[kHired];
  float* __restrict separated = b.f[kSeparated];
  const std::int32_t* __restrict founded = c.founded;
  {
    const float iota = in.inventory_target, speed = p.inventory_speed, capacity = in.capacity, hiring = in.hiring_speed;
    const int young_from = static_cast<int>(k.period) - kYoungQuarters;
    const float quit = p.separations;
    const float target = p.materials_target, adjust = p.materials_speed, extra = in.order_extra,
                growth = in.output_extra;
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) {
      const float want =
          mx(0.0F, expected_demand[i] + speed * (iota * expected_demand[i] - inventory[i]) + growth * inventory[i]);
      const float sells = share[i] > 0 ? 1.0F : 0.0F;
      const float output = sells * mn(want, capacity * capital[i]);
      const float staff = employees[i];
      employees[i] += hiring * (output * unit_labour[i] - employees[i]);
      created[i] = mx(0.0F, employees[i] - staff);
      hired[i] = mx(0.0F, employees[i] - (1 - quit) * staff);
      separated[i] = mx(quit * staff, staff - employees[i]);
      created_young[i] = either(founded[i] > young_from, created[i], 0.0F);
      const float refill =
          mx(0.0F, output + adjust * (target * expected_demand[i] - materials[i]) + extra * expected_demand[i]);
      orders[i] = sells > 0 ? refill : target * expected_demand[i];
      orders_energy[i] = orders[i] * energy[i];
      posted[i] = share[i] * price[i];
      invested[i] = investment[i] + automation[i] + abatement[i] + digitalisation[i] + function[i] + recovery[i];
      lifted[i] = employees[i] * lift[i];
      demand[i] = output;
    }
  }
  if (k.directed) {
    directed_shares(c, n, levers, b, sums);
  }
  add(sums, CellSum::jobs_created, weighted_sum(weight, created, n));
  add(sums, CellSum::jobs_created_young, weighted_sum(weight, created_young, n));
  add(sums, CellSum::hired, weighted_sum(weight, hired, n));
  add(sums, CellSum::separated, weighted_sum(weight, separated, n));
  add(sums, CellSum::heads, weighted_sum(weight, employees, n));
  add(sums, CellSum::shares, weighted_sum(weight, share, n));
  add(sums, CellSum::posted, weighted_sum(weight, posted, n));
  add(sums, CellSum::orders, weighted_sum(weight, orders, n));
  add(sums, CellSum::orders_energy, weighted_sum(weight, orders_energy, n));
  add(sums, CellSum::investment, weighted_sum(weight, invested, n));
  if (in.recyclable > 0) {
    float* __restrict replaced = b.f[kReplaced];
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) replaced[i] = orders[i] * circular[i];
    add(sums, CellSum::orders_circular, weighted_sum(weight, replaced, n));
  }
  if (p.data) add(sums, CellSum::data_productivity, weighted_sum(weight, lifted, n));
  if (in.contact > 0) add(sums, CellSum::digital_shares, digital_shares(c, n, b.f[kDigital]));
  if (in.functions) {
    float* __restrict services = b.f[kServices];
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) services[i] = orders[i] * bought[i];
    add(sums, CellSum::orders_service, weighted_sum(weight, services, n));
  }
  if (k.period > 0) {
    float* const memory[] = {b.f[kSold], b.f[kPurchases], b.f[kShipped], b.f[kLoad], b.f[kOfBrand]};
    jobs_by_tier(c, n, in, k, created, memory, sums);
  }
}

}  // namespace kaldor::KALDOR_ISA

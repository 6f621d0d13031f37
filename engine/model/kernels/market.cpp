// Stage 7, first round: orders reach firms by their shares; they produce within capital, labour, the opening stock of
// materials and what emission rules permit, and sell. Writes employees (rationed), log_markup, demand, output, sales,
// spare, competitiveness.

#include "data.hpp"
#include "kernels.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

enum Own { kUnfilled = handed::kFloats, kScored, kValued, kEarned, kSpareValue, kTilt, kOwnEnd };
static_assert(kOwnEnd <= Buffers::kFloats);

/// How much the qualities of a block's firms differ, each firm as much as any other.
void compare_products(const Columns& c, std::size_t n, const CellInput& in, Buffers& b, CellSums& sums) {
  float* __restrict deviation = b.f[kScored];
  float* __restrict square = b.f[kValued];
  float* __restrict seller = b.f[kEarned];
  float* __restrict weighed = b.f[kSpareValue];
  const float* __restrict share = c.share;
  const float* __restrict quality = c.log_quality;
  const float* __restrict weight = c.weight;
  const float mean = in.mean_quality;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float sells = share[i] > 0 ? 1.0F : 0.0F;
    const float away = sells * (quality[i] - mean);
    deviation[i] = away;
    square[i] = away * away;
    seller[i] = sells;
    weighed[i] = sells * weight[i];
  }
  add(sums, CellSum::quality_deviation, weighted_sum(weight, deviation, n));
  add(sums, CellSum::quality_square, weighted_sum(weight, square, n));
  add(sums, CellSum::sellers, weighted_sum(weight, seller, n));
  add(sums, CellSum::seller_weights, weighted_sum(weight, weighed, n));
}

}  // namespace

void market(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers, const KernelContext& k,
            Buffers& b, CellSums& sums) {
  const KernelParameters& p = k.p;
  float* __restrict employees = c.employees;
  float* __restrict demand = c.demand;
  float* __restrict output = c.output;
  float* __restrict sales = c.sales;
  float* __restrict spare = c.spare;
  float* __restrict competitiveness = c.competitiveness;
  const float* __restrict share = c.share;
  const float* __restrict price = c.price;
  const float* __restrict quality = c.log_quality;
  const float* __restrict capital = c.capital;
  const float* __restrict unit_labour = c.unit_labour;
  const float* __restrict materials = c.materials;
  const float* __restrict inventory = c.inventory;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict energy = c.energy_intensity;
  const float* __restrict abated = c.abatement;
  const float* __restrict base_emissions = c.base_emissions;
  const float* __restrict standard = levers.enforced;
  const float* __restrict quota = values(levers, Lever::emission_quota);
  const float* __restrict weight = c.weight;
  const float* __restrict tied = levers.tied;
  float* __restrict unfilled = b.f[kUnfilled];
  float* __restrict scored = b.f[kScored];
  float* __restrict valued = b.f[kValued];
  float* __restrict earned = b.f[kEarned];
  float* __restrict spare_value = b.f[kSpareValue];
  const float* __restrict purchases = values(levers, Lever::procurement);
  const float* __restrict exports = values(levers, Lever::export_demand);
  const float purchases_scale = in.directed_purchases, exports_scale = in.directed_exports, enforcement = p.enforcement,
              share_of_unit = in.share_of_unit;
  float* __restrict tilt = b.f[kTilt];
  if (in.contact > 0)
    contact_tilt(c, n, in, tilt);
  else
    for (std::size_t i = 0; i < n; ++i) tilt[i] = 1;
  const float labour_scale = in.labour_scale, demand_scale = in.demand_scale, capacity = in.capacity,
              flex = 1 + p.overtime;
  const float iota = in.inventory_target, speed = p.inventory_speed, extra = in.output_extra,
              factor = in.emission_factor;
  const float log_posted = in.log_posted, mean_quality = in.mean_quality, omega_q = p.quality_weight,
              omega_u = p.unfilled_weight;
  const float* __restrict brand = c.brand;
  const float* __restrict service = c.service_share;
  const float on = in.functions ? 1.0F : 0.0F, p_grip = on * p.brand_grip, omega_b = on * p.brand_taste,
              omega_v = on * p.service_value;
  float* __restrict markup = c.log_markup;
  const float scarcity = p.scarcity_response;
  const float mean_brand = in.mean_brand, mean_service = in.mean_service;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    employees[i] *= labour_scale;
    const float d =
        share[i] * (demand_scale + purchases_scale * purchases[i] + exports_scale * exports[i]) * tilt[i] + tied[i];
    const float dirt = energy[i] * (1 - abated[i]);
    // Above the standard the dirtiest lines stand still, the more the further above.
    const float margin = mn(1.0F, standard[i] / mx(dirt, kSmall));
    const float part = pow(mx(margin, kSmall), enforcement);
    const float open = standard[i] > 0 ? part : 1.0F;
    const float cap = quota[i] * base_emissions[i] / mx(factor * dirt, kTiny);
    const float allowed = quota[i] > 0 ? cap : kUnlimited;
    const float by_capital = open * capacity * capital[i];
    const float by_labour = employees[i] / mx(unit_labour[i], kTiny) * flex;
    const float limit = mn(mn(by_capital, by_labour), mn(materials[i], allowed));
    const float want = d + speed * (iota * expected[i] - inventory[i]) + extra * inventory[i];
    const float y = mx(0.0F, mn(want, limit));
    const float sold = mn(d, inventory[i] + y);
    const float rest = d - sold;
    const float missing = d > 0 ? rest / mx(d, kTiny) : 0.0F;
    const float grip = 1 - p_grip * (brand[i] - mean_brand);
    const float tie = omega_b * (brand[i] - mean_brand) + omega_v * (service[i] - mean_service);
    const float e =
        omega_q * (quality[i] - mean_quality) - grip * (log(price[i]) - log_posted) - omega_u * missing + tie;
    markup[i] += scarcity * missing;  // who turns customers away asks for more next quarter
    demand[i] = d;
    output[i] = y;
    sales[i] = sold;
    spare[i] = share[i] > 0 ? mx(0.0F, limit - y) : 0.0F;
    unfilled[i] = rest;
    competitiveness[i] = e;
    const float served = share[i] + tied[i] * share_of_unit;
    scored[i] = served * e;
    valued[i] = served * quality[i];
    earned[i] = price[i] * sold;
    spare_value[i] = price[i] * spare[i];
  }
  add(sums, CellSum::unfilled, weighted_sum(weight, unfilled, n));
  add(sums, CellSum::spare, weighted_sum(weight, spare, n));
  add(sums, CellSum::competitiveness, weighted_sum(weight, scored, n));
  add(sums, CellSum::first_sales, weighted_sum(weight, sales, n));
  add(sums, CellSum::first_revenue, weighted_sum(weight, earned, n));
  add(sums, CellSum::spare_revenue, weighted_sum(weight, spare_value, n));
  add(sums, CellSum::quality, weighted_sum(weight, valued, n));
  compare_products(c, n, in, b, sums);
  if (in.functions) {
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) {
      valued[i] = (share[i] + tied[i] * share_of_unit) * brand[i];
      scored[i] = (share[i] + tied[i] * share_of_unit) * service[i];
    }
    add(sums, CellSum::brand, weighted_sum(weight, valued, n));
    add(sums, CellSum::service, weighted_sum(weight, scored, n));
  }
}

}  // namespace kaldor::KALDOR_ISA

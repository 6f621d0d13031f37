#pragma once

#include "functions.hpp"
#include "kernels.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// Buffers beside those handed on.
enum SettleBuffer {
  kUsed = handed::kFloats,
  kOperating,
  kEmissions,
  kEnergyUsed,
  kHours,
  kUnitMaterials,
  kForgone,
  kRent,
  kResource,
  kFine,
  kRelabelled,
  kStaff,
  kStaffAway,
  kServices,
  // Filled, summed up and done with, again and again.
  kFirst,
  kSecond,
  kThird,
  kFourth,
  kFifth,
  kOwnEnd,
  // when the energy used is summed up
  kEnergyKnown = kEnergyUsed
};
static_assert(kOwnEnd <= Buffers::kFloats);
enum OwnDouble { kInterestHelped = handed::kDoubles, kOwnDoubleEnd };
static_assert(kOwnDoubleEnd <= Buffers::kDoubles);
enum Word { kArrives, kArrivals };  ///< projects in functions, by row and as a list

/// Stage 7, second round, and what production costs: wages, materials, carbon, rent, energy tax.
static inline void produce(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                           const KernelContext& k, Buffers& b) {
  const KernelParameters& p = k.p;
  float* __restrict output = c.output;
  float* __restrict sales = c.sales;
  float* __restrict inventory = c.inventory;
  float* __restrict materials = c.materials;
  const float* __restrict spare = c.spare;
  const float* __restrict price = c.price;
  const float* __restrict employees = c.employees;
  const float* __restrict unit_labour = c.unit_labour;
  const float* __restrict orders = c.orders;
  const float* __restrict energy = c.energy_intensity;
  const float* __restrict abated = c.abatement;
  const float* __restrict circular = c.circular_share;
  const float* __restrict carbon_price = values(levers, Lever::carbon_price);
  const float* __restrict wage_floor = values(levers, Lever::minimum_wage);
  const float* __restrict resource_price = values(levers, Lever::resource_price);
  float* __restrict resource = b.f[kResource];
  float* __restrict wages = b.f[handed::wages];
  float* __restrict revenue = b.f[handed::revenue];
  float* __restrict tax = b.f[handed::production_tax];
  float* __restrict bought = b.f[handed::materials];
  float* __restrict used = b.f[kUsed];
  float* __restrict carbon = b.f[handed::carbon];
  float* __restrict operating = b.f[kOperating];
  float* __restrict emissions = b.f[kEmissions];
  float* __restrict energy_used = b.f[kEnergyUsed];
  float* __restrict hours = b.f[kHours];
  float* __restrict unit_materials = b.f[kUnitMaterials];
  float* __restrict rent = b.f[kRent];
  const float* __restrict capital = c.capital;
  const float* __restrict services = b.f[kServices];
  float* __restrict staff = b.f[kStaff];
  float* __restrict staff_away = b.f[kStaffAway];
  work_of_functions(c, n, in, b.f[kServices], staff, staff_away);
  const float service = in.paid_service;
  const float spill = in.spill, hoard = 1 - p.hoarding, wage = in.wage, wage_low = in.wage_low, low = 1 - in.high_skill;
  const float rate = in.tax_rate, other = in.paid_other, energetic = in.paid_energy, saved = in.paid_circular,
              delivered = in.delivered;
  const float factor = in.emission_factor, consumer = in.consumer_price, rent_rate = in.rent;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float more = spill * spare[i];
    const float y = output[i] + more;
    const float sold = sales[i] + more;
    const float h = math::mx(y * unit_labour[i], employees[i] * hoard);
    const float bundle = other - saved * circular[i] + energetic * energy[i] + service * services[i];
    const float unit = bundle / delivered;
    const float function = y * service / delivered;
    const float e = factor * energy[i] * (1 - abated[i]) * y;
    output[i] = y;
    sales[i] = sold;
    inventory[i] = math::mx(0.0F, inventory[i] + y - sold);
    materials[i] = math::mx(0.0F, materials[i] + orders[i] * delivered - y);
    hours[i] = h;
    wages[i] = h * (wage + low * math::mx(0.0F, wage_floor[i] - wage_low));
    revenue[i] = price[i] * sold;
    tax[i] = rate * revenue[i];
    bought[i] = orders[i] * bundle;
    used[i] = y * unit;
    unit_materials[i] = unit;
    emissions[i] = e;
    carbon[i] = e * carbon_price[i] * consumer;
    energy_used[i] = y * energy[i];
    staff[i] *= function;
    staff_away[i] *= function;
    rent[i] = rent_rate * capital[i];
    resource[i] = resource_price[i] * (energetic / delivered) * energy_used[i];
    operating[i] = revenue[i] - tax[i] - wages[i] - used[i] - carbon[i] - rent[i] - staff[i] - resource[i];
  }
}

}  // namespace kaldor::KALDOR_ISA

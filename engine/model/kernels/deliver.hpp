#pragma once

#include "circular.hpp"
#include "machines.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// Machines ordered last quarter arrive and work from the next on; capital that replacement condemned goes.
static inline void deliver(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                           const KernelContext& k, float* __restrict machine_energy, float* __restrict machine_price) {
  const KernelParameters& p = k.p;
  choose_machines(c, n, in, levers, machine_energy, machine_price);
  float* __restrict capital = c.capital;
  float* __restrict productivity = c.productivity;
  float* __restrict energy = c.energy_intensity;
  float* __restrict automated = c.automated;
  float* __restrict abated = c.abatement;
  float* __restrict circular = c.circular_share;
  float* __restrict utilisation = c.utilisation;
  const float* __restrict technique = c.technique;
  const float* __restrict energy_technique = c.energy_technique;
  const float* __restrict investment = c.investment;
  const float* __restrict scrapping = c.scrapping;
  const float* __restrict automation = c.automation_order;
  const float* __restrict abatement = c.abatement_order;
  const float* __restrict recovery = c.circular_order;
  const float* __restrict output = c.output;
  const float* __restrict employees = c.employees;
  const float* __restrict expected = c.expected_demand;
  const float rate = in.investment_delivered, keep = 1 - p.depreciation, capacity = in.capacity;
  const float task_cost = p.automation_cost * 4 * in.base_wage, task_wear = 1 - p.automation_depreciation,
              task_limit = p.automation_limit;
  const float slope = p.abatement_slope, tonne_cost = p.abatement_cost * 4 * in.emission_factor,
              filter_wear = 1 - p.abatement_depreciation;
  const float recyclable = 4 * in.recyclable, recovery_wear = 1 - p.circular_depreciation, most = p.circular_most;
  const KernelParameters par = p;
  const float filter_limit = p.abatement_limit, clean = in.clean_frontier, normal = p.utilisation,
              cover = p.scrapping_cover;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float arrived = investment[i] * rate / machine_price[i];
    const float old = capital[i] * keep;
    const float scrap = math::mn(scrapping[i], cover * arrived / math::mx(old, kTiny));
    const float left = old * (1 - scrap);
    const float now = left + arrived;
    const float used = output[i] / math::mx(capacity * capital[i], kTiny);
    utilisation[i] = either(capital[i] > 0, used, normal);
    const float mixed = now / (left / productivity[i] + arrived / technique[i] + kTiny);
    const float mixed_energy =
        (left * energy[i] + arrived * energy_technique[i] * machine_energy[i]) / math::mx(now, kTiny);
    productivity[i] = either(arrived > 0, mixed, productivity[i]);
    energy[i] = either(arrived > 0, mixed_energy, energy[i]);
    const float tasks = employees[i] / (1 - automated[i]) * task_cost;
    automated[i] = math::mn(task_limit, automated[i] * task_wear + automation[i] * rate / math::mx(tasks, kTiny));
    const float tonnes = expected[i] * energy[i] * tonne_cost * (1 + slope * abated[i]);
    const float fitted =
        math::mn(filter_limit, abated[i] * filter_wear + abatement[i] * rate / math::mx(tonnes, kTiny));
    abated[i] = (left * fitted + arrived * math::mx(fitted, clean)) / math::mx(now, kTiny);
    const float equipment = expected[i] * recyclable * recovery_cost(par, circular[i]);
    circular[i] = math::mn(most, circular[i] * recovery_wear + recovery[i] * rate / math::mx(equipment, kTiny));
    capital[i] = now;
  }
}

}  // namespace kaldor::KALDOR_ISA

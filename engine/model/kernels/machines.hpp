#pragma once

// Which machines a firm buys: dearer ones that use less energy where energy is dear beside machines (S§1.9). Energy and
// capital are substitutes only before machines are built; old ones keep what they use.

#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// Energy that new machines use and their price for the same capacity, over those of the technique at base-year prices.
struct Machines {
  float energy, price;
};

/// Least cost of energy and capital with a constant elasticity of substitution.
/// \param relative  price of energy over that of machines, base year = 1
KALDOR_INLINE Machines choose_machines(const CellInput& in, float relative) {
  const float sigma = in.energy_substitution, part = in.energy_part;
  const float dear = math::log(math::mx(relative, kTiny));
  const float cost = math::log(part * math::exp((1 - sigma) * dear) + (1 - part)) / (1 - sigma);
  return {math::exp(sigma * (cost - dear)), math::exp(sigma * cost)};
}

/// What a unit of energy costs a firm, with the tax on it and the carbon that is paid for.
KALDOR_INLINE float energy_cost(const CellInput& in, float resource_price, float carbon_price, float abated) {
  return in.cost_energy * (1 + resource_price) + carbon_price * in.consumer_price * in.emission_factor * (1 - abated);
}

/// What every firm of a block would buy, for the same capacity as the technique: energy used and price. All buy the
/// same where no policy puts a price on energy or carbon.
static inline void choose_machines(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                                   float* __restrict energy, float* __restrict price) {
  if (!is_set(levers, Lever::resource_price) && !is_set(levers, Lever::carbon_price)) {
    const Machines same = choose_machines(in, in.cost_energy * in.energy_over_machines);
    set_all(energy, n, same.energy);
    set_all(price, n, same.price);
    return;
  }
  const float* __restrict carbon_price = values(levers, Lever::carbon_price);
  const float* __restrict resource_price = values(levers, Lever::resource_price);
  const float* __restrict abated = c.abatement;
  const CellInput cell = in;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float cost = energy_cost(cell, resource_price[i], carbon_price[i], abated[i]);
    const Machines chosen = choose_machines(cell, cost * cell.energy_over_machines);
    energy[i] = chosen.energy;
    price[i] = chosen.price;
  }
}

}  // namespace kaldor::KALDOR_ISA

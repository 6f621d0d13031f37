#pragma once

// Circular use of materials: equipment by which a firm replaces recyclable materials by secondary ones
// (docs/model/circular.md).

#include "functions.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// Capital cost of replacing the next of the materials, in years of what is replaced at base-year prices.
KALDOR_INLINE float recovery_cost(const KernelParameters& p, float share) {
  return p.circular_cost * (1 + p.circular_slope * share);
}

/// Years in which the next step pays itself back, at what a firm expects materials and their collection to cost.
static inline void circular_projects(const Columns& c, std::size_t n, const CellInput& in, const KernelParameters& p,
                                     const std::uint32_t* __restrict for_taste, float* __restrict years) {
  if (!(in.recyclable > 0 && in.cost_circular > 0)) {
    set_all(years, n, kNever);
    return;
  }
  const float* __restrict share = c.circular_share;
  const KernelParameters par = p;
  const float dear = in.capital_price * in.recyclable / in.cost_circular;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i)
    years[i] = dear * function_taste(par.circular_dispersion, for_taste[i]) * recovery_cost(par, share[i]);
}

}  // namespace kaldor::KALDOR_ISA

#pragma once

#include "kaldor/core/isa.hpp"

namespace kaldor {
inline namespace KALDOR_ISA {

/// `x` on the grid whose magic number is 1.5 * 2^52 steps: the addition drops what is smaller than a step.
KALDOR_INLINE double round_to_grid(double x, double magic) { return (x + magic) - magic; }

}  // namespace KALDOR_ISA

/// Every payment is a multiple of `step`, a power of two, so that balances and their sums are exact and close to zero.
struct MoneyGrid {
  double magic = 0;
  double step = 0;

  /// The grid for an economy with this yearly flow (currency a year). The step is 2^-43 of the flow rounded down to a
  /// power of two: payments up to 2^8 of it are rounded, balances and sums up to 2^10 of it are exact.
  /// Throws std::domain_error unless the flow is positive and finite.
  static MoneyGrid for_yearly_flow(double gdp_per_year);

  [[gnu::always_inline]] double round(double x) const { return (x + magic) - magic; }
  /// Whether `balance` is still inside the range where sums are exact.
  [[gnu::always_inline]] bool exact(double balance) const {
    return balance < 0x1p53 * step && -balance < 0x1p53 * step;
  }
};

}  // namespace kaldor

#pragma once

// Net worth of a firm: what it owns less what it owes, by one valuation for its creditors, for whoever tells why it
// left, and for those who would buy it.

#include "columns.hpp"
#include "kaldor/core/isa.hpp"
#include "kernels.hpp"

namespace kaldor::worth::inline KALDOR_ISA {

/// What creditors count for a unit of capital, for the money that goods are priced at, and for a bundle of materials.
struct Valuation {
  double machine, goods, bundle;
};

KALDOR_INLINE Valuation valuation(const CellInput& in, double goods_value) {
  return {in.capital_price, goods_value, in.paid_other + in.paid_energy + in.paid_service};
}

/// Of the whole record in row i.
KALDOR_INLINE double net_worth(const Columns& c, std::size_t i, const Valuation& v) {
  const double w = c.weight[i];
  const double stocks = static_cast<double>(c.capital[i]) * v.machine +
                        v.goods * static_cast<double>(c.inventory[i] * c.price[i]) +
                        static_cast<double>(c.materials[i]) * v.bundle;
  return w * stocks - c.loans[i] + c.deposits[i];
}

/// What a record is worth to its creditors: its net worth, or its deposits if they are lower or all that it has before
/// it sells.
KALDOR_INLINE double to_creditors(const Columns& c, std::size_t i, const Valuation& v) {
  const double net = net_worth(c, i, v), deposits = c.deposits[i];
  const double lower = net < deposits ? net : deposits;
  return c.share[i] > 0 ? lower : deposits;
}

}  // namespace kaldor::worth::inline KALDOR_ISA

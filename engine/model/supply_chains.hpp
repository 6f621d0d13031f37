#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "columns.hpp"
#include "kernels.hpp"
#include "population.hpp"
#include "tracked_firm.hpp"

namespace kaldor {

struct ModelState;
class BlockMemory;

/// A lasting supply relation, one edge of a sparse graph over single records. Records stand for `weight` real firms;
/// all amounts are of whole records, so that neither says how many records there are.
struct SupplyLink {
  TrackedFirm buyer, supplier;
  int product = 0;
  double part = 0;        ///< agreed, of what the buyer normally uses of the product
  double ordered = 0;     ///< units, this quarter
  double committed = 0;   ///< of what the supplier commits to chains at most, this quarter
  std::size_t place = 0;  ///< of the supplier in the list of the quarter
  double weight = 0;      ///< real firms of the supplier's record, this quarter
  double guaranteed = 0;  ///< debt of the supplier that the buyer pays if it fails, money
};

/// Supply chains of large firms (docs/model/supply-chains.md).
struct SupplyChains {
  /// A record with ties, and what it has of all its buyers.
  struct Supplier {
    std::size_t row = 0;
    int cell = 0;
    double ordered = 0, committed = 0;
    float tied = 0, vouched = 0;  ///< for each real firm
  };
  struct Measured {
    double organisers = 0, leaders = 0, suppliers = 0, ended = 0, ordered = 0, lead = 0;
  };
  std::vector<SupplyLink> links;    ///< by buyer, product and supplier
  std::vector<Supplier> suppliers;  ///< of this quarter, by row
  std::vector<double> ordered;      ///< by product, units
  double called = 0;                ///< paid by leaders for suppliers that failed this quarter
  Measured now;
};

void order_along_chains(ModelState& state);  ///< stage 6: of the orders of each market those that go to tied suppliers
void call_guarantees(ModelState& state);     ///< stage 8: leaders pay for suppliers that failed
void organise_chains(ModelState& state);  ///< stage 12: suppliers learn; leaders drop some, order more, choose new ones
void record_chains(ModelState& state);    ///< stage 13: indicators

/// Fills the columns of orders and guarantees for a block that has suppliers of chains.
void mark_suppliers(const ModelState& state, const Block& block, BlockMemory& memory, LeverColumns& levers);

/// Units of a product that a record normally uses in a quarter, made at home and bought for production.
double normal_use(const ModelState& state, std::size_t row, int cell, int product);
/// The same for each unit of output.
double home_use(const ModelState& state, int product, int cell);
/// Units that a record commits to chains at most.
double most_committed(const ModelState& state, std::size_t row, int cell);
/// Suppliers take over part of what their leader is ahead, as far as they are committed, related and do R&D.
void learn_along_chains(ModelState& state);
/// Who organises a chain and who is a chain leader: tiers are counted, never assigned (S§1.20).
void measure_leaders(ModelState& state, const std::vector<TrackedFirm>& large);
void measure_suppliers(ModelState& state);

}  // namespace kaldor

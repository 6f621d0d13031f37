#pragma once

#include <optional>

#include "model_state.hpp"

/// The model with its doors open: the stages of a quarter one by one, on a state that a test can see and change.
namespace open_model {

inline void until_demand(kaldor::ModelState& s) {
  s.begin_quarter();
  set_levers(s);
  spread_new_products(s);
  update_factor_prices(s);
  update_import_shares(s);
  relocate_firms(s);
  plan_firms(s);
  ration_labour(s);
  form_demand(s);
}

inline void until_shares(kaldor::ModelState& s) {
  until_demand(s);
  clear_markets(s);
  update_expectations(s);
  settle_quarter(s);
  call_guarantees(s);
}

inline void from_shares(kaldor::ModelState& s) {
  settle_households_and_government(s);
  update_knowledge(s);
  update_ecosystem(s);
  update_data(s);
  update_cells(s);
  follow_ventures(s);
  give_birth(s);
  run_groups(s);
  merge_firms(s);
  organise_chains(s);
  enter_firms(s);
  update_land(s);
  check_accounts(s);
  record_indicators(s);
  close_quarter(s);
  split_records(s);
  ++s.period;
}

inline void from_demand(kaldor::ModelState& s) {
  clear_markets(s);
  update_expectations(s);
  settle_quarter(s);
  call_guarantees(s);
  from_shares(s);
}

/// The same as Simulation::step; quarter_test.cpp watches that it stays so.
inline void quarter(kaldor::ModelState& s) {
  until_demand(s);
  from_demand(s);
}

/// Calls body(row) for every living record of a cell.
template <class Body>
void for_each_firm(const kaldor::ModelState& s, int cell, Body&& body) {
  const kaldor::Columns& c = s.firms.columns();
  for (const std::size_t index : s.firms.blocks_of(static_cast<std::size_t>(cell))) {
    const kaldor::Block& block = s.firms.blocks()[index];
    for (std::size_t row = block.row; row < block.row + block.used; ++row)
      if (c.weight[row] > 0) body(row);
  }
}

template <class Body>
void for_each_firm(const kaldor::ModelState& s, Body&& body) {
  for (int c = 0; c < s.cell_count(); ++c) for_each_firm(s, c, body);
}

/// Calls body(row) for every living record that sells on a market.
template <class Body>
void for_each_seller(const kaldor::ModelState& s, int market, Body&& body) {
  const int g = s.markets.industry[static_cast<std::size_t>(market)];
  for (int r = 0; r < s.base.regions; ++r)
    if (s.markets.of(g, r) == market) for_each_firm(s, s.cell(g, r), body);
}

}  // namespace open_model

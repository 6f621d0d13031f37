#pragma once

#include <optional>

#include "model_state.hpp"
#include "stages.hpp"

/// The model with its doors open: the stages of a quarter one by one, on a state that a test can see and change.
namespace open_model {

using Run = void (*)(kaldor::ModelState&);

/// The stages after `done` (all from the first, if it is none) up to `last`, in the order of kaldor::stages().
inline void run_stages(kaldor::ModelState& s, Run done, Run last) {
  bool running = done == nullptr;
  for (const kaldor::Stage& stage : kaldor::stages()) {
    if (running) stage.run(s);
    if (stage.run == last) return;
    running |= stage.run == done;
  }
}

inline void until_demand(kaldor::ModelState& s) {
  s.begin_quarter();
  run_stages(s, nullptr, kaldor::form_demand);
}

inline void until_shares(kaldor::ModelState& s) {
  s.begin_quarter();
  run_stages(s, nullptr, kaldor::settle_quarter);
}

inline void from_shares(kaldor::ModelState& s) {
  run_stages(s, kaldor::settle_quarter, nullptr);
  ++s.period;
}

inline void from_demand(kaldor::ModelState& s) {
  run_stages(s, kaldor::form_demand, nullptr);
  ++s.period;
}

/// In the two halves; quarter_test.cpp watches that this is Simulation::step.
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

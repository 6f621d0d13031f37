#pragma once

#include "model_state.hpp"

namespace kaldor {

/// What first prices and accounts need of a firm's functions, for a unit of output at base-year prices.
struct FunctionCost {
  double cost = 0;      ///< fees beyond those of a mean firm, and own staff
  double staff = 0;     ///< of it own staff
  double premium = 0;   ///< log markup of its brand
  bool in_hub = false;  ///< its headquarters are there
};

/// Which industries make goods whose functions are told apart, what they pay for them, and where the hub is. Before
/// firms exist.
void solve_functions(BaseYear& base, const Economy& economy, const Scenario& scenario);
/// Own design, brand and service of the first firms, and whose headquarters are in the hub.
void found_functions(ModelState& state);
/// What a unit of each function saves in fees and costs in staff in a cell.
void set_function_weights(const ModelState& state, int cell, CellInput& in);
FunctionCost function_cost(const ModelState& state, int cell, std::size_t row);
/// Which part of the knowledge services they bought apart firms still buy, before plans.
void replace_services(ModelState& state);
/// What firms of every cell are told of functions, before plans; the fees that they paid, before settlement.
void set_function_inputs(ModelState& state);
/// Volume of a unit of the product of a market with the service sold beside it, over that of the base year.
double service_volume(const ModelState& state, int market);
/// Payroll of functions at the plants of a region and, in the hub, of all headquarters there.
double function_payroll(const ModelState& state, int region);
/// The same of the cells of one industry in a region.
double function_payroll(const ModelState& state, int industry, int region);
/// Whether the headquarters of a firm are in the hub: bit 0 of its `function_state` (kernels/functions.hpp).
inline bool in_hub(std::int32_t function_state) { return (function_state & 1) != 0; }
void record_functions(ModelState& state);

}  // namespace kaldor

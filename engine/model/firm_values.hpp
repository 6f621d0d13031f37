#pragma once

#include <cstddef>

#include "columns.hpp"
#include "kaldor/model/simulation.hpp"
#include "kaldor/scenario/declarations.hpp"
#include "kaldor/scenario/firm_panel.hpp"

namespace kaldor {

struct ModelState;
struct Block;

/// The column of a firm that a condition of a policy names; outcomes are those of the quarter before. Zero for what
/// does not outlive its quarter.
double firm_value(const Columns& columns, std::size_t row, FirmColumn column, int period);

/// What panels record of a firm in this column, as a number.
double recorded_value(const ModelState& state, const Block& block, const Columns& columns, std::size_t row,
                      FirmColumn column);

/// The column of all rows where it is recorded as it is kept; otherwise nothing.
ColumnView column_view(const Columns& columns, std::size_t rows, FirmColumn column);

/// Adds the row of a block to a panel, all declared columns of it.
void record_firm(const ModelState& state, const Block& block, const Columns& columns, std::size_t row,
                 FirmPanel& panel);

}  // namespace kaldor

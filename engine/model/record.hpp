#pragma once

// How the files that record indicators write them.

#include <cmath>
#include <span>

#include "kaldor/core/units.hpp"
#include "kaldor/indicators/matrix.hpp"
#include "model_state.hpp"

namespace kaldor {

/// Place of an indicator in the frame of the quarter; `i` counts industries, regions, or region x industry as its shape
/// says.
template <class Index = std::size_t>
double& value(ModelState& s, Indicator indicator, Index i = 0) {
  return s.frame[s.layout.offset[static_cast<std::size_t>(indicator)] + static_cast<std::size_t>(i)];
}

/// Not a number where there is nothing to divide by.
inline double ratio(double a, double b) { return b != 0 ? a / b : std::nan(""); }

/// Value added of a cell at the prices of the quarter, headquarters elsewhere included where the plants are.
double value_added(const ModelState& state, int cell);
/// What people at headquarters away from their plants add in the hub and not there, at cost (SNA 2008, 5.41).
double headquarters(const ModelState& state, int cell);
/// People of a cell at work.
double heads(const ModelState& state, int cell);
/// People of a cell in research, functions and practice, whom production does not count.
double staff_heads(const ModelState& state, int cell);

/// Value added of a cell at base-year prices: output with the service that comes with it, less materials, energy used,
/// and knowledge services as the firms buy them in place of own functions.
double real_value_added(const ModelState& state, int cell);
/// Of an industry.
double real_value_added_of_industry(const ModelState& state, int industry);

/// Whether measures that need a matrix inverse or a pass over firms are due; between, they keep their last value.
inline bool yearly(const ModelState& s) { return s.period == 0 || s.period % kQuartersPerYear == kQuartersPerYear - 1; }

/// Exports of an industry from a region: those of its market by the region's part of its sales, at current prices.
double exports(const ModelState& state, int industry, int region);

/// What industries (columns) pay each other (rows) at home for intermediate inputs, over their sales, at the prices of
/// the quarter.
indicators::Matrix domestic_coefficients(const ModelState& state);

void record_regions(ModelState& state);

}  // namespace kaldor

#pragma once

// Circular use of materials (docs/model/circular.md): what firms can replace by secondary materials, whom they pay for
// collecting these, and what they still buy of each product.

#include "model_state.hpp"

namespace kaldor {

/// Materials for a unit of output that firms of the industry can replace, at base-year prices: those of makers and
/// builders.
double recyclable(const ModelState& state, int industry);

/// Collection and sorting bought for a unit of output if all of them were replaced.
double collection(const ModelState& state, int industry);

/// The difference: how much less firms would buy for a unit of output, at base-year prices.
double circular_saving(const ModelState& state, int industry);

/// The industry that collects and sorts; negative if the economy names none.
int recycler(const Economy& economy);

/// Bundles for which firms of a cell order product g, where it does not take the place of own functions.
double bundles_with(const ModelState& state, int g, int cell);

/// What firms of a cell order of g, at home, to collect and sort.
double collected(const ModelState& state, int g, int cell);

}  // namespace kaldor

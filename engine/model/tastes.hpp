#pragma once

#include <cstddef>

#include "model_state.hpp"

namespace kaldor {

/// What automation and digitalisation cost this firm over what they cost the median one (S§1.7, S§1.10): drawn once
/// from its id, for life. Kept because drawing it anew each quarter took 6 ns a firm.
void draw_tastes(const ModelState& state, std::size_t row);

}  // namespace kaldor

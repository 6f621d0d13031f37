#pragma once

#include "kaldor/indicators/matrix.hpp"

namespace kaldor::indicators {

/// Solves left x X = right by elimination with partial pivoting, in place: `right` becomes X. False when `left` is
/// singular or holds a number that is not finite. One fixed order of operations, so the same bits on every machine,
/// which linear-algebra libraries that choose their kernels by instruction set do not promise.
bool solve(Matrix& left, Matrix& right);

}  // namespace kaldor::indicators

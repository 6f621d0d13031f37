#pragma once

#include <cstddef>

#include "kaldor/core/isa.hpp"

namespace kaldor {
inline namespace KALDOR_ISA {

/// Sum in eight lanes, element i to lane i mod 8, lanes added pairwise. The order belongs to the format of results, not
/// to the vector width.
template <class T>
KALDOR_INLINE double sum8(const T* x, std::size_t n) {
  double a[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8)
    for (std::size_t lane = 0; lane < 8; ++lane) a[lane] += static_cast<double>(x[i + lane]);
  for (std::size_t lane = 0; i < n; ++i, ++lane) a[lane] += static_cast<double>(x[i]);
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

}  // namespace KALDOR_ISA
}  // namespace kaldor

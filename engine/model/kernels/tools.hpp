#pragma once

// Helpers of the kernels; everything lives in the namespace of its instruction-set level.

#include <cstddef>
#include <cstdint>

#include "columns.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/philox.hpp"
#include "kernels.hpp"

namespace kaldor::KALDOR_ISA {

static inline void add(CellSums& sums, CellSum which, double x) { sums.v[static_cast<std::size_t>(which)] += x; }

static inline const float* values(const LeverColumns& levers, Lever lever) { return levers.of[static_cast<std::size_t>(lever)]; }

/// Sum of weight x value in the order of the format: eight lanes.
static inline double weighted_sum(const float* __restrict w, const float* __restrict x, std::size_t n) {
  double a[8] = {};
  for (std::size_t i = 0; i < n; i += 8)  // n is a multiple of kRowPadding
    for (int l = 0; l < 8; ++l) a[l] += static_cast<double>(w[i + l]) * static_cast<double>(x[i + l]);
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

static inline double plain_sum(const double* __restrict x, std::size_t n) {
  double a[8] = {};
  for (std::size_t i = 0; i < n; i += 8)
    for (int l = 0; l < 8; ++l) a[l] += x[i + l];
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

/// One flow of every firm of a block, once: rounded to the money grid, moved on the firm's account, summed.
static inline double move_cash(double* __restrict cash, const float* __restrict w, const float* __restrict x, std::size_t n,
                               double magic, double sign) {
  double a[8] = {};
  for (std::size_t i = 0; i < n; i += 8)
    for (int l = 0; l < 8; ++l) {
      const double flow = (static_cast<double>(w[i + l]) * static_cast<double>(x[i + l]) + magic) - magic;
      cash[i + l] += sign * flow;
      a[l] += flow;
    }
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

/// The same for what is counted but not paid.
static inline double count_flow(const float* __restrict w, const float* __restrict x, std::size_t n, double magic) {
  double a[8] = {};
  for (std::size_t i = 0; i < n; i += 8)
    for (int l = 0; l < 8; ++l) a[l] += (static_cast<double>(w[i + l]) * static_cast<double>(x[i + l]) + magic) - magic;
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

static inline double pay(const Columns& c, const float* x, std::size_t n, double magic) {
  return move_cash(c.deposits, c.weight, x, n, magic, -1.0);
}

static inline double receive(const Columns& c, const float* x, std::size_t n, double magic) {
  return move_cash(c.deposits, c.weight, x, n, magic, 1.0);
}

/// Four words of chance for every firm of a block.
static inline void draw_words(const std::uint64_t* __restrict id, std::size_t n, Key key, std::uint32_t period, Stream stream,
                              std::uint32_t* __restrict w0, std::uint32_t* __restrict w1, std::uint32_t* __restrict w2,
                              std::uint32_t* __restrict w3) {
  const std::uint32_t counter = static_cast<std::uint32_t>(stream) << 16;
  const std::uint32_t k0 = key.k0, k1 = key.k1;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const Words w = philox(static_cast<std::uint32_t>(id[i]), static_cast<std::uint32_t>(id[i] >> 32), period, counter, k0, k1);
    w0[i] = w.w0;
    w1[i] = w.w1;
    w2[i] = w.w2;
    w3[i] = w.w3;
  }
}

}  // namespace kaldor::KALDOR_ISA

#pragma once

// Helpers of the kernels; everything lives in the namespace of its instruction-set level.

#include <cstddef>
#include <cstdint>

#include "columns.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/draw_block.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/sums.hpp"
#include "kernels.hpp"

namespace kaldor::KALDOR_ISA {

// Guards of the arithmetic, not of the economy: they keep divisions and logarithms from zero where a row is empty or a
// quantity has vanished, and stand for "no limit" and "never".
constexpr float kTiny = 1e-30F, kTinyCost = 1e-12F, kSmall = 1e-6F;
constexpr float kUnlimited = 3e38F, kNever = 1e9F;
constexpr double kUnlimitedMoney = 1e300;
/// Five years and ten: the ages of start-ups and unicorns are definitions.
constexpr int kYoungQuarters = 20, kUnicornQuarters = 40;

static inline void add(CellSums& sums, CellSum which, double x) { sums.v[static_cast<std::size_t>(which)] += x; }

static inline const float* values(const LeverColumns& levers, Lever lever) {
  return levers.of[static_cast<std::size_t>(lever)];
}

static inline bool is_set(const LeverColumns& levers, Lever lever) {
  return levers.set[static_cast<std::size_t>(lever)];
}

/// a or b without a branch: of `condition ? a : b` the compiler may compute one arm alone, and then cannot vectorise
/// for v2.
KALDOR_INLINE float either(bool condition, float a, float b) {
  const std::uint32_t mask = condition ? 0xffffffffU : 0U;
  return math::from_bits((math::bits(a) & mask) | (math::bits(b) & ~mask));
}

static inline void clear(float* __restrict x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) x[i] = 0;
}

template <class T>
static inline void set_all(T* __restrict x, std::size_t n, T value) {
  for (std::size_t i = 0; i < n; ++i) x[i] = value;
}

/// 1 where the state owns the firm (owner.hpp), else 0.
KALDOR_INLINE float state_owned(std::int32_t owner) { return static_cast<float>(owner & 1); }

/// Sum of weight x value in the order of the format: eight lanes.
static inline double weighted_sum(const float* __restrict w, const float* __restrict x, std::size_t n) {
  double a[8] = {};
  for (std::size_t i = 0; i < n; i += 8)  // n is a multiple of kRowPadding
    for (int l = 0; l < 8; ++l) a[l] += static_cast<double>(w[i + l]) * static_cast<double>(x[i + l]);
  return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}

/// Market shares, and shares x embodied productivity: what its mean over a market is made of.
struct Embodied {
  double shares, productivity;
};

static inline Embodied embodied(const Columns& c, std::size_t n) {
  const float* __restrict w = c.weight;
  const float* __restrict share = c.share;
  const float* __restrict productivity = c.productivity;
  double a[8] = {}, b[8] = {};
  for (std::size_t i = 0; i < n; i += 8)
    for (int l = 0; l < 8; ++l) {
      const double part = static_cast<double>(w[i + l]) * static_cast<double>(share[i + l]);
      a[l] += part;
      b[l] += part * static_cast<double>(productivity[i + l]);
    }
  return {((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7])),
          ((b[0] + b[4]) + (b[2] + b[6])) + ((b[1] + b[5]) + (b[3] + b[7]))};
}

static inline void add(CellSums& sums, CellSum shares, CellSum productivity, const Embodied& e) {
  add(sums, shares, e.shares);
  add(sums, productivity, e.productivity);
}

/// What turns a firm's distance to its market's mean, in which its record counts whole, into that to a mean in which
/// only the firm counts: the other firms of its record are strangers like the rest of the market, not copies. Without
/// it markets of few records select, and learn from each other, more weakly.
static inline float strangers(float weight, float share) {
  return (1 - share) / math::mx(static_cast<float>(kLeastStrangers), 1 - weight * share);
}

static inline double plain_sum(const double* x, std::size_t n) { return sum8(x, n); }
static inline double plain_sum(const float* x, std::size_t n) { return sum8(x, n); }

/// The largest, at least zero.
static inline float largest(const float* __restrict x, std::size_t n) {
  float a[16] = {};
  for (std::size_t i = 0; i < n; i += 16)
    for (int l = 0; l < 16; ++l) a[l] = math::mx(a[l], x[i + l]);
  float top = 0;
  for (float candidate : a) top = math::mx(top, candidate);
  return top;
}

/// One flow of every firm of a block, once: rounded to the money grid, moved on the firm's account, summed.
static inline double move_cash(double* __restrict cash, const float* __restrict w, const float* __restrict x,
                               std::size_t n, double magic, double sign) {
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
static inline void draw_words(const std::uint64_t* id, std::size_t n, Key key, std::uint32_t period, Stream stream,
                              std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2, std::uint32_t* w3) {
  draw_block(key, id, n, period, stream, 0, w0, w1, w2, w3);
}

/// Positions where `flag` (0 or 1) is set, in order.
static inline std::size_t list_of(const std::uint32_t* __restrict flag, std::size_t n, std::uint32_t* __restrict list) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; ++i) {
    list[count] = static_cast<std::uint32_t>(i);
    count += flag[i];
  }
  return count;
}

/// The same where flags are rare.
static inline std::size_t list_of_rare(const std::uint32_t* __restrict flag, std::size_t n,
                                       std::uint32_t* __restrict list) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; i += 8) {  // n is a multiple of kRowPadding
    std::uint32_t any = 0;
    for (std::size_t j = i; j < i + 8; ++j) any |= flag[j];
    if (any == 0) continue;
    for (std::size_t j = i; j < i + 8; ++j) {
      list[count] = static_cast<std::uint32_t>(j);
      count += flag[j];
    }
  }
  return count;
}

/// Repeats the last of a list until its length is a multiple of eight, so that vectorised loops over it have no scalar
/// tail.
static inline std::size_t pad_list(std::uint32_t* list, std::size_t count) {
  std::size_t padded = count;
  for (; padded % 8 != 0; ++padded) list[padded] = list[count - 1];
  return padded;
}

}  // namespace kaldor::KALDOR_ISA

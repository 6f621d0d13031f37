#include "elementary_loops.hpp"

#include "kaldor/core/chance.hpp"
#include "kaldor/core/draw_block.hpp"
#include "kaldor/core/elementary.hpp"

namespace KALDOR_ISA {

namespace {

constexpr kaldor::Key kKey{1, 2};

void exp_of(const float* __restrict x, std::size_t n, float* __restrict y) {
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) y[i] = kaldor::math::exp(x[i]);
}

void log_of(const float* __restrict x, std::size_t n, float* __restrict y) {
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) y[i] = kaldor::math::log(x[i]);
}

void normal_of(const std::uint32_t* __restrict word, std::size_t n, float* __restrict y) {
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) y[i] = kaldor::math::normal(kaldor::math::unit_float(word[i]));
}

void one_by_one(const std::uint64_t* id, std::size_t n, std::uint32_t* __restrict words) {
  for (std::size_t i = 0; i < n; ++i) {
    const kaldor::Words w = kaldor::draw(kKey, id[i], 1, kaldor::Stream::customers);
    words[i] = w.w0;
    words[n + i] = w.w1;
    words[2 * n + i] = w.w2;
    words[3 * n + i] = w.w3;
  }
}

void many_at_once(const std::uint64_t* id, std::size_t n, std::uint32_t* words) {
  kaldor::draw_block(kKey, id, n, 1, kaldor::Stream::customers, 0, words, words + n, words + 2 * n, words + 3 * n);
}

}  // namespace

extern const ElementaryLoops loops;
const ElementaryLoops loops = {exp_of, log_of, normal_of, one_by_one, many_at_once};

}  // namespace KALDOR_ISA

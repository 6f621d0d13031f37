#pragma once

#include <cstddef>
#include <cstdint>

#include "kaldor/core/chance.hpp"
#include "kaldor/core/isa.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace kaldor {
inline namespace KALDOR_ISA {

#if defined(__AVX512F__)
inline constexpr std::size_t kDrawLanes = 8;
#elif defined(__AVX2__)
inline constexpr std::size_t kDrawLanes = 4;
#else
inline constexpr std::size_t kDrawLanes = 2;
#endif
using Lanes = std::uint64_t __attribute__((vector_size(8 * kDrawLanes)));
using HalfLanes = std::uint32_t __attribute__((vector_size(4 * kDrawLanes)));

/// Product of the lower halves of each lane. Compilers do not find this instruction by themselves.
KALDOR_INLINE Lanes multiply_lower_halves(Lanes a, std::uint32_t b) {
#if defined(__AVX512F__)
  // The form with a mask, all lanes set: g++ 12 warns about its own header in the one without.
  return reinterpret_cast<Lanes>(_mm512_maskz_mul_epu32(0xff, reinterpret_cast<__m512i>(a), _mm512_set1_epi64(b)));
#elif defined(__AVX2__)
  return reinterpret_cast<Lanes>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), _mm256_set1_epi64x(b)));
#elif defined(__SSE2__)
  return reinterpret_cast<Lanes>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), _mm_set1_epi64x(b)));
#else
  return (a & 0xffffffffu) * static_cast<std::uint64_t>(b);
#endif
}

KALDOR_INLINE void store_lower_halves(std::uint32_t* to, Lanes from) {
#if defined(__AVX2__) && !defined(__AVX512F__)
  const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
  const __m256i packed = _mm256_permutevar8x32_epi32(reinterpret_cast<__m256i>(from), even);
  const __m128i words = _mm256_castsi256_si128(packed);
#else
  const HalfLanes words = __builtin_convertvector(from, HalfLanes);
#endif
  __builtin_memcpy(to, &words, sizeof words);
}

/// draw(key, id[i], period, stream, number) for n actors: word j of actor i goes to wj[i]. The same words, three times
/// faster than a loop over `draw`. A lane holds one word in its lower half; what the upper half holds never matters.
KALDOR_INLINE void draw_block(Key key, const std::uint64_t* id, std::size_t n, std::uint32_t period, Stream stream,
                              std::uint32_t number, std::uint32_t* __restrict w0, std::uint32_t* __restrict w1,
                              std::uint32_t* __restrict w2, std::uint32_t* __restrict w3) {
  const Lanes zero{};
  std::size_t i = 0;
  for (; i + kDrawLanes <= n; i += kDrawLanes) {
    Lanes c0, c1, c2 = zero + period, c3 = zero + ((static_cast<std::uint64_t>(stream) << 16) | number);
    __builtin_memcpy(&c0, id + i, sizeof c0);
    c1 = c0 >> 32;
    std::uint32_t k0 = key.k0, k1 = key.k1;
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
      const Lanes product0 = multiply_lower_halves(c0, 0xD2511F53u);
      const Lanes product1 = multiply_lower_halves(c2, 0xCD9E8D57u);
      c0 = (product1 >> 32) ^ c1 ^ (zero + k0);
      c1 = product1;
      c2 = (product0 >> 32) ^ c3 ^ (zero + k1);
      c3 = product0;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    store_lower_halves(w0 + i, c0);
    store_lower_halves(w1 + i, c1);
    store_lower_halves(w2 + i, c2);
    store_lower_halves(w3 + i, c3);
  }
  for (; i < n; ++i) {
    const Words words = draw(key, id[i], period, stream, number);
    w0[i] = words.w0;
    w1[i] = words.w1;
    w2[i] = words.w2;
    w3[i] = words.w3;
  }
}

}  // namespace KALDOR_ISA
}  // namespace kaldor

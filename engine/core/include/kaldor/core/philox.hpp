#pragma once

#include <cstdint>

#include "kaldor/core/isa.hpp"

namespace kaldor {

/// Four random words of 32 bits.
struct Words {
  std::uint32_t w0, w1, w2, w3;
};

/// What makes one replication's chance differ from another's.
struct Key {
  std::uint32_t k0, k1;
};

inline namespace KALDOR_ISA {

/// Philox4x32-10: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Word for word
/// equal to Random123's philox4x32.
KALDOR_INLINE Words philox(std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3, std::uint32_t k0,
                           std::uint32_t k1) {
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = static_cast<std::uint64_t>(0xD2511F53u) * c0;
    const std::uint64_t product1 = static_cast<std::uint64_t>(0xCD9E8D57u) * c2;
    c0 = static_cast<std::uint32_t>(product1 >> 32) ^ c1 ^ k0;
    c1 = static_cast<std::uint32_t>(product1);
    c2 = static_cast<std::uint32_t>(product0 >> 32) ^ c3 ^ k1;
    c3 = static_cast<std::uint32_t>(product0);
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return Words{c0, c1, c2, c3};
}

/// The key of one replication: a Philox hash, so that neighbouring seeds and replications have nothing in common.
KALDOR_INLINE Key make_key(std::uint64_t seed, std::uint64_t replication) {
  const Words w = philox(static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                         static_cast<std::uint32_t>(replication), static_cast<std::uint32_t>(replication >> 32),
                         0x6B616C64u, 0x6F720001u);
  return Key{w.w0, w.w1};
}

}  // namespace KALDOR_ISA
}  // namespace kaldor

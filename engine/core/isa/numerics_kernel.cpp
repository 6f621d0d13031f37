#include "numerics_kernel.hpp"

#include <cstddef>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/philox.hpp"

namespace kaldor::numerics::KALDOR_ISA {
namespace {

constexpr std::size_t kBlock = 1000;
constexpr std::size_t kBlocks = 100;
constexpr std::uint64_t kFnvStart = 0xcbf29ce484222325u;
constexpr std::uint64_t kFnvPrime = 0x100000001b3u;

/// Arguments: `unit` in (0, 1), `wide` in (-80, 80), `positive` over most positive floats.
template <class T>
struct Values {
  T unit[kBlock], wide[kBlock], positive[kBlock];
  T exp[kBlock], log[kBlock], pow[kBlock], normal[kBlock];
};

template <class T>
std::uint64_t add(std::uint64_t hash, const T* values) {
  for (std::size_t i = 0; i < kBlock; ++i) hash = (hash ^ math::bits(values[i])) * kFnvPrime;
  return hash;
}

template <class T>
void arguments(std::uint32_t block, Values<T>& v) {
  for (std::uint32_t i = 0; i < kBlock; ++i) {
    const Words w = philox(i, block, 0, 0, 0, 0);
    v.unit[i] = static_cast<T>(math::unit_float(w.w0));
    v.wide[i] = T(160) * (static_cast<T>(math::unit_float(w.w1)) - T(0.5));
    v.positive[i] = static_cast<T>(math::from_bits((w.w2 & 0x3fffffffu) + 0x20000000u));
  }
}

template <class T>
std::uint64_t check(std::uint64_t hash) {
  static_assert(sizeof(Values<T>) < 65536);
  Values<T> v;
  for (std::uint32_t block = 0; block < kBlocks; ++block) {
    arguments(block, v);
#pragma omp simd
    for (std::size_t i = 0; i < kBlock; ++i) {
      v.exp[i] = math::exp(v.wide[i]);
      v.log[i] = math::log(v.positive[i]);
      v.pow[i] = math::pow(v.positive[i], v.unit[i]);
      v.normal[i] = math::normal(v.unit[i]);
    }
    hash = add(add(add(add(hash, v.exp), v.log), v.pow), v.normal);
  }
  return hash;
}

}  // namespace

std::uint64_t hash() { return check<double>(check<float>(kFnvStart)); }

}  // namespace kaldor::numerics::KALDOR_ISA

#include "kaldor/core/philox.hpp"

#include <Random123/philox.h>

#include <catch2/catch.hpp>
#include <vector>

using kaldor::Key;
using kaldor::make_key;
using kaldor::philox;
using kaldor::Words;

namespace {
bool equal(const Words& a, const Words& b) { return a.w0 == b.w0 && a.w1 == b.w1 && a.w2 == b.w2 && a.w3 == b.w3; }
}  // namespace

TEST_CASE("philox gives the published words") {
  CHECK(equal(philox(0, 0, 0, 0, 0, 0), Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t ones = 0xffffffff;
  CHECK(equal(philox(ones, ones, ones, ones, ones, ones), Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  CHECK(equal(philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0),
              Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST_CASE("philox equals Random123 word for word") {
  r123::Philox4x32 reference;
  Words c{1, 2, 3, 4};
  Key k{5, 6};
  int different = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto expected = reference({{c.w0, c.w1, c.w2, c.w3}}, {{k.k0, k.k1}});
    const Words got = philox(c.w0, c.w1, c.w2, c.w3, k.k0, k.k1);
    different += !equal(got, Words{expected[0], expected[1], expected[2], expected[3]});
    k = Key{c.w1, c.w2};
    c = got;
  }
  CHECK(different == 0);
}

TEST_CASE("philox in a loop gives the words of single calls") {
  constexpr std::uint32_t kCount = 1001;
  std::vector<std::uint32_t> words(4 * kCount);
  std::uint32_t* out = words.data();
#pragma omp simd
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const Words w = philox(i, 7, 8, 9, 10, 11);
    out[i] = w.w0;
    out[i + kCount] = w.w1;
    out[i + 2 * kCount] = w.w2;
    out[i + 3 * kCount] = w.w3;
  }
  int different = 0;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const Words loop{words[i], words[i + kCount], words[i + 2 * kCount], words[i + 3 * kCount]};
    different += !equal(loop, philox(i, 7, 8, 9, 10, 11));
  }
  CHECK(different == 0);
}

TEST_CASE("keys differ between seeds and between replications, and are pinned") {
  const auto differs = [](Key a, Key b) { return a.k0 != b.k0 && a.k1 != b.k1; };
  const Key key = make_key(1, 0);
  CHECK(differs(key, make_key(2, 0)));
  CHECK(differs(key, make_key(1, 1)));
  CHECK(differs(make_key(0, 1), key));
  CHECK(differs(make_key(1ull << 32, 0), key));
  CHECK(differs(make_key(1, 1ull << 32), key));
  CHECK(key.k0 == 0xa535cb23u);
  CHECK(key.k1 == 0x1c68b70cu);
}

#include "kaldor/core/draw_block.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace kaldor;

TEST_CASE("a block of draws has the words of single draws, at every length") {
  const Key key = make_key(5, 6);
  std::vector<std::uint64_t> id(37);
  for (std::size_t i = 0; i < id.size(); ++i) id[i] = 0x123456789abcdefu * (i + 1);
  int different = 0;
  for (std::size_t n = 0; n <= id.size(); ++n) {
    std::vector<std::uint32_t> w0(n), w1(n), w2(n), w3(n);
    draw_block(key, id.data(), n, 12, Stream::project, 3, w0.data(), w1.data(), w2.data(), w3.data());
    for (std::size_t i = 0; i < n; ++i) {
      const Words w = draw(key, id[i], 12, Stream::project, 3);
      different += w.w0 != w0[i] || w.w1 != w1[i] || w.w2 != w2[i] || w.w3 != w3[i];
    }
  }
  CHECK(different == 0);
}

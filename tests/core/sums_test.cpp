#include "kaldor/core/sums.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <numeric>
#include <vector>

using kaldor::sum8;

namespace {

/// The order written out element by element.
double by_hand(const std::vector<float>& x) {
  volatile double lane[8] = {};
  for (std::size_t i = 0; i < x.size(); ++i) lane[i % 8] = lane[i % 8] + static_cast<double>(x[i]);
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

std::vector<float> rough(std::size_t count) {
  std::vector<float> x(count);
  std::uint32_t state = 1;
  for (float& value : x) {
    state = state * 1664525u + 1013904223u;
    value = static_cast<float>(state) * (state & 1024 ? 1e6f : -1e-4f);
  }
  return x;
}

}  // namespace

TEST_CASE("sum8 adds in eight lanes whatever the length") {
  for (std::size_t count : {0u, 1u, 7u, 8u, 9u, 63u, 2048u, 2049u, 2055u}) {
    CAPTURE(count);
    const std::vector<float> x = rough(count);
    CHECK(sum8(x.data(), count) == by_hand(x));
  }
}

TEST_CASE("the lane order is not the order of a plain sum") {
  const std::vector<float> x = rough(2048);
  CHECK(sum8(x.data(), x.size()) != std::accumulate(x.begin(), x.end(), 0.0));
  // Lanes 0 and 4 meet first: 1e16 and -1e16 cancel before the ones are lost.
  const double meets[8] = {1e16, 1, 0, 0, -1e16, 1, 0, 0};
  CHECK(sum8(meets, 8) == 2);
}

TEST_CASE("sum8 takes doubles and integers") {
  const double doubles[3] = {0.5, 0.25, 0.125};
  const std::uint8_t bytes[10] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  CHECK(sum8(doubles, 3) == 0.875);
  CHECK(sum8(bytes, 10) == 2550);
}

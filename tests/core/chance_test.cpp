#include "kaldor/core/chance.hpp"

#include <catch2/catch.hpp>

using kaldor::draw;
using kaldor::Key;
using kaldor::philox;
using kaldor::Stream;
using kaldor::Words;

namespace {
constexpr Key kKey{0x12345678, 0x9abcdef0};
bool equal(const Words& a, const Words& b) { return a.w0 == b.w0 && a.w1 == b.w1 && a.w2 == b.w2 && a.w3 == b.w3; }
}  // namespace

TEST_CASE("the counter is made of id, period, stream and number") {
  const std::uint64_t id = 0x0123456789abcdef;
  CHECK(
      equal(draw(kKey, id, 40, Stream::entrant, 2), philox(0x89abcdef, 0x01234567, 40, 0x00090002, kKey.k0, kKey.k1)));
}

TEST_CASE("another id, period, stream, number or key gives other words") {
  const Words words = draw(kKey, 1, 1, Stream::exit);
  CHECK_FALSE(equal(words, draw(kKey, 2, 1, Stream::exit)));
  CHECK_FALSE(equal(words, draw(kKey, 1 + (1ull << 32), 1, Stream::exit)));
  CHECK_FALSE(equal(words, draw(kKey, 1, 2, Stream::exit)));
  CHECK_FALSE(equal(words, draw(kKey, 1, 1, Stream::innovation)));
  CHECK_FALSE(equal(words, draw(kKey, 1, 1, Stream::exit, 1)));
  CHECK_FALSE(equal(words, draw(Key{1, 2}, 1, 1, Stream::exit)));
}

TEST_CASE("stream numbers never change") {
  const Stream streams[] = {
      Stream::plan_efficiency, Stream::customers,        Stream::innovation, Stream::innovation_step,
      Stream::imitation,       Stream::imitation_target, Stream::exit,       Stream::entry_count,
      Stream::entrant,         Stream::foreign_demand,   Stream::confidence, Stream::initial,
      Stream::panel_sample,    Stream::founding,         Stream::quality,    Stream::project};
  std::uint32_t expected = 1;
  for (Stream stream : streams) CHECK(static_cast<std::uint32_t>(stream) == expected++);
}

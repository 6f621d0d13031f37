#include "kaldor/indicators/recombination.hpp"

#include <catch2/catch.hpp>

using kaldor::indicators::new_pairs;

TEST_CASE("a third kind of knowledge makes two new pairs, a fourth three") {
  CHECK(new_pairs(2, 3) == 2);
  CHECK(new_pairs(3, 4) == 3);
}

TEST_CASE("pairs add up over steps and are lost again with the kind") {
  CHECK(new_pairs(2, 4) == new_pairs(2, 3) + new_pairs(3, 4));
  CHECK(new_pairs(4, 3) == -3);
  CHECK(new_pairs(5, 5) == 0);
}

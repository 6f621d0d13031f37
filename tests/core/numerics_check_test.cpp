#include "kaldor/core/numerics_check.hpp"

#include <catch2/catch.hpp>

using namespace kaldor;

namespace kaldor::numerics::contracted {
std::uint64_t hash();
}

TEST_CASE("elementary functions have the pinned bits") {
  CHECK(kExpectedNumerics == 0xf2cda41f09af748cu);
  CHECK(numerics_check() == kExpectedNumerics);
}

TEST_CASE("every instruction set that this machine executes gives the same bits") {
  for (InstructionSet set : {InstructionSet::portable, InstructionSet::v2, InstructionSet::v3, InstructionSet::v4}) {
    if (set > best_instruction_set()) continue;
    CAPTURE(name(set));
    CHECK(numerics_check(set) == kExpectedNumerics);
  }
}

#if defined(__x86_64__) && !defined(__clang__)
TEST_CASE("a build that contracts multiplications and additions is found out") {
  if (best_instruction_set() >= InstructionSet::v3) CHECK(numerics::contracted::hash() != kExpectedNumerics);
}
#endif

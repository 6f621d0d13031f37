#pragma once

#include <cstdint>

#include "kaldor/core/instruction_set.hpp"

namespace kaldor {

/// The hash that `numerics_check` must give everywhere.
inline constexpr std::uint64_t kExpectedNumerics = 0xf2cda41f09af748c;

/// Hash (FNV-1a on words) of the bits of 10^5 values each of exp, log, pow and normal, in float and double, computed as
/// the kernels compute them on this machine. Another value than `kExpectedNumerics` means another arithmetic (a
/// compiler that contracts a * b + c, for one), and results that no other machine reproduces.
std::uint64_t numerics_check();

/// The same for one instruction set, which this machine must execute.
std::uint64_t numerics_check(InstructionSet set);

}  // namespace kaldor

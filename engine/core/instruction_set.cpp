#include "kaldor/core/instruction_set.hpp"

namespace kaldor {

InstructionSet best_instruction_set() {
#if defined(__x86_64__)
  const bool v2 = __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
  const bool v3 =
      v2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512vl");
  if (v4) return InstructionSet::v4;
  if (v3) return InstructionSet::v3;
  if (v2) return InstructionSet::v2;
#endif
  return InstructionSet::portable;
}

const char* name(InstructionSet set) {
  switch (set) {
    case InstructionSet::v2:
      return "v2";
    case InstructionSet::v3:
      return "v3";
    case InstructionSet::v4:
      return "v4";
    default:
      return "portable";
  }
}

}  // namespace kaldor

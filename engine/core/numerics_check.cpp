#include "kaldor/core/numerics_check.hpp"

#include "isa/numerics_kernel.hpp"

namespace kaldor {

std::uint64_t numerics_check() {
  static const std::uint64_t hash = numerics_check(best_instruction_set());  // two milliseconds, always the same
  return hash;
}

std::uint64_t numerics_check(InstructionSet set) {
#if defined(__x86_64__)
  switch (set) {
    case InstructionSet::v2:
      return numerics::v2::hash();
    case InstructionSet::v3:
      return numerics::v3::hash();
    case InstructionSet::v4:
      return numerics::v4::hash();
    default:
      break;
  }
#endif
  static_cast<void>(set);
  return numerics::portable::hash();
}

}  // namespace kaldor

#include "kernels.hpp"

#include <cstdlib>
#include <string_view>

#include "kaldor/core/instruction_set.hpp"

namespace kaldor {

const Kernels& kernels() {
  InstructionSet set = best_instruction_set();
  const char* asked = std::getenv("KALDOR_LEVEL");
  const std::string_view level = asked != nullptr ? asked : "";
  if (level == "v2") return v2::table;
  if (level == "v3" && set != InstructionSet::v2) return v3::table;
  if (set == InstructionSet::v4) return v4::table;
  return set == InstructionSet::v3 ? v3::table : v2::table;
}

}  // namespace kaldor

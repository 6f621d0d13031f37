#pragma once

namespace kaldor {

/// What kernel files are compiled for: the psABI levels of x86-64, or the compiler's default.
enum class InstructionSet { portable, v2, v3, v4 };

/// The best that this machine executes.
InstructionSet best_instruction_set();

/// "portable", "v2", "v3" or "v4".
const char* name(InstructionSet set);

}  // namespace kaldor

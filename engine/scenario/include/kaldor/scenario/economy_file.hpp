#pragma once

#include <string>

#include "kaldor/economy/economy.hpp"

namespace kaldor {

/// Reads and checks an economy file (docs/formats/scenario.md): ranges, lengths, names, and that the table balances in
/// every row and column within 1e-6 of output. Throws InputError with every fault found.
Economy read_economy(const std::string& path);

/// The file of a shipped economy, or `name_or_path` itself when it is a file. Throws InputError if there is none.
std::string find_economy(const std::string& name_or_path);

}  // namespace kaldor

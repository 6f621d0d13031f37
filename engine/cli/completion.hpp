#pragma once

#include <string>
#include <vector>

#include "command_line.hpp"

namespace kaldor::cli {

/// A script that teaches bash to complete `kaldor`: `source <(kaldor completion bash)`.
std::string bash_completion(const std::vector<CommandNames>& commands);

}  // namespace kaldor::cli

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exit_status.hpp"

namespace kaldor::cli {

/// A command of the program with the names of its options, for shell completion.
struct CommandNames {
  std::string command;
  std::vector<std::string> words;  ///< options, and subcommands or fixed choices of its first argument
  bool takes_scenario = false;
};

/// What the arguments ask for, ready to be carried out.
using Action = std::function<ExitStatus()>;

/// Understands the arguments, or answers an action that prints help or complains and gives status 2.
Action read_command_line(int argument_count, const char* const* arguments);

}  // namespace kaldor::cli

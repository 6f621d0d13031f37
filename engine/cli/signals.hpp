#pragma once

#include <atomic>

namespace kaldor::cli {

/// The first SIGINT or SIGTERM sets the answer of `interrupted`, the second ends the program as usual.
/// A closed pipe becomes an error of the write.
void install_signal_handlers();
const std::atomic<bool>& interrupted();

}  // namespace kaldor::cli

#pragma once

namespace kaldor::cli {

/// What `kaldor` tells the shell (docs/command.md).
enum class ExitStatus {
  done = 0,
  expectation_fails = 1,  ///< `--check` found one
  request_wrong = 2,
  run_failed = 3,
  not_written = 4,
  interrupted = 130,
};

}  // namespace kaldor::cli

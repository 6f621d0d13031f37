#include <fmt/format.h>

#include <exception>
#include <new>

#include "command_line.hpp"
#include "kaldor/core/errors.hpp"
#include "kaldor/core/heap.hpp"
#include "kaldor/run/run.hpp"
#include "signals.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

/// Carries out the action; every error becomes a sentence on standard error and a status.
ExitStatus carry_out(const Action& action) {
  try {
    return action();
  } catch (const ReaderGone&) {
    return ExitStatus::done;
  } catch (const InputError& error) {
    complain_error(error.what());
    return ExitStatus::request_wrong;
  } catch (const OutputError& error) {
    complain_error(error.what());
    return ExitStatus::not_written;
  } catch (const ReplicationError& error) {
    complain_error(fmt::format("replication {}: {}", error.replication + 1, error.what()));
    return ExitStatus::run_failed;
  } catch (const std::bad_alloc&) {
    complain_error("the memory is too small for this; ask for fewer firms, or fewer threads for replications");
    return ExitStatus::run_failed;
  } catch (const std::exception& error) {
    complain_error(error.what());
    return ExitStatus::run_failed;
  }
}

}  // namespace
}  // namespace kaldor::cli

int main(int argument_count, char** arguments) {
  using namespace kaldor::cli;
  kaldor::keep_freed_memory();
  keep_standard_streams();
  install_signal_handlers();
  return static_cast<int>(carry_out([&] { return read_command_line(argument_count, arguments)(); }));
}

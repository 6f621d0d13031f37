#include "streams.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "kaldor/core/errors.hpp"

namespace kaldor::cli {
namespace {

enum class Colour { red = 31, yellow = 33 };

/// Writes everything; answers the error number, 0 if there was none.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

void complain_as(std::string_view kind, Colour colour, std::string_view text) {
  const std::string label =
      colour_wanted() ? fmt::format("\033[1;{}m{}:\033[0m", static_cast<int>(colour), kind) : fmt::format("{}:", kind);
  complain(fmt::format("kaldor: {} {}{}", label, text, text.ends_with('\n') ? "" : "\n"));
}

}  // namespace

void keep_standard_streams() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    // open() takes the lowest free number, which is this one. Read-only, so that writing results to it is still an
    // error.
    if (::fcntl(descriptor, F_GETFD) < 0) (void)::open("/dev/null", O_RDONLY);
  }
}

void print(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == EPIPE) throw ReaderGone{};
  if (error != 0) throw OutputError(fmt::format("cannot write to standard output: {}", std::strerror(error)));
}

void complain(std::string_view text) { (void)write_all(STDERR_FILENO, text); }

void complain_error(std::string_view text) { complain_as("error", Colour::red, text); }

void complain_warning(std::string_view text) { complain_as("warning", Colour::yellow, text); }

bool error_stream_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

bool colour_wanted() {
  const char* refused = std::getenv("NO_COLOR");
  return error_stream_is_terminal() && (refused == nullptr || *refused == '\0');
}

}  // namespace kaldor::cli

#pragma once

#include <string_view>

namespace kaldor::cli {

/// The reader of standard output has gone: nothing to complain about, nothing more to say.
struct ReaderGone {};

/// Gives standard streams that the caller has closed a harmless end, so that no result file can take their number.
void keep_standard_streams();

/// Results, to standard output at once. Throws ReaderGone or, when it cannot be written, OutputError.
void print(std::string_view text);
/// Errors, warnings and progress, to standard error. Never fails.
void complain(std::string_view text);
/// `kaldor: error: TEXT` and `kaldor: warning: TEXT`, coloured on a terminal unless NO_COLOR is set.
void complain_error(std::string_view text);
void complain_warning(std::string_view text);

bool error_stream_is_terminal();
bool colour_wanted();

}  // namespace kaldor::cli

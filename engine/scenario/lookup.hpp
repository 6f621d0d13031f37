#pragma once

#include "faults.hpp"
#include "kaldor/scenario/shipped.hpp"

namespace kaldor::input {

/// True for words that mean a file rather than a shipped name: they hold a slash or end in .yaml or .yml.
bool looks_like_path(std::string_view word);

/// The file that `word` means: a path, relative to the folder of the source at `place` when that is a file, or a
/// shipped name. Throws InputError with the nearest name when there is none.
std::filesystem::path find_file(const std::string& word, const std::vector<ShippedFile>& shipped, std::string_view what,
                                const Place& place, std::string_view path);

}  // namespace kaldor::input

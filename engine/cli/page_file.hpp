#pragma once

#include <string>
#include <string_view>

namespace kaldor::cli {

/// Tells before anything is simulated that a page cannot be written. Throws OutputError.
void require_folder(const std::string& path);

/// Writes aside and renames, so that a page is whole or not there. Throws OutputError.
void write_page(const std::string& path, const std::string& text);

/// A text inside one cell of a Markdown table.
std::string cell(std::string_view text);

}  // namespace kaldor::cli

#include "page_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "kaldor/core/errors.hpp"

namespace kaldor::cli {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& reason) {
  throw OutputError(fmt::format("cannot write {}: {}", path, reason));
}

}  // namespace

void require_folder(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty() && !std::filesystem::is_directory(folder, error)) {
    fail(path, fmt::format("there is no folder {}; --markdown FILE names another place", folder.string()));
  }
}

void write_page(const std::string& path, const std::string& text) {
  const std::string partial = path + ".partial";
  errno = 0;
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file && std::rename(partial.c_str(), path.c_str()) == 0) return;
  const std::string reason = std::strerror(errno);
  std::remove(partial.c_str());
  fail(path, reason);
}

std::string cell(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '|') plain += '\\';
    plain += c == '\n' ? ' ' : c;
  }
  while (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

}  // namespace kaldor::cli

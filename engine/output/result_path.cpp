#include "kaldor/output/result_path.hpp"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>

namespace kaldor {
namespace {

constexpr std::size_t kLongestName = 100;  // bytes; file systems allow 255 with what is added

bool is_continuation_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string file_name_of(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80U || std::isalnum(byte) != 0 || c == '_' || c == '-' || c == '.';
    result += plain ? c : '-';
  }
  if (result.size() > kLongestName) {
    std::size_t end = kLongestName;
    while (end > 0 && is_continuation_byte(result[end])) --end;
    result.resize(end);
  }
  if (result.empty()) return "run";
  if (result.front() == '.') result.front() = '-';
  return result;
}

bool taken(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

}  // namespace

std::string next_free_path(const std::string& name) {
  const std::string stem = file_name_of(name);
  for (int k = 1;; ++k) {
    std::string path = fmt::format("{}/{}-{}.h5", kResultFolder, stem, k);
    if (!taken(path) && !taken(path + ".partial")) return path;
  }
}

}  // namespace kaldor

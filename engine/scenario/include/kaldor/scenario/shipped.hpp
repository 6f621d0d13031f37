#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaldor {

struct ShippedFile {
  std::string name;    ///< file name without its suffix
  std::string folder;  ///< economies, baselines, policies, ...
  std::filesystem::path path;
};

/// Folders that hold shipped scenarios, first the environment's KALDOR_SCENARIOS, then those beside or above the
/// program or the library that this is part of, then the source tree's.
std::vector<std::filesystem::path> scenario_directories();

/// Shipped files by folder and name; a name that occurs twice is listed once, the first folder wins.
std::vector<ShippedFile> shipped_scenarios();
std::vector<ShippedFile> shipped_economies();
std::vector<ShippedFile> shipped_experiments();

std::optional<std::filesystem::path> find_shipped(const std::vector<ShippedFile>& files, std::string_view name);

}  // namespace kaldor

#include "kaldor/scenario/shipped.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <system_error>

#include "lookup.hpp"

namespace kaldor {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEconomyFolders[] = {"economies"};
constexpr std::string_view kScenarioFolders[] = {"baselines", "policies", "teaching"};
constexpr std::string_view kExperimentFolders[] = {"drivers", "kinds", "modes", "paths", "themes"};

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

void list_folder(const fs::path& root, std::string_view folder, std::vector<ShippedFile>& files) {
  std::error_code error;
  fs::directory_iterator entry(root / folder, error);
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() == ".yaml" && is_file(path)) {
      files.push_back({path.stem().string(), std::string(folder), path});
    }
  }
}

template <std::size_t N>
std::vector<ShippedFile> list_folders(const std::string_view (&folders)[N]) {
  std::vector<ShippedFile> files;
  std::set<std::string> seen;
  for (const fs::path& root : scenario_directories()) {
    for (const std::string_view folder : folders) {
      std::vector<ShippedFile> found;
      list_folder(root, folder, found);
      std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
      for (ShippedFile& file : found) {
        if (seen.insert(file.name).second) files.push_back(std::move(file));
      }
    }
  }
  return files;
}

/// Folders of the program and, where this code is in a library of its own (the Python module), of that library.
std::vector<fs::path> own_folders() {
  std::vector<fs::path> folders;
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back(executable.parent_path());
  Dl_info library{};
  if (dladdr(reinterpret_cast<const void*>(&shipped_scenarios), &library) != 0 && library.dli_fname != nullptr) {
    const fs::path folder = fs::absolute(library.dli_fname, error).parent_path();
    if (!error && (folders.empty() || folder != folders.front())) folders.push_back(folder);
  }
  return folders;
}

}  // namespace

std::vector<fs::path> scenario_directories() {
  std::vector<fs::path> candidates;
  if (const char* given = std::getenv("KALDOR_SCENARIOS"); given && *given) candidates.emplace_back(given);
  for (const fs::path& folder : own_folders()) {
    for (const char* way :
         {"scenarios", "../scenarios", "../share/kaldor/scenarios", "../../../scenarios", "../../scenarios"}) {
      candidates.push_back((folder / way).lexically_normal());
    }
  }
#ifdef KALDOR_SOURCE_SCENARIOS
  candidates.emplace_back(KALDOR_SOURCE_SCENARIOS);
#endif
  std::vector<fs::path> directories;
  for (const fs::path& candidate : candidates) {
    if (is_folder(candidate) && std::find(directories.begin(), directories.end(), candidate) == directories.end()) {
      directories.push_back(candidate);
    }
  }
  return directories;
}

std::vector<ShippedFile> shipped_scenarios() { return list_folders(kScenarioFolders); }
std::vector<ShippedFile> shipped_economies() { return list_folders(kEconomyFolders); }

std::vector<ShippedFile> shipped_experiments() { return list_folders(kExperimentFolders); }

std::optional<fs::path> find_shipped(const std::vector<ShippedFile>& files, std::string_view name) {
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const ShippedFile& file) { return file.name == name; });
  if (found == files.end()) return std::nullopt;
  return found->path;
}

namespace input {

bool looks_like_path(std::string_view word) {
  return word.find('/') != std::string_view::npos || word.ends_with(".yaml") || word.ends_with(".yml");
}

fs::path find_file(const std::string& word, const std::vector<ShippedFile>& shipped, std::string_view what,
                   const Place& place, std::string_view path) {
  const bool beside = place.source && place.source->is_file;
  const fs::path file = beside ? fs::path(place.source->name).parent_path() / word : fs::path(word);
  // A file that cannot be opened is refused with its reason by who reads it.
  if (looks_like_path(word)) return file.lexically_normal();
  if (!beside && is_file(file)) return file;
  if (const auto found = find_shipped(shipped, word)) return *found;
  std::vector<std::string_view> names;
  for (const ShippedFile& candidate : shipped) names.push_back(candidate.name);
  refuse(place, path, "a file or the name of a shipped " + std::string(what), in_quotes(word),
         did_you_mean(word, names));
}

}  // namespace input
}  // namespace kaldor

#pragma once

#include <string>

namespace kaldor {

/// What a result file says about the program that wrote it.
struct BuildInfo {
  std::string version;         ///< major.minor.patch
  std::string git_commit;      ///< at configure time; "unknown" outside a repository
  std::string compiler;        ///< name and version
  std::string numerics_check;  ///< hash of our elementary functions on this machine; the caller fills it in
};

/// Version, commit and compiler of this build; `numerics_check` is empty.
BuildInfo build_info();

}  // namespace kaldor

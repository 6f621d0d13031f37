#include "kaldor/output/build_info.hpp"

#include "version.hpp"

namespace kaldor {

BuildInfo build_info() { return {build::kVersion, build::kGitCommit, build::kCompiler, ""}; }

}  // namespace kaldor

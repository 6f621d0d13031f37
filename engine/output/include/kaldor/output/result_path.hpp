#pragma once

#include <string>

namespace kaldor {

/// Folder of results that were not given a name; the only one that the writer creates.
inline constexpr const char* kResultFolder = "results";

/// `results/NAME-K.h5` with the lowest K from 1 on of which neither a result nor a partial file exists. Characters of
/// `name` that are awkward in file names become '-'. Nothing is created.
std::string next_free_path(const std::string& name);

}  // namespace kaldor

#pragma once

#include <filesystem>

#include "document.hpp"
#include "kaldor/scenario/experiment_file.hpp"

namespace kaldor::input {

/// The experiment that the tree of the file at `path` describes, with its base and economy.
Experiment experiment_from(const std::filesystem::path& path, const Node& root, const ExperimentOverrides& overrides,
                           Faults& faults);

}  // namespace kaldor::input

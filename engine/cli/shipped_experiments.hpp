#pragma once

#include <string>
#include <vector>

#include "kaldor/scenario/experiment_file.hpp"

namespace kaldor::cli {

/// Every shipped experiment; throws InputError with the faults of all files together.
std::vector<Experiment> load_shipped_experiments(const ExperimentOverrides& overrides);

/// Position of a row in the mission table.
std::size_t place_of(const std::string& row);

/// The options that differ from what the files say: ` --replications 4`.
std::string options_text(const ExperimentOverrides& overrides);

}  // namespace kaldor::cli

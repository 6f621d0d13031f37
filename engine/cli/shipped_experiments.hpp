#pragma once

#include <string>
#include <vector>

#include "kaldor/scenario/experiment_file.hpp"
#include "kaldor/scenario/shipped.hpp"

namespace kaldor::cli {

/// The experiments of all these files; throws InputError with the faults of all of them together.
std::vector<Experiment> load_experiments(const std::vector<ShippedFile>& files, const ExperimentOverrides& overrides);

/// Position of a row in the mission table.
std::size_t place_of(const std::string& row);

/// The options that differ from what the files say: ` --replications 4`.
std::string options_text(const ExperimentOverrides& overrides);

}  // namespace kaldor::cli

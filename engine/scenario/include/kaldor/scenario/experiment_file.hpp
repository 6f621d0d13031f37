#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kaldor/scenario/experiment.hpp"
#include "kaldor/scenario/shipped.hpp"

namespace kaldor {

inline constexpr int kExperimentReplications = 20;  ///< when the file does not say
inline constexpr const char* kBaseArm = "base";

/// What the command line changes in an experiment, in every arm.
struct ExperimentOverrides {
  std::optional<std::int64_t> firms, periods, replications;
  std::optional<std::uint64_t> seed;
};

/// Reads an experiment file, or the shipped experiment of that name or row of the mission table, with its base, its
/// arms and their economy. Throws InputError with every fault found.
Experiment load_experiment(const std::string& name_or_path, const ExperimentOverrides& overrides = {});

/// The shipped experiments of a row of the mission table; none for any other word.
std::vector<ShippedFile> experiments_of_row(const std::string& row);

}  // namespace kaldor

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kaldor/economy/economy.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

inline constexpr double kFirmsLow = 500, kFirmsHigh = 200000000;
inline constexpr int kYearsHigh = 500;
inline constexpr int kReplicationsHigh = 1000000;

/// What the command line changes in a scenario, applied after the file and its bases.
struct Overrides {
  std::vector<std::string>
      sets;  ///< `parameters.share.replicator=0.5`, `policies[0].value=0.1`, `mechanisms.entry=off`
  std::optional<std::int64_t> firms, periods, replications;
  std::optional<std::uint64_t> seed;
};

struct LoadedScenario {
  Scenario scenario;
  Economy economy;
  std::vector<std::string> warnings;
};

/// Reads a scenario file, or the shipped scenario of that name, with its bases and its economy.
/// Throws InputError with every fault found.
LoadedScenario load_scenario(const std::string& name_or_path, const Overrides& overrides = {});

/// The same for the text of a scenario that is in no file; `name` is what faults call it. A file that it names is
/// sought in the working directory.
LoadedScenario parse_scenario(const std::string& text, const std::string& name, const Overrides& overrides = {});

/// The whole scenario with all defaults filled in. Reading it back gives the same scenario.
std::string resolved_yaml(const Scenario& scenario, const Economy& economy);

/// One line for each value that differs after all defaults: `path: a -> b`.
std::vector<std::string> diff_scenarios(const LoadedScenario& a, const LoadedScenario& b);

enum class FileKind { scenario, economy, experiment };
struct Validation {
  FileKind kind;
  std::vector<std::string> warnings;
  Economy economy;
  std::vector<Scenario> scenarios;  ///< that the file asks to simulate; of an economy one with all defaults
};

/// Checks a scenario, economy or experiment file, told apart by their keys. Throws InputError with every fault found.
Validation validate_file(const std::string& path);

}  // namespace kaldor

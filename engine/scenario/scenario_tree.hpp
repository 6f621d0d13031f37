#pragma once

#include <filesystem>

#include "document.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace kaldor::input {

inline constexpr std::size_t kBasesHigh = 16;

/// A scenario file with its bases merged in, before anything is read from it.
struct ScenarioTree {
  NodePtr root;
  bool complete = true;  ///< false when a base could not be read; its faults have been added
  std::string text;      ///< of the file itself
};

/// Reads a file and the chain of its bases: maps merge, policies of the child follow those of the base, everything else
/// is replaced. Throws InputError when the file itself cannot be read or is no scenario.
ScenarioTree read_scenario_tree(const std::filesystem::path& path, Faults& faults);

/// The same for a file that has been parsed already.
ScenarioTree with_bases(const std::filesystem::path& path, const NodePtr& root, Faults& faults);

/// What `child` says on top of `base`, as if `base` were its base.
NodePtr on_base(const NodePtr& base, const Node& child);

/// True when the keys are those of an economy file.
bool is_economy(const Node& root);
/// True when the file is an experiment.
bool is_experiment(const Node& root);

/// The tree after the settings of the command line.
NodePtr apply_overrides(NodePtr root, const Overrides& overrides, Faults& faults);

/// `years` and `periods` say the same thing: whoever sets one of them drops the other.
NodePtr without_horizon(NodePtr root);

}  // namespace kaldor::input

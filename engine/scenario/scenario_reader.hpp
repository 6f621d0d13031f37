#pragma once

#include "scenario_tree.hpp"

namespace kaldor::input {

/// The scenario and its economy that a merged tree describes.
LoadedScenario scenario_from(const ScenarioTree& tree, Faults& faults);

}  // namespace kaldor::input

#pragma once

#include <string_view>
#include <vector>

#include "measure_reader.hpp"

namespace kaldor::input {

/// Reads the list `outcomes` and checks that each arm is used and that exactly one outcome is primary.
/// `arm_places` says where each arm stands; the first is the base.
std::vector<Outcome> read_outcomes(Fields& root, const std::vector<std::string_view>& arms,
                                   const std::vector<Place>& arm_places, const Economy* economy,
                                   const std::optional<Horizon>& horizon, Faults& faults);

}  // namespace kaldor::input

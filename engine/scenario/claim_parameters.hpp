#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

using ParameterList = std::vector<const ParameterDeclaration*>;

/// The parameter of this name, or those of the group when the name is `group.*`; empty where there are none.
ParameterList parameters_called(std::string_view name);
/// Nothing where there is none of this name.
const MechanismDeclaration* mechanism_called(std::string_view name);
/// What `robust` of an experiment file may hold: parameters, `group.*` and mechanisms.
std::vector<std::string> robust_names();

/// Those of `--parameters`, which may name a group without `.*` too. Throws InputError for names that there are not.
ParameterList named_parameters(const std::vector<std::string>& names);

struct ClaimParameters {
  ParameterList parameters;
  std::vector<std::string_view> without;  ///< switches and levers after which no group of parameters is called
};
/// Those that the experiment file names, then those of the groups called like the mechanisms that differ between the
/// arms, or else like the levers of its policies. Each once.
ClaimParameters claim_parameters(const Experiment& experiment);

}  // namespace kaldor

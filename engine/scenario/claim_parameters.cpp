#include "claim_parameters.hpp"

#include <algorithm>
#include <set>

#include "faults.hpp"

namespace kaldor {
namespace {

constexpr std::string_view kWholeGroup = ".*";

std::string_view group_of(const ParameterDeclaration& parameter) {
  return parameter.name.substr(0, parameter.name.find('.'));
}

std::vector<std::string_view> groups() {
  std::vector<std::string_view> found;
  for (const ParameterDeclaration& parameter : parameter_declarations()) {
    if (std::find(found.begin(), found.end(), group_of(parameter)) == found.end()) found.push_back(group_of(parameter));
  }
  return found;
}

/// Mechanisms that some arm switches otherwise than the base.
std::vector<std::string_view> switched(const Experiment& experiment) {
  std::vector<std::string_view> names;
  const Mechanisms& base = experiment.arms.front().scenario.mechanisms;
  for (const MechanismDeclaration& mechanism : mechanism_declarations()) {
    for (const ExperimentArm& arm : experiment.arms) {
      if (arm.scenario.mechanisms.*mechanism.member == base.*mechanism.member) continue;
      names.push_back(mechanism.name);
      break;
    }
  }
  return names;
}

std::vector<std::string_view> levers_of(const Experiment& experiment) {
  std::set<Lever> levers;
  for (const ExperimentArm& arm : experiment.arms) {
    for (const Policy& policy : arm.scenario.policies) levers.insert(policy.lever);
  }
  std::vector<std::string_view> names;
  for (const LeverDeclaration& lever : lever_declarations()) {
    if (levers.contains(lever.lever)) names.push_back(lever.name);
  }
  return names;
}

/// `land_release` concerns the group `land`.
bool concerns(std::string_view name, const std::string& group) {
  return name == group || name.starts_with(group + '_');
}

ParameterList of_groups_like(const std::vector<std::string_view>& names) {
  ParameterList parameters;
  for (const ParameterDeclaration& parameter : parameter_declarations()) {
    const std::string group(group_of(parameter));
    if (std::any_of(names.begin(), names.end(), [&](std::string_view name) { return concerns(name, group); })) {
      parameters.push_back(&parameter);
    }
  }
  return parameters;
}

void add_new(ParameterList& list, const ParameterList& others) {
  for (const ParameterDeclaration* other : others) {
    if (std::find(list.begin(), list.end(), other) == list.end()) list.push_back(other);
  }
}

}  // namespace

ParameterList parameters_called(std::string_view name) {
  const bool whole = name.ends_with(kWholeGroup);
  if (whole) name.remove_suffix(kWholeGroup.size());
  ParameterList found;
  for (const ParameterDeclaration& parameter : parameter_declarations()) {
    if ((whole ? group_of(parameter) : parameter.name) == name) found.push_back(&parameter);
  }
  return found;
}

const MechanismDeclaration* mechanism_called(std::string_view name) {
  const auto all = mechanism_declarations();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const MechanismDeclaration& known) { return known.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> robust_names() {
  std::vector<std::string> names;
  for (const std::string_view group : groups()) names.push_back(std::string(group).append(kWholeGroup));
  for (const ParameterDeclaration& parameter : parameter_declarations()) names.emplace_back(parameter.name);
  for (const MechanismDeclaration& mechanism : mechanism_declarations()) names.emplace_back(mechanism.name);
  return names;
}

ParameterList named_parameters(const std::vector<std::string>& names) {
  const std::vector<std::string_view> all_groups = groups();
  std::vector<std::string_view> known = all_groups;
  for (const ParameterDeclaration& parameter : parameter_declarations()) known.push_back(parameter.name);
  ParameterList found;
  input::Faults faults;
  for (const std::string& name : names) {
    const bool group = std::find(all_groups.begin(), all_groups.end(), name) != all_groups.end();
    const ParameterList called = parameters_called(group ? std::string(name).append(kWholeGroup) : name);
    add_new(found, called);
    if (!called.empty()) continue;
    faults.add({}, "parameters", "a parameter or a group of parameters", input::in_quotes(name),
               did_you_mean(name, known));
  }
  faults.raise();
  return found;
}

ClaimParameters claim_parameters(const Experiment& experiment) {
  ClaimParameters claim;
  for (const std::string& name : experiment.robust) add_new(claim.parameters, parameters_called(name));
  claim.without = switched(experiment);
  ParameterList alike = of_groups_like(claim.without);
  if (alike.empty()) {
    const std::vector<std::string_view> levers = levers_of(experiment);
    claim.without.insert(claim.without.end(), levers.begin(), levers.end());
    alike = of_groups_like(levers);
  }
  std::erase_if(claim.without, [&](std::string_view name) {
    return std::any_of(alike.begin(), alike.end(), [&](const ParameterDeclaration* parameter) {
      return concerns(name, std::string(group_of(*parameter)));
    });
  });
  add_new(claim.parameters, alike);
  return claim;
}

}  // namespace kaldor

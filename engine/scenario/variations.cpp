#include "kaldor/scenario/variations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "faults.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace kaldor {
namespace {

using ParameterList = std::vector<const ParameterDeclaration*>;

constexpr double kLowEnd = 0.5, kHighEnd = 1.5;  ///< of the plausible range, times the value
constexpr std::uint64_t kOtherSeeds = 1000;      ///< far from what a user would count up to
constexpr int kQuartersAYear = 4;

std::string_view group_of(const ParameterDeclaration& parameter) {
  return parameter.name.substr(0, parameter.name.find('.'));
}

std::string shown(double value) { return fmt::format("{:.6g}", value); }

double& value_in(ExperimentArm& arm, const ParameterDeclaration& parameter) {
  return arm.scenario.parameters.*parameter.member;
}

Variation setting(const ParameterDeclaration& parameter, double value) {
  return {fmt::format("{} = {}", parameter.name, shown(value)), [&parameter, value](Experiment& experiment) {
            for (ExperimentArm& arm : experiment.arms) value_in(arm, parameter) = value;
          }};
}

/// Each arm's own value times `factor`, inside the declared range. Nothing where that changes nothing.
void add_scaled(const Experiment& experiment, const ParameterDeclaration& parameter, double factor,
                VariationPlan& plan) {
  const auto scaled = [&parameter, factor](double value) {
    return std::clamp(value * factor, parameter.low, parameter.high);
  };
  const double value = experiment.arms.front().scenario.parameters.*parameter.member;
  const bool changes = std::any_of(experiment.arms.begin(), experiment.arms.end(), [&](const ExperimentArm& arm) {
    const double own = arm.scenario.parameters.*parameter.member;
    return scaled(own) != own;
  });
  if (!changes) {
    plan.notes.push_back(fmt::format("{} x {} is what it is already", parameter.name, factor));
    return;
  }
  plan.variations.push_back(
      {fmt::format("{} = {}", parameter.name, shown(scaled(value))), [&parameter, scaled](Experiment& varied) {
         for (ExperimentArm& arm : varied.arms) {
           value_in(arm, parameter) = scaled(value_in(arm, parameter));
         }
       }});
}

const ParameterDeclaration& declared(std::string_view name) {
  const auto all = parameter_declarations();
  return *std::find_if(all.begin(), all.end(), [&](const ParameterDeclaration& known) { return known.name == name; });
}

void add_firms(const Experiment& experiment, VariationPlan& plan) {
  if (2 * experiment.arms.front().scenario.firms > static_cast<std::int64_t>(kFirmsHigh)) {
    plan.notes.emplace_back("twice the firms are more than can be simulated");
    return;
  }
  plan.variations.push_back({"twice the firms", [](Experiment& varied) {
                               for (ExperimentArm& arm : varied.arms) arm.scenario.firms *= 2;
                             }});
}

void add_expectations(const Experiment& experiment, VariationPlan& plan) {
  for (const char* name : {"expectation.demand_speed", "expectation.slow_speed"}) {
    for (const double factor : {0.5, 2.0}) add_scaled(experiment, declared(name), factor, plan);
  }
  for (const double weight : {0.25, 0.75}) {
    plan.variations.push_back(setting(declared("expectation.inflation_anchor"), weight));
  }
}

/// Quarters before the first policy that does not act from the start.
int burn_in(const Experiment& experiment) {
  double first = INFINITY;
  for (const ExperimentArm& arm : experiment.arms) {
    for (const Policy& policy : arm.scenario.policies) {
      if (policy.from > arm.scenario.start) first = std::min(first, policy.from - arm.scenario.start);
    }
  }
  return std::isfinite(first) ? static_cast<int>(std::lround(first * kQuartersAYear)) : 0;
}

/// Policies, the outcome and the end of the run come earlier by half the time before the first policy.
void add_burn_in(const Experiment& experiment, VariationPlan& plan) {
  const int shift = burn_in(experiment) / 2;
  if (shift == 0 || experiment.primary().measure.first < shift) {
    plan.notes.emplace_back("there is no time before the first policy that could be halved");
    return;
  }
  plan.variations.push_back({fmt::format("half the burn-in ({} quarters less)", shift), [shift](Experiment& varied) {
                               const double years = static_cast<double>(shift) / kQuartersAYear;
                               for (ExperimentArm& arm : varied.arms) {
                                 arm.scenario.periods -= shift;
                                 for (Policy& policy : arm.scenario.policies) {
                                   if (policy.from > arm.scenario.start) policy.from -= years;
                                   if (policy.until) *policy.until -= years;
                                 }
                               }
                               for (Outcome& outcome : varied.outcomes) {
                                 outcome.measure.first -= shift;
                                 outcome.measure.end -= shift;
                               }
                             }});
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

/// Those of the mechanisms that the arms switch; where there are none, those of the levers.
ParameterList claimed(const Experiment& experiment, VariationPlan& plan) {
  std::vector<std::string_view> names = switched(experiment);
  ParameterList found = of_groups_like(names);
  if (found.empty()) {
    const std::vector<std::string_view> levers = levers_of(experiment);
    names.insert(names.end(), levers.begin(), levers.end());
    found = of_groups_like(levers);
  }
  std::erase_if(names, [&](std::string_view name) {
    return std::any_of(found.begin(), found.end(), [&](const ParameterDeclaration* parameter) {
      return concerns(name, std::string(group_of(*parameter)));
    });
  });
  if (!names.empty()) {
    plan.notes.push_back(
        fmt::format("no group of parameters is called like {}; --parameters names some", fmt::join(names, ", ")));
  }
  return found;
}

ParameterList named(const std::vector<std::string>& names) {
  ParameterList found;
  std::vector<std::string_view> known;
  for (const ParameterDeclaration& parameter : parameter_declarations()) {
    if (known.empty() || known.back() != group_of(parameter)) known.push_back(group_of(parameter));
  }
  for (const ParameterDeclaration& parameter : parameter_declarations()) known.push_back(parameter.name);
  input::Faults faults;
  for (const std::string& name : names) {
    const std::size_t before = found.size();
    for (const ParameterDeclaration& parameter : parameter_declarations()) {
      if (parameter.name == name || group_of(parameter) == name) found.push_back(&parameter);
    }
    if (found.size() > before) continue;
    faults.add({}, "parameters", "a parameter or a group of parameters", input::in_quotes(name),
               input::did_you_mean(name, known));
  }
  faults.raise();
  return found;
}

void add_parameters(const Experiment& experiment, const ParameterList& parameters, VariationPlan& plan) {
  const std::size_t before = plan.variations.size();
  std::vector<std::string_view> left_out;
  for (const ParameterDeclaration* parameter : parameters) {
    if (plan.variations.size() - before + 2 > kParameterVariationsHigh) {
      left_out.push_back(parameter->name);
      continue;
    }
    for (const double factor : {kLowEnd, kHighEnd}) add_scaled(experiment, *parameter, factor, plan);
  }
  if (!left_out.empty()) {
    plan.notes.push_back(fmt::format("not varied, for there are more than {} variations of parameters: {}",
                                     kParameterVariationsHigh, fmt::join(left_out, ", ")));
  }
}

}  // namespace

Experiment primary_only(const Experiment& experiment) {
  Experiment cut = experiment;
  cut.outcomes = {experiment.primary()};
  cut.arms.clear();
  std::vector<double>& factors = cut.outcomes.front().contrast.factors;
  factors.clear();
  for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
    const double factor = experiment.primary().contrast.factors[arm];
    if (arm > 0 && factor == 0) continue;
    cut.arms.push_back(experiment.arms[arm]);
    factors.push_back(factor);
  }
  return cut;
}

VariationPlan plan_variations(const Experiment& experiment, const std::vector<std::string>& parameters) {
  VariationPlan plan;
  plan.variations.push_back({"as it is", [](Experiment&) {}});
  add_firms(experiment, plan);
  add_expectations(experiment, plan);
  plan.variations.push_back({"another seed", [](Experiment& varied) {
                               for (ExperimentArm& arm : varied.arms) arm.scenario.seed += kOtherSeeds;
                             }});
  add_burn_in(experiment, plan);
  add_parameters(experiment, parameters.empty() ? claimed(experiment, plan) : named(parameters), plan);
  return plan;
}

}  // namespace kaldor

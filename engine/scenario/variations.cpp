#include "kaldor/scenario/variations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "claim_parameters.hpp"
#include "kaldor/scenario/plausible.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace kaldor {
namespace {

constexpr double kLowEnd = 0.5, kHighEnd = 1.5;  ///< times the value, where no plausible range is declared
constexpr std::uint64_t kOtherSeeds = 1000;      ///< far from what a user would count up to
constexpr int kQuartersAYear = 4;

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

bool alike_in_all_arms(const Experiment& experiment, const ParameterDeclaration& parameter) {
  return std::all_of(experiment.arms.begin(), experiment.arms.end(), [&](const ExperimentArm& arm) {
    return arm.scenario.parameters.*parameter.member == experiment.arms.front().scenario.parameters.*parameter.member;
  });
}

/// Both ends of the plausible range. Where none is declared, or arms differ in the parameter itself, each arm's own
/// value is halved and raised by half.
void add_ends(const Experiment& experiment, const ParameterDeclaration& parameter, VariationPlan& plan) {
  const PlausibleRange* range = plausible_range(parameter);
  if (!range || !alike_in_all_arms(experiment, parameter)) {
    const std::size_t before = plan.variations.size();
    for (const double factor : {kLowEnd, kHighEnd}) add_scaled(experiment, parameter, factor, plan);
    if (plan.variations.size() > before) plan.scaled.emplace_back(parameter.name);
    return;
  }
  plan.plausible.emplace_back(parameter.name);
  for (const double end : {range->low, range->high}) {
    if (end == experiment.arms.front().scenario.parameters.*parameter.member) {
      plan.notes.push_back(fmt::format("{} = {} is what it is already", parameter.name, shown(end)));
    } else {
      plan.variations.push_back(setting(parameter, end));
    }
  }
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

/// Weight of the last change for those who follow trends, found in experiments (Anufriev and Hommes 2012). The larger
/// one of theirs, 1.3, breaks the baseline (docs/model/submodels.md), so no claim could be read off it.
constexpr double kTrend = 0.4;

/// Rules of expected demand: weight of the last orders and of their last change (S§1.1).
struct ExpectationRule {
  const char* name;
  double speed, extrapolation;
};
constexpr ExpectationRule kRules[] = {{"myopic expectations", 1, 0}, {"trend-following expectations", 1, kTrend}};

void add_expectations(const Experiment& experiment, VariationPlan& plan) {
  for (const ExpectationRule& rule : kRules) {
    plan.variations.push_back({rule.name, [&rule](Experiment& varied) {
                                 for (ExperimentArm& arm : varied.arms) {
                                   arm.scenario.parameters.expectation_demand_speed = rule.speed;
                                   arm.scenario.parameters.expectation_extrapolation = rule.extrapolation;
                                 }
                               }});
  }
  plan.variations.push_back(setting(*parameters_called("expectation.extrapolation").front(), kTrend));
  for (const char* name : {"expectation.demand_speed", "expectation.slow_speed"}) {
    for (const double factor : {0.5, 2.0}) add_scaled(experiment, *parameters_called(name).front(), factor, plan);
  }
  for (const double weight : {0.25, 0.75}) {
    plan.variations.push_back(setting(*parameters_called("expectation.inflation_anchor").front(), weight));
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

void add_parameters(const Experiment& experiment, const ParameterList& parameters, VariationPlan& plan) {
  const std::size_t before = plan.variations.size();
  std::vector<std::string_view> left_out;
  for (const ParameterDeclaration* parameter : parameters) {
    if (plan.variations.size() - before + 2 > kParameterVariationsHigh) {
      left_out.push_back(parameter->name);
      continue;
    }
    add_ends(experiment, *parameter, plan);
  }
  if (!left_out.empty()) {
    plan.notes.push_back(fmt::format("not varied, for there are more than {} variations of parameters: {}",
                                     kParameterVariationsHigh, fmt::join(left_out, ", ")));
  }
}

/// Mechanisms that the experiment file names, the other way round in every arm.
void add_mechanisms(const Experiment& experiment, VariationPlan& plan) {
  for (const std::string& name : experiment.robust) {
    const MechanismDeclaration* mechanism = mechanism_called(name);
    if (!mechanism) continue;
    const auto on = [mechanism](const ExperimentArm& arm) { return arm.scenario.mechanisms.*mechanism->member; };
    const bool now = on(experiment.arms.front());
    if (std::any_of(experiment.arms.begin(), experiment.arms.end(),
                    [&](const ExperimentArm& arm) { return on(arm) != now; })) {
      plan.notes.push_back(fmt::format("{} is what the arms differ in", name));
      continue;
    }
    plan.variations.push_back({fmt::format("{} {}", name, now ? "off" : "on"), [mechanism, now](Experiment& varied) {
                                 for (ExperimentArm& arm : varied.arms) {
                                   arm.scenario.mechanisms.*mechanism->member = !now;
                                 }
                               }});
  }
}

ParameterList of_claim(const Experiment& experiment, VariationPlan& plan) {
  ClaimParameters claim = claim_parameters(experiment);
  if (!claim.without.empty() && experiment.robust.empty()) {
    plan.notes.push_back(fmt::format("no group of parameters is called like {}; --parameters names some",
                                     fmt::join(claim.without, ", ")));
  }
  return std::move(claim.parameters);
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
  if (parameters.empty()) {
    add_mechanisms(experiment, plan);
    add_parameters(experiment, of_claim(experiment, plan), plan);
  } else {
    add_parameters(experiment, named_parameters(parameters), plan);
  }
  return plan;
}

}  // namespace kaldor

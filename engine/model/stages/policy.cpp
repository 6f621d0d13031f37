// Stage 1: schedules, ramps, rules and targets set every lever in every cell.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kaldor/core/errors.hpp"
#include "model_state.hpp"
#include "policy_rules.hpp"

namespace kaldor {

namespace {

bool includes(const std::vector<int>& set, int member) {
  return set.empty() || std::find(set.begin(), set.end(), member) != set.end();
}

/// Closes or leaves out all below it: the highest of several holds.
bool is_floor(Lever lever) {
  return lever == Lever::minimum_wage || lever == Lever::phase_out || lever == Lever::rd_threshold;
}

bool is_limit(Lever lever) {
  return lever == Lever::emission_standard || lever == Lever::emission_quota || lever == Lever::merger_review;
}

/// The lever in force while a policy is phased in. A limit comes down from the base-year mean, the rate of profit tax
/// moves from the economy's, other levers rise from zero.
double phased(const ModelState& s, const Policy& policy, double value, double passed) {
  if (policy.ramp <= 0 || passed + 1 >= policy.ramp) return value;
  const double part = (passed + 1) / policy.ramp;
  if (is_limit(policy.lever)) return value > 0 ? value + (1 - part) * std::max(0.0, 1.0 - value) : 0;
  if (policy.lever == Lever::corporate_tax)
    return value > 0 ? s.economy.corporate_tax + part * (value - s.economy.corporate_tax) : 0;
  return value * part;
}

/// What a policy asks in a cell: its full value, and quarters since it began; a value of 0 where it does not apply.
struct Dose {
  double value = 0, passed = 0;
};

double year_of(const ModelState& s) { return s.scenario.start + s.period / 4.0; }

/// Whether a policy is in force where and when a cell is asked for, apart from its rule.
bool applies(const ModelState& s, const Policy& policy, int c) {
  if (!includes(policy.industries, s.industry_of(c)) || !includes(policy.regions, s.region_of(c))) return false;
  const double now = year_of(s);
  return now >= policy.from && (!policy.until || now < *policy.until);
}

Dose dose(ModelState& s, std::size_t index, int c) {
  const Policy& policy = s.scenario.policies[index];
  if (!applies(s, policy, c) || (policy.when && !ask_rule(s, index, c))) return {};
  double value = policy.value;
  if (policy.target) {
    const double seen = indicator_at(s, policy.target->indicator, c);
    if (std::isfinite(seen))
      value = std::clamp(value + policy.target->gain * (seen - policy.target->at), policy.target->minimum,
                         policy.target->maximum);
  }
  return {value, std::floor((year_of(s) - policy.from) * 4 + 1e-9)};
}

/// An emission standard as it was before the time of grace that firms have to clean up; 0 if it was not in force.
double enforced(const ModelState& s, const Policy& policy, const Dose& d, int quarters_in_force) {
  const double grace = std::floor(s.scenario.parameters.abatement_grace);
  return quarters_in_force > grace ? phased(s, policy, d.value, d.passed - grace) : 0;
}

double combine(Lever lever, double present, double added) {
  if (added == 0) return present;
  if (is_limit(lever)) return present == 0 ? added : std::min(present, added);
  if (is_floor(lever)) return std::max(present, added);
  if (lever == Lever::corporate_tax) return added;  // a rate: the later policy holds
  return present + added;
}

/// Room for what is remembered of each policy; those known already keep theirs.
void remember_policies(LeverState& l, std::size_t policies, std::size_t cells) {
  l.hold.resize(policies, std::vector<int>(cells, 0));
  l.since.resize(policies, std::vector<int>(cells, 0));
  l.answer.resize(policies, std::vector<char>(cells, 0));
  l.renewed.rows = 1 + policies;
  l.renewed.columns = cells;
  l.renewed.values.resize(l.renewed.rows * cells, 0.0);
}

/// The policy that stands for what is set by hand in a place; one of value 0 that begins now if there is none.
Policy& policy_by_hand(ModelState& s, const LeverSetting& place) {
  const auto listed = [](const std::optional<int>& member) {
    return member ? std::vector<int>{*member} : std::vector<int>{};
  };
  const std::vector<int> industries = listed(place.industry), regions = listed(place.region);
  for (Policy& policy : s.scenario.policies)
    if (policy.by_hand && policy.lever == place.lever && policy.industries == industries && policy.regions == regions)
      return policy;
  Policy policy;
  policy.lever = place.lever;
  policy.from = year_of(s);
  policy.industries = industries;
  policy.regions = regions;
  policy.by_hand = true;
  return s.scenario.policies.emplace_back(std::move(policy));
}

}  // namespace

void set_by_hand(ModelState& s, const LeverSetting& setting) {
  const LeverDeclaration& declared = lever_declarations()[static_cast<std::size_t>(setting.lever)];
  if (!(setting.value >= declared.low && setting.value <= declared.high))
    throw InputError(
        {{"", 0, 0, std::string(declared.name), fmt::format("a number in [{}, {}]", declared.low, declared.high),
          fmt::format("{}", setting.value), ""}});
  Policy& held = policy_by_hand(s, setting);
  if (held.value != setting.value) s.settings.push_back(setting);
  held.value = setting.value;
}

void set_levers(ModelState& s) {
  LeverState& l = s.levers;
  const int cells = s.cell_count();
  if (l.strength.values.empty()) l.strength = Matrix(kLeverCount, cells);
  remember_policies(l, s.scenario.policies.size(), static_cast<std::size_t>(cells));
  std::fill(l.strength.values.begin(), l.strength.values.end(), 0.0);
  std::fill(std::begin(l.any), std::end(l.any), false);
  l.enforced.assign(cells, 0.0);
  l.conditional.clear();
  s.new_answers.clear();
  for (std::size_t p = 0; p < s.scenario.policies.size(); ++p) {
    const Policy& policy = s.scenario.policies[p];
    const std::size_t lever = static_cast<std::size_t>(policy.lever);
    const bool standard = policy.lever == Lever::emission_standard;
    LeverState::Conditional conditional{p, Vector(cells, 0.0), Vector(cells, 0.0)};
    for (int c = 0; c < cells; ++c) {
      const Dose d = dose(s, p, c);
      const double value = phased(s, policy, d.value, d.passed);
      l.since[p][c] = value == 0 ? 0 : l.since[p][c] + 1;
      if (value == 0) continue;
      l.any[lever] = true;
      const double held = standard ? enforced(s, policy, d, l.since[p][c]) : 0;
      if (policy.only.empty()) {
        l.strength(lever, c) = combine(policy.lever, l.strength(lever, c), value);
        l.enforced[c] = combine(policy.lever, l.enforced[c], held);
      } else {
        conditional.strength[c] = value;
        conditional.enforced[c] = held;
      }
    }
    if (!policy.only.empty()) l.conditional.push_back(std::move(conditional));
  }
  join_answers(s);
  // Interest is subsidised on new loans: the stock takes the subsidy on as it is renewed.
  const double turnover = s.scenario.parameters.finance_loan_turnover;
  for (LeverState::Conditional& conditional : l.conditional) {
    if (s.scenario.policies[conditional.policy].lever != Lever::credit_subsidy) continue;
    for (int c = 0; c < cells; ++c) {
      double& renewed = l.renewed(1 + conditional.policy, c);
      renewed += turnover * (conditional.strength[c] - renewed);
      conditional.strength[c] = renewed;
      if (renewed != 0) l.any[static_cast<std::size_t>(Lever::credit_subsidy)] = true;
    }
  }
  const std::size_t credit = static_cast<std::size_t>(Lever::credit_subsidy);
  for (int c = 0; c < cells; ++c) {
    double& renewed = l.renewed(0, c);
    renewed += turnover * (l.strength(credit, c) - renewed);
    l.strength(credit, c) = renewed;
    if (renewed != 0) l.any[credit] = true;
  }
}

}  // namespace kaldor

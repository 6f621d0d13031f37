// Rules under which policies act: what they ask of the quarter before, and what they answered.

#include "policy_rules.hpp"

#include <algorithm>
#include <cmath>

namespace kaldor {

double indicator_at(const ModelState& s, Indicator indicator, int c) {
  if (s.history.empty()) return std::nan("");
  const Vector& frame = s.history.back();
  const std::size_t offset = s.layout.offset[static_cast<std::size_t>(indicator)];
  const int industry = s.industry_of(c), region = s.region_of(c);
  switch (indicator_declarations()[static_cast<std::size_t>(indicator)].shape) {
    case Shape::national:
      return frame[offset];
    case Shape::industry:
      return frame[offset + industry];
    case Shape::region:
      return frame[offset + region];
    case Shape::region_industry:
      return frame[offset + region * s.base.industries + industry];
    case Shape::region_skill:
      return frame[offset + region * kSkills];
    case Shape::flow_account:
      break;
  }
  return std::nan("");
}

namespace {

/// A comparison with something undefined does not hold.
bool joined(Rule::Op op, double a, double b) {
  using Op = Rule::Op;
  switch (op) {
    case Op::less:
      return a < b;
    case Op::less_equal:
      return a <= b;
    case Op::greater:
      return a > b;
    case Op::greater_equal:
      return a >= b;
    case Op::equal:
      return a == b;
    case Op::not_equal:
      return a != b;
    case Op::logical_and:
      return a != 0 && b != 0;
    default:
      return a != 0 || b != 0;
  }
}

bool holds(const ModelState& s, const Rule& rule, int c) {
  using Op = Rule::Op;
  Vector stack;
  for (const Rule::Step& step : rule.steps) {
    if (step.op == Op::indicator) {
      stack.push_back(indicator_at(s, step.indicator, c));
    } else if (step.op == Op::number) {
      stack.push_back(step.number);
    } else if (step.op == Op::logical_not) {
      stack.back() = stack.back() == 0;
    } else {
      const double b = stack.back();
      stack.pop_back();
      stack.back() = joined(step.op, stack.back(), b);
    }
  }
  return !stack.empty() && stack.back() != 0;
}

/// Whether a rule reads an indicator of one of these shapes, or of regions and industries, by which its answers differ.
bool differs_by(const Rule& rule, Shape one, Shape other) {
  return std::any_of(rule.steps.begin(), rule.steps.end(), [&](const Rule::Step& step) {
    const Shape shape = indicator_declarations()[static_cast<std::size_t>(step.indicator)].shape;
    return step.op == Rule::Op::indicator && (shape == one || shape == other || shape == Shape::region_industry);
  });
}

RuleAnswer told(const ModelState& s, std::size_t policy, int c, bool holds) {
  const Policy& asked = s.scenario.policies[policy];
  RuleAnswer answer{static_cast<int>(policy), asked.lever, {}, {}, holds};
  if (differs_by(*asked.when, Shape::industry, Shape::industry)) answer.industry = s.industry_of(c);
  if (differs_by(*asked.when, Shape::region, Shape::region_skill)) answer.region = s.region_of(c);
  return answer;
}

}  // namespace

bool ask_rule(ModelState& s, std::size_t policy, int c) {
  const Policy& asked = s.scenario.policies[policy];
  int& hold = s.levers.hold[policy][c];
  char& answer = s.levers.answer[policy][c];
  if (hold > 0) {
    --hold;
    return answer != 0;
  }
  const bool next = holds(s, *asked.when, c);
  if (next != (answer != 0)) {
    hold = std::max(0, asked.hold - 1);
    answer = next;
    s.new_answers.push_back(told(s, policy, c, next));
  }
  return next;
}

void join_answers(ModelState& s) {
  std::sort(s.new_answers.begin(), s.new_answers.end());
  s.new_answers.erase(std::unique(s.new_answers.begin(), s.new_answers.end()), s.new_answers.end());
}

}  // namespace kaldor

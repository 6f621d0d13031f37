#include "outcome_reader.hpp"

#include <fmt/format.h>

#include <limits>

#include "contrast_parser.hpp"

namespace kaldor::input {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::string_view kExpected = "positive, negative, zero (with `band`) or [low, high]";

bool read_flag(Fields& fields, std::string_view key, Faults& faults) {
  const NodePtr node = fields.find(key);
  return node && read_switch(*node, fields.path(key), faults).value_or(false);
}

Expectation interval(const Node& list, const std::string& path, Faults& faults) {
  Expectation expect;
  if (list.items.size() != 2) {
    faults.add(list.place, path, "two numbers, low and high", std::to_string(list.items.size()) + " values");
    return expect;
  }
  const auto low = read_number(*list.items[0], indexed(path, 0), {}, faults);
  const auto high = read_number(*list.items[1], indexed(path, 1), {}, faults);
  if (!low || !high) return expect;
  if (*low >= *high) faults.add(list.place, path, "a low end below the high end", fmt::format("[{}, {}]", *low, *high));
  return {fmt::format("[{}, {}]", *low, *high), *low, *high, false};
}

/// `expect: zero` with `band: 0.01`.
Expectation near_zero(Fields& fields) {
  double band = 0;
  fields.number("band", {0, 1e300, true}, band);
  return {fmt::format("zero within {}", band), -band, band, false};
}

Expectation read_expectation(Fields& fields, Faults& faults) {
  const NodePtr node = fields.require("expect", kExpected);
  const NodePtr band = fields.find("band");
  const bool zero = node && node->kind == Node::Kind::scalar && node->text == "zero";
  if (band && node && !zero) {
    faults.add(band->place, fields.path("band"), "`band` with `expect: zero` only", describe(*band));
  }
  if (!node) return {};
  if (node->kind == Node::Kind::list) return interval(*node, fields.path("expect"), faults);
  const auto at = read_choice(*node, fields.path("expect"), kExpected, {"positive", "negative", "zero"}, faults);
  if (!at) return {};
  if (zero) return near_zero(fields);
  return *at == 0 ? Expectation{"positive", 0, kInfinity, true} : Expectation{"negative", -kInfinity, 0, true};
}

void read_ablation(Fields& outcome_fields, const Node& node, const std::vector<std::string_view>& arms,
                   Outcome& outcome, Faults& faults) {
  Fields fields(node, outcome_fields.path("ablation"), faults);
  const NodePtr of = fields.require("of", "a contrast: the effect with its channel");
  const NodePtr without = fields.require("without", "a contrast: the effect without its channel");
  if (of) outcome.contrast = parse_contrast(*of, fields.path("of"), arms, faults).value_or(Contrast{});
  if (without) outcome.without = parse_contrast(*without, fields.path("without"), arms, faults);
  fields.finish();
  double share = 0;
  outcome_fields.number("expect_lost", {0, 1, true}, share);
  outcome.expect = {fmt::format("at least {} lost", share), share, kInfinity, false};
  for (const char* key : {"contrast", "expect", "band", "cost"}) {
    if (const NodePtr other = outcome_fields.find(key)) {
      faults.add(other->place, outcome_fields.path(key), "an ablation without it", describe(*other),
                 "an ablation has `of`, `without` and `expect_lost`");
    }
  }
  if (outcome.primary) {
    faults.add(node.place, outcome_fields.path("primary"), "a primary outcome with a contrast", "an ablation");
  }
}

Outcome read_outcome(const Node& node, const std::string& path, const std::vector<std::string_view>& arms,
                     const Economy* economy, const std::optional<Horizon>& horizon, Faults& faults) {
  Outcome outcome;
  Fields fields(node, path, faults);
  if (!fields.valid()) return outcome;
  if (const auto measure = read_measure(fields, economy, horizon, faults)) outcome.measure = *measure;
  outcome.relative = read_flag(fields, "relative", faults);
  outcome.primary = read_flag(fields, "primary", faults);
  outcome.cost = read_flag(fields, "cost", faults);
  if (const NodePtr ablation = fields.find("ablation")) {
    read_ablation(fields, *ablation, arms, outcome, faults);
  } else {
    const NodePtr contrast = fields.require("contrast", "a contrast of arms like `standard - base`");
    if (contrast) {
      outcome.contrast = parse_contrast(*contrast, fields.path("contrast"), arms, faults).value_or(Contrast{});
    }
    outcome.expect = read_expectation(fields, faults);
  }
  fields.finish();
  return outcome;
}

bool uses(const Contrast& contrast, std::size_t arm) {
  return contrast.factors.empty() || contrast.factors[arm] != 0;  // a faulty contrast may have meant any arm
}

bool uses(const Outcome& outcome, std::size_t arm) {
  return uses(outcome.contrast, arm) || (outcome.without && uses(*outcome.without, arm));
}

}  // namespace

std::vector<Outcome> read_outcomes(Fields& root, const std::vector<std::string_view>& arms,
                                   const std::vector<Place>& arm_places, const Economy* economy,
                                   const std::optional<Horizon>& horizon, Faults& faults) {
  std::vector<Outcome> outcomes;
  const std::vector<NodePtr> nodes = root.list("outcomes", true);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    outcomes.push_back(read_outcome(*nodes[i], indexed("outcomes", i), arms, economy, horizon, faults));
  }
  const NodePtr list = root.find("outcomes");
  if (!list || list->kind != Node::Kind::list) return outcomes;
  int primary = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].primary || ++primary == 1) continue;
    faults.add(nodes[i]->member("primary")->value->place, indexed("outcomes", i) + ".primary",
               "one primary outcome in all", "another one");
  }
  if (primary == 0) {
    faults.add(list->place, "outcomes", "one outcome with `primary: yes`, said before the first run", "none");
  }
  for (std::size_t arm = 1; arm < arms.size(); ++arm) {
    bool used = false;
    for (const Outcome& outcome : outcomes) used = used || uses(outcome, arm);
    if (!used)
      faults.add(arm_places[arm], joined("arms", arms[arm]), "an arm that an outcome uses", "one that none uses");
  }
  return outcomes;
}

}  // namespace kaldor::input

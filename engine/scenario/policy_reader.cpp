#include "policy_reader.hpp"

#include <algorithm>

#include "economy_reader.hpp"
#include "rule_parser.hpp"

namespace kaldor::input {
namespace {

constexpr Range kYears{1, 9999};

const std::vector<std::string_view>& financing_names() {
  static const std::vector<std::string_view> names = {"deficit", "budget", "household_tax", "corporate_tax"};
  return names;
}

template <class Declarations>
std::vector<std::string_view> names_of(const Declarations& declarations) {
  std::vector<std::string_view> names;
  for (const auto& declaration : declarations) names.push_back(declaration.name);
  return names;
}

const LeverDeclaration* read_lever(Fields& fields, Policy& policy, Faults& faults) {
  const NodePtr node = fields.require("lever", "a lever");
  if (!node) return nullptr;
  const auto at = read_choice(*node, fields.path("lever"), "a lever", names_of(lever_declarations()), faults);
  if (!at) return nullptr;
  policy.lever = lever_declarations()[*at].lever;
  return &lever_declarations()[*at];
}

void read_times(Fields& fields, Policy& policy, Faults& faults) {
  fields.optional_number("from", kYears, policy.from);
  if (const NodePtr node = fields.find("until")) {
    policy.until = read_number(*node, fields.path("until"), kYears, faults);
    if (policy.until && *policy.until <= policy.from) {
      faults.add(node->place, fields.path("until"), "a year after `from` " + to_text(policy.from), describe(*node));
    }
  }
  const auto quarters = [&](std::string_view key, int& value) {
    const NodePtr node = fields.find(key);
    if (!node) return;
    if (const auto read = read_quarters(*node, fields.path(key), 0, faults)) value = *read;
  };
  quarters("ramp", policy.ramp);
  quarters("hold", policy.hold);
}

/// The industries that a word means: one by id or code, or those of a group.
std::vector<int> industries_of(const Economy& economy, std::string_view word) {
  for (std::size_t i = 0; i < economy.industries.size(); ++i) {
    if (economy.industries[i].id == word || economy.industries[i].code == word) return {static_cast<int>(i)};
  }
  for (const IndustryGroup& group : economy.groups) {
    if (group.id == word) return group.industries;
  }
  return {};
}

std::vector<int> regions_of(const Economy& economy, std::string_view word) {
  for (std::size_t i = 0; i < economy.regions.size(); ++i) {
    if (economy.regions[i].id == word) return {static_cast<int>(i)};
  }
  return {};
}

using Meaning = std::vector<int> (*)(const Economy&, std::string_view);
using Names = std::vector<std::string_view> (*)(const Economy&);

/// A list of names, or one name, as sorted indices without repetition.
std::vector<int> read_indices(Fields& fields, std::string_view key, std::string_view what, const Economy* economy,
                              Meaning meaning, Names names, Faults& faults) {
  const NodePtr node = fields.find(key);
  if (!node) return {};
  std::vector<NodePtr> items = node->items;
  if (node->kind == Node::Kind::scalar) items = {node};
  if (items.empty()) {
    faults.add(node->place, fields.path(key), "at least one name", describe(*node), "leave the key out to mean all");
  }
  std::vector<int> indices;
  for (std::size_t i = 0; economy && i < items.size(); ++i) {
    const Node& item = *items[i];
    const std::vector<int> found = item.kind == Node::Kind::scalar ? meaning(*economy, item.text) : std::vector<int>{};
    indices.insert(indices.end(), found.begin(), found.end());
    if (!found.empty()) continue;
    const std::string path = node->kind == Node::Kind::list ? indexed(fields.path(key), i) : fields.path(key);
    faults.add(item.place, path, std::string(what) + " of " + economy->name, describe(item),
               faults.full() ? "" : did_you_mean(item.text, names(*economy)));
  }
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

void read_conditions(Fields& fields, Policy& policy, Faults& faults) {
  const NodePtr node = fields.find("only");
  if (!node) return;
  const Fields map(*node, fields.path("only"), faults);
  std::vector<std::string_view> columns;
  std::vector<FirmColumn> meant;
  for (const FirmColumnDeclaration& d : firm_column_declarations()) {
    if (!d.readable) continue;
    columns.push_back(d.name);
    meant.push_back(d.column);
  }
  for (const Member& member : node->members) {
    const std::string path = map.path(member.key);
    const Node name = *scalar_node(member.key, member.place);
    const auto at = read_choice(name, path, "a column of firms that conditions can read", columns, faults);
    if (!at) continue;
    const FirmColumn column = meant[*at];
    std::vector<NodePtr> bounds = {member.value};
    if (member.value->kind == Node::Kind::list && !member.value->items.empty()) bounds = member.value->items;
    for (const NodePtr& bound : bounds) {
      if (const auto condition = parse_condition(column, *bound, path, faults)) policy.only.push_back(*condition);
    }
  }
}

void read_target(Fields& policy_fields, Policy& policy, const Range& range, Faults& faults) {
  const NodePtr node = policy_fields.find("target");
  if (!node) return;
  Fields fields(*node, policy_fields.path("target"), faults);
  Target target;
  target.minimum = range.low;
  target.maximum = range.high;
  if (const NodePtr name = fields.require("indicator", "an indicator")) {
    const std::string path = fields.path("indicator");
    const std::string word = name->kind == Node::Kind::scalar ? name->text : "";
    if (const auto indicator = read_indicator(word, name->place, path, faults)) target.indicator = *indicator;
  }
  fields.number("at", {-1e30, 1e30}, target.at);
  fields.number("gain", {-1e30, 1e30}, target.gain);
  fields.optional_number("minimum", range, target.minimum);
  fields.optional_number("maximum", range, target.maximum);
  fields.finish();
  if (target.minimum > target.maximum) {
    faults.add(node->place, fields.path("minimum"), "at most the maximum " + to_text(target.maximum),
               to_text(target.minimum));
  }
  policy.target = target;
}

}  // namespace

std::string_view name_of(Financing financing) { return financing_names()[static_cast<std::size_t>(financing)]; }

std::vector<int> read_industries(Fields& fields, const Economy* economy, Faults& faults) {
  return read_indices(fields, "industries", "an industry or group", economy, industries_of, industry_names, faults);
}

std::vector<int> read_regions(Fields& fields, const Economy* economy, Faults& faults) {
  return read_indices(fields, "regions", "a region", economy, regions_of, region_names, faults);
}

Policy read_policy(const Node& node, const std::string& path, const Economy* economy, Faults& faults) {
  Policy policy;
  Fields fields(node, path, faults);
  const LeverDeclaration* lever = read_lever(fields, policy, faults);
  const Range range = lever ? Range{lever->low, lever->high} : Range{-1e30, 1e30};
  fields.number("value", range, policy.value);
  read_times(fields, policy, faults);
  policy.industries = read_industries(fields, economy, faults);
  policy.regions = read_regions(fields, economy, faults);
  read_conditions(fields, policy, faults);
  if (lever && acts_on_places(lever->lever) && !policy.only.empty())
    faults.add(fields.find("only")->place, fields.path("only"), "no condition on firms", "one",
               std::string(lever->name) + " acts on regions and industries, not on single firms");
  if (const NodePtr finance = fields.find("finance")) {
    const auto at = read_choice(*finance, fields.path("finance"), "a way to pay", financing_names(), faults);
    if (at) policy.financing = static_cast<Financing>(*at);
  }
  if (const NodePtr when = fields.find("when")) policy.when = parse_rule(*when, fields.path("when"), faults);
  read_target(fields, policy, range, faults);
  fields.finish();
  return policy;
}

}  // namespace kaldor::input

#include "scenario_reader.hpp"

#include <fmt/format.h>

#include "economy_reader.hpp"
#include "lookup.hpp"
#include "policy_reader.hpp"

namespace kaldor::input {
namespace {

namespace fs = std::filesystem;

/// Reads the economy that the scenario names; answers whether it can be relied on.
bool read_named_economy(Fields& root, bool complete, LoadedScenario& loaded, Faults& faults) {
  const std::string expected = "a shipped economy or a file";
  const NodePtr node = complete ? root.require("economy", expected) : root.find("economy");
  if (!node) return false;
  const std::size_t before = faults.total();
  try {
    if (node->kind != Node::Kind::scalar) refuse(node->place, "economy", expected, describe(*node));
    const fs::path file = find_file(node->text, shipped_economies(), "economy", node->place, "economy");
    const bool shipped = find_shipped(shipped_economies(), node->text) == file;
    loaded.scenario.economy = shipped ? node->text : fs::absolute(file).lexically_normal().string();
    loaded.economy = economy_from(*parse_document(read_source(file), faults), faults);
  } catch (const InputError& error) {
    faults.add_all(error);
  }
  return faults.total() == before;
}

template <class Value>
void read_whole(Fields& root, std::string_view key, const Range& range, Value& value, Faults& faults) {
  const NodePtr node = root.find(key);
  if (!node) return;
  if (const auto read = read_integer(*node, root.path(key), range, faults)) value = static_cast<Value>(*read);
}

void read_horizon(Fields& root, Scenario& scenario, Faults& faults) {
  read_whole(root, "periods", {1, 4.0 * kYearsHigh}, scenario.periods, faults);
  const NodePtr years = root.find("years");
  if (!years) return;
  if (root.find("periods")) faults.add(years->place, "years", "either `years` or `periods`", "both");
  const auto value = read_number(*years, "years", {0, kYearsHigh, true}, faults);
  if (!value) return;
  scenario.periods = static_cast<int>(*value * 4);
  if (scenario.periods != *value * 4) faults.add(years->place, "years", "whole quarters", describe(*years));
}

void read_mechanisms(Fields& root, Mechanisms& mechanisms, Faults& faults) {
  const NodePtr node = root.find("mechanisms");
  if (!node) return;
  Fields fields(*node, "mechanisms", faults);
  for (const MechanismDeclaration& declaration : mechanism_declarations()) {
    const NodePtr value = fields.find(declaration.name);
    if (!value) continue;
    const auto on = read_switch(*value, fields.path(declaration.name), faults);
    if (on) mechanisms.*declaration.member = *on;
  }
  fields.finish();
}

void read_parameters(Fields& root, Parameters& parameters, Faults& faults) {
  const NodePtr node = root.find("parameters");
  if (!node) return;
  Fields fields(*node, "parameters", faults);
  for (const ParameterDeclaration& declaration : parameter_declarations()) {
    fields.optional_number(declaration.name, {declaration.low, declaration.high}, parameters.*declaration.member);
  }
  fields.finish();
}

void read_panel(Fields& output, FirmPanelRequest& panel, Faults& faults) {
  const NodePtr node = output.find("firms");
  if (!node) return;
  if (node->kind == Node::Kind::scalar && !node->quoted && parse_switch(node->text) == false) return;
  Fields fields(*node, output.path("firms"), faults);
  if (const NodePtr every = fields.require("every", "a duration like `5 years`")) {
    if (const auto quarters = read_quarters(*every, fields.path("every"), 1, faults)) panel.every = *quarters;
  }
  fields.optional_number("sample", {0, 1, true}, panel.sample);
  fields.finish();
}

void read_output(Fields& root, Scenario& scenario, Faults& faults) {
  const NodePtr node = root.find("output");
  if (!node) return;
  Fields fields(*node, "output", faults);
  if (const NodePtr every = fields.find("every")) {
    if (const auto quarters = read_quarters(*every, fields.path("every"), 1, faults)) scenario.record_every = *quarters;
  }
  read_panel(fields, scenario.panel, faults);
  fields.finish();
}

void read_policies(Fields& root, Scenario& scenario, const Economy* economy, Faults& faults) {
  const std::vector<NodePtr> nodes = root.list("policies", false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Policy policy = read_policy(*nodes[i], indexed("policies", i), economy, faults);
    if (!nodes[i]->member("from")) {
      policy.from = scenario.start;
      if (economy && policy.until && *policy.until <= policy.from) {
        faults.add(nodes[i]->member("until")->value->place, indexed("policies", i) + ".until",
                   "a year after the start " + to_text(policy.from), to_text(*policy.until));
      }
    }
    scenario.policies.push_back(std::move(policy));
  }
}

void add_warnings(LoadedScenario& loaded) {
  const Scenario& scenario = loaded.scenario;
  const Economy& economy = loaded.economy;
  if (scenario.start != economy.base_year) {
    loaded.warnings.push_back(
        fmt::format("start {} labels the first quarter; the economy is that of {}", scenario.start, economy.base_year));
  }
  double firms = 0;
  for (const Industry& industry : economy.industries) firms += industry.firms;
  if (static_cast<double>(scenario.firms) > firms) {
    loaded.warnings.push_back(
        fmt::format("firms {} is more than the {} real firms of {}", scenario.firms, firms, economy.name));
  }
  const double end = scenario.start + scenario.periods / 4.0;
  for (std::size_t i = 0; i < scenario.policies.size(); ++i) {
    const Policy& policy = scenario.policies[i];
    if (policy.from < end && policy.until.value_or(end) > scenario.start) continue;
    loaded.warnings.push_back(fmt::format("policies[{}] acts outside the years {} to {}", i, scenario.start, end));
  }
}

}  // namespace

LoadedScenario scenario_from(const ScenarioTree& tree, Faults& faults) {
  LoadedScenario loaded;
  Scenario& scenario = loaded.scenario;
  scenario.source = tree.text;
  Fields root(*tree.root, "", faults);
  root.find("kaldor");
  root.find("base");
  root.name("name", scenario.name);
  const bool sound = read_named_economy(root, tree.complete, loaded, faults);
  scenario.start = loaded.economy.base_year;
  read_whole(root, "start", {1, 9999}, scenario.start, faults);
  read_horizon(root, scenario, faults);
  read_whole(root, "firms", {kFirmsLow, kFirmsHigh}, scenario.firms, faults);
  read_whole(root, "replications", {1, kReplicationsHigh}, scenario.replications, faults);
  if (const NodePtr seed = root.find("seed")) scenario.seed = read_unsigned(*seed, "seed", faults).value_or(1);
  read_mechanisms(root, scenario.mechanisms, faults);
  read_parameters(root, scenario.parameters, faults);
  read_output(root, scenario, faults);
  read_policies(root, scenario, sound ? &loaded.economy : nullptr, faults);
  root.finish();
  if (sound) add_warnings(loaded);
  return loaded;
}

}  // namespace kaldor::input

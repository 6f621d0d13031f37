#include "kaldor/scenario/scenario_file.hpp"

#include "economy_reader.hpp"
#include "experiment_reader.hpp"
#include "lookup.hpp"
#include "scenario_reader.hpp"

namespace kaldor {

namespace {

LoadedScenario loaded_from(input::ScenarioTree tree, const Overrides& overrides, input::Faults& faults) {
  tree.root = input::apply_overrides(tree.root, overrides, faults);
  LoadedScenario loaded = input::scenario_from(tree, faults);
  faults.raise();
  return loaded;
}

}  // namespace

LoadedScenario load_scenario(const std::string& name_or_path, const Overrides& overrides) {
  const std::filesystem::path file = input::find_file(name_or_path, shipped_scenarios(), "scenario", {}, "scenario");
  input::Faults faults;
  return loaded_from(input::read_scenario_tree(file, faults), overrides, faults);
}

LoadedScenario parse_scenario(const std::string& text, const std::string& name, const Overrides& overrides) {
  const auto source = std::make_shared<const input::Source>(input::Source{name, text, false});
  input::check_text(source);
  input::Faults faults;
  const input::NodePtr root = input::parse_document(source, faults);
  return loaded_from(input::with_bases(name, root, faults), overrides, faults);
}

Validation validate_file(const std::string& path) {
  input::Faults faults;
  const input::NodePtr root = input::parse_document(input::read_source(path), faults);
  Validation validation;
  if (input::is_economy(*root)) {
    validation = {FileKind::economy, {}, input::economy_from(*root, faults), {Scenario{}}};
  } else if (input::is_experiment(*root)) {
    const Experiment experiment = input::experiment_from(path, *root, {}, faults);
    validation = {FileKind::experiment, experiment.warnings, experiment.economy, {}};
    for (const ExperimentArm& arm : experiment.arms) validation.scenarios.push_back(arm.scenario);
  } else {
    const LoadedScenario loaded = input::scenario_from(input::with_bases(path, root, faults), faults);
    validation = {FileKind::scenario, loaded.warnings, loaded.economy, {loaded.scenario}};
  }
  faults.raise();
  return validation;
}

}  // namespace kaldor

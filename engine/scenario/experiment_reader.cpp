#include "experiment_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "claim_parameters.hpp"
#include "economy_reader.hpp"
#include "lookup.hpp"
#include "outcome_reader.hpp"
#include "scenario_reader.hpp"

namespace kaldor {
namespace input {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kArmsHigh = 100;
/// What an experiment, and what an arm, may say of a scenario.
constexpr std::string_view kScenarioKeys[] = {"firms",        "start",      "years",      "periods", "seed",
                                              "replications", "mechanisms", "parameters", "policies"};
constexpr std::string_view kArmKeys[] = {"mechanisms", "parameters", "policies"};

/// A text of one or more lines.
void read_lines(Fields& root, std::string_view key, bool required, std::string& value, Faults& faults) {
  const NodePtr node = required ? root.require(key, "a text") : root.find(key);
  if (!node) return;
  if (node->kind != Node::Kind::scalar || node->text.find_first_not_of(" \n") == std::string::npos) {
    faults.add(node->place, root.path(key), "a text", describe(*node));
    return;
  }
  value = node->text;
}

void read_row(Fields& root, std::string& row, Faults& faults) {
  const NodePtr node = root.require("row", "a row of the mission table, like P1a");
  if (!node) return;
  std::vector<std::string_view> ids;
  for (const MissionRow& known : mission_rows()) ids.push_back(known.id);
  const auto at = read_choice(
      *node, "row", "a row of the mission table: D1 to D6, U1 to U8, M1 to M4, P1a to P4d, R1 to R7", ids, faults);
  if (at) row = ids[*at];
}

/// Parameters, groups of them and mechanisms that the claim is to survive.
void read_robust(Fields& root, std::vector<std::string>& robust, Faults& faults) {
  const std::vector<std::string> names = robust_names();
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::vector<NodePtr> items = root.list("robust", false);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto at = read_choice(*items[i], indexed("robust", i), "a parameter, a group as `price.*`, or a mechanism",
                                known, faults);
    if (at) robust.push_back(names[*at]);
  }
}

template <std::size_t N>
NodePtr only(const Node& map, const std::string_view (&keys)[N]) {
  auto part = std::make_shared<Node>(map);
  part->kind = Node::Kind::map;
  std::erase_if(part->members,
                [&](const Member& m) { return std::find(std::begin(keys), std::end(keys), m.key) == std::end(keys); });
  return part;
}

/// The scenario that every arm builds on, with its own bases merged in.
ScenarioTree read_base(const fs::path& path, const Node& node, Faults& faults) {
  if (node.kind == Node::Kind::scalar) {
    return read_scenario_tree(find_file(node.text, shipped_scenarios(), "scenario", node.place, "base"), faults);
  }
  if (node.kind != Node::Kind::map)
    refuse(node.place, "base", "a scenario, a file or a map of scenario keys", describe(node));
  NodePtr map = std::make_shared<Node>(node);
  if (!map->member("kaldor")) map = with_member(map, "kaldor", node.place, scalar_node("1", node.place));
  return with_bases(path, map, faults);
}

std::size_t policies_in(const Node& scenario) {
  const Member* member = scenario.member("policies");
  return member ? member->value->items.size() : 0;
}

/// Reads arms one after the other. A fault of the base is told once, not again in every arm.
class ArmReader {
public:
  ArmReader(Experiment& experiment, ScenarioTree base, const ExperimentOverrides& overrides, Faults& faults)
      : experiment_(experiment), base_(std::move(base)), faults_(faults) {
    settings_.firms = overrides.firms;
    settings_.periods = overrides.periods;
    settings_.replications = overrides.replications;
    settings_.seed = overrides.seed;
  }

  /// The base arm; answers whether its economy can be relied on.
  bool read_base_arm() {
    Faults found;
    LoadedScenario loaded = read(kBaseArm, base_.root, found);
    take_over(found, "", 0);
    experiment_.economy = std::move(loaded.economy);
    return found.empty();
  }

  void read_arm(const std::string& name, const Node& node) {
    Faults found;
    read(name, on_base(base_.root, *only(node, kArmKeys)), found);
    take_over(found, joined("arms", name) + '.', policies_in(*base_.root));
  }

private:
  LoadedScenario read(const std::string& name, const NodePtr& root, Faults& found) {
    ScenarioTree tree = base_;
    tree.root = apply_overrides(root, settings_, found);
    if (!tree.root->member("replications")) {
      const Place place = tree.root->place;
      const NodePtr usual = scalar_node(std::to_string(kExperimentReplications), place);
      tree.root = with_member(tree.root, "replications", place, usual);
    }
    const NodePtr full_name = scalar_node(cut_name(experiment_.name + '.' + name), tree.root->place);
    tree.root = with_member(tree.root, "name", tree.root->place, full_name);
    LoadedScenario loaded = scenario_from(tree, found);
    for (const std::string& warning : loaded.warnings) add_warning(warning);
    experiment_.arms.push_back({name, loaded.scenario});
    return loaded;
  }

  static std::string cut_name(std::string name) {
    for (char& c : name) {
      if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '.' && c != '+') c = '-';
    }
    if (!std::isalnum(static_cast<unsigned char>(name.front()))) name.insert(0, "experiment");
    name.resize(std::min(name.size(), kQuotedCharacters));
    return name;
  }

  void add_warning(const std::string& warning) {
    auto& warnings = experiment_.warnings;
    if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) warnings.push_back(warning);
  }

  /// Adds what is new, under the path that it has in the experiment: policies of an arm follow those of the base.
  void take_over(const Faults& found, const std::string& prefix, std::size_t base_policies) {
    try {
      found.raise();
    } catch (const InputError& error) {
      std::vector<Fault> fresh;
      for (Fault fault : error.faults()) {
        if (!told_.insert(describe(fault)).second) continue;
        constexpr std::string_view list = "policies[";
        if (base_policies > 0 && fault.path.starts_with(list)) {
          const std::size_t end = fault.path.find(']');
          const std::size_t index = std::stoul(fault.path.substr(list.size(), end - list.size()));
          if (index >= base_policies) {
            fault.path = fmt::format("{}{}{}", list, index - base_policies, fault.path.substr(end));
          }
        }
        fault.path = prefix + fault.path;
        fresh.push_back(std::move(fault));
      }
      if (!fresh.empty()) faults_.add_all(InputError(std::move(fresh)));
    }
  }

  Experiment& experiment_;
  ScenarioTree base_;
  Faults& faults_;
  Overrides settings_;
  std::set<std::string> told_;
};

/// The members of `arms` that are arms, after the base.
std::vector<Member> arm_members(Fields& root, Faults& faults) {
  const NodePtr node = root.require("arms", "a map of arms");
  if (!node) return {};
  if (node->kind != Node::Kind::map || node->members.empty() || node->members.size() > kArmsHigh) {
    faults.add(node->place, "arms", fmt::format("a map of 1 to {} arms", kArmsHigh),
               node->kind == Node::Kind::map ? std::to_string(node->members.size()) : describe(*node));
    return {};
  }
  std::vector<Member> arms;
  for (const Member& member : node->members) {
    const std::string path = joined("arms", member.key);
    const Node name = *scalar_node(member.key, member.place);
    if (!read_name(name, path, faults)) continue;
    if (member.key == kBaseArm) {
      faults.add(member.place, path, "another name", in_quotes(kBaseArm), "every experiment has its base as an arm");
      continue;
    }
    Fields fields(*member.value, path, faults);
    for (const std::string_view key : kArmKeys) fields.find(key);
    fields.finish();
    if (fields.valid()) arms.push_back(member);
  }
  return arms;
}

/// Intervals need two replications at least.
void check_replications(const Node& root, const Experiment& experiment, Faults& faults) {
  const int count = experiment.arms.front().scenario.replications;
  if (count >= 2) return;
  const Member* member = root.member("replications");
  faults.add(member ? member->value->place : root.place, "replications", "at least 2, for intervals",
             std::to_string(count));
}

void read_arms(const fs::path& path, const Node& root, const std::vector<Member>& members,
               const ExperimentOverrides& overrides, Experiment& experiment, bool& sound, Faults& faults) {
  const Member* base = root.member("base");
  if (!base) return;
  try {
    ScenarioTree tree = read_base(path, *base->value, faults);
    tree.root = on_base(tree.root, *only(root, kScenarioKeys));
    ArmReader reader(experiment, std::move(tree), overrides, faults);
    sound = reader.read_base_arm();
    for (const Member& member : members) reader.read_arm(member.key, *member.value);
    if (sound) check_replications(root, experiment, faults);
  } catch (const InputError& error) {
    faults.add_all(error);
  }
}

}  // namespace

Experiment experiment_from(const fs::path& path, const Node& node, const ExperimentOverrides& overrides,
                           Faults& faults) {
  Experiment experiment;
  experiment.name = path.stem().string();
  experiment.source = node.place.source->text;
  Fields root(node, "", faults);
  if (!check_format(root, "an experiment file", faults)) return experiment;
  root.text("experiment", experiment.claim);
  read_row(root, experiment.row, faults);
  read_lines(root, "story", true, experiment.story, faults);
  read_lines(root, "note", false, experiment.note, faults);
  read_robust(root, experiment.robust, faults);
  root.require("base", "a scenario, a file or a map of scenario keys");
  for (const std::string_view key : kScenarioKeys) root.find(key);
  const std::vector<Member> members = arm_members(root, faults);
  bool sound = false;
  read_arms(path, node, members, overrides, experiment, sound, faults);

  std::vector<std::string_view> names = {kBaseArm};
  std::vector<Place> places = {node.place};
  for (const Member& member : members) {
    names.push_back(member.key);
    places.push_back(member.place);
  }
  std::optional<Horizon> horizon;
  if (sound) {
    const Scenario& base = experiment.arms.front().scenario;
    horizon = Horizon{base.start, base.periods};
  }
  experiment.outcomes = read_outcomes(root, names, places, sound ? &experiment.economy : nullptr, horizon, faults);
  root.finish();
  return experiment;
}

}  // namespace input

namespace {

/// The shipped experiment of a row, when it is the only one.
std::optional<std::filesystem::path> of_row(const std::string& row) {
  const std::vector<ShippedFile> found = experiments_of_row(row);
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return found.front().path;
  std::string names;
  for (const ShippedFile& file : found) names += (names.empty() ? "" : ", ") + file.name;
  input::refuse({}, "experiment", "the name of one experiment", input::in_quotes(row), "row " + row + " has: " + names);
}

}  // namespace

std::vector<ShippedFile> experiments_of_row(const std::string& row) {
  const auto& rows = mission_rows();
  if (std::none_of(rows.begin(), rows.end(), [&](const MissionRow& r) { return r.id == row; })) return {};
  std::vector<ShippedFile> found;
  for (ShippedFile& file : shipped_experiments()) {
    if (file.name.starts_with(row + "-")) found.push_back(std::move(file));
  }
  return found;
}

const Outcome& Experiment::primary() const {
  return *std::find_if(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.primary; });
}

Experiment load_experiment(const std::string& name_or_path, const ExperimentOverrides& overrides) {
  std::error_code error;
  const bool file_of_this_name = std::filesystem::is_regular_file(name_or_path, error);
  const auto row = file_of_this_name ? std::nullopt : of_row(name_or_path);
  const auto path = row ? *row : input::find_file(name_or_path, shipped_experiments(), "experiment", {}, "experiment");
  input::Faults faults;
  const input::NodePtr root = input::parse_document(input::read_source(path), faults);
  if (root->kind != input::Node::Kind::map || !input::is_experiment(*root)) {
    input::refuse(root->place, "experiment", "an experiment file with the line `experiment: CLAIM`",
                  "a file without it", root->member("kaldor") ? "`kaldor run` runs scenarios" : "");
  }
  Experiment experiment = input::experiment_from(path, *root, overrides, faults);
  faults.raise();
  return experiment;
}

}  // namespace kaldor

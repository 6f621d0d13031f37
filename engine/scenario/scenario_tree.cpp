#include "scenario_tree.hpp"

#include <algorithm>
#include <cctype>
#include <system_error>

#include "economy_reader.hpp"
#include "lookup.hpp"

namespace kaldor::input {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMergedMaps[] = {"mechanisms", "parameters", "output", "firms"};

bool merges(std::string_view key) {
  return std::find(std::begin(kMergedMaps), std::end(kMergedMaps), key) != std::end(kMergedMaps);
}

NodePtr concatenated(const NodePtr& base, const NodePtr& child) {
  auto list = std::make_shared<Node>(*child);
  list->items.insert(list->items.begin(), base->items.begin(), base->items.end());
  return list;
}

NodePtr merged(NodePtr base, const Node& child, bool top) {
  if (top && (child.member("years") || child.member("periods"))) base = without_horizon(base);
  auto result = std::make_shared<Node>(*base);
  for (const Member& member : child.members) {
    const auto found = std::find_if(result->members.begin(), result->members.end(),
                                    [&](const Member& m) { return m.key == member.key; });
    if (found == result->members.end()) {
      result->members.push_back(member);
      continue;
    }
    const bool maps = merges(member.key) && found->value->kind == Node::Kind::map;
    const bool lists = top && member.key == "policies" && found->value->kind == Node::Kind::list;
    if ((maps || lists) && member.value->kind == Node::Kind::null) continue;
    found->place = member.place;
    if (maps && member.value->kind == Node::Kind::map) {
      found->value = merged(found->value, *member.value, false);
    } else if (lists && member.value->kind == Node::Kind::list) {
      found->value = concatenated(found->value, member.value);
    } else {
      found->value = member.value;
    }
  }
  result->place = child.place;
  return result;
}

class ChainReader {
public:
  explicit ChainReader(Faults& faults) : faults_(faults) {}

  ScenarioTree read(const fs::path& path, const Place& asked_by) {
    enter(path, asked_by);
    const SourcePtr source = read_source(path);
    return extend(path, {parse_document(source, faults_), true, source->text}, asked_by);
  }

  ScenarioTree extend(const fs::path& path, ScenarioTree tree, const Place& asked_by) {
    check(*tree.root, asked_by);
    if (!tree.root->member("name")) tree.root = named(tree.root, path.stem().string());
    const Member* base = tree.root->member("base");
    if (!base) return tree;
    const Member base_member = *base;
    tree.root = with_member(tree.root, "base", {}, nullptr);
    add_base(tree, *base_member.value);
    return tree;
  }

  void enter(const fs::path& path, const Place& asked_by) {
    std::error_code error;
    fs::path file = fs::weakly_canonical(path, error);
    if (error) file = path;
    const bool again = std::find(files_.begin(), files_.end(), file) != files_.end();
    files_.push_back(file);
    if (!again && files_.size() <= kBasesHigh + 1) return;
    std::string chain;
    for (const fs::path& link : files_) chain += (chain.empty() ? "" : " -> ") + link.filename().string();
    refuse(asked_by, "base", again ? "bases that do not come back to a file" : "at most 16 bases in a row", chain);
  }

private:
  void check(const Node& root, const Place& asked_by) {
    if (root.kind != Node::Kind::map || !root.member("kaldor")) {
      refuse(root.place, "kaldor", "a scenario file with the line `kaldor: 1`",
             root.kind == Node::Kind::null ? "an empty file" : "a file without it");
    }
    Fields fields(root, "", faults_);
    check_format(fields, "a scenario file", faults_);
    if (is_experiment(root)) {
      refuse(asked_by.source ? asked_by : root.place, asked_by.source ? "base" : "", "a scenario file",
             "an experiment file", "`kaldor experiment` runs it");
    }
    if (root.member("objectives")) {
      refuse(asked_by.source ? asked_by : root.place, asked_by.source ? "base" : "", "a scenario file", "a search file",
             "`kaldor optimise FILE --check` checks it");
    }
    if (!is_economy(root)) return;
    const Place place = asked_by.source ? asked_by : root.place;
    refuse(place, asked_by.source ? "base" : "", "a scenario file", "an economy file",
           "a scenario names its economy with `economy:`");
  }

  /// A scenario without a name is called like its file.
  static NodePtr named(const NodePtr& root, std::string stem) {
    for (char& c : stem) {
      if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '.') c = '-';
    }
    if (stem.empty() || !std::isalnum(static_cast<unsigned char>(stem.front()))) stem.insert(0, "scenario");
    stem.resize(std::min(stem.size(), kQuotedCharacters));
    return with_member(root, "name", root->place, scalar_node(stem, root->place));
  }

  void add_base(ScenarioTree& tree, const Node& base) {
    try {
      if (base.kind != Node::Kind::scalar) refuse(base.place, "base", "a file or a shipped name", describe(base));
      const fs::path file = find_file(base.text, shipped_scenarios(), "scenario", base.place, "base");
      const ScenarioTree below = read(file, base.place);
      tree.root = merged(below.root, *tree.root, true);
      tree.complete = below.complete;
    } catch (const InputError& error) {
      faults_.add_all(error);
      tree.complete = false;
    }
  }

  Faults& faults_;
  std::vector<fs::path> files_;
};

}  // namespace

bool is_economy(const Node& root) {
  int found = 0;
  for (const char* key : {"industries", "regions", "base_year", "population", "currency", "sources"}) {
    if (root.member(key)) ++found;
  }
  return found >= 2;
}

bool is_experiment(const Node& root) { return root.member("experiment") != nullptr; }

NodePtr on_base(const NodePtr& base, const Node& child) { return merged(base, child, true); }

NodePtr without_horizon(NodePtr root) {
  root = with_member(root, "years", {}, nullptr);
  return with_member(root, "periods", {}, nullptr);
}

ScenarioTree read_scenario_tree(const fs::path& path, Faults& faults) { return ChainReader(faults).read(path, {}); }

ScenarioTree with_bases(const fs::path& path, const NodePtr& root, Faults& faults) {
  ChainReader reader(faults);
  reader.enter(path, {});
  return reader.extend(path, {root, true, root->place.source->text}, {});
}

}  // namespace kaldor::input

#include <algorithm>
#include <map>
#include <set>

#include "document.hpp"
#include "fields.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace kaldor {
namespace {

using input::Node;

struct Leaf {
  std::string path, text;
};

bool scalar(const input::NodePtr& node) { return node->kind == Node::Kind::scalar; }

/// Values in the order of the file; a list of scalars is one value.
void collect(const Node& node, const std::string& path, std::vector<Leaf>& leaves) {
  if (node.kind == Node::Kind::map) {
    for (const input::Member& member : node.members) collect(*member.value, input::joined(path, member.key), leaves);
  } else if (node.kind == Node::Kind::scalar) {
    leaves.push_back({path, node.text});
  } else if (std::all_of(node.items.begin(), node.items.end(), scalar)) {
    std::string text;
    for (const input::NodePtr& item : node.items) text += (text.empty() ? "" : ", ") + item->text;
    if (!text.empty()) leaves.push_back({path, text});
  } else {
    for (std::size_t i = 0; i < node.items.size(); ++i) collect(*node.items[i], input::indexed(path, i), leaves);
  }
}

std::vector<Leaf> leaves_of(const LoadedScenario& loaded) {
  auto source = std::make_shared<input::Source>();
  source->text = resolved_yaml(loaded.scenario, loaded.economy);
  input::Faults faults;
  std::vector<Leaf> leaves;
  collect(*input::parse_document(source, faults), "", leaves);
  return leaves;
}

std::map<std::string, std::string> table_of(const std::vector<Leaf>& leaves) {
  std::map<std::string, std::string> table;
  for (const Leaf& leaf : leaves) table[leaf.path] = leaf.text;
  return table;
}

}  // namespace

std::vector<std::string> diff_scenarios(const LoadedScenario& a, const LoadedScenario& b) {
  const std::vector<Leaf> first = leaves_of(a), second = leaves_of(b);
  const auto in_first = table_of(first), in_second = table_of(second);
  std::vector<std::string> lines;
  for (const Leaf& leaf : first) {
    const auto other = in_second.find(leaf.path);
    const std::string text = other == in_second.end() ? "-" : other->second;
    if (text != leaf.text) lines.push_back(leaf.path + ": " + leaf.text + " -> " + text);
  }
  for (const Leaf& leaf : second) {
    if (!in_first.count(leaf.path)) lines.push_back(leaf.path + ": - -> " + leaf.text);
  }
  return lines;
}

}  // namespace kaldor

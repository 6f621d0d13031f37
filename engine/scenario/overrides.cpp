#include <algorithm>
#include <charconv>

#include "fields.hpp"
#include "scenario_tree.hpp"

namespace kaldor::input {
namespace {

/// One step into a tree: a key, or an index when `key` is empty.
struct Step {
  std::string key;
  std::size_t index = 0;
};

constexpr std::size_t kStepsHigh = 16;

Place setting(const std::string& words, const std::string& text) {
  auto source = std::make_shared<Source>();
  source->name = cut(words);
  source->text = text;
  source->is_file = false;
  return {source, 0, 0};
}

std::optional<Step> index_step(std::string_view& rest) {
  Step step;
  const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), step.index);
  if (error != std::errc{} || end == rest.data() + rest.size() || *end != ']') return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end + 1 - rest.data()));
  return step;
}

/// `policies[0].value` in steps; the name of a parameter holds a point and stays whole.
std::optional<std::vector<Step>> steps_of(std::string_view key) {
  constexpr std::string_view parameters = "parameters.";
  if (key.starts_with(parameters)) {
    return std::vector<Step>{{"parameters"}, {std::string(key.substr(parameters.size()))}};
  }
  std::vector<Step> steps;
  while (!key.empty() && steps.size() < kStepsHigh) {
    if (key.front() == '[') {
      const auto step = index_step(key);
      if (!step) return std::nullopt;
      steps.push_back(*step);
    } else {
      const std::size_t end = key.find_first_of(".[");
      if (end == 0) return std::nullopt;
      steps.push_back({std::string(key.substr(0, end))});
      key.remove_prefix(std::min(end, key.size()));
    }
    if (key.empty()) return steps;
    if (key.front() == '.') key.remove_prefix(1);
    if (key.empty()) return std::nullopt;
  }
  return std::nullopt;
}

NodePtr with_value(const NodePtr& node, const std::vector<Step>& steps, std::size_t at, const std::string& path,
                   const NodePtr& value, const Place& place) {
  if (at == steps.size()) return value;
  const Step& step = steps[at];
  if (step.key.empty()) {
    const std::size_t length = node && node->kind == Node::Kind::list ? node->items.size() : 0;
    if (step.index >= length) {
      refuse(place, indexed(path, step.index), "one of the " + std::to_string(length) + " items that are there",
             std::to_string(step.index), "the first is [0]");
    }
    auto list = std::make_shared<Node>(*node);
    list->items[step.index] =
        with_value(node->items[step.index], steps, at + 1, indexed(path, step.index), value, place);
    return list;
  }
  if (node && node->kind != Node::Kind::map && node->kind != Node::Kind::null) {
    refuse(place, path, "a map to set `" + cut(step.key) + "` in", describe(*node));
  }
  const NodePtr map = node ? node : std::make_shared<Node>();
  const Member* member = map->member(step.key);
  return with_member(map, step.key, place,
                     with_value(member ? member->value : nullptr, steps, at + 1, joined(path, step.key), value, place));
}

NodePtr with_setting(NodePtr root, const std::string& words, Faults& faults) {
  const std::size_t equals = words.find('=');
  const Place place = setting("--set " + words, equals == std::string::npos ? "" : words.substr(equals + 1));
  const auto steps = equals == std::string::npos ? std::nullopt : steps_of(std::string_view(words).substr(0, equals));
  if (!steps) refuse(place, "", "a setting like `parameters.share.replicator=0.5`", in_quotes(words));
  const std::string& first = steps->front().key;
  if (first == "base" || first == "kaldor") {
    refuse(place, first, "a key that can be set once the bases are read", in_quotes(first));
  }
  check_text(place.source);
  const NodePtr value = parse_document(place.source, faults);
  if (first == "years" || first == "periods") root = without_horizon(root);
  return with_value(root, *steps, 0, "", value, place);
}

}  // namespace

NodePtr apply_overrides(NodePtr root, const Overrides& overrides, Faults& faults) {
  for (const std::string& words : overrides.sets) {
    try {
      root = with_setting(root, words, faults);
    } catch (const InputError& error) {
      faults.add_all(error);
    }
  }
  const auto option = [&](const std::string& key, const auto& value) {
    if (!value) return;
    const std::string text = std::to_string(*value);
    const Place place = setting("--" + key + " " + text, text);
    if (key == "periods") root = without_horizon(root);
    root = with_member(root, key, place, scalar_node(text, place));
  };
  option("firms", overrides.firms);
  option("periods", overrides.periods);
  option("seed", overrides.seed);
  option("replications", overrides.replications);
  return root;
}

}  // namespace kaldor::input

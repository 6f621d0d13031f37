#include "fields.hpp"

#include <algorithm>
#include <set>

namespace kaldor::input {

std::string indexed(const std::string& path, std::size_t index) { return path + '[' + std::to_string(index) + ']'; }

std::string joined(std::string_view path, std::string_view key) {
  return path.empty() ? cut(key) : std::string(path) + '.' + cut(key);
}

Fields::Fields(const Node& node, std::string path, Faults& faults)
    : node_(node),
      path_(std::move(path)),
      faults_(faults),
      valid_(node.kind == Node::Kind::map || node.kind == Node::Kind::null) {
  if (!valid_) faults_.add(node.place, path_, "a map", describe(node));
}

std::string Fields::path(std::string_view key) const { return joined(path_, key); }

NodePtr Fields::find(std::string_view key) {
  known_.push_back(key);
  const Member* member = node_.member(key);
  return member ? member->value : nullptr;
}

NodePtr Fields::require(std::string_view key, std::string_view expected) {
  NodePtr value = find(key);
  if (!value && valid_) faults_.add(node_.place, path(key), expected, "nothing");
  return value;
}

void Fields::number(std::string_view key, const Range& range, double& value) {
  const NodePtr node = require(key, "a number");
  if (!node) return;
  if (const auto read = read_number(*node, path(key), range, faults_)) value = *read;
}

void Fields::optional_number(std::string_view key, const Range& range, double& value) {
  const NodePtr node = find(key);
  if (!node) return;
  if (const auto read = read_number(*node, path(key), range, faults_)) value = *read;
}

void Fields::text(std::string_view key, std::string& value) {
  const NodePtr node = require(key, "a text");
  if (!node) return;
  if (const auto read = read_text(*node, path(key), faults_)) value = *read;
}

void Fields::name(std::string_view key, std::string& value) {
  const NodePtr node = require(key, "a name");
  if (!node) return;
  if (const auto read = read_name(*node, path(key), faults_)) value = *read;
}

std::vector<NodePtr> Fields::list(std::string_view key, bool required) {
  const NodePtr node = required ? require(key, "a list") : find(key);
  if (!node || node->kind == Node::Kind::list) return node ? node->items : std::vector<NodePtr>{};
  if (required || node->kind != Node::Kind::null) faults_.add(node->place, path(key), "a list", describe(*node));
  return {};
}

void Fields::finish() {
  if (!valid_) return;
  const std::set<std::string_view> known(known_.begin(), known_.end());
  for (const Member& member : node_.members) {
    if (known.count(member.key)) continue;
    faults_.add(member.place, path(member.key), "a known key", in_quotes(member.key),
                faults_.full() ? std::string{} : did_you_mean(member.key, known_));
  }
}

}  // namespace kaldor::input

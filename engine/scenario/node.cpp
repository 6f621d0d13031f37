#include <algorithm>

#include "document.hpp"

namespace kaldor::input {

const Member* Node::member(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return found == members.end() ? nullptr : &*found;
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return in_quotes(node.text);
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
  }
  return {};
}

NodePtr scalar_node(const std::string& text, const Place& place) {
  auto node = std::make_shared<Node>();
  node->kind = Node::Kind::scalar;
  node->text = text;
  node->place = place;
  return node;
}

Place inside(const Node& node, std::size_t at) {
  Place place = node.place;
  const std::size_t start = place.offset + (node.quoted ? 1 : 0);
  const std::string& text = place.source->text;
  if (start <= text.size() && text.compare(start, node.text.size(), node.text) == 0) place.offset = start + at;
  return place;
}

NodePtr with_member(const NodePtr& map, const std::string& key, const Place& place, const NodePtr& value) {
  auto copy = std::make_shared<Node>(*map);
  copy->kind = Node::Kind::map;
  std::erase_if(copy->members, [&](const Member& m) { return m.key == key && !value; });
  if (!value) return copy;
  const auto found =
      std::find_if(copy->members.begin(), copy->members.end(), [&](const Member& m) { return m.key == key; });
  if (found == copy->members.end()) {
    copy->members.push_back({key, place, value});
  } else {
    *found = {key, place, value};
  }
  return copy;
}

}  // namespace kaldor::input

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "scalars.hpp"

namespace kaldor::input {

/// Each reads one value, or adds a fault and answers nothing.
std::optional<double> read_number(const Node& node, const std::string& path, const Range& range, Faults& faults);
std::optional<std::int64_t> read_integer(const Node& node, const std::string& path, const Range& range, Faults& faults);
std::optional<std::uint64_t> read_unsigned(const Node& node, const std::string& path, Faults& faults);
std::optional<bool> read_switch(const Node& node, const std::string& path, Faults& faults);
std::optional<int> read_quarters(const Node& node, const std::string& path, int low, Faults& faults);
/// A text that is not empty and holds no control characters.
std::optional<std::string> read_text(const Node& node, const std::string& path, Faults& faults);
/// A short name: letters, digits, `-`, `_`, `.` and `+`, at most 80, the first a letter or digit.
std::optional<std::string> read_name(const Node& node, const std::string& path, Faults& faults);
/// One of `names`: its position.
std::optional<std::size_t> read_choice(const Node& node, const std::string& path, std::string_view what,
                                       const std::vector<std::string_view>& names, Faults& faults);

/// Walks the members of one map. What is asked for is known; what is left over at the end is a fault.
class Fields {
public:
  Fields(const Node& node, std::string path, Faults& faults);
  /// False when the node is no map; a fault has been added and every member counts as absent without a further fault.
  bool valid() const { return valid_; }
  const Node& node() const { return node_; }
  std::string path(std::string_view key) const;

  /// The value, or null when it is absent; adds a fault in `require`.
  NodePtr find(std::string_view key);
  NodePtr require(std::string_view key, std::string_view expected);

  void number(std::string_view key, const Range& range, double& value);
  void optional_number(std::string_view key, const Range& range, double& value);
  void text(std::string_view key, std::string& value);
  void name(std::string_view key, std::string& value);
  /// The members of a list; empty when it is absent. An empty value counts as an empty list.
  std::vector<NodePtr> list(std::string_view key, bool required);
  /// Adds a fault for each member that nobody asked for.
  void finish();

private:
  const Node& node_;
  std::string path_;
  Faults& faults_;
  bool valid_;
  std::vector<std::string_view> known_;
};

std::string indexed(const std::string& path, std::size_t index);
std::string joined(std::string_view path, std::string_view key);

/// A number that a file gives of a thing under `key`.
template <class Thing>
struct Figure {
  const char* key;
  double Thing::* member;
  Range range;
};

}  // namespace kaldor::input

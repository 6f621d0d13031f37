#pragma once

// YAML text as a tree that remembers where everything stands. yaml-cpp is used for its events only: its own tree hides
// duplicate keys, quotes and places.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "faults.hpp"

namespace kaldor::input {

inline constexpr std::size_t kFileBytesHigh = std::size_t{64} << 20;
inline constexpr std::size_t kNestingHigh = 64;
inline constexpr std::size_t kAliasNodesHigh = 100000;
/// Bounds the memory that yaml-cpp needs for its tokens (some 250 bytes each) whatever the file holds.
inline constexpr std::size_t kMarksHigh = 1000000;

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Member {
  std::string key;
  Place place;
  NodePtr value;
};

struct Node {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  Place place;
  std::string text;  ///< of a scalar
  bool quoted = false;
  std::vector<NodePtr> items;
  std::vector<Member> members;
  std::size_t size = 1;    ///< nodes below and including this one, aliases expanded
  std::size_t height = 1;  ///< levels below and including this one

  const Member* member(std::string_view key) const;
};

/// What a fault says it got: the quoted text of a scalar, cut, or the kind.
std::string describe(const Node& node);

/// Reads a regular file of at most 64 MiB of UTF-8 text. Throws InputError.
SourcePtr read_source(const std::filesystem::path& path);

/// Refuses what is not UTF-8, control characters, and more punctuation than kMarksHigh. Throws InputError.
void check_text(const SourcePtr& source);

/// The tree of the one document in `source`; faults that leave it readable (duplicate keys) go to `faults`.
/// Throws InputError for what leaves nothing to read: bad syntax, nesting, aliases, tags.
NodePtr parse_document(const SourcePtr& source, Faults& faults);

NodePtr scalar_node(const std::string& text, const Place& place);
/// Where character `at` of a one-line scalar stands; its beginning when the text of the file is another one.
Place inside(const Node& node, std::size_t at);
/// A copy of `map` in which `key` has another value, or no value when it is null.
NodePtr with_member(const NodePtr& map, const std::string& key, const Place& place, const NodePtr& value);

}  // namespace kaldor::input

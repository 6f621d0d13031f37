#pragma once

#include <span>
#include <vector>

#include "model_state.hpp"

namespace kaldor {

/// A living firm of an ownership group, with what its group asks of it: members lie far apart in memory, and reading
/// their columns in the order of rows is many times faster.
struct Member {
  std::int32_t group;
  int market, cell;
  std::uint32_t row;
  std::uint64_t id;
  float weight, share, demand, sales, output, capital, price, technique;
  double full;  ///< output of all its capital, as far as a quota on emissions admits
};

/// What `visit(block, list)` finds in each block, in the order of blocks; blocks are visited in parallel.
template <class Found, class Visit>
std::vector<Found> find_firms(const ModelState& s, Visit visit) {
  const std::vector<Block>& blocks = s.firms.blocks();
  std::vector<std::vector<Found>> parts(blocks.size());
  s.workers.for_each(blocks.size(), [&](std::size_t b) { visit(blocks[b], parts[b]); });
  std::size_t count = 0;
  for (const auto& part : parts) count += part.size();
  std::vector<Found> all;
  all.reserve(count);
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// The number of a new group that stands for so many like ones.
std::int32_t found_group(ModelState& state, double copies);
/// Whether its group, if it has one, takes up no more firms.
bool group_is_full(const ModelState& state, std::size_t row);
/// Puts all firms of `member` into the group of `leader`, which begins one if it is in none. Both keep their owner's
/// kind.
void join_group(ModelState& state, std::size_t leader, std::size_t member);

/// Living members, group after group; those of one by market and id.
struct MemberLists {
  std::vector<Member> members;
  std::vector<std::uint32_t> first;  ///< where each group begins, by number; the last is the number of members
  std::span<const Member> of(std::size_t group) const {
    return std::span(members).subspan(first[group], first[group + 1] - first[group]);
  }
};
MemberLists members_by_group(const ModelState& state);

}  // namespace kaldor

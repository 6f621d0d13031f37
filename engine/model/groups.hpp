#pragma once

#include <span>
#include <tuple>
#include <vector>

#include "model_state.hpp"

namespace kaldor {

/// A living firm of an ownership group.
struct Member {
  std::int32_t group;
  int market, cell;
  std::size_t row;
};

/// All of them, by group, market and id.
std::vector<Member> members_of_groups(const ModelState& state);

}  // namespace kaldor

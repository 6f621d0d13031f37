#pragma once

#include <cstdint>

namespace kaldor {

// The column `owner`: the lowest bit says that the state owns the firm, the rest is the number of its group (0: none).

inline bool is_state_owned(std::int32_t owner) { return (owner & 1) != 0; }
inline std::int32_t group_of(std::int32_t owner) { return owner >> 1; }
inline std::int32_t make_owner(std::int32_t group, bool state) { return group * 2 + (state ? 1 : 0); }

}  // namespace kaldor

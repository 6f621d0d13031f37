#pragma once

#include <cstddef>

namespace kaldor {

/// Calls `body(first, end)` for each run of equal neighbours in a list.
template <class List, class Same, class Body>
void each_run(const List& list, Same same, Body body) {
  for (std::size_t first = 0, end = 0; first < list.size(); first = end) {
    while (end < list.size() && same(list[first], list[end])) ++end;
    body(first, end);
  }
}

}  // namespace kaldor

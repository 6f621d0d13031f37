#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "columns.hpp"

namespace kaldor {

struct ModelState;

/// A record to which a lasting tie points: ids stay, rows move.
struct TrackedFirm {
  std::uint64_t id = 0;
  std::size_t row = 0;  ///< where it was last seen
  int cell = 0;
};

/// Whether the firm is still where it was last seen.
inline bool is_at(const Columns& c, const TrackedFirm& firm) {
  return c.id[firm.row] == firm.id && c.weight[firm.row] > 0;
}

/// Finds firms that moved to another region or place in memory.
class FirmFinder {
public:
  explicit FirmFinder(const ModelState& state) : s_(state) {}
  /// Puts the firm where it is now; false if it is nowhere.
  bool follow(TrackedFirm& firm);

private:
  const ModelState& s_;
  std::map<std::uint64_t, TrackedFirm> found_;  ///< of those that were searched for
};

}  // namespace kaldor

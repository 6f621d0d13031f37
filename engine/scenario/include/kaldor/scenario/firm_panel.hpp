#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kaldor/scenario/declarations.hpp"

namespace kaldor {

/// Firms of one period in columns of equal length, as declared in firm_columns.def: an integer column fills `integers`,
/// a real one `reals`.
struct FirmPanel {
  std::array<std::vector<std::int64_t>, kFirmColumnCount> integers;
  std::array<std::vector<float>, kFirmColumnCount> reals;
  std::size_t size() const { return integers[static_cast<std::size_t>(FirmColumn::id)].size(); }
};

}  // namespace kaldor

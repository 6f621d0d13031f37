#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "kaldor/scenario/experiment.hpp"

namespace kaldor::input {

inline constexpr std::size_t kContrastCharactersHigh = 4096;
inline constexpr int kContrastNestingHigh = 64;

/// Reads `(standard - base) - (without-channel - base)`: sums and differences of arms with parentheses. A sign is an
/// operator when it does not stand inside a name, so that names may hold `-`. Faults point into the text.
std::optional<Contrast> parse_contrast(const Node& node, const std::string& path,
                                       const std::vector<std::string_view>& arms, Faults& faults);

}  // namespace kaldor::input

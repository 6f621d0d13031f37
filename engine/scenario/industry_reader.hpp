#pragma once

#include "fields.hpp"
#include "kaldor/economy/economy.hpp"

namespace kaldor::input {

/// A square table of this size is the largest that a file of permitted length can hold.
inline constexpr std::size_t kIndustriesHigh = 1000;

/// Reads one industry into place `index` of the economy, whose industries and tables have their final size.
void read_industry(const Node& node, const std::string& path, std::size_t index, Economy& economy, Faults& faults);

}  // namespace kaldor::input

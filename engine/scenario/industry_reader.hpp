#pragma once

#include "fields.hpp"
#include "kaldor/economy/economy.hpp"

namespace kaldor::input {

/// A square table of this size is the largest that a file of permitted length can hold.
inline constexpr std::size_t kIndustriesHigh = 1000;

/// Reads one industry into place `index` of the economy, whose industries and tables have their final size.
void read_industry(const Node& node, const std::string& path, std::size_t index, Economy& economy, Faults& faults);

/// Reads one entry of `latent_industries` and appends it to the economy's industries.
void read_latent_industry(const Node& node, const std::string& path, Economy& economy, Faults& faults);
/// Class and tags, for measured and latent industries alike.
void read_class(Fields& fields, Industry& industry, Faults& faults);
void read_tags(Fields& fields, Industry& industry, Faults& faults);
/// Adds a fault for each parent whose latent children together could win more of its demand than may be won.
void check_reach(const Node& list, const Economy& economy, Faults& faults);

}  // namespace kaldor::input

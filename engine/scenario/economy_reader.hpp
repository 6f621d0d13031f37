#pragma once

#include "fields.hpp"
#include "kaldor/economy/economy.hpp"

namespace kaldor::input {

/// The economy that the tree of one file describes. Its vectors have the lengths they must have even when there are
/// faults.
Economy economy_from(const Node& root, Faults& faults);

/// Checks `kaldor: 1` and that the file is a map; answers false, with one fault, for a file that is none of ours.
bool check_format(Fields& root, std::string_view what, Faults& faults);

/// Names and identifiers that the table is asked about.
std::vector<std::string_view> industry_names(const Economy& economy);
std::vector<std::string_view> region_names(const Economy& economy);

}  // namespace kaldor::input

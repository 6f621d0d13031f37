#pragma once

#include "fields.hpp"
#include "kaldor/economy/economy.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor::input {

/// Reads one policy. Names of industries and regions are checked when there is an economy.
Policy read_policy(const Node& node, const std::string& path, const Economy* economy, Faults& faults);

/// The members `industries` (ids, codes or groups) and `regions`: a list of names or one name, as sorted indices
/// without repetition; empty when the member is absent.
std::vector<int> read_industries(Fields& fields, const Economy* economy, Faults& faults);
std::vector<int> read_regions(Fields& fields, const Economy* economy, Faults& faults);

std::string_view name_of(Financing financing);

}  // namespace kaldor::input

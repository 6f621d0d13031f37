#pragma once

#include <optional>

#include "kaldor/scenario/declarations.hpp"

// How cells of an indicator go together, judged from its unit and name, so that a new indicator needs no entry
// anywhere.

namespace kaldor::input {

/// True for amounts, which add up over cells: money, persons, firms, tonnes. False for what is measured per something:
/// rates, shares, prices, indices.
bool is_amount(const IndicatorDeclaration& indicator);

/// True for the share of a cell in an amount that is an indicator itself (`value_added_share` of `value_added`): such
/// shares add up over industries.
bool is_part_of_whole(const IndicatorDeclaration& indicator);

/// An amount of the same shape to weight a mean with: persons for what is per person, firms for rates of entry and
/// exit, the labour force for unemployment, else value added; nothing where there is no such indicator.
std::optional<Indicator> natural_weight(const IndicatorDeclaration& indicator);

const IndicatorDeclaration& declaration_of(Indicator indicator);

}  // namespace kaldor::input

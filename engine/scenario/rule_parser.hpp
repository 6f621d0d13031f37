#pragma once

#include <optional>
#include <string>

#include "document.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor::input {

inline constexpr std::size_t kRuleCharactersHigh = 4096;
inline constexpr int kRuleNestingHigh = 64;

/// Reads `when: "unemployment > 0.08 and not (inflation > 0.1)"`: comparisons of an indicator with a number joined by
/// `and`, `or`, `not` and parentheses. Faults point into the text.
std::optional<Rule> parse_rule(const Node& node, const std::string& path, Faults& faults);

/// Indicators that a rule or a target may read: one value for the nation, for an industry or for a region.
std::optional<Indicator> read_indicator(std::string_view word, const Place& place, const std::string& path,
                                        Faults& faults);

/// `< 300`: comparison and number of a condition on firms.
std::optional<FirmCondition> parse_condition(FirmColumn column, const Node& node, const std::string& path,
                                             Faults& faults);

std::string_view symbol_of(FirmCondition::Comparison comparison);

}  // namespace kaldor::input

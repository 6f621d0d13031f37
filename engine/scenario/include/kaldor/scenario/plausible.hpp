#pragma once

#include <span>
#include <string_view>

#include "kaldor/scenario/declarations.hpp"

namespace kaldor {

/// Where estimates and other models place a parameter, in its unit (declarations/plausible.def).
struct PlausibleRange {
  double Parameters::* member;
  double low, high;
  std::string_view source;
};
std::span<const PlausibleRange> plausible_ranges();
/// Nothing where none is declared.
const PlausibleRange* plausible_range(const ParameterDeclaration& parameter);

}  // namespace kaldor

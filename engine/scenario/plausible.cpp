#include "kaldor/scenario/plausible.hpp"

#include <algorithm>

namespace kaldor {
namespace {

constexpr PlausibleRange kRanges[] = {
#define KALDOR_PLAUSIBLE(group, name, low, high, source) {&Parameters::group##_##name, low, high, source},
#include "kaldor/scenario/declarations/plausible.def"
};

}  // namespace

std::span<const PlausibleRange> plausible_ranges() { return kRanges; }

const PlausibleRange* plausible_range(const ParameterDeclaration& parameter) {
  const auto* found = std::find_if(std::begin(kRanges), std::end(kRanges),
                                   [&](const PlausibleRange& range) { return range.member == parameter.member; });
  return found == std::end(kRanges) ? nullptr : found;
}

}  // namespace kaldor

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kaldor {

/// `did you mean ...` with the name nearest to `word` by edit distance, or nothing when none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& names);

}  // namespace kaldor

#include "kaldor/core/nearest_name.hpp"

#include <algorithm>

namespace kaldor {
namespace {

constexpr std::size_t kLongestWord = 80;

/// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& names) {
  if (word.empty() || word.size() > kLongestWord) return {};
  const std::size_t far = std::max<std::size_t>(2, word.size() / 3);
  std::size_t nearest = far + 1;
  std::string_view best;
  for (const std::string_view name : names) {
    std::size_t distance = edit_distance(word, name);
    // A dotted name is often remembered by its last part alone.
    const std::size_t dot = name.rfind('.');
    if (dot != std::string_view::npos) distance = std::min(distance, edit_distance(word, name.substr(dot + 1)) + 1);
    if (distance < nearest && distance < std::max(word.size(), name.size())) {
      nearest = distance;
      best = name;
    }
  }
  return best.empty() ? std::string{} : "did you mean `" + std::string(best) + "`?";
}

}  // namespace kaldor

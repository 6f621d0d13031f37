#include "faults.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kaldor::input {
namespace {

constexpr bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

Fault make_fault(const Place& place, std::string_view path, std::string_view expected, std::string_view got,
                 std::string_view hint) {
  Fault fault;
  if (place.source) fault.file = place.source->name;
  if (place.source && place.source->is_file && place.line > 0) {
    fault.line = place.line;
    fault.column = column_of(place);
  }
  fault.path = path;
  fault.expected = expected;
  fault.got = got;
  fault.hint = hint;
  return fault;
}

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

int column_of(const Place& place) {
  const std::string& text = place.source->text;
  const std::size_t offset = std::min(place.offset, text.size());
  const std::size_t newline = offset == 0 ? std::string::npos : text.rfind('\n', offset - 1);
  const std::size_t start = newline == std::string::npos ? 0 : newline + 1;
  return 1 + static_cast<int>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(start),
                                            text.begin() + static_cast<std::ptrdiff_t>(offset), starts_character));
}

void Faults::add(const Place& place, std::string_view path, std::string_view expected, std::string_view got,
                 std::string_view hint) {
  ++total_;
  if (!full()) kept_.push_back(make_fault(place, path, expected, got, hint));
}

void Faults::add_all(const InputError& error) {
  for (const Fault& fault : error.faults()) {
    if (!full()) kept_.push_back(fault);
  }
  total_ += std::max(error.total(), error.faults().size());
}

void Faults::raise() const {
  if (empty()) return;
  std::vector<Fault> ordered = kept_;
  std::vector<std::string> files;  // in the order in which they were read
  for (const Fault& fault : ordered) {
    if (std::find(files.begin(), files.end(), fault.file) == files.end()) files.push_back(fault.file);
  }
  const auto key = [&](const Fault& fault) {
    return std::tuple(std::find(files.begin(), files.end(), fault.file) - files.begin(), fault.line, fault.column);
  };
  std::stable_sort(ordered.begin(), ordered.end(), [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  throw InputError(std::move(ordered), total_);
}

void refuse(const Place& place, std::string_view path, std::string_view expected, std::string_view got,
            std::string_view hint) {
  throw InputError({make_fault(place, path, expected, got, hint)}, 1);
}

std::string cut(std::string_view text) {
  std::string shown;
  std::size_t characters = 0;
  for (const char c : text) {
    if (starts_character(c) && ++characters > kQuotedCharacters) return shown + "...";
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    shown += control ? ' ' : c;
  }
  return shown;
}

std::string in_quotes(std::string_view text) { return '"' + cut(text) + '"'; }

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& names) {
  if (word.empty() || word.size() > kQuotedCharacters) return {};
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

}  // namespace kaldor::input

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

}  // namespace kaldor::input

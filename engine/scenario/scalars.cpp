#include "scalars.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace kaldor::input {
namespace {

constexpr double kExactIntegers = 9007199254740992.0;
constexpr int kQuartersHigh = 2000;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// [sign] digits [. digits] [e [sign] digits], where digits before the point do not begin with a needless zero.
bool decimal(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < text.size() && digit(text[at])) ++at;
    return at - first;
  };
  const auto sign = [&] {
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  };
  sign();
  const std::size_t first = at;
  const std::size_t whole = digits();
  if (whole > 1 && text[first] == '0') return false;
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    fraction = digits();
  }
  if (whole + fraction == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    sign();
    if (digits() == 0) return false;
  }
  return at == text.size();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string to_text(double value) { return fmt::format("{}", value); }

std::string to_text(const Range& range) {
  const bool low = std::isfinite(range.low), high = std::isfinite(range.high);
  if (low && high) {
    return fmt::format("in {}{}, {}{}", range.open_low ? '(' : '[', range.low, range.high, range.open_high ? ')' : ']');
  }
  if (low) return fmt::format("{} {}", range.open_low ? "above" : "of at least", range.low);
  if (high) return fmt::format("{} {}", range.open_high ? "below" : "of at most", range.high);
  return {};
}

std::optional<double> parse_number(std::string_view text) {
  if (!decimal(text)) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  const std::optional<double> value = parse_number(text);
  if (!value || std::trunc(*value) != *value || std::abs(*value) > kExactIntegers) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  if (!decimal(text)) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  const std::optional<std::int64_t> integer = parse_integer(text);
  if (!integer || *integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*integer);
}

std::optional<bool> parse_switch(std::string_view text) {
  if (text == "on" || text == "true" || text == "yes") return true;
  if (text == "off" || text == "false" || text == "no") return false;
  return std::nullopt;
}

std::optional<int> parse_quarters(std::string_view text) {
  text = trimmed(text);
  const std::size_t space = text.find(' ');
  const bool counted = space != std::string_view::npos;
  const std::string_view unit = counted ? trimmed(text.substr(space)) : text;
  const std::optional<double> count = counted ? parse_number(text.substr(0, space)) : 1.0;
  const bool quarters = unit == "quarter" || unit == "quarters", years = unit == "year" || unit == "years";
  if (!count || (!quarters && !years)) return std::nullopt;
  const double value = *count * (years ? 4 : 1);
  if (value < 0 || value > kQuartersHigh || std::trunc(value) != value) return std::nullopt;
  return static_cast<int>(value);
}

std::string duration_text(int quarters) {
  if (quarters == 0 || quarters % 4 != 0) return fmt::format("{} quarter{}", quarters, quarters == 1 ? "" : "s");
  return fmt::format("{} year{}", quarters / 4, quarters == 4 ? "" : "s");
}

}  // namespace kaldor::input

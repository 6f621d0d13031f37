#pragma once

// One strict reading of numbers, switches and durations, for files and for the command line.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace kaldor::input {

/// An interval of allowed values; the ends belong to it unless they are open.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool open_low = false, open_high = false;

  bool holds(double value) const {
    return (open_low ? value > low : value >= low) && (open_high ? value < high : value <= high);
  }
};

/// `[0, 1]`, `(0, 1)`, `at least 0`; empty when every finite number is allowed.
std::string to_text(const Range& range);
/// The shortest text that reads back as the same number.
std::string to_text(double value);

/// A finite decimal number: no leading zeros, no hexadecimal, no underscores, no `inf` or `nan`.
std::optional<double> parse_number(std::string_view text);
/// A number without a fraction, at most 2^53 in size.
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<std::uint64_t> parse_unsigned(std::string_view text);
/// on, off, true, false, yes, no.
std::optional<bool> parse_switch(std::string_view text);
/// `4 quarters`, `1 year`, `quarter`, `year`: quarters, at most 500 years.
std::optional<int> parse_quarters(std::string_view text);
/// `4 quarters` or `1 year`.
std::string duration_text(int quarters);

}  // namespace kaldor::input

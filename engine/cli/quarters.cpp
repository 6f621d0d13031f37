#include "quarters.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string_view>

#include "kaldor/core/errors.hpp"

namespace kaldor::cli {
namespace {

constexpr int kQuartersAYear = 4;

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<long> named_quarter(const Scenario& scenario, std::string_view text) {
  const std::size_t mark = text.find_first_of("Qq");
  if (mark == std::string_view::npos) return whole_number(text).value_or(0) - 1L;
  const auto year = whole_number(text.substr(0, mark)), quarter = whole_number(text.substr(mark + 1));
  if (!year || !quarter || *quarter < 1 || *quarter > kQuartersAYear) return std::nullopt;
  return (static_cast<long>(*year) - scenario.start) * kQuartersAYear + *quarter - 1;
}

}  // namespace

std::string quarter_name(const Scenario& scenario, int period) {
  return fmt::format("{}Q{}", scenario.start + period / kQuartersAYear, period % kQuartersAYear + 1);
}

int read_quarter(const Scenario& scenario, const std::string& text) {
  const std::optional<long> period = named_quarter(scenario, text);
  if (period && *period >= 0 && *period < scenario.periods) return static_cast<int>(*period);
  const std::string expected = fmt::format("a quarter from 1 to {0}, or from {1} to {2}", scenario.periods,
                                           quarter_name(scenario, 0), quarter_name(scenario, scenario.periods - 1));
  throw InputError({Fault{"", 0, 0, "--from", expected, fmt::format("\"{}\"", text), ""}});
}

}  // namespace kaldor::cli

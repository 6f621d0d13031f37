#include "firm_choice.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "kaldor/core/errors.hpp"

namespace kaldor::cli {
namespace {

constexpr std::string_view kLargest = "largest:", kRandom = "random:";

[[noreturn]] void refuse(const std::string& expected, const std::string& got, const std::string& hint = "") {
  throw InputError({Fault{"", 0, 0, "--firm", expected, fmt::format("\"{}\"", got), hint}});
}

template <typename Integer>
std::optional<Integer> whole_number(std::string_view text) {
  Integer number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

int industry_index(std::string_view id, const Economy& economy) {
  std::string known;
  for (std::size_t i = 0; i < economy.industries.size(); ++i) {
    if (economy.industries[i].id == id) return static_cast<int>(i);
    known += (i == 0 ? "" : ", ") + economy.industries[i].id;
  }
  refuse("an industry of the economy after `largest:`", std::string(id), "industries: " + known);
}

/// Spreads neighbouring numbers (the finaliser of SplitMix64).
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15u;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
  return number ^ (number >> 31);
}

}  // namespace

FirmChoice read_firm_choice(const std::string& text, const Economy& economy) {
  FirmChoice choice;
  const std::string_view all = text;
  if (all.starts_with(kLargest)) {
    choice.largest_in = industry_index(all.substr(kLargest.size()), economy);
  } else if (all.starts_with(kRandom)) {
    const auto number = whole_number<std::uint64_t>(all.substr(kRandom.size()));
    if (!number) refuse("a whole number after `random:`", text);
    choice.random_number = *number;
  } else {
    choice.id = whole_number<std::int64_t>(all);
    if (!choice.id) refuse("the id of a firm, `largest:INDUSTRY` or `random:K`", text);
  }
  return choice;
}

std::int64_t chosen_firm(const FirmChoice& choice, const FirmPanel& panel) {
  if (choice.id) return *choice.id;
  const auto& ids = panel.integers[static_cast<std::size_t>(FirmColumn::id)];
  const auto& industries = panel.integers[static_cast<std::size_t>(FirmColumn::industry)];
  const auto& employees = panel.reals[static_cast<std::size_t>(FirmColumn::employees)];
  if (ids.empty()) refuse("a quarter with firms", "none");
  if (!choice.largest_in) return ids[mixed(choice.random_number) % ids.size()];
  std::optional<std::size_t> largest;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (industries[i] == *choice.largest_in && (!largest || employees[i] > employees[*largest])) largest = i;
  }
  if (!largest) refuse("an industry with firms in that quarter", "one without");
  return ids[*largest];
}

}  // namespace kaldor::cli

#include "indicator_kind.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace kaldor::input {
namespace {

constexpr std::string_view kTimes[] = {"/quarter", "/year"};
constexpr std::string_view kNoAmounts[] = {"1", "share", "index", "year", "years", "rad", "degree", "bit", "rank"};
constexpr std::string_view kSuffixes[] = {"", "_by_industry", "_by_region"};

std::string_view without_suffix(std::string_view name) {
  for (const std::string_view suffix : kSuffixes) {
    if (!suffix.empty() && name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

const IndicatorDeclaration* find(std::string_view name) {
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    if (declaration.name == name) return &declaration;
  }
  return nullptr;
}

/// The amount called `stem`, with or without a suffix, in this shape.
std::optional<Indicator> amount_like(std::string_view stem, Shape shape) {
  for (const std::string_view suffix : kSuffixes) {
    const IndicatorDeclaration* found = find(std::string(stem) + std::string(suffix));
    if (found && found->shape == shape && is_amount(*found)) return found->indicator;
  }
  return std::nullopt;
}

std::array<std::string_view, 2> weights_of(std::string_view stem, std::string_view unit) {
  if (unit.find("/person") != unit.npos) return {"employment", ""};
  if (stem == "unemployment") return {"labour_force", ""};
  for (const std::string_view rate : {"entry_rate", "exit_rate", "bankruptcy_rate"}) {
    if (stem == rate) return {"firm_count", ""};
  }
  return {"value_added", "gdp"};
}

}  // namespace

const IndicatorDeclaration& declaration_of(Indicator indicator) {
  return indicator_declarations()[static_cast<std::size_t>(indicator)];
}

bool is_amount(const IndicatorDeclaration& indicator) {
  std::string_view unit = indicator.unit;
  for (const std::string_view time : kTimes) {
    if (unit.ends_with(time)) {
      unit.remove_suffix(time.size());
      break;
    }
  }
  const bool per_something = unit.find('/') != unit.npos;
  return !per_something && std::find(std::begin(kNoAmounts), std::end(kNoAmounts), unit) == std::end(kNoAmounts);
}

bool is_part_of_whole(const IndicatorDeclaration& indicator) {
  constexpr std::string_view share = "_share";
  const std::string_view stem = without_suffix(indicator.name);
  if (!stem.ends_with(share)) return false;
  return amount_like(stem.substr(0, stem.size() - share.size()), indicator.shape).has_value();
}

std::optional<Indicator> natural_weight(const IndicatorDeclaration& indicator) {
  for (const std::string_view stem : weights_of(without_suffix(indicator.name), indicator.unit)) {
    if (stem.empty()) continue;
    if (const auto found = amount_like(stem, indicator.shape)) return found;
  }
  return std::nullopt;
}

}  // namespace kaldor::input

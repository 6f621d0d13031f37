#include "measure_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "indicator_kind.hpp"
#include "policy_reader.hpp"

namespace kaldor::input {
namespace {

constexpr double kQuartersAYear = 4;

enum class Axis { region, industry, skill };

/// The dimensions of a shape, slowest first; none for a shape that has no names to choose from.
std::vector<Axis> axes_of(Shape shape) {
  switch (shape) {
    case Shape::industry:
      return {Axis::industry};
    case Shape::region:
      return {Axis::region};
    case Shape::region_industry:
      return {Axis::region, Axis::industry};
    case Shape::region_skill:
      return {Axis::region, Axis::skill};
    default:
      return {};
  }
}

/// What is chosen of each dimension; empty means all.
struct Choice {
  std::vector<int> regions, industries, skills;
  const std::vector<int>& of(Axis axis) const {
    return axis == Axis::region ? regions : axis == Axis::industry ? industries : skills;
  }
};

std::vector<std::string_view> indicator_names() {
  std::vector<std::string_view> names;
  for (const IndicatorDeclaration& declaration : indicator_declarations()) names.push_back(declaration.name);
  return names;
}

std::vector<int> read_skills(Fields& fields, Faults& faults) {
  const NodePtr node = fields.find("skills");
  if (!node) return {};
  std::vector<NodePtr> items = node->kind == Node::Kind::scalar ? std::vector<NodePtr>{node} : node->items;
  std::vector<int> skills;
  for (const NodePtr& item : items) {
    const auto at = read_choice(*item, fields.path("skills"), "low or high", {"low", "high"}, faults);
    if (at) skills.push_back(static_cast<int>(*at));
  }
  if (items.empty()) faults.add(node->place, fields.path("skills"), "low or high", describe(*node));
  std::sort(skills.begin(), skills.end());
  skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
  return skills;
}

/// A choice along a dimension that the indicator does not have is a fault.
void check_choice(Fields& fields, const IndicatorDeclaration& indicator, Faults& faults) {
  constexpr std::pair<Axis, std::string_view> keys[] = {
      {Axis::region, "regions"}, {Axis::industry, "industries"}, {Axis::skill, "skills"}};
  const std::vector<Axis> axes = axes_of(indicator.shape);
  for (const auto& [axis, key] : keys) {
    const NodePtr node = fields.find(key);
    if (!node || std::find(axes.begin(), axes.end(), axis) != axes.end()) continue;
    const std::string better = std::string(indicator.name) + (axis == Axis::industry ? "_by_industry" : "_by_region");
    const auto names = indicator_names();
    const bool known = std::find(names.begin(), names.end(), better) != names.end();
    faults.add(node->place, fields.path(key), "an indicator with this dimension", std::string(indicator.name),
               known ? "did you mean `" + better + "`?" : "");
  }
}

std::vector<int> chosen(const std::vector<int>& choice, std::size_t count) {
  if (!choice.empty()) return choice;
  std::vector<int> all(count);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

std::vector<std::size_t> cells_of(const IndicatorDeclaration& indicator, const Choice& choice, const Economy& economy) {
  const FrameLayout layout(economy.industry_count(), economy.region_count());
  const std::vector<Axis> axes = axes_of(indicator.shape);
  std::vector<std::size_t> cells;
  if (axes.empty()) {
    cells.resize(layout.extent[static_cast<std::size_t>(indicator.indicator)]);
    std::iota(cells.begin(), cells.end(), std::size_t{0});
    return cells;
  }
  cells = {0};
  for (const Axis axis : axes) {
    const std::size_t count = axis == Axis::region     ? layout.regions
                              : axis == Axis::industry ? layout.industries
                                                       : FrameLayout::skills;
    std::vector<std::size_t> finer;
    for (const std::size_t cell : cells) {
      for (const int place : chosen(choice.of(axis), count))
        finer.push_back(cell * count + static_cast<std::size_t>(place));
    }
    cells = std::move(finer);
  }
  return cells;
}

void read_combination(Fields& fields, const IndicatorDeclaration& indicator, Measure& measure, Faults& faults) {
  using Combine = Measure::Combine;
  measure.combine = is_amount(indicator) || is_part_of_whole(indicator) ? Combine::sum : Combine::mean;
  if (const NodePtr node = fields.find("combine")) {
    const auto at = read_choice(*node, fields.path("combine"), "sum or mean", {"sum", "mean"}, faults);
    if (at) measure.combine = *at == 0 ? Combine::sum : Combine::mean;
  }
  const bool several = indicator.shape != Shape::national;
  if (several && measure.combine == Combine::mean) measure.weight = natural_weight(indicator);
  const NodePtr node = fields.find("weight");
  if (!node) return;
  if (measure.combine == Combine::sum) {
    faults.add(node->place, fields.path("weight"), "no weight for what adds up", describe(*node),
               "`combine: mean` makes it a mean");
  }
  if (node->kind == Node::Kind::scalar && node->text == "none") {
    measure.weight.reset();
    return;
  }
  const auto at = read_choice(*node, fields.path("weight"), "an indicator or none", indicator_names(), faults);
  if (!at) return;
  const IndicatorDeclaration& weight = indicator_declarations()[*at];
  if (weight.shape != indicator.shape) {
    faults.add(node->place, fields.path("weight"), "an indicator with the dimensions of " + std::string(indicator.name),
               describe(*node));
  }
  measure.weight = weight.indicator;
}

/// A year inside the horizon as a number of quarters from its start.
std::optional<int> read_quarter(Fields& fields, std::string_view key, const std::optional<Horizon>& horizon,
                                bool whole_year, Faults& faults) {
  const NodePtr node = fields.find(key);
  if (!node) return std::nullopt;
  const auto year = read_number(*node, fields.path(key), {1, 9999}, faults);
  if (!year) return std::nullopt;
  const double unit = whole_year ? 1 : kQuartersAYear;
  if (std::trunc(*year * unit) != *year * unit) {
    faults.add(node->place, fields.path(key), whole_year ? "a whole year" : "a year or a quarter like 2020.25",
               describe(*node));
    return std::nullopt;
  }
  if (!horizon) return std::nullopt;
  const double last = horizon->start + horizon->periods / kQuartersAYear;
  const bool inside = *year >= horizon->start && *year + (whole_year ? 1 : 0) <= last;
  if (inside) return static_cast<int>((*year - horizon->start) * kQuartersAYear);
  faults.add(node->place, fields.path(key), fmt::format("a year inside the horizon, {} to {}", horizon->start, last),
             describe(*node));
  return std::nullopt;
}

std::string text_of(Fields& fields, std::string_view key) {
  const NodePtr node = fields.find(key);
  if (!node) return "";
  if (node->kind == Node::Kind::scalar) return node->text;
  std::vector<std::string> words;
  for (const NodePtr& item : node->items) words.push_back(item->text);
  return fmt::format("{}", fmt::join(words, ", "));
}

/// Reads the window and answers it in words.
std::string read_window(Fields& fields, Measure& measure, const std::optional<Horizon>& horizon, Faults& faults) {
  const NodePtr at = fields.find("at"), from = fields.find("from"), until = fields.find("until");
  if (at) {
    if (from || until) {
      faults.add((from ? from : until)->place, fields.path(from ? "from" : "until"),
                 "either `at` or `from` and `until`", "both");
    }
    if (const auto first = read_quarter(fields, "at", horizon, true, faults)) {
      measure.first = *first;
      measure.end = *first + static_cast<int>(kQuartersAYear);
    }
    return text_of(fields, "at");
  }
  if (!from || !until) {
    faults.add(fields.node().place, fields.path("at"), "a year `at`, or `from` and `until`",
               from || until ? "one of `from` and `until`" : "nothing");
    return "";
  }
  const auto first = read_quarter(fields, "from", horizon, false, faults);
  const auto end = read_quarter(fields, "until", horizon, false, faults);
  if (first && end && *first >= *end) {
    faults.add(until->place, fields.path("until"), "a year after `from`", describe(*until));
  }
  measure.first = first.value_or(0);
  measure.end = end.value_or(0);
  return text_of(fields, "from") + " until " + text_of(fields, "until");
}

}  // namespace

std::optional<Measure> read_measure(Fields& fields, const Economy* economy, const std::optional<Horizon>& horizon,
                                    Faults& faults) {
  const std::size_t before = faults.total();
  Measure measure;
  const Choice choice{read_regions(fields, economy, faults), read_industries(fields, economy, faults),
                      read_skills(fields, faults)};
  const std::string window = read_window(fields, measure, horizon, faults);
  const NodePtr node = fields.require("indicator", "an indicator");
  fields.find("combine");
  fields.find("weight");
  const auto at = node ? read_choice(*node, fields.path("indicator"), "an indicator", indicator_names(), faults)
                       : std::optional<std::size_t>{};
  if (!at) return std::nullopt;
  const IndicatorDeclaration& indicator = indicator_declarations()[*at];
  measure.indicator = indicator.indicator;
  if (indicator.shape == Shape::flow_account)
    faults.add(node->place, fields.path("indicator"), "an indicator of the nation, of industries or of regions",
               describe(*node));
  check_choice(fields, indicator, faults);
  read_combination(fields, indicator, measure, faults);
  if (!economy || faults.total() > before) return std::nullopt;
  measure.cells = cells_of(indicator, choice, *economy);
  const std::vector<Axis> axes = axes_of(indicator.shape);
  const bool regions = std::find(axes.begin(), axes.end(), Axis::region) != axes.end();
  if (regions && is_part_of_whole(indicator) && measure.combine == Measure::Combine::sum) {
    measure.divisor = static_cast<double>(chosen(choice.regions, economy->region_count()).size());
  }
  measure.text = std::string(indicator.name);
  std::vector<std::string> places;
  for (const char* key : {"industries", "regions", "skills"}) {
    if (std::string words = text_of(fields, key); !words.empty()) places.push_back(std::move(words));
  }
  if (!places.empty()) measure.text += " of " + fmt::format("{}", fmt::join(places, " in "));
  measure.text += ", " + window;
  return measure;
}

}  // namespace kaldor::input

#include "industry_reader.hpp"

#include <fmt/format.h>

namespace kaldor::input {
namespace {

constexpr Range kFlow{0, 1e30};
constexpr Range kSignedFlow{-1e30, 1e30};

const Figure<Industry> kFigures[] = {
    {"output", &Industry::output, {0, 1e30, true}},
    {"employment", &Industry::employment, {0, 1e11, true}},
    {"firms", &Industry::firms, {0, 1e11, true}},
    {"rd_intensity", &Industry::rd_intensity, {0, 1, false, true}},
    {"high_skill_share", &Industry::high_skill_share, {0, 1}},
    {"expenditure_elasticity", &Industry::expenditure_elasticity, {-5, 10}},
    {"frontier_growth", &Industry::frontier_growth, {-0.5, 0.5}},
    {"frontier_gap", &Industry::frontier_gap, {-10, 10}},
    {"emissions", &Industry::emissions, {0, 1e15}},
};

const Figure<Industry> kValueAdded[] = {
    {"compensation", &Industry::compensation, kFlow},
    {"production_taxes", &Industry::production_taxes, kSignedFlow},
    {"depreciation", &Industry::depreciation, kFlow},
    {"operating_surplus", &Industry::operating_surplus, kSignedFlow},
};

struct UseField {
  const char* key;
  Use Industry::* member;
  Range range;
};

const UseField kUses[] = {
    {"household_consumption", &Industry::household_consumption, kFlow},
    {"government_consumption", &Industry::government_consumption, kFlow},
    {"capital_formation", &Industry::capital_formation, kFlow},
    {"inventories", &Industry::inventories, kSignedFlow},
};

void read_final_use(Fields& industry_fields, Industry& industry, Faults& faults) {
  const NodePtr node = industry_fields.require("final_use", "a map");
  if (!node) return;
  Fields fields(*node, industry_fields.path("final_use"), faults);
  for (const UseField& use : kUses) {
    const NodePtr value = fields.require(use.key, "a map with `domestic` and `imported`");
    if (!value) continue;
    Fields pair(*value, fields.path(use.key), faults);
    pair.number("domestic", use.range, (industry.*use.member).domestic);
    pair.number("imported", use.range, (industry.*use.member).imported);
    pair.finish();
  }
  fields.number("exports", kFlow, industry.exports);
  fields.finish();
}

void read_value_added(Fields& industry_fields, Industry& industry, Faults& faults) {
  const NodePtr node = industry_fields.require("value_added", "a map");
  if (!node) return;
  Fields fields(*node, industry_fields.path("value_added"), faults);
  for (const Figure<Industry>& figure : kValueAdded) fields.number(figure.key, figure.range, industry.*figure.member);
  fields.finish();
}

/// The numbers of a list of exactly `length`; missing ones stay zero.
std::vector<double> read_numbers(Fields& fields, std::string_view key, std::size_t length, std::string_view what,
                                 const Range& range, Faults& faults) {
  std::vector<double> values(length, 0.0);
  const NodePtr list = fields.require(key, fmt::format("a list of {} numbers, one for each {}", length, what));
  if (!list) return values;
  if (list->kind != Node::Kind::list || list->items.size() != length) {
    const std::string got =
        list->kind == Node::Kind::list ? fmt::format("a list of {}", list->items.size()) : describe(*list);
    faults.add(list->place, fields.path(key), fmt::format("a list of {} numbers, one for each {}", length, what), got);
    return values;
  }
  for (std::size_t i = 0; i < length; ++i) {
    const auto value = read_number(*list->items[i], indexed(fields.path(key), i), range, faults);
    if (value) values[i] = *value;
  }
  return values;
}

void read_inputs(Fields& industry_fields, std::size_t buyer, Economy& economy, Faults& faults) {
  const NodePtr node = industry_fields.require("inputs", "a map with `domestic` and `imported`");
  if (!node) return;
  Fields fields(*node, industry_fields.path("inputs"), faults);
  const std::size_t n = economy.industries.size();
  const auto column = [&](std::string_view key, Matrix& table) {
    const std::vector<double> values = read_numbers(fields, key, n, "industry that sells", kFlow, faults);
    for (std::size_t seller = 0; seller < n; ++seller) table(seller, buyer) = values[seller];
  };
  column("domestic", economy.domestic_inputs);
  column("imported", economy.imported_inputs);
  fields.finish();
}

}  // namespace

void read_class(Fields& fields, Industry& industry, Faults& faults) {
  static const std::vector<std::string_view> sectors = {"primary", "secondary", "tertiary"};
  static const std::vector<std::string_view> intensities = {"labour", "capital", "knowledge", "data"};
  if (const NodePtr node = fields.require("sector", "primary, secondary or tertiary")) {
    const auto at = read_choice(*node, fields.path("sector"), "a sector", sectors, faults);
    if (at) industry.sector = static_cast<Sector>(*at + 1);
  }
  if (const NodePtr node = fields.require("intensity", "labour, capital, knowledge or data")) {
    const auto at = read_choice(*node, fields.path("intensity"), "a factor intensity", intensities, faults);
    if (at) industry.intensity = static_cast<FactorIntensity>(*at);
  }
}

void read_tags(Fields& fields, Industry& industry, Faults& faults) {
  static const std::vector<std::string_view> tags = {"tradable", "storable", "budget_funded",
                                                     "energy",   "material", "recycler"};
  bool* const flags[] = {&industry.tradable, &industry.storable, &industry.budget_funded,
                         &industry.energy,   &industry.material, &industry.recycler};
  const std::vector<NodePtr> nodes = fields.list("tags", false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::string path = indexed(fields.path("tags"), i);
    const auto at = read_choice(*nodes[i], path, "a tag of industries", tags, faults);
    if (at && *flags[*at]) faults.add(nodes[i]->place, path, "each tag once", describe(*nodes[i]) + " again");
    if (at) *flags[*at] = true;
  }
}

void read_industry(const Node& node, const std::string& path, std::size_t index, Economy& economy, Faults& faults) {
  Industry& industry = economy.industries[index];
  Fields fields(node, path, faults);
  fields.name("id", industry.id);
  fields.name("code", industry.code);
  fields.text("name", industry.name);
  read_class(fields, industry, faults);
  read_tags(fields, industry, faults);
  for (const Figure<Industry>& figure : kFigures) fields.number(figure.key, figure.range, industry.*figure.member);
  read_value_added(fields, industry, faults);
  read_final_use(fields, industry, faults);
  if (economy.regions.empty()) {
    fields.find("region_share");  // the missing regions are a fault already
  } else {
    industry.region_share = read_numbers(fields, "region_share", economy.regions.size(), "region", {0, 1}, faults);
  }
  read_inputs(fields, index, economy, faults);
  fields.finish();
}

}  // namespace kaldor::input

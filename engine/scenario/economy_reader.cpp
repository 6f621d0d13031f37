#include "economy_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "economy_check.hpp"
#include "industry_reader.hpp"

namespace kaldor::input {
namespace {

constexpr Range kShare{0, 1, false, true};

const Figure<Economy> kFigures[] = {
    {"population", &Economy::population, {0, 1e11, true}},
    {"unemployment", &Economy::unemployment, kShare},
    {"skill_premium", &Economy::skill_premium, {0, 100, true}},
    {"pareto_exponent", &Economy::pareto_exponent, {0, 10, true}},
    {"growth", &Economy::growth, {-0.5, 0.5}},
    {"inflation", &Economy::inflation, {-0.5, 0.5}},
    {"depreciation_rate", &Economy::depreciation_rate, {0, 1, true}},
    {"return_on_capital", &Economy::return_on_capital, {0, 1, true}},
    {"housing_share", &Economy::housing_share, kShare},
    {"government_debt_ratio", &Economy::government_debt_ratio, {0, 10}},
    {"corporate_tax", &Economy::corporate_tax, kShare},
    {"firm_leverage", &Economy::firm_leverage, kShare},
    {"loan_rate", &Economy::loan_rate, {-0.1, 1}},
    {"deposit_rate", &Economy::deposit_rate, {-0.1, 1}},
    {"bond_rate", &Economy::bond_rate, {-0.1, 1}},
    {"foreign_rate", &Economy::foreign_rate, {-0.1, 1}},
};

void read_heading(Fields& root, Economy& economy, Faults& faults) {
  root.name("economy", economy.name);
  root.text("title", economy.title);
  root.text("currency", economy.currency);
  root.text("unit", economy.unit);
  if (const NodePtr year = root.require("base_year", "a year")) {
    if (const auto value = read_integer(*year, "base_year", {1, 9999}, faults)) {
      economy.base_year = static_cast<int>(*value);
    }
  }
  const NodePtr sources = root.require("sources", "a map of texts that say where the figures are from");
  if (!sources) return;
  const Fields map(*sources, "sources", faults);
  for (const Member& member : sources->members) read_text(*member.value, map.path(member.key), faults);
}

/// Adds a fault for each member of `items` whose identifier came before.
template <class Item>
void check_unique(const std::vector<Item>& items, const std::vector<NodePtr>& nodes, const std::string& path,
                  std::string Item::* member, std::string_view key, Faults& faults) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string& id = items[i].*member;
    if (id.empty() || seen.insert(id).second) continue;
    const Member* place = nodes[i]->member(key);
    faults.add(place ? place->value->place : nodes[i]->place, joined(indexed(path, i), key), "each name once",
               in_quotes(id) + " again");
  }
}

void read_regions(Fields& root, Economy& economy, Faults& faults) {
  const std::vector<NodePtr> nodes = root.list("regions", true);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Region& region = economy.regions.emplace_back();
    Fields fields(*nodes[i], indexed("regions", i), faults);
    fields.name("id", region.id);
    fields.text("name", region.name);
    fields.number("population_share", {0, 1}, region.population_share);
    fields.number("land", {0, 1e9, true}, region.land);
    fields.number("trade_cost", {0, 10}, region.trade_cost);
    fields.finish();
  }
  const NodePtr list = root.find("regions");
  if (list && list->kind == Node::Kind::list && nodes.empty()) {
    faults.add(list->place, "regions", "at least one region", "an empty list");
  }
  check_unique(economy.regions, nodes, "regions", &Region::id, "id", faults);
}

void read_industries(Fields& root, Economy& economy, Faults& faults) {
  const std::vector<NodePtr> nodes = root.list("industries", true);
  const std::size_t n = nodes.size();
  const NodePtr list = root.find("industries");
  if (list && list->kind == Node::Kind::list && n == 0) {
    faults.add(list->place, "industries", "at least one industry", "an empty list");
  }
  if (n > kIndustriesHigh) {
    faults.add(nodes[kIndustriesHigh]->place, "industries", fmt::format("at most {} industries", kIndustriesHigh),
               std::to_string(n));
    return;
  }
  economy.industries.resize(n);
  economy.domestic_inputs = Matrix(n, n);
  economy.imported_inputs = Matrix(n, n);
  for (std::size_t i = 0; i < n; ++i) read_industry(*nodes[i], indexed("industries", i), i, economy, faults);
}

/// Latent industries stand after the measured ones; the tables get empty rows and columns for them.
void read_latent_industries(Fields& root, Economy& economy, Faults& faults) {
  const std::vector<NodePtr> nodes = root.list("latent_industries", false);
  if (nodes.empty() || economy.industries.empty()) return;
  if (economy.industries.size() + nodes.size() > kIndustriesHigh) {
    faults.add(nodes.front()->place, "latent_industries",
               fmt::format("at most {} industries with those of the table", kIndustriesHigh),
               std::to_string(economy.industries.size() + nodes.size()));
    return;
  }
  const std::size_t measured = economy.industries.size();
  for (std::size_t i = 0; i < nodes.size(); ++i)
    read_latent_industry(*nodes[i], indexed("latent_industries", i), economy, faults);
  const std::size_t n = economy.industries.size();
  for (Matrix* table : {&economy.domestic_inputs, &economy.imported_inputs}) {
    Matrix grown(n, n);
    for (std::size_t seller = 0; seller < measured; ++seller)
      for (std::size_t buyer = 0; buyer < measured; ++buyer) grown(seller, buyer) = (*table)(seller, buyer);
    *table = std::move(grown);
  }
  check_reach(*root.find("latent_industries"), economy, faults);
}

/// Ids and codes of all industries, measured and latent.
void check_industry_names(Fields& root, const Economy& economy, Faults& faults) {
  std::vector<NodePtr> nodes = root.list("industries", false);
  std::vector<NodePtr> latent = root.list("latent_industries", false);
  if (nodes.size() != economy.measured_count()) return;
  const auto check = [&](std::size_t first, const std::vector<NodePtr>& part, const std::string& path,
                         std::string Industry::* member, std::string_view key) {
    for (std::size_t i = 0; i < part.size() && first + i < economy.industries.size(); ++i) {
      const std::string& id = economy.industries[first + i].*member;
      const auto same = [&](const Industry& other) { return other.*member == id; };
      const auto end = economy.industries.begin() + static_cast<std::ptrdiff_t>(first + i);
      if (id.empty() || std::none_of(economy.industries.begin(), end, same)) continue;
      const Member* place = part[i]->member(key);
      faults.add(place ? place->value->place : part[i]->place, joined(indexed(path, i), key), "each name once",
                 in_quotes(id) + " again");
    }
  };
  check(0, nodes, "industries", &Industry::id, "id");
  check(0, nodes, "industries", &Industry::code, "code");
  check(economy.measured_count(), latent, "latent_industries", &Industry::id, "id");
  check(economy.measured_count(), latent, "latent_industries", &Industry::code, "code");
}

std::size_t position(const std::vector<Industry>& industries, std::string_view word) {
  const auto found = std::find_if(industries.begin(), industries.end(), [&](const Industry& industry) {
    return industry.id == word || industry.code == word;
  });
  return static_cast<std::size_t>(found - industries.begin());
}

void read_group(const Member& member, Economy& economy, Faults& faults) {
  const std::string path = joined("groups", member.key);
  if (!read_name(*scalar_node(member.key, member.place), path, faults)) return;
  if (position(economy.industries, member.key) < economy.industries.size()) {
    faults.add(member.place, path, "a name that no industry has", in_quotes(member.key));
  }
  if (member.value->kind != Node::Kind::list || member.value->items.empty()) {
    faults.add(member.value->place, path, "a list of industries", describe(*member.value));
    return;
  }
  IndustryGroup group{member.key, {}};
  for (std::size_t i = 0; i < member.value->items.size(); ++i) {
    const Node& item = *member.value->items[i];
    const std::size_t at =
        item.kind == Node::Kind::scalar ? position(economy.industries, item.text) : economy.industries.size();
    if (at == economy.industries.size()) {
      faults.add(item.place, indexed(path, i), "an industry of this file", describe(item),
                 faults.full() ? "" : did_you_mean(item.text, industry_names(economy)));
    } else if (std::find(group.industries.begin(), group.industries.end(), at) != group.industries.end()) {
      faults.add(item.place, indexed(path, i), "each industry once", describe(item) + " again");
    } else {
      group.industries.push_back(static_cast<int>(at));
    }
  }
  economy.groups.push_back(std::move(group));
}

void read_groups(Fields& root, Economy& economy, Faults& faults) {
  const NodePtr groups = root.find("groups");
  if (!groups) return;
  const Fields fields(*groups, "groups", faults);
  for (const Member& member : groups->members) read_group(member, economy, faults);
}

}  // namespace

std::vector<std::string_view> industry_names(const Economy& economy) {
  std::vector<std::string_view> names;
  for (const Industry& industry : economy.industries) {
    names.push_back(industry.id);
    names.push_back(industry.code);
  }
  for (const IndustryGroup& group : economy.groups) names.push_back(group.id);
  return names;
}

std::vector<std::string_view> region_names(const Economy& economy) {
  std::vector<std::string_view> names;
  for (const Region& region : economy.regions) names.push_back(region.id);
  return names;
}

bool check_format(Fields& root, std::string_view what, Faults& faults) {
  const Node& node = root.node();
  const NodePtr format = node.kind == Node::Kind::map ? root.find("kaldor") : nullptr;
  if (!format) {
    const bool empty = node.kind == Node::Kind::null;
    faults.add(node.place, "kaldor", std::string(what) + " with the line `kaldor: 1`",
               empty ? "an empty file" : "a file without it");
    return false;
  }
  if (format->kind != Node::Kind::scalar || format->quoted || format->text != "1") {
    faults.add(format->place, "kaldor", "file format 1", describe(*format));
  }
  return true;
}

Economy economy_from(const Node& root, Faults& faults) {
  Economy economy;
  if (root.kind != Node::Kind::map) {
    faults.add(root.place, "kaldor", "an economy file with the line `kaldor: 1`", "another kind of file");
    return economy;
  }
  Fields fields(root, "", faults);
  if (!check_format(fields, "an economy file", faults)) return economy;
  const std::size_t faults_before = faults.total();
  read_heading(fields, economy, faults);
  for (const Figure<Economy>& figure : kFigures) fields.number(figure.key, figure.range, economy.*figure.member);
  read_regions(fields, economy, faults);
  read_industries(fields, economy, faults);
  read_latent_industries(fields, economy, faults);
  check_industry_names(fields, economy, faults);
  read_groups(fields, economy, faults);
  fields.finish();
  if (faults.total() == faults_before) check_economy(economy, root, faults);
  return economy;
}

}  // namespace kaldor::input

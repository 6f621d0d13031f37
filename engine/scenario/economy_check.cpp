#include "economy_check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "fields.hpp"

namespace kaldor::input {
namespace {

constexpr double kTolerance = 1e-6;

/// Place of `key` in item `index` of the top-level list `list`.
Place place_of(const Node& root, std::string_view list, std::size_t index, std::string_view key) {
  const Node& item = *root.member(list)->value->items[index];
  const Member* member = item.member(key);
  return member ? member->value->place : item.place;
}

void check_shares(const Economy& economy, const Node& root, Faults& faults) {
  double population = 0;
  for (const Region& region : economy.regions) population += region.population_share;
  if (std::abs(population - 1) > kTolerance) {
    faults.add(root.member("regions")->value->place, "regions", "population shares that sum to 1",
               fmt::format("{}", population));
  }
  for (std::size_t i = 0; i < economy.measured_count(); ++i) {
    double sum = 0;
    for (const double share : economy.industries[i].region_share) sum += share;
    if (std::abs(sum - 1) > kTolerance) {
      faults.add(place_of(root, "industries", i, "region_share"), joined(indexed("industries", i), "region_share"),
                 "shares that sum to 1", fmt::format("{}", sum));
    }
  }
}

double uses_of(const Economy& economy, std::size_t seller) {
  const Industry& industry = economy.industries[seller];
  double sum = industry.household_consumption.domestic + industry.government_consumption.domestic +
               industry.capital_formation.domestic + industry.inventories.domestic + industry.exports;
  for (std::size_t buyer = 0; buyer < economy.industries.size(); ++buyer) sum += economy.domestic_inputs(seller, buyer);
  return sum;
}

double costs_of(const Economy& economy, std::size_t buyer) {
  const Industry& industry = economy.industries[buyer];
  double sum = industry.compensation + industry.production_taxes + industry.depreciation + industry.operating_surplus;
  for (std::size_t seller = 0; seller < economy.industries.size(); ++seller) {
    sum += economy.domestic_inputs(seller, buyer) + economy.imported_inputs(seller, buyer);
  }
  return sum;
}

void check_balance(const Economy& economy, const Node& root, Faults& faults) {
  for (std::size_t i = 0; i < economy.measured_count(); ++i) {
    const Industry& industry = economy.industries[i];
    const auto compare = [&](double total, std::string_view what, std::string_view kind) {
      if (std::abs(total - industry.output) <= kTolerance * industry.output) return;
      faults.add(place_of(root, "industries", i, "output"), joined(indexed("industries", i), "output"),
                 fmt::format("the {} of {} to add up to its output of {}", what, industry.id, industry.output),
                 fmt::format("{}", total), fmt::format("its {} of the table does not balance", kind));
    };
    compare(uses_of(economy, i), "domestic uses", "row");
    compare(costs_of(economy, i), "costs and value added", "column");
  }
}

/// Materials are replaced by what one other industry collects; energy has rules of its own.
void check_materials(const Economy& economy, const Node& root, Faults& faults) {
  std::size_t materials = 0, recyclers = 0;
  for (std::size_t i = 0; i < economy.industries.size(); ++i) {
    const Industry& industry = economy.industries[i];
    materials += industry.material ? 1 : 0;
    recyclers += industry.recycler ? 1 : 0;
    if (i < economy.measured_count() && industry.energy + industry.material + industry.recycler > 1)
      faults.add(place_of(root, "industries", i, "tags"), joined(indexed("industries", i), "tags"),
                 "at most one of energy, material and recycler", "more");
  }
  if (recyclers > 1 || (materials > 0 && recyclers == 0))
    faults.add(root.member("industries")->value->place, "industries",
               "one industry tagged recycler where any is tagged material, and never more", std::to_string(recyclers));
}

}  // namespace

void check_economy(const Economy& economy, const Node& root, Faults& faults) {
  check_shares(economy, root, faults);
  check_balance(economy, root, faults);
  check_materials(economy, root, faults);
}

}  // namespace kaldor::input

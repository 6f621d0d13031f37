// Courses for the low-skilled and government's own data: what government orders for them, and the stocks that it
// leaves. Before stage 6 and in stage 13 (docs/model/people.md, docs/model/public-data.md).

#include <algorithm>
#include <string_view>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

enum Kind : std::size_t { kCourses, kData };
constexpr Lever kLevers[] = {Lever::training, Lever::public_data};

/// Of the quarter before, or of the base year.
double last_value_added(const ModelState& s, int industry, int r) {
  if (s.history.empty()) return s.base.industry[industry].value_added * s.base.share(industry, r);
  const std::size_t offset = s.layout.offset[static_cast<std::size_t>(Indicator::value_added_by_region)];
  return std::max(0.0, s.history.back()[offset + static_cast<std::size_t>(r * s.base.industries + industry)]);
}

/// Part of one unit ordered of a product that arrives, and what it costs.
struct Delivery {
  double quantity = 0, value = 0;
};

Delivery delivery(const ModelState& s, std::size_t kind, int r) {
  Delivery sum;
  for (int g = 0; g < s.base.industries; ++g) {
    const double ordered = s.programmes.orders[kind](g, r);
    if (ordered == 0) continue;
    const double abroad = shifted_share(s.base.government_import_share[g], s.world.import_ratio[g]),
                 fill = s.quarter.buyer_fill(g, r);
    const double relief = s.markets.tradable[g] ? (1 - abroad) * (1 - fill) : 0;
    sum.quantity += ordered * ((1 - abroad) * fill + abroad + relief);
    sum.value += ordered * ((1 - abroad) * s.quarter.buyer_value(g, r) + (abroad + relief) * s.world.domestic_price[g]);
  }
  return sum;
}

/// The industry of that name if the economy has one; else those that meet the condition, by output; else all.
template <class Meets>
void fill_basket(ModelState& s, std::size_t kind, std::string_view name, Meets&& meets) {
  Matrix& basket = s.programmes.basket;
  double sum = 0;
  for (int pass = 0; pass < 3 && sum == 0; ++pass)
    for (int g = 0; g < s.base.industries; ++g) {
      const Industry& industry = s.economy.industries[g];
      const bool taken = pass == 0 ? industry.id == name : pass == 1 ? meets(industry) : true;
      basket(kind, g) = taken ? s.base.industry[g].output : 0.0;
      sum += basket(kind, g);
    }
  for (int g = 0; g < s.base.industries; ++g) basket(kind, g) /= sum;
}

/// Years pass between a course and its effect: those who succeed go through stages (P-61).
void teach(ModelState& s, int r) {
  const Parameters& p = s.scenario.parameters;
  Programmes& g = s.programmes;
  const std::size_t region = static_cast<std::size_t>(r), last = Programmes::kCourseStages - 1;
  const double low = s.households.labour_force(region, 0), reach = p.training_reach * low;
  const double places = delivery(s, kCourses, r).quantity / (p.training_cost * kQuartersPerYear * s.base.wage[0]);
  const double joined = places > 0 ? p.training_success * reach * (1 - math::exp(-places / reach)) : 0;
  const double rate = std::min(1.0, Programmes::kCourseStages / (kQuartersPerYear * p.training_delay));
  const double people = std::min(rate * g.pipeline(region, last), low);
  for (std::size_t k = last; k > 0; --k)
    g.pipeline(region, k) += rate * (g.pipeline(region, k - 1) - g.pipeline(region, k));
  g.pipeline(region, 0) += joined - rate * g.pipeline(region, 0);
  g.graduates[region] = people;
  if (people <= 0) return;
  s.households.labour_force(region, 0) -= people;
  s.households.labour_force(region, 1) += people;
  s.ledger.pay(Flow::migrants_deposits, s.sectors.household(r, 0), s.sectors.household(r, 1),
               s.grid.round(people / low * s.households.deposits(region, 0)));
}

}  // namespace

void prepare_programmes(ModelState& s) {
  Programmes& g = s.programmes;
  const std::size_t products = static_cast<std::size_t>(s.base.industries),
                    regions = static_cast<std::size_t>(s.base.regions);
  g.basket = Matrix(Programmes::kKinds, products);
  for (Matrix& orders : g.orders) orders = Matrix(products, regions);
  g.pipeline = Matrix(regions, Programmes::kCourseStages);
  g.graduates.assign(regions, 0.0);
  g.data.assign(regions, 0.0);
  fill_basket(s, kCourses, "education", [](const Industry& i) { return i.budget_funded; });
  fill_basket(s, kData, "information", [](const Industry& i) {
    return i.sector == Sector::tertiary &&
           (i.intensity == FactorIntensity::knowledge || i.intensity == FactorIntensity::data);
  });
}

void order_programmes(ModelState& s) {
  for (std::size_t kind : {kCourses, kData}) {
    Matrix& orders = s.programmes.orders[kind];
    std::fill(orders.values.begin(), orders.values.end(), 0.0);
    const std::size_t lever = static_cast<std::size_t>(kLevers[kind]);
    if (!s.levers.any[lever]) continue;
    for (int r = 0; r < s.base.regions; ++r) {
      double money = 0;
      for (int i = 0; i < s.base.industries; ++i)
        money += s.levers.strength(lever, s.cell(i, r)) * last_value_added(s, i, r);
      for (int g = 0; g < s.base.industries; ++g)
        if (s.programmes.basket(kind, g) > 0)
          orders(g, r) = s.programmes.basket(kind, g) * money / s.quarter.buyer_price(g, r);
    }
  }
}

void settle_programmes(ModelState& s) {
  const double stale = quarterly_hazard(s.scenario.parameters.public_data_depreciation);
  for (int r = 0; r < s.base.regions; ++r) {
    if (s.scenario.mechanisms.training) teach(s, r);
    double made = 0;
    for (int i = 0; i < s.base.industries; ++i) made += value_added(s, s.cell(i, r));
    double& data = s.programmes.data[static_cast<std::size_t>(r)];
    data = (1 - stale) * data + delivery(s, kData, r).value / (kQuartersPerYear * made);
  }
}

double programme_cost(const ModelState& s, Lever lever) {
  double cost = 0;
  for (int r = 0; r < s.base.regions; ++r) cost += delivery(s, lever == Lever::training ? kCourses : kData, r).value;
  return cost;
}

double measurement_error(const ModelState& s, int r) {
  const Parameters& p = s.scenario.parameters;
  if (!s.scenario.mechanisms.targeting_noise) return 0;
  return p.public_data_error * math::exp(-s.programmes.data[static_cast<std::size_t>(r)] / p.public_data_scale);
}

double matching_gain(const ModelState& s, int r) {
  const Parameters& p = s.scenario.parameters;
  return p.public_data_matching *
         (1 - math::exp(-s.programmes.data[static_cast<std::size_t>(r)] / p.public_data_scale));
}

}  // namespace kaldor

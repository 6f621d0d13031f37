// Stage 6: households spend last quarter's income over needs (non-homothetic CES, S§1.4), government follows trend
// output and leans against unemployment, firms and builders invest, the world buys; orders reach the markets.

#include <algorithm>

#include "circular_use.hpp"
#include "functions.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

/// Consumption by product for one spending level and price vector: solves E^(1-s) = sum omega (p C^eps)^(1-s) for ln C.
void spread_spending(double spending, double people, const Vector& omega, const Vector& price, const Vector& epsilon,
                     double sigma, double* quantity) {
  const std::size_t n = omega.size();
  const double budget = math::log(spending / people);
  double log_c = budget;
  Vector base(n), share(n);
  for (std::size_t g = 0; g < n; ++g)
    base[g] = omega[g] > 0 ? math::log(omega[g]) + (1 - sigma) * math::log(price[g]) : 0;
  for (int step = 0; step < 60; ++step) {
    double sum = 0, slope = 0;
    for (std::size_t g = 0; g < n; ++g) {
      share[g] = omega[g] > 0 ? math::exp(base[g] + (1 - sigma) * (epsilon[g] * log_c - budget)) : 0;
      sum += share[g];
      slope += share[g] * epsilon[g];
    }
    const double move = -math::log(sum) * sum / ((1 - sigma) * slope);
    log_c += move;
    if (move < 1e-13 && move > -1e-13) break;
  }
  double sum = 0;
  for (std::size_t g = 0; g < n; ++g) sum += share[g];
  for (std::size_t g = 0; g < n; ++g) quantity[g] = spending * share[g] / sum / price[g];
}

namespace {

void post_prices(ModelState& s) {
  MarketTable& m = s.markets;
  for (int k = 0; k < m.count(); ++k) {
    m.share_sum[k] = s.of_market(k, CellSum::shares);
    const NewIndustry* entry = m.share_sum[k] > 0 ? nullptr : s.births.of(m.industry[k]);
    // Where nobody sells, the last price; where nobody has sold yet, the one that the parents' products suggest.
    if (m.share_sum[k] > 0)
      m.posted_price[k] = s.of_market(k, CellSum::posted) / m.share_sum[k];
    else
      m.posted_price[k] = entry != nullptr ? of_parents(s, entry->latent, m.posted_price) : m.last_price[k];
  }
  for (int g = 0; g < s.base.industries; ++g)
    for (int r = 0; r < s.base.regions; ++r) {
      double price = 0;
      if (m.tradable[g]) {
        price = m.posted_price[m.first[g]];
      } else {
        for (int q = 0; q < s.base.regions; ++q) price += m.route(s.base, g, r, q) * m.posted_price[m.of(g, q)];
      }
      s.quarter.buyer_price(g, r) = price;
    }
}

void household_orders(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const int n = s.base.industries;
  const double gap = s.bank.loan_rate - s.prices.expected - s.real_rate_base;
  const double patience =
      1 - p.household_rate_response * 4 * std::clamp(gap, -p.household_rate_band, p.household_rate_band);
  Vector price(n), epsilon(n);
  for (int g = 0; g < n; ++g) epsilon[g] = s.income_elasticity(g);
  for (int r = 0; r < s.base.regions; ++r) {
    for (int g = 0; g < n; ++g) {
      const double abroad = shifted_share(s.base.household_import_share[g], s.world.import_ratio[g]);
      price[g] = (1 - abroad) * s.quarter.buyer_price(g, r) + abroad * s.world.domestic_price[g];
    }
    for (int k = 0; k < kSkills; ++k) {
      const double wanted = (s.base.income_propensity * s.households.last_income(r, k) * (1 + s.base.rates.nominal) +
                             p.household_wealth_propensity * s.last_household_deposits(r, k)) *
                            (s.period > 0 ? patience : 1.0);
      const double spending = std::max(wanted, p.household_least_propensity * s.households.last_income(r, k));
      s.households.spending(r, k) = spending;
      spread_spending(spending, s.households.labour_force(r, k) * s.spending_unit, s.households.omega, price, epsilon,
                      p.household_substitution, &s.households.needs(r * kSkills + k, 0));
      if (s.levers.any[static_cast<std::size_t>(Lever::contact_restriction)])
        for (int g = 0; g < n; ++g)
          s.households.needs(r * kSkills + k, g) *= contact_left(s, g, r);  // the rest is saved
    }
  }
}

void public_and_investment_orders(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  double force = 0, employed = 0, low = 0, base_force = 0, population = 0;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) population += s.households.labour_force(r, k);
  for (double v : s.base.labour_force.values) base_force += v;
  for (int r = 0; r < s.base.regions; ++r) {
    force += s.households.labour_force(r, 0);
    employed += s.households.employed(r, 0);
  }
  low = 1 - employed / force;
  const double slack = std::clamp(low - s.base.unemployment[0], -p.government_tight_band, p.government_slack_band);
  const double lean = s.period > 0 ? slack : 0.0;
  const double level = s.government.trend * population / base_force * (1 + p.government_stabiliser * lean);
  double purchases = 0;
  for (int g = 0; g < s.base.industries; ++g) purchases += s.base.government_need[g] * s.prices.consumer;
  const double cut =
      std::clamp(1 - s.government.purchases_cut / std::max(1e-9, purchases * level), 0.0, p.government_purchases_limit);
  s.quarter.government_level = level * cut;
  for (int r = 0; r < s.base.regions; ++r) {
    double people = 0, income = 0;
    for (int k = 0; k < kSkills; ++k) {
      people += s.households.labour_force(r, k);
      income += s.households.last_income(r, k);
    }
    s.quarter.population_part[r] = people / population;
    double investment = 0;
    for (int i = 0; i < s.base.industries; ++i) investment += s.of(s.cell(i, r), CellSum::investment);
    s.quarter.firm_investment(r, 0) = investment;
    s.quarter.public_investment(r, 0) =
        s.base.public_investment * s.quarter.government_level * s.quarter.population_part[r];
    if (s.levers.any[static_cast<std::size_t>(Lever::data_infrastructure)])
      s.quarter.public_investment(r, 0) =
          std::max(0.0, s.quarter.public_investment(r, 0) + data_infrastructure_units(s, r));
    double cost = 0;
    for (int g = 0; g < s.base.industries; ++g)
      cost += s.base.investment_domestic[g] * s.quarter.buyer_price(g, r) +
              s.base.investment_imported[g] * s.world.domestic_price[g];
    const double wish = s.base.housing / s.base.disposable_income * income * (1 + s.base.rates.nominal) / cost;
    s.quarter.housing(r, 0) = std::max(0.0, wish);
  }
}

/// Foreign demand for each product on its declared path, shocked and shifted by relative prices.
void export_orders(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  if (s.scenario.mechanisms.aggregate_shocks) {
    const Words w = draw(s.key, 0, static_cast<std::uint32_t>(s.period), Stream::foreign_demand);
    s.world.demand_shock = p.external_shock_persistence * s.world.demand_shock +
                           p.external_shock_size * math::normal(math::unit_double(w.w0, w.w1));
  }
  if (s.period > 0) s.world.demand_trend *= 1 + (s.scenario.mechanisms.growth ? s.foreign_growth() : 0.0);
  const double level = s.world.demand_trend * (s.period > 0 ? math::exp(s.world.demand_shock) : 1.0);
  for (int g = 0; g < s.base.industries; ++g)
    for (int r = 0; r < s.base.regions; ++r) {
      const int m = s.markets.of(g, r);
      const double lever = s.levers.strength(static_cast<std::size_t>(Lever::export_demand), s.cell(g, r));
      // Like is compared with like: what service beyond that of the base year costs is no part of the product's price.
      const double relative = s.markets.posted_price[m] / service_volume(s, m) / s.world.domestic_price[g];
      s.quarter.export_orders(g, r) = s.base.exports[g] * s.base.share(g, r) * level * (1 + lever) *
                                      math::pow(relative, -p.external_export_elasticity);
    }
}

/// Domestic part of the orders for each product by buyers of each region.
void send_orders(ModelState& s) {
  const int n = s.base.industries, regions = s.base.regions;
  MarketTable& m = s.markets;
  std::fill(m.orders.begin(), m.orders.end(), 0.0);
  for (int g = 0; g < n; ++g)
    for (int r = 0; r < regions; ++r) {
      const double ratio = s.world.import_ratio[g];
      double q = 0;
      for (int i = 0; i < n; ++i) {
        q += collected(s, g, s.cell(i, r));
        const double use = s.base.domestic(g, i) + s.base.imported(g, i);
        if (use == 0) continue;
        const double home = use * (1 - shifted_share(s.base.imported(g, i) / use, ratio));
        const double function = s.base.function_part(g, i);
        q += home * ((1 - function) * s.service_kept(g, i) * bundles_with(s, g, s.cell(i, r)) +
                     function * s.of(s.cell(i, r), CellSum::orders_service));
      }
      double household = 0;
      for (int k = 0; k < kSkills; ++k) household += s.households.needs(r * kSkills + k, g);
      q += household * (1 - shifted_share(s.base.household_import_share[g], ratio));
      const double procurement = s.levers.strength(static_cast<std::size_t>(Lever::procurement), s.cell(g, r));
      // Of a new product a full lever buys a part of what its parents' products are used for (docs/model/birth.md).
      const double extra = s.births.purchases[g] * s.quarter.population_part[r] * procurement * s.government.trend;
      const double government = s.base.government_need[g] * s.quarter.population_part[r] *
                                    (s.quarter.government_level + procurement * s.government.trend) +
                                extra;
      s.quarter.government_orders(g, r) = std::max(0.0, government) + s.programmes.orders[0](g, r) +
                                          s.programmes.orders[1](g, r) + s.ecosystem.purchases(g, r);
      q += s.quarter.government_orders(g, r) * (1 - shifted_share(s.base.government_import_share[g], ratio));
      const double basket = s.base.investment_domestic[g] + s.base.investment_imported[g];
      const double units =
          s.quarter.firm_investment(r, 0) + s.quarter.public_investment(r, 0) + s.quarter.housing(r, 0);
      if (basket > 0) q += basket * (1 - shifted_share(s.base.investment_imported[g] / basket, ratio)) * units;
      if (m.tradable[g]) {
        m.orders[m.first[g]] += q;
      } else {
        for (int to = 0; to < regions; ++to) m.orders[m.of(g, to)] += m.route(s.base, g, r, to) * q;
      }
      m.orders[m.of(g, r)] += s.quarter.export_orders(g, r);
    }
}

/// Purchases and exports of policies that only some firms meet: these get what their share of the cell would get of
/// them.
void direct_orders(ModelState& s) {
  for (int c = 0; c < s.cell_count(); ++c) {
    const int g = s.industry_of(c), r = s.region_of(c), m = s.markets.of(g, r);
    CellInput& in = s.inputs[c];
    const double shares = s.of(c, CellSum::shares);
    const double home = (s.base.government_need[g] + s.births.purchases[g]) * s.quarter.population_part[r] *
                        s.government.trend *
                        (1 - shifted_share(s.base.government_import_share[g], s.world.import_ratio[g]));
    const double abroad = s.quarter.export_orders(g, r);
    in.directed_purchases = shares > 0 ? static_cast<float>(home / shares) : 0.0F;
    in.directed_exports = shares > 0 ? static_cast<float>(abroad / shares) : 0.0F;
    s.quarter.directed_purchases(g, r) = in.directed_purchases * s.of(c, CellSum::directed_purchases);
    s.quarter.directed_exports(g, r) = in.directed_exports * s.of(c, CellSum::directed_exports);
    s.markets.directed[m] += s.quarter.directed_purchases(g, r) + s.quarter.directed_exports(g, r);
  }
  for (int m = 0; m < s.markets.count(); ++m) s.markets.orders[m] += s.markets.directed[m];
}

}  // namespace

void form_demand(ModelState& s) {
  post_prices(s);
  household_orders(s);
  public_and_investment_orders(s);
  order_public_stocks(s);
  export_orders(s);
  order_programmes(s);
  send_orders(s);
  std::fill(s.markets.directed.begin(), s.markets.directed.end(), 0.0);
  if (!s.levers.conditional.empty()) direct_orders(s);
  order_along_chains(s);
}

}  // namespace kaldor

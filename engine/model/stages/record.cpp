// Stage 13, second half: the indicators of the quarter, from sums over firms and the accounts.

#include "record.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "both_years.hpp"
#include "circular_use.hpp"
#include "functions.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/indicators/dynamics.hpp"
#include "kaldor/indicators/green.hpp"
#include "kaldor/indicators/price_index.hpp"
#include "kaldor/indicators/productivity.hpp"
#include "kaldor/indicators/structure.hpp"

namespace kaldor {

namespace {

std::span<double> values(ModelState& s, Indicator indicator) {
  const std::size_t k = static_cast<std::size_t>(indicator);
  return {s.frame.data() + s.layout.offset[k], s.layout.extent[k]};
}

std::span<const double> past(const ModelState& s, std::size_t quarters, Indicator indicator) {
  const std::size_t k = static_cast<std::size_t>(indicator);
  return {s.history[s.history.size() - quarters].data() + s.layout.offset[k], s.layout.extent[k]};
}

/// Output and the two parts of its inputs, priced: what chained real value added is made of.
struct Deflation {
  Vector price, quantity;
};

Deflation deflation(const ModelState& s) {
  Deflation d;
  for (int i = 0; i < s.base.industries; ++i) {
    double paid[2] = {}, used[2] = {};
    for (int r = 0; r < s.base.regions; ++r) {
      const int c = s.cell(i, r);
      const double output = s.of(c, CellSum::output), energy = s.of(c, CellSum::energy_used);
      used[0] += output;
      used[1] += energy;
      paid[0] += output * s.cells.paid_other[c] / s.cells.delivered[c];
      paid[1] += energy * s.cells.paid_energy[c] / s.cells.delivered[c];
    }
    // A newborn industry joins the chain in its second year: until then it has no price there (model.md 5).
    const NewIndustry* entry = s.births.of(i);
    const bool young = entry != nullptr && (!entry->alive() || s.period < entry->born + 4);
    const double service = service_volume(s, s.markets.first[i]);
    d.price.push_back(young ? std::nan("")
                            : ratio(s.of_industry(i, CellSum::revenue), s.of_industry(i, CellSum::sales)) / service);
    d.quantity.push_back(used[0] * service);
    for (int kind = 0; kind < 2; ++kind) {
      d.price.push_back(young ? std::nan("") : paid[kind] > 0 ? paid[kind] / used[kind] : 1.0);
      d.quantity.push_back(paid[kind] > 0 ? -used[kind] : 0.0);
    }
    if (recyclable(s, i) > 0) {
      double saved = 0, replaced = 0;
      for (int r = 0; r < s.base.regions; ++r) {
        const int c = s.cell(i, r);
        replaced += s.of(c, CellSum::circular_used);
        saved += s.of(c, CellSum::circular_used) * s.cells.paid_circular[c] / s.cells.delivered[c];
      }
      d.price.push_back(young ? std::nan("") : replaced > 0 ? saved / replaced : circular_saving(s, i));
      d.quantity.push_back(replaced);
    }
    if (!(s.base.industry[i].fee > 0)) continue;
    double fees = 0, services = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const int c = s.cell(i, r);
      services += s.of(c, CellSum::service_used);
      fees += s.of(c, CellSum::service_used) * s.cells.paid_service[c] / s.cells.delivered[c];
    }
    d.price.push_back(fees > 0 ? fees / services : 1.0);
    d.quantity.push_back(fees > 0 ? -services : 0.0);
  }
  return d;
}

void record_real_product(ModelState& s) {
  const Deflation now = deflation(s);
  if (s.period == 0) {
    s.gdp_real = s.gdp_first = s.quarter.gdp;
  } else {
    const double link =
        indicators::fisher_quantity_link({s.deflation_price, s.deflation_quantity, now.price, now.quantity});
    s.gdp_real *= link;
  }
  s.deflation_price = now.price;
  s.deflation_quantity = now.quantity;
}

void record_prices(ModelState& s) {
  // Consumer prices: chained Paasche, over what households buy now.
  double now = 0, before = 0;
  for (int g = 0; g < s.base.industries; ++g) {
    double quantity = 0;
    for (std::size_t h = 0; h < s.households.needs.rows; ++h) quantity += s.households.needs(h, g);
    double home = 0, last = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const double part = s.base.population_share[r];
      // What nobody sells at home has the price that its market would ask.
      const double fill = s.quarter.buyer_fill(g, r),
                   asked = fill > 0 ? s.quarter.buyer_value(g, r) / fill : s.quarter.buyer_price(g, r);
      const double price = asked / service_volume(s, s.markets.of(g, r));
      home += part * price;
      last += part * s.last_home_price(g, r);
      s.last_home_price(g, r) = price;
    }
    if (s.period == 0) last = home / (1 + s.base.rates.inflation);
    const double abroad = shifted_share(s.base.household_import_share[g], s.world.import_ratio[g]);
    const double spent = quantity * ((1 - abroad) * home + abroad * s.world.domestic_price[g]);
    value(s, Indicator::budget_share, static_cast<std::size_t>(g)) = spent;
    now += spent;
    before += quantity * ((1 - abroad) * last + abroad * s.world.last_domestic_price[g]);
  }
  for (std::size_t g = 0; g < static_cast<std::size_t>(s.base.industries); ++g)
    value(s, Indicator::budget_share, g) /= now;
  const double change = s.period == 0 ? s.base.rates.inflation : math::log(now / before);
  if (s.period > 0) s.prices.consumer *= now / before;
  std::rotate(s.prices.consumer_history.rbegin(), s.prices.consumer_history.rbegin() + 1,
              s.prices.consumer_history.rend());
  s.prices.consumer_history[0] = s.prices.consumer;
  s.prices.last_change = change;
  value(s, Indicator::inflation) = math::log(s.prices.consumer / s.prices.consumer_history[4]);
}

void record_nation(ModelState& s) {
  const Quarter& q = s.quarter;
  const double gdp = q.gdp, year = 4 * gdp;
  value(s, Indicator::gdp) = gdp;
  value(s, Indicator::gdp_real) = s.gdp_real;
  value(s, Indicator::price_level) = ratio(gdp, s.gdp_real);
  value(s, Indicator::consumption_share) = q.consumption / gdp;
  value(s, Indicator::government_share) = q.government / gdp;
  value(s, Indicator::investment_share) = q.investment / gdp;
  value(s, Indicator::export_share) = q.exports / gdp;
  value(s, Indicator::import_share) = q.imports / gdp;
  value(s, Indicator::consumption_real) = q.consumption_real;
  value(s, Indicator::investment_real) = q.investment_real;
  value(s, Indicator::trade_balance_share) = (q.exports - q.imports) / gdp;
  double employed = 0, force = 0;
  for (double v : s.households.employed.values) employed += v;
  for (double v : s.force_at_work.values) force += v;
  value(s, Indicator::unemployment) = 1 - employed / force;
  value(s, Indicator::labour_share) = q.wages / gdp;
  value(s, Indicator::capacity_utilisation) = ratio(s.total(CellSum::output), s.total(CellSum::capacity));
  const double firms = s.total(CellSum::firms);
  value(s, Indicator::entry_rate) = 4 * std::accumulate(s.entrants.begin(), s.entrants.end(), 0.0) / firms;
  value(s, Indicator::exit_rate) = 4 * s.total(CellSum::exits) / firms;
  value(s, Indicator::bankruptcy_rate) = 4 * s.total(CellSum::bankruptcies) / firms;
  value(s, Indicator::firm_count) = firms;
  value(s, Indicator::record_count) = static_cast<double>(s.firms.records());
  value(s, Indicator::government_debt_ratio) = s.government.bonds / year;
  value(s, Indicator::government_balance_share) = -q.deficit / gdp;
  value(s, Indicator::policy_cost_share) = s.government.policy_cost / gdp;
  value(s, Indicator::firm_debt_ratio) = s.firm_loans / year;
  value(s, Indicator::bad_debt_share) = s.total(CellSum::bad_debt) / gdp;
  value(s, Indicator::loan_rate) = 4 * s.bank.loan_rate;
  value(s, Indicator::exchange_rate) = s.world.exchange;
  value(s, Indicator::rd_share) = s.total(CellSum::rd) / gdp;
  value(s, Indicator::return_on_capital) =
      4 * ratio(s.total(CellSum::surplus), s.prices.capital * s.total(CellSum::capital));
  const double emissions = s.total(CellSum::emissions), intensity = emissions / s.gdp_real;
  if (s.period == 0) s.emission_intensity_first = intensity;
  value(s, Indicator::carbon_emissions) = emissions;
  value(s, Indicator::emission_intensity) = ratio(intensity, s.emission_intensity_first);
  value(s, Indicator::automation_share) = ratio(s.total(CellSum::automated_heads), s.total(CellSum::heads));
  const double sales = s.total(CellSum::markup_sales);
  value(s, Indicator::state_share) = ratio(s.total(CellSum::state_sales), sales);
  value(s, Indicator::loss_share) = ratio(s.total(CellSum::lossy_sales), sales);
  value(s, Indicator::zombie_share) = ratio(s.total(CellSum::zombie_sales), sales);
  value(s, Indicator::capital_injection_share) = s.total(CellSum::injected) / gdp;
  value(s, Indicator::group_share) = ratio(s.groups.now.sales, sales);
  value(s, Indicator::leakage_share) =
      s.groups.now.missed > 0 ? s.groups.now.moved / s.groups.now.missed : 0.0;  // nobody to serve, nobody moved
  value(s, Indicator::merger_rate) = s.market_for_firms > 0 ? 4 * s.acquired_capital / s.market_for_firms : 0.0;
  value(s, Indicator::cross_industry_stakes) =
      ratio(s.groups.now.capital_across + s.stakes.now.capital_across, s.total(CellSum::capital));
  value(s, Indicator::minority_stake_share) = ratio(s.stakes.now.capital, s.total(CellSum::capital));
  value(s, Indicator::accounts_residual) = s.residual;
}

void record_industries(ModelState& s) {
  const double gdp = s.quarter.gdp;
  double all_heads = 0;
  for (int c = 0; c < s.cell_count(); ++c) all_heads += heads(s, c);
  for (int i = 0; i < s.base.industries; ++i) {
    double va = 0, people = 0, entrants = 0, top = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const int c = s.cell(i, r);
      va += value_added(s, c);
      people += heads(s, c);
      entrants += s.entrants[c];
      for (std::size_t b : s.firms.blocks_of(c))
        if (b < s.results.size()) top = std::max(top, s.results[b].largest_sales);
    }
    const double revenue = s.of_industry(i, CellSum::revenue), sales = s.of_industry(i, CellSum::sales);
    const double output = s.of_industry(i, CellSum::output), firms = s.of_industry(i, CellSum::firms);
    const IndustryBase& base = s.base.industry[i];
    const double service = service_volume(s, s.markets.first[i]);
    const std::size_t k = static_cast<std::size_t>(i);
    value(s, Indicator::value_added, k) = va;
    value(s, Indicator::value_added_share, k) = va / gdp;
    value(s, Indicator::employment, k) = people;
    value(s, Indicator::employment_share, k) = people / all_heads;
    value(s, Indicator::output, k) = output;
    value(s, Indicator::price, k) = (sales > 0 ? revenue / sales : s.markets.price[s.markets.of(i, 0)]) / service;
    value(s, Indicator::markup, k) =
        ratio(s.of_industry(i, CellSum::markup_sales) * (1 - base.tax_rate), s.of_industry(i, CellSum::unit_sales)) - 1;
    value(s, Indicator::productivity, k) = ratio(real_value_added_of_industry(s, i), people);
    value(s, Indicator::rd_intensity, k) = ratio(s.of_industry(i, CellSum::rd), revenue);
    double quality = 0, shares = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      quality += s.of(s.cell(i, r), CellSum::quality);
      shares += s.of(s.cell(i, r), CellSum::shares);
    }
    if (s.markets.tradable[i])
      shares += s.markets.served_shares[s.markets.first[i]] - s.markets.share_sum[s.markets.first[i]];
    value(s, Indicator::quality, k) = math::exp(ratio(quality, shares));
    value(s, Indicator::emissions, k) = s.of_industry(i, CellSum::emissions);
    value(s, Indicator::concentration, k) = ratio(s.of_industry(i, CellSum::squares), revenue * revenue);
    value(s, Indicator::largest_share, k) = ratio(top, revenue);
    value(s, Indicator::entry_rate_by_industry, k) = 4 * ratio(entrants, firms);
    value(s, Indicator::exit_rate_by_industry, k) = 4 * ratio(s.of_industry(i, CellSum::exits), firms);
    value(s, Indicator::capacity_utilisation_by_industry, k) = ratio(output, s.of_industry(i, CellSum::capacity));
    value(s, Indicator::firm_count_by_industry, k) = firms;
    value(s, Indicator::state_share_by_industry, k) = ratio(s.of_industry(i, CellSum::state_sales), revenue);
    value(s, Indicator::loss_share_by_industry, k) = ratio(s.of_industry(i, CellSum::lossy_sales), revenue);
    value(s, Indicator::zombie_share_by_industry, k) = ratio(s.of_industry(i, CellSum::zombie_sales), revenue);
    double orders = 0, fill = 0;
    for (int r = 0; r < (s.markets.tradable[i] ? 1 : s.base.regions); ++r) {
      const int m = s.markets.of(i, r);
      orders += s.markets.orders[m];
      fill += s.markets.orders[m] * s.markets.fill[m];
    }
    value(s, Indicator::fill_rate, k) = ratio(fill, orders);
    double bought_abroad = 0, bought = 0;
    for (int user = 0; user < s.base.industries; ++user) {
      const double use = s.base.domestic(i, user) + s.base.imported(i, user), function = s.base.function_part(i, user);
      for (int r = 0; r < s.base.regions; ++r) bought += collected(s, i, s.cell(user, r));
      if (use == 0) continue;
      const double replaced = s.economy.industries[i].material ? s.of_industry(user, CellSum::orders_circular) : 0.0;
      const double amount =
          (1 - function) * s.service_kept(i, user) * (s.of_industry(user, CellSum::orders) - replaced) +
          function * s.of_industry(user, CellSum::orders_service);
      bought += use * amount;
      bought_abroad += use * amount * shifted_share(s.base.imported(i, user) / use, s.world.import_ratio[i]);
    }
    for (std::size_t h = 0; h < s.households.needs.rows; ++h) {
      bought += s.households.needs(h, i);
      bought_abroad +=
          s.households.needs(h, i) * shifted_share(s.base.household_import_share[i], s.world.import_ratio[i]);
    }
    value(s, Indicator::import_penetration, k) = ratio(bought_abroad, bought);
  }
}

void record_structure(ModelState& s) {
  double y[3] = {}, l[3] = {};
  for (int i = 0; i < s.base.industries; ++i) {
    const std::size_t k = static_cast<std::size_t>(i),
                      sector = static_cast<std::size_t>(s.economy.industries[i].sector) - 1;
    y[sector] += value(s, Indicator::value_added, k);
    l[sector] += value(s, Indicator::employment, k);
  }
  const double output = y[0] + y[1] + y[2], labour = l[0] + l[1] + l[2];
  for (int k = 0; k < 3; ++k) {
    y[k] /= output;
    l[k] /= labour;
  }
  value(s, Indicator::structure_advancement) = indicators::structure_advancement(y[1], y[2]);
  value(s, Indicator::structure_rationalisation) = indicators::rationalisation(y, l);
  value(s, Indicator::structural_deviation) = indicators::structural_deviation(y, l);
  value(s, Indicator::hierarchical_upgrade) = indicators::hierarchical_upgrade(y);
  value(s, Indicator::upgrade_angle) = indicators::upgrade_angle(std::span<const double, 3>(y));

  for (Indicator i : {Indicator::moore_angle, Indicator::structural_change_speed, Indicator::lilien_index,
                      Indicator::within_productivity, Indicator::structural_productivity,
                      Indicator::dynamic_productivity, Indicator::tapio_decoupling})
    value(s, i) = std::nan("");
  if (s.history.size() < 4) return;
  const auto shares = values(s, Indicator::value_added_share);
  const auto before = past(s, 4, Indicator::value_added_share);
  value(s, Indicator::moore_angle) = indicators::moore_angle(before, shares);
  value(s, Indicator::structural_change_speed) = indicators::nav(before, shares);
  // Comparisons over a year are of industries that were there at both ends.
  const std::span<const double> then = past(s, 4, Indicator::employment), people_now = values(s, Indicator::employment);
  const auto both = [&](Indicator i, bool as_share) {
    return both_years(past(s, 4, i), values(s, i), then, people_now, s.economy.measured_count(), as_share);
  };
  const TwoYears people = both(Indicator::employment, false), part = both(Indicator::employment_share, true),
                 productivity = both(Indicator::productivity, false);
  value(s, Indicator::lilien_index) = indicators::lilien(people.before, people.now, indicators::LilienWeight::mean);
  const indicators::ShiftShare shift =
      indicators::shift_share(part.before, part.now, productivity.before, productivity.now);
  double level = 0;
  for (std::size_t i = 0; i < part.before.size(); ++i) level += part.before[i] * productivity.before[i];
  value(s, Indicator::within_productivity) = shift.within / level;
  value(s, Indicator::structural_productivity) = shift.static_shift / level;
  value(s, Indicator::dynamic_productivity) = shift.dynamic_shift / level;
  value(s, Indicator::tapio_decoupling) =
      indicators::tapio_elasticity(past(s, 4, Indicator::carbon_emissions)[0], value(s, Indicator::carbon_emissions),
                                   past(s, 4, Indicator::gdp_real)[0], s.gdp_real);
}

}  // namespace

double value_added(const ModelState& s, int c) {
  return s.of(c, CellSum::revenue) - s.of(c, CellSum::materials_paid) + s.of(c, CellSum::stock_change);
}

double headquarters(const ModelState& s, int c) {
  return function_payroll(s, s.industry_of(c), s.region_of(c)) - s.of(c, CellSum::staff);
}

double heads(const ModelState& s, int c) {
  return s.of(c, CellSum::heads) * s.labour_scale[s.region_of(c)] + staff_heads(s, c);
}

double staff_heads(const ModelState& s, int c) {
  const int r = s.region_of(c);
  const double paid = s.of(c, CellSum::rd) + s.of(c, CellSum::practice_paid) + function_payroll(s, s.industry_of(c), r);
  return s.staff_part[r] * paid / s.households.wage(r, 1);
}

void record_indicators(ModelState& s) {
  record_real_product(s);
  record_prices(s);
  record_nation(s);
  record_industries(s);
  record_regions(s);
  record_ecosystem(s);
  record_chains(s);
  record_structure(s);
  record_firms(s);
  record_land(s);
  record_births(s);
  record_data(s);
  record_functions(s);
  record_places_of_functions(s);
  record_people_and_reports(s);
  record_materials(s);
  record_tiers(s);
  record_intensities(s);
  record_involution(s);
  record_growth(s);
  record_drivers(s);
  record_composition(s);
  record_decompositions(s);
  if (yearly(s)) {
    record_chain_positions(s);
    record_sophistication(s);
    record_largest_firms(s);
  }
  record_jobs(s);
  record_transactions(s);
  s.history.push_back(s.frame);
  if (s.history.size() > 5) s.history.erase(s.history.begin());
}

}  // namespace kaldor

#include "base_year.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "functions.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/errors.hpp"
#include "kaldor/core/units.hpp"
#include "kaldor/model/simulation.hpp"
#include "land.hpp"

namespace kaldor {

namespace {

double sum(const Vector& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

/// Flows of the table per quarter, with the vectors that the closure moves.
struct Table {
  explicit Table(const Economy& economy);
  int n;
  Matrix domestic, imported;  ///< flows
  Vector output, wages, taxes, depreciation, surplus, heads;
  Vector household, household_imported, government, government_imported, formation, formation_imported, stocks,
      stocks_imported, exports;
};

Table::Table(const Economy& e)
    : n(static_cast<int>(e.industry_count())), domestic(e.domestic_inputs), imported(e.imported_inputs) {
  for (double& v : domestic.values) v /= 4;
  for (double& v : imported.values) v /= 4;
  for (const Industry& s : e.industries) {
    output.push_back(s.output / 4);
    wages.push_back(s.compensation / 4);
    taxes.push_back(s.production_taxes / 4);
    depreciation.push_back(s.depreciation / 4);
    surplus.push_back(s.operating_surplus / 4);
    heads.push_back(s.employment);
    household.push_back(s.household_consumption.domestic / 4);
    household_imported.push_back(s.household_consumption.imported / 4);
    government.push_back(s.government_consumption.domestic / 4);
    government_imported.push_back(s.government_consumption.imported / 4);
    formation.push_back(s.capital_formation.domestic / 4);
    formation_imported.push_back(s.capital_formation.imported / 4);
    stocks.push_back(s.inventories.domestic / 4);
    stocks_imported.push_back(s.inventories.imported / 4);
    exports.push_back(s.exports / 4);
  }
}

/// Takes `amount` out of the vectors' entry g in turn; returns what could not be taken.
double take(double amount, std::initializer_list<std::pair<Vector*, double>> sources, int g) {
  for (auto [v, limit] : sources) {
    const double t = std::min(amount, limit * std::max(0.0, (*v)[g]));
    (*v)[g] -= t;
    amount -= t;
  }
  return amount;
}

/// Replaces the table's inventories by those of the balanced path and solves output again (stability.md 2, step 6).
void settle_inventories(Table& t, const BaseYear& b, const std::vector<Industry>& industries, const Parameters& p) {
  const double g0 = b.rates.growth;
  Vector target(t.n);
  for (int s = 0; s < t.n; ++s) target[s] = industries[s].storable ? b.inventory_target : 0.0;
  for (int g = 0; g < t.n; ++g) {
    double growth = g0 * target[g] * t.output[g];
    double growth_imported = 0;
    for (int s = 0; s < t.n; ++s) {
      growth += b.domestic(g, s) * g0 * b.materials_target * t.output[s];
      growth_imported += b.imported(g, s) * g0 * b.materials_target * t.output[s];
    }
    const double change = t.stocks[g] - growth;
    t.formation[g] += change;
    if (t.formation[g] < 0) {
      const double rest = -t.formation[g];
      t.formation[g] = 0;
      take(rest, {{&t.household, p.base_household_part}, {&t.exports, p.base_export_part}}, g);
    }
    t.formation_imported[g] = std::max(0.0, t.formation_imported[g] + t.stocks_imported[g] - growth_imported);
  }
  Matrix m(t.n, t.n);
  Vector f(t.n);
  for (int g = 0; g < t.n; ++g) {
    f[g] = t.household[g] + t.government[g] + t.formation[g] + t.exports[g];
    for (int s = 0; s < t.n; ++s)
      m(g, s) = (g == s ? 1 - g0 * target[g] : 0.0) - b.domestic(g, s) * (1 + g0 * b.materials_target);
  }
  const Vector x = solve_linear(m, f);
  for (int s = 0; s < t.n; ++s) {
    const double k = x[s] / t.output[s];
    for (Vector* v : {&t.wages, &t.taxes, &t.depreciation, &t.surplus, &t.heads}) (*v)[s] *= k;
    t.output[s] = x[s];
  }
}

void solve_rates(BaseYear& b, const Economy& e, const Scenario& scenario) {
  const Mechanisms& on = scenario.mechanisms;
  PathRates& r = b.rates;
  r.growth = on.growth ? quarterly_growth(e.growth) : 0;
  r.inflation = on.growth ? quarterly_growth(e.inflation) : 0;
  r.nominal = (1 + r.growth) * (1 + r.inflation) - 1;
  r.depreciation = quarterly_hazard(e.depreciation_rate);
  r.churn = on.exit || on.entry ? quarterly_hazard(scenario.parameters.investment_churn) : 0;
  r.entry = on.entry ? quarterly_hazard(scenario.parameters.entry_rate) : 0;
  r.loan = quarterly_growth(e.loan_rate);
  r.deposit = quarterly_growth(e.deposit_rate);
  r.bond = quarterly_growth(e.bond_rate);
  r.foreign = quarterly_growth(e.foreign_rate);
}

void solve_industries(BaseYear& b, const Economy& e, const Table& t, const Scenario& scenario) {
  const double employment = sum(t.heads);
  double low = 0, high = 0;
  for (int s = 0; s < t.n; ++s) {
    high += t.heads[s] * e.industries[s].high_skill_share;
    low += t.heads[s] * (1 - e.industries[s].high_skill_share);
  }
  const double mean_wage = sum(t.wages) / employment;
  b.wage[0] = employment / (low + high * e.skill_premium) * mean_wage;
  b.wage[1] = b.wage[0] * e.skill_premium;
  const Parameters& p = scenario.parameters;
  const double user_cost = e.return_on_capital + e.depreciation_rate + p.investment_churn;
  for (int s = 0; s < t.n; ++s) {
    const Industry& from = e.industries[s];
    IndustryBase& i = b.industry[s];
    i.output = t.output[s];
    i.value_added = t.wages[s] + t.taxes[s] + t.depreciation[s] + t.surplus[s];
    for (int g = 0; g < t.n; ++g) {
      i.inputs += b.domestic(g, s) + b.imported(g, s);
      if (e.industries[g].energy) i.energy_inputs += b.domestic(g, s) + b.imported(g, s);
    }
    i.high_skill = from.high_skill_share;
    const double rd =
        std::min(from.rd_intensity * i.output, p.base_rd_limit * t.wages[s]);  // R&D is paid out of compensation
    i.rd_rate = rd / i.output;
    if (i.staff_rate > 0) {
      i.staff_part = std::min(1.0, p.functions_staff_limit * (t.wages[s] - rd) / (i.staff_rate * i.output));
      i.staff_rate *= i.staff_part;
    }
    const double staff = i.staff_rate * i.output;  // so are own staff of functions
    i.heads = std::max(p.base_production_staff * t.heads[s], t.heads[s] - (rd + staff) / b.wage[1]);
    const double skill_wage = (1 - i.high_skill) * b.wage[0] + i.high_skill * b.wage[1];
    i.unit_labour = i.heads / i.output;
    i.wage_premium = (t.wages[s] - rd - staff) / (i.heads * skill_wage);
    i.labour_cost = (t.wages[s] - rd - staff) / i.output;
    i.tax_rate = t.taxes[s] / i.output;
    i.operating_surplus = t.depreciation[s] + t.surplus[s];
    const double rent = scenario.mechanisms.land ? p.land_base_rent * land_need(from, p) : 0.0;
    i.capital = 4 * std::max(i.operating_surplus, p.base_least_surplus * i.value_added) / (user_cost + rent);
    i.rent = rent / 4;
    i.rent_cost = i.rent * i.capital / i.output;
    i.capacity = i.output / (p.production_utilisation * i.capital);
    i.emission_factor = from.emissions / 4 / i.output;
    i.frontier_growth = scenario.mechanisms.growth ? quarterly_growth(from.frontier_growth) : 0;
    i.log_frontier = from.frontier_gap + p.innovation_frontier_lead * p.innovation_initial_lead;
    b.gdp += i.value_added;
  }
}

/// World prices come from the same cost system as domestic ones, at world technology (stability.md 2, step 10).
void solve_world_prices(BaseYear& b, const Economy& e, const Scenario& scenario) {
  if (!scenario.mechanisms.growth) return;
  const int n = b.industries;
  Matrix m(n, n);
  Vector technology(n), wage(n);
  for (int s = 0; s < n; ++s) {
    const IndustryBase& i = b.industry[s];
    const double labour = i.labour_cost + i.staff_rate, cost = i.inputs + labour;
    for (int g = 0; g < n; ++g) m(s, g) = (g == s) - (b.domestic(g, s) + b.imported(g, s)) / cost;
    technology[s] = -labour / cost * e.industries[s].frontier_growth;
    wage[s] = labour / cost;
  }
  const Vector y = solve_linear(m, technology), z = solve_linear(m, wage);
  double mean_y = 0, mean_z = 0;
  for (int s = 0; s < n; ++s) {
    mean_y += y[s] * b.industry[s].value_added;
    mean_z += z[s] * b.industry[s].value_added;
  }
  const double wage_growth = (e.inflation * b.gdp - mean_y) / mean_z;
  for (int s = 0; s < n; ++s) b.industry[s].world_price_growth = quarterly_growth(y[s] + wage_growth * z[s]);
}

void solve_final_demand(BaseYear& b, const Economy& e, const Table& t, const Parameters& p) {
  const int n = t.n;
  double capital = 0;
  for (const IndustryBase& i : b.industry) capital += i.capital;
  const double formation = sum(t.formation) + sum(t.formation_imported);
  b.firm_investment = (b.rates.growth + b.rates.depreciation + b.rates.churn) * capital;
  const double rest = formation - b.firm_investment;
  if (rest <= 0)
    throw InputError({Fault{e.name, 0, 0, "return_on_capital",
                            "capital whose upkeep and growth is at most the economy's capital formation",
                            "more investment of firms than the table has",
                            "a higher return_on_capital means less capital, less growth, depreciation_rate or "
                            "parameters.investment.churn less upkeep"}});
  b.housing = std::min(e.housing_share * b.gdp, p.base_housing_limit * rest);
  b.public_investment = rest - b.housing;
  for (int g = 0; g < n; ++g) {
    b.investment_domestic[g] = t.formation[g] / formation;
    b.investment_imported[g] = t.formation_imported[g] / formation;
    b.household_need[g] = t.household[g] + t.household_imported[g];
    b.household_import_share[g] = b.household_need[g] > 0 ? t.household_imported[g] / b.household_need[g] : 0;
    b.government_need[g] = t.government[g] + t.government_imported[g];
    b.government_import_share[g] = b.government_need[g] > 0 ? t.government_imported[g] / b.government_need[g] : 0;
    b.exports[g] = t.exports[g];
  }
}

}  // namespace

Vector solve_linear(Matrix a, Vector b) {
  const int n = static_cast<int>(b.size());
  for (int i = 0; i < n; ++i) {
    int pivot = i;
    for (int r = i; r < n; ++r)
      if (std::fabs(a(r, i)) > std::fabs(a(pivot, i))) pivot = r;
    for (int c = 0; c < n; ++c) std::swap(a(i, c), a(pivot, c));
    std::swap(b[i], b[pivot]);
    for (int r = i + 1; r < n; ++r) {
      const double f = a(r, i) / a(i, i);
      for (int c = i; c < n; ++c) a(r, c) -= f * a(i, c);
      b[r] -= f * b[i];
    }
  }
  for (int i = n - 1; i >= 0; --i) {
    for (int c = i + 1; c < n; ++c) b[i] -= a(i, c) * b[c];
    b[i] /= a(i, i);
  }
  return b;
}

namespace {

BaseYear solve_measured(const Economy& e, const Scenario& scenario) {
  const int n = static_cast<int>(e.industry_count()), regions = static_cast<int>(e.region_count());
  BaseYear b;
  b.industries = n;
  b.regions = regions;
  b.industry.resize(n);
  b.inventory_target = scenario.parameters.production_inventory_target;
  b.materials_target = scenario.parameters.production_materials_target;
  for (Vector* v : {&b.locality, &b.household_need, &b.household_import_share, &b.government_need,
                    &b.government_import_share, &b.investment_domestic, &b.investment_imported, &b.exports})
    v->assign(n, 0.0);
  b.share = Matrix(n, regions);
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < regions; ++r) b.share(s, r) = e.industries[s].region_share[r];
  b.population_share.assign(regions, 0.0);
  solve_rates(b, e, scenario);

  Table t(e);
  b.domestic = t.domestic;
  b.imported = t.imported;
  for (int g = 0; g < n; ++g)
    for (int s = 0; s < n; ++s) {
      b.domestic(g, s) /= t.output[s];
      b.imported(g, s) /= t.output[s];
    }
  settle_inventories(t, b, e.industries, scenario.parameters);
  solve_functions(b, e, scenario);
  solve_industries(b, e, t, scenario);
  solve_world_prices(b, e, scenario);
  solve_final_demand(b, e, t, scenario.parameters);
  return b;
}

}  // namespace

BaseYear solve_base_year(const Economy& e, const Scenario& scenario) {
  const bool all = e.latent.empty();
  BaseYear b = solve_measured(all ? e : measured_part(e), scenario);
  if (!all) append_latent(b, e, scenario);
  measure_materials(b, e);
  return b;
}

void check_base_year(const Economy& economy, const Scenario& scenario) { solve_base_year(economy, scenario); }

}  // namespace kaldor

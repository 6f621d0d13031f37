// The base-year closure: who owns, owes and pays what on the balanced path (stability.md section 2, step 7).

#include <algorithm>

#include "base_year.hpp"
#include "kaldor/core/units.hpp"

namespace kaldor {

namespace {

void solve_labour(BaseYear& b, const Economy& e, const Scenario& scenario, const ObservedFirms& firms) {
  const double normal = e.unemployment;
  b.unemployment[0] = normal;
  b.unemployment[1] = normal * scenario.parameters.labour_high_skill_ratio;
  b.labour_force = Matrix(b.regions, kSkills);
  b.rd_heads = Matrix(b.regions, 1);
  for (int r = 0; r < b.regions; ++r) {
    b.rd_heads(r, 0) = firms.rd_by_region[r] / b.wage[1];
    b.labour_force(r, 0) = firms.heads(r, 0) / (1 - b.unemployment[0]);
    b.labour_force(r, 1) = (firms.heads(r, 1) + b.rd_heads(r, 0)) / (1 - b.unemployment[1]);
  }
  double people = 0;
  for (double v : b.labour_force.values) people += v;
  for (int r = 0; r < b.regions; ++r) b.population_share[r] = (b.labour_force(r, 0) + b.labour_force(r, 1)) / people;
}

struct Totals {
  double capital = 0, sales = 0, wages = 0, taxes = 0, surplus = 0, stock_growth = 0;
  double rent = 0, government = 0, household = 0, exports = 0, imports = 0;
};

Totals add_up(const BaseYear& b, const Economy& e, const ObservedFirms& firms) {
  Totals t;
  const double g0 = b.rates.growth;
  for (int s = 0; s < b.industries; ++s) {
    const IndustryBase& i = b.industry[s];
    t.capital += i.capital;
    t.rent += i.rent * i.capital;
    t.sales += i.output;
    t.wages += i.labour_cost * i.output;
    t.taxes += i.tax_rate * i.output;
    t.surplus += i.operating_surplus + i.rd_rate * i.output + i.staff_rate * i.output;
    t.stock_growth +=
        g0 * i.output * ((e.industries[s].storable ? b.inventory_target : 0) + b.materials_target * i.inputs);
    t.government += b.government_need[s];
    t.household += b.household_need[s];
    t.exports += b.exports[s];
    t.imports +=
        b.household_need[s] * b.household_import_share[s] + b.government_need[s] * b.government_import_share[s];
    for (int g = 0; g < b.industries; ++g) t.imports += b.imported(g, s) * i.output * (1 + g0 * b.materials_target);
  }
  t.wages += firms.rd;
  t.surplus -= firms.rd;
  const double formation = b.firm_investment + b.housing + b.public_investment;
  for (int g = 0; g < b.industries; ++g) t.imports += b.investment_imported[g] * formation;
  return t;
}

/// Firms, banks and deposits belong to households in proportion to their wages.
void share_ownership(BaseYear& b, const Scenario& scenario) {
  b.ownership = Matrix(b.regions, kSkills);
  double total = 0;
  for (int r = 0; r < b.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      b.ownership(r, k) =
          b.labour_force(r, k) * b.wage[k] * (k == 1 ? scenario.parameters.household_high_skill_ownership : 1.0);
      total += b.ownership(r, k);
    }
  for (double& v : b.ownership.values) v /= total;
}

}  // namespace

double close_accounts(BaseYear& b, const Economy& e, const Scenario& scenario, const ObservedFirms& firms) {
  solve_labour(b, e, scenario, firms);
  const Totals t = add_up(b, e, firms);
  const PathRates& q = b.rates;
  const Parameters& p = scenario.parameters;
  b.loans = firms.loans;
  b.firm_deposits = firms.deposits;
  b.bonds = e.government_debt_ratio * 4 * b.gdp;
  b.bank_equity = p.finance_bank_capital * b.loans;
  b.trade_balance = t.exports - t.imports;
  // Foreign assets are those that the trade balance builds up on the economy's growth path; without growth a transfer
  // abroad keeps them where they are.
  const double path = (1 + quarterly_growth(e.growth)) * (1 + quarterly_growth(e.inflation)) - 1;
  b.foreign_assets = b.trade_balance / std::max(p.base_foreign_gap, path - q.foreign);
  b.foreign_assets =
      std::clamp(b.foreign_assets, -p.base_foreign_debt_limit * b.gdp, p.base_foreign_assets_limit * b.gdp);
  b.foreign_transfers = b.trade_balance + (q.foreign - q.nominal) * b.foreign_assets;
  b.household_deposits = b.loans + b.bonds + b.foreign_assets - b.firm_deposits - b.bank_equity;

  const double dividends = t.surplus - t.rent - q.loan * b.loans + q.deposit * b.firm_deposits - firms.profit_tax -
                           b.firm_investment - t.stock_growth + q.nominal * (b.loans - b.firm_deposits);
  // The central bank hands its interest on bonds, which it holds against reserves, to government.
  const double market_bonds = b.bonds - p.finance_reserve_ratio * (b.firm_deposits + b.household_deposits);
  const double bank_profit = q.loan * b.loans - q.deposit * (b.firm_deposits + b.household_deposits) +
                             q.bond * market_bonds + q.foreign * b.foreign_assets;
  const double bank_dividends = bank_profit - q.nominal * b.bank_equity;
  share_ownership(b, scenario);

  double benefits = 0;
  for (int r = 0; r < b.regions; ++r)
    for (int k = 0; k < kSkills; ++k)
      benefits += p.household_benefit * b.labour_force(r, k) * b.unemployment[k] * b.wage[k];
  b.transfers = p.household_transfers * b.gdp;
  const double income = t.wages + dividends + bank_dividends + q.deposit * b.household_deposits;
  const double tax = t.government + b.public_investment + benefits + b.transfers + q.bond * market_bonds - t.taxes -
                     t.rent - firms.profit_tax - q.nominal * b.bonds;
  b.household_tax = tax / income;
  b.disposable_income = income - tax + benefits + b.transfers - b.foreign_transfers;
  b.income_propensity =
      (t.household - p.household_wealth_propensity * b.household_deposits / (1 + q.nominal)) / b.disposable_income;

  b.income = Matrix(b.regions, kSkills);
  double population = 0;
  for (double v : b.labour_force.values) population += v;
  for (int r = 0; r < b.regions; ++r) {
    double wages[kSkills] = {};
    for (int s = 0; s < b.industries; ++s) {
      const IndustryBase& i = b.industry[s];
      const double heads = i.heads * b.share(s, r) * i.wage_premium;
      wages[0] += heads * (1 - i.high_skill) * b.wage[0];
      wages[1] += heads * i.high_skill * b.wage[1];
    }
    wages[1] += firms.rd_by_region[r];
    for (int k = 0; k < kSkills; ++k) {
      const double own = b.ownership(r, k), people = b.labour_force(r, k) / population;
      const double taxed = wages[k] + own * (dividends + bank_dividends + q.deposit * b.household_deposits);
      b.income(r, k) = taxed * (1 - b.household_tax) +
                       p.household_benefit * b.labour_force(r, k) * b.unemployment[k] * b.wage[k] +
                       people * b.transfers - own * b.foreign_transfers;
    }
  }
  return dividends;
}

/// Orders for non-tradables: as many at home as the given place of production allows, the rest where it is needed to
/// make each region's output that of the economy file.
void place_orders(BaseYear& b, const Economy& e, const Scenario& scenario, const Matrix& needs) {
  b.location = b.share;
  double income = 0;
  for (double v : b.income.values) income += v;
  Vector investment(b.regions, 0.0);
  for (int r = 0; r < b.regions; ++r) {
    double firms = 0, own = 0;
    for (int s = 0; s < b.industries; ++s) firms += b.industry[s].capital * b.share(s, r);
    for (int k = 0; k < kSkills; ++k) own += b.income(r, k);
    double capital = 0;
    for (const IndustryBase& i : b.industry) capital += i.capital;
    investment[r] =
        b.firm_investment * firms / capital + b.housing * own / income + b.public_investment * b.population_share[r];
  }
  for (int g = 0; g < b.industries; ++g) {
    if (e.industries[g].tradable) continue;
    Vector orders(b.regions, 0.0);
    double total = 0;
    for (int r = 0; r < b.regions; ++r) {
      for (int s = 0; s < b.industries; ++s)
        orders[r] +=
            b.domestic(g, s) * b.industry[s].output * b.share(s, r) * (1 + b.rates.growth * b.materials_target);
      for (int k = 0; k < kSkills; ++k) orders[r] += needs(r * kSkills + k, g) * (1 - b.household_import_share[g]);
      orders[r] += b.government_need[g] * (1 - b.government_import_share[g]) * b.population_share[r];
      orders[r] += b.investment_domestic[g] * investment[r];
      total += orders[r];
    }
    double locality = scenario.parameters.market_locality;
    for (int r = 0; r < b.regions; ++r)
      if (orders[r] > 0)
        locality = std::min(locality, scenario.parameters.market_locality_limit * b.share(g, r) * total / orders[r]);
    b.locality[g] = locality;
    for (int r = 0; r < b.regions; ++r)
      b.location(g, r) =
          total > 0 ? (b.share(g, r) * total - locality * orders[r]) / ((1 - locality) * total) : b.share(g, r);
  }
}

}  // namespace kaldor

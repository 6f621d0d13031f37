#pragma once

#include <vector>

#include "kaldor/economy/economy.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

using Vector = std::vector<double>;

inline constexpr int kSkills = 2;  ///< 0 low, 1 high

/// Rates of the balanced path, per quarter.
struct PathRates {
  double growth = 0;  ///< real
  double inflation = 0;
  double nominal = 0;  ///< (1 + growth)(1 + inflation) - 1
  double depreciation = 0;
  double churn = 0;  ///< capital lost by exits and scrapping
  double entry = 0;  ///< hazard
  double loan = 0, deposit = 0, bond = 0, foreign = 0;
};

/// One industry of the base year: quantities at base-year prices, per quarter.
struct IndustryBase {
  double output = 0;
  double inputs = 0;         ///< intermediate inputs per unit of output
  double energy_inputs = 0;  ///< energy part of `inputs`
  double materials = 0;      ///< recyclable part of `inputs`
  double unit_labour = 0;    ///< persons per unit of output
  double labour_cost = 0;    ///< wages per unit of output, R&D apart
  double wage_premium = 0;   ///< industry wage over the mean
  double high_skill = 0;     ///< share of production heads
  double tax_rate = 0;       ///< production taxes over sales
  double capital = 0;
  double capacity = 0;           ///< full-capacity output per unit of capital
  double rd_rate = 0;            ///< R&D over sales
  double operating_surplus = 0;  ///< with depreciation, R&D paid
  double heads = 0;              ///< production heads
  double rent = 0;               ///< of land, per unit of capital; paid out of the operating surplus
  double rent_cost = 0;          ///< the same per unit of output
  double value_added = 0;
  double emission_factor = 0;     ///< tonnes per unit of output
  double world_price_growth = 0;  ///< in foreign money, per quarter
  double fee = 0;                 ///< knowledge services in place of own functions, per unit of output
  double staff_rate = 0;          ///< own staff of functions, per unit of output
  double staff_part = 0;          ///< of what that staff would cost which compensation of employees can hold
  double frontier_growth = 0;     ///< per quarter
  double log_frontier = 0;        ///< world frontier over the domestic mean
};

/// The economy on the balanced path of its base year: every flow has its payer and receiver, every stock equals its
/// net lending over nominal growth (stability.md section 2).
struct BaseYear {
  PathRates rates;
  int industries = 0, regions = 0;
  std::vector<IndustryBase> industry;
  Matrix domestic, imported;  ///< input coefficients [seller, buyer]
  Matrix function_part;       ///< part of an input that replaces own functions [seller, buyer]
  Vector knowledge_density;   ///< knowledge services in employment, by region
  int hub = 0;                ///< region densest in knowledge services
  Matrix share;               ///< of the industry in the region [industry, region]
  Matrix location;            ///< where non-local orders for a non-tradable go [industry, region]
  Vector locality;            ///< share of orders placed in the own region, by industry
  Vector household_need;      ///< consumption by product, domestic and imported
  Vector household_import_share;
  Vector government_need, government_import_share;
  Vector investment_domestic, investment_imported;  ///< composition of one unit of investment
  Vector exports;
  double firm_investment = 0, housing = 0, public_investment = 0;
  double gdp = 0;             ///< per quarter
  double wage[kSkills] = {};  ///< per person and quarter, before the premium
  Matrix labour_force;        ///< persons [region, skill]
  Matrix rd_heads;            ///< high-skilled in R&D [region, 1]
  double unemployment[kSkills] = {};
  Vector population_share;

  double loans = 0, firm_deposits = 0, bonds = 0, foreign_assets = 0, bank_equity = 0, household_deposits = 0;
  double payout = 0;         ///< dividends over the profit after tax of firms that make one
  double household_tax = 0;  ///< rate on income
  double income_propensity = 0;
  double foreign_transfers = 0;  ///< households to abroad, so that the foreign account is on its path
  double disposable_income = 0;
  Matrix ownership;  ///< of firms, banks and deposits [region, skill]
  Matrix income;     ///< disposable income [region, skill]
  double transfers = 0;
  double trade_balance = 0;
  double inventory_target = 0, materials_target = 0;  ///< quarters
};

/// What the firms that were drawn make of the base year: heterogeneity is convex in profit, so totals differ from those
/// of mean firms.
struct ObservedFirms {
  double loans = 0, deposits = 0, profit_tax = 0;
  double rd = 0;  ///< payroll of R&D and of functions
  Matrix heads;   ///< production heads [region, skill]
  Vector rd_by_region;
};

/// Solves labour force, ownership, taxes and propensities for the firms that were drawn. `payout` is left to
/// the caller, who knows who makes a profit; returns the dividends that the path needs.
double close_accounts(BaseYear& base, const Economy& economy, const Scenario& scenario, const ObservedFirms& firms);

/// Where orders for non-tradables go, given what the households of each region and skill need [region x skill,
/// product], such that the base year's orders reach each region as its share of the industry's output.
void place_orders(BaseYear& base, const Economy& economy, const Scenario& scenario, const Matrix& needs);

/// Solves the base year. Throws InputError if the economy has no balanced path (for example no capital formation left).
BaseYear solve_base_year(const Economy& economy, const Scenario& scenario);

/// The economy without its latent industries.
Economy measured_part(const Economy& economy);
/// Gives the latent industries of the economy their place in a base year that was solved without them: coefficients and
/// norms blended from their parents', no output and no demand.
void append_latent(BaseYear& base, const Economy& economy, const Scenario& scenario);

/// The recyclable part of every industry's inputs, from its coefficients.
void measure_materials(BaseYear& base, const Economy& economy);

/// Solves a x = b by elimination with row exchange; a is overwritten.
Vector solve_linear(Matrix a, Vector b);

}  // namespace kaldor

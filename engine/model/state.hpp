#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base_year.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/money.hpp"
#include "market_table.hpp"

namespace kaldor {

/// What one cell (industry, region) tells its firms. Filled before each sweep; the kernels read it as float.
struct CellTable {
  explicit CellTable(std::size_t cells);
  Vector wage_low, wage_high;     ///< per person, with the industry premium and the wage floor
  Vector wage;                    ///< mean
  Vector high_skill;              ///< share of heads
  Vector cost_other, cost_energy; ///< expected, per bundle
  Vector paid_other, paid_energy; ///< this quarter, per bundle ordered
  Vector delivered;               ///< bundles delivered over ordered
  Vector last_other, last_energy; ///< paid per bundle delivered the quarter before
  Vector return_on_capital;       ///< smoothed, per quarter
  Vector mean_productivity;       ///< by sales
  Vector mean_size, firms;        ///< heads, real firms
  Vector knowledge;               ///< stock of R&D, at base-year wages
  Vector spillover;               ///< knowledge of related industries over its base
};

struct Households {
  Matrix deposits, income, last_income, wages, benefits;  ///< [region, skill]
  Matrix spending;        ///< wanted
  Matrix needs;           ///< [region x skill, product] quantity wanted
  Matrix labour_force;    ///< persons [region, skill]
  Matrix employed;        ///< persons [region, skill]
  Matrix wage;            ///< [region, skill], before premium
  Vector omega;           ///< taste weights, by product
  double tax_rate = 0;
};

struct Government {
  double bonds = 0;
  double trend = 1;            ///< real purchases over those of the base year, but for people and stabiliser
  double trend_growth = 0;
  double policy_cost = 0;      ///< last quarter, net
  double last_deficit_share = 0;
  double purchases_cut = 0;    ///< money by which other purchases fall to pay for policies
  double tax_surcharge = 0;    ///< household tax points that pay for policies
  double profit_tax_surcharge = 0;
};

struct Bank {
  double loans = 0, equity = 0, capacity = 1;
  double loan_rate = 0, deposit_rate = 0, bond_rate = 0, foreign_rate = 0;  ///< per quarter
  double reserves = 0;
};

struct World {
  double exchange = 1, foreign_assets = 0;
  double demand_shock = 0, demand_trend = 1;
  double smoothed_balance = 0;
  Vector price, domestic_price, last_domestic_price;  ///< in foreign and in domestic money, by product
  Vector import_ratio;                                ///< of import over domestic weights, by product
  Vector log_frontier;                                ///< ln of the world technology frontier, by industry
};

struct Prices {
  double consumer = 1;
  std::array<double, 5> consumer_history{};  ///< the latest first
  double last_change = 0;      ///< ln change of consumer prices
  double expected = 0;         ///< inflation per quarter, ln
  double capital = 1;          ///< paid per delivered unit of investment
};

/// Sums over firms that a quarter leaves behind, by cell.
enum class CellSum {
  firms, heads, hours, orders, orders_energy, investment, second_hand_paid, second_hand_received, shares, posted, unfilled, spare,
  competitiveness, quality, first_sales, first_revenue, spare_revenue, sales, revenue, output, energy_used, capacity, wages, production_tax, materials_paid,
  materials_used, carbon, emissions, rd, rd_subsidy, automation_subsidy, interest_paid, interest_received, interest_subsidy,
  profit_tax, tax_credit, investment_paid, dividends, borrowed, repaid, surplus, capital, stock_change, markup_sales,
  unit_sales, sales_over_productivity, offered, offered_over_productivity, wanted, exits, bankruptcies, bad_debt, estate_deposits,
  estate_repaid, estate_capital, estate_over_productivity, estate_solvent,
  directed_purchases, directed_exports, tax_relief, squares, automated_heads, plain_productivity, deposits, loans,
  injected, zombie_sales, lossy_sales, state_sales, quality_square, count
};
inline constexpr std::size_t kCellSums = static_cast<std::size_t>(CellSum::count);
struct CellSums {
  double v[kCellSums] = {};
};
inline double at(const CellSums& s, CellSum i) { return s.v[static_cast<std::size_t>(i)]; }

}  // namespace kaldor

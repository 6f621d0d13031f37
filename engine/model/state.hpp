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
  Vector wage_low, wage_high;                          ///< per person, with the industry premium and the wage floor
  Vector wage;                                         ///< mean
  Vector high_skill;                                   ///< share of heads
  Vector cost_other, cost_energy;                      ///< expected, per bundle
  Vector paid_other, paid_energy;                      ///< this quarter, per bundle ordered
  Vector cost_service, paid_service, last_service;     ///< knowledge services in place of own functions, likewise
  Vector cost_circular, paid_circular, last_circular;  ///< materials less the collection that replaces them, likewise
  Vector delivered;                                    ///< bundles delivered over ordered
  Vector last_other, last_energy;                      ///< paid per bundle delivered the quarter before
  Vector return_on_capital;                            ///< smoothed, per quarter
  Vector mean_productivity;                            ///< by sales
  Vector mean_size, firms;                             ///< heads that are normal in the place, real firms
  Vector knowledge;                                    ///< stock of R&D, at base-year wages
  Vector spillover;                                    ///< knowledge of related industries over its base
};

/// Data and what goes with it (docs/model/data.md).
struct DataTable {
  Vector base_digital, base_log;  ///< at the start, by industry: digital share, log term of data
  double base_skill = 0;          ///< share of high skill in the heads of the base year
  Vector infrastructure;          ///< over that of the base year and the trend, by region
  Vector pool;                    ///< what others share, over sales and as far as infrastructure reaches, by cell
  Vector digital, practice;       ///< means of the cell, weighted by sales
  Vector shown;  ///< practice that firms of the cell can see: the mean, or that of demonstration firms if it is better
};

/// Ownership groups by their numbers, from 1; a number stands for as many like groups as its members for like firms.
struct OwnershipGroups {
  struct Sums {
    double missed = 0, moved = 0;  ///< orders that members could not serve, and of them moved inside groups, money
    double sales = 0;              ///< of members, money
    double capital_across = 0;     ///< of members outside the main industry of their group
  };
  Vector parallel = {0};  ///< like groups: members' weight when it was founded
  Vector firms = {0};     ///< real firms of each number, counted before mergers
  Sums now;               ///< of the quarter
};

struct Households {
  Matrix deposits, income, last_income, wages, benefits;  ///< [region, skill]
  Matrix spending;                                        ///< wanted
  Matrix needs;                                           ///< [region x skill, product] quantity wanted
  Matrix labour_force;                                    ///< persons [region, skill]
  Matrix employed;                                        ///< persons [region, skill]
  Matrix wage;                                            ///< [region, skill], before premium
  Vector omega;                                           ///< taste weights, by product
  double tax_rate = 0;
};

/// What government buys for a region's people and for its own knowledge, and the stocks that this leaves
/// (docs/model/people.md, docs/model/public-data.md).
struct Programmes {
  static constexpr int kKinds = 2;  ///< courses, public data
  static constexpr int kCourseStages = 4;
  Matrix basket;                      ///< part of the money that goes to each product [kind, product]
  std::array<Matrix, kKinds> orders;  ///< [product, region]
  Matrix pipeline;                    ///< persons on their way to high skill [region, stage]
  Vector graduates;                   ///< of the quarter, by region
  Vector data;                        ///< public data over a year's value added, by region
};

/// Who would found a firm beside those whom the market invites, by cell, in real firms (docs/model/tolerance.md).
struct Founders {
  struct Pool {
    Vector barred, free;  ///< owners of closed firms
  };
  Pool with_policy, without;                 ///< the same closures with the region's tolerance and with none
  Vector backlog, coming;                    ///< held back by the cost of founding; no longer so
  Vector held_part;                          ///< of those with an idea, last quarter
  double second = 0, expected = 0;           ///< founders of the quarter who closed a firm before, and all
  double fees_forgone = 0, fees_missed = 0;  ///< of this and of last quarter's entrants
};

struct Government {
  double bonds = 0;
  double trend = 1;  ///< real purchases over those of the base year, but for people and stabiliser
  double trend_growth = 0;
  double policy_cost = 0;  ///< last quarter, net
  double last_deficit_share = 0;
  double purchases_cut = 0;  ///< money by which other purchases fall to pay for policies
  double tax_surcharge = 0;  ///< household tax points that pay for policies
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
  double last_change = 0;                    ///< ln change of consumer prices
  double expected = 0;                       ///< inflation per quarter, ln
  double capital = 1;                        ///< paid per delivered unit of investment
};

/// What growth over a year is measured from (docs/model/growth.md).
struct GrowthRecord {
  /// Where growth of mean embodied productivity came from.
  struct Sources {
    double incumbents = 0, reallocation = 0, entry = 0, exit = 0;
  };
  struct Quarter {
    double output = 0, capital = 0, people = 0, labour_share = 0;
    Sources sources;
  };
  Vector log_productivity;        ///< mean embodied, at the end of the last quarter, by market
  std::vector<Quarter> quarters;  ///< the last 21, newest last
};

/// What the drivers of growth are told apart from (docs/model/growth.md).
struct DriverRecord {
  enum Factor : std::size_t { land, capital, labour, talent, knowledge, kFactors };
  struct Quarter {
    double output = 0;
    std::array<double, kFactors> stocks{}, shares{};  ///< shares of income
    double data = 0, organisation = 0;                ///< contributions since the first quarter
  };
  /// Of a cell, last quarter: what data and practice save of its labour is made of these.
  struct Cell {
    double wage_share = 0;  ///< of production, in the nation's income
    double log_use = 0;     ///< ln(1 + u) of data
    double practice = 0, automated = 0;
  };
  double research = 0;  ///< stock of R&D: people in it, as long ago as knowledge wears
  Vector practice;      ///< mean with which firms of a cell planned, by cell
  std::vector<Cell> cells;
  std::vector<Quarter> quarters;  ///< the last 21, newest last
};

/// What tells whether an industry is trapped in involution, of the last eight quarters, newest last.
struct TrapRecord {
  Vector wedge, squeeze, gap;
};

/// People by industry at the end of the last quarter.
struct JobRecord {
  Vector staff;   ///< in research, functions and practice
  Vector closed;  ///< at work in firms that closed: they separate before the next count
  Vector first;   ///< whom firms that open hire: they are at work at the next count
};

/// Sums over firms that a quarter leaves behind, by cell.
enum class CellSum {
  firms,
  heads,
  hours,
  orders,
  orders_energy,
  orders_circular,  // bundles whose materials secondary ones replace
  investment,
  second_hand_paid,
  second_hand_received,
  shares,
  posted,
  unfilled,
  spare,
  competitiveness,
  quality,
  first_sales,
  first_revenue,
  spare_revenue,
  sales,
  revenue,
  output,
  energy_used,
  circular_used,
  energy_known,
  capacity,
  wages,
  production_tax,
  materials_paid,
  materials_used,
  carbon,
  emissions,
  rd,
  rd_subsidy,
  automation_subsidy,
  interest_paid,
  interest_received,
  interest_subsidy,
  profit_tax,
  tax_credit,
  investment_paid,
  dividends,
  borrowed,
  repaid,
  surplus,
  capital,
  stock_change,
  markup_sales,
  unit_sales,
  sales_over_productivity,
  offered,
  offered_over_productivity,
  wanted,
  exits,
  bankruptcies,
  bad_debt,
  estate_deposits,
  estate_repaid,
  rent,
  phased_out,
  compensation,
  estate_capital,
  estate_over_productivity,
  estate_solvent,
  orders_service,
  service_used,
  staff,
  staff_away,
  design_staff,
  brand_rent,
  brand,
  service,
  own_design,
  own_brand,
  service_sales,
  profit_tax_away,
  design_refund,
  brand_refund,
  service_refund,
  headquarters_refund,
  directed_purchases,
  directed_exports,
  tax_relief,
  squares,
  automated_heads,
  plain_productivity,
  deposits,
  loans,
  digital,
  digital_shares,
  data,
  shared_data,
  data_productivity,
  practice,
  shown_practice,
  shown_sales,
  practice_paid,
  digital_subsidy,
  pilot_subsidy,
  resource_tax,
  relabelled,
  credited,  // of firms that face a threshold
  bunched,
  relabelling_fines,
  jobs_created,
  jobs_created_young,
  jobs_created_small,
  jobs_created_fast,
  jobs_created_gazelles,
  jobs_created_unicorns,
  jobs_created_leaders,
  hired,
  separated,
  closed_heads,
  first_heads,
  startups,
  startup_heads,
  small,
  small_heads,
  sizeable,
  high_growth,
  gazelles,
  unicorns,
  leaders,
  leader_orders,
  cohort,
  park_relief,
  park_members,
  park_heads,
  park_rd,
  park_productivity,
  fund_dividends,
  injected,
  zombie_sales,
  lossy_sales,
  state_sales,
  // Of those who sell: firms, squares of records' weights, log quality less the market's mean and its square.
  sellers,
  seller_weights,
  quality_deviation,
  quality_square,
  // Shares, and shares x embodied productivity: before and after buyers drop suppliers, after machines arrive; of those
  // who leave; in the end; of newcomers.
  served,
  served_productivity,
  kept,
  kept_productivity,
  renewed_productivity,
  left,
  left_productivity,
  serving,
  serving_productivity,
  opened,
  opened_productivity,
  count
};
inline constexpr std::size_t kCellSums = static_cast<std::size_t>(CellSum::count);
struct CellSums {
  double v[kCellSums] = {};
};
inline double at(const CellSums& s, CellSum i) { return s.v[static_cast<std::size_t>(i)]; }

}  // namespace kaldor

#pragma once

#include <string>
#include <vector>

#include "base_year.hpp"
#include "ecosystem.hpp"
#include "kaldor/accounts/ledger.hpp"
#include "kaldor/core/parallel.hpp"
#include "kaldor/model/simulation.hpp"
#include "kernels.hpp"
#include "land.hpp"
#include "market_table.hpp"
#include "new_industries.hpp"
#include "population.hpp"
#include "relatedness.hpp"
#include "relocation.hpp"
#include "stakes.hpp"
#include "state.hpp"
#include "strata.hpp"
#include "supply_chains.hpp"

namespace kaldor {

/// Strength of every lever in every cell, and of policies that only some firms of a cell meet.
struct LeverState {
  struct Conditional {
    std::size_t policy;
    Vector strength;  ///< by cell
    Vector enforced;  ///< of an emission standard, the one before the time of grace
  };
  Matrix strength;  ///< [lever, cell]
  std::vector<Conditional> conditional;
  std::vector<std::vector<int>> hold;     ///< [policy][cell] quarters that a rule still keeps its answer
  std::vector<std::vector<char>> answer;  ///< [policy][cell] last answer of the rule
  std::vector<std::vector<int>> since;    ///< [policy][cell] quarters in force without a break
  Vector enforced;                        ///< emission standard of before the time of grace, by cell
  Matrix renewed;                         ///< credit subsidy that loans of the cell already carry [1 + policy, cell]
  bool any[kLeverCount] = {};
};

/// A thread's working memory for one block.
class BlockMemory {
public:
  BlockMemory();
  Buffers buffers;
  std::vector<float> levers;  ///< kLeverCount columns, and the emission standard that is enforced
  std::vector<float> members;
  std::vector<float> tied, vouched;  ///< of suppliers of chains
  std::vector<double> left_debt;
  std::vector<std::uint32_t> left, crowded;

private:
  std::vector<float> floats_;
  std::vector<double> doubles_;
  std::vector<std::uint32_t> words_;
  std::vector<std::uint64_t> ids_;
};

/// What happened on average or in total in the quarter, beside what is kept in the stocks.
struct Quarter {
  Matrix buyer_price, buyer_value, buyer_fill;    ///< [product, region]: posted, paid for each unit ordered, delivered
  Vector investment_value, investment_delivered;  ///< by region: paid for and delivered of each unit ordered
  Matrix firm_investment, public_investment, housing;  ///< [region, 1] units ordered
  Matrix government_orders, export_orders;             ///< [product, region]
  Matrix directed_purchases, directed_exports;  ///< of them, only for firms that meet a condition [product, region]
  Vector population_part;                       ///< by region
  double government_level = 1;                  ///< real purchases over those of the base year
  double gdp = 0, consumption = 0, government = 0, investment = 0, exports = 0, imports = 0, wages = 0, stocks = 0;
  double consumption_real = 0, investment_real = 0, deficit = 0;
  void reset() {
    gdp = consumption = government = investment = exports = imports = wages = stocks = 0;
    consumption_real = investment_real = deficit = 0;
  }
};

/// Everything one replication knows.
struct ModelState {
  ModelState(const Economy& economy, const Scenario& scenario, std::uint64_t replication, int threads);

  int cell(int industry, int region) const { return industry * base.regions + region; }
  int industry_of(int c) const { return c / base.regions; }
  int region_of(int c) const { return c % base.regions; }
  int cell_count() const { return base.industries * base.regions; }
  void begin_quarter();
  void settle_people();
  void measure_balance_sheets();
  void collect_sums();  ///< from blocks to cells, in block order
  double foreign_growth() const;
  /// Epsilon of the need for product g (S§1.4).
  double income_elasticity(int g) const {
    return scenario.mechanisms.hierarchical_needs ? economy.industries[g].expenditure_elasticity : 1.0;
  }
  double last_household_deposits(int r, int k) const {
    return households.deposits(r, k) / (period == 0 ? 1 + base.rates.nominal : 1.0);
  }
  double total(CellSum which) const;
  double of(int c, CellSum which) const { return at(sums[c], which); }
  double of_industry(int s, CellSum which) const;
  double of_market(int m, CellSum which) const;

  const Economy economy;
  Scenario scenario;  ///< as asked; its policies grow by levers that are set by hand
  BaseYear base;
  const Key key;
  const MoneyGrid grid;
  const Relatedness relatedness;
  Workers workers;
  KernelParameters kernel_parameters;
  int period = 0;
  std::uint64_t replication;

  Strata strata;  ///< the records to found; empty afterwards
  Population firms;
  MarketTable markets;
  CellTable cells;
  DataTable data;
  Households households;
  Government government;
  Programmes programmes;
  Founders founders;
  std::vector<Vector> entered;  ///< real firms by cell, of the last six years of quarters, newest last
  Bank bank;
  Ecosystem ecosystem;
  World world;
  Prices prices;
  LeverState levers;
  std::vector<LeverSetting> settings;   ///< by hand since the last quarter
  std::vector<RuleAnswer> new_answers;  ///< of rules that turned in the last quarter
  NewIndustries births;
  Ledger ledger;
  SectorIndex sectors;
  Quarter quarter;
  Land land;
  Relocation relocation;

  Vector log_markup_norm;  ///< by market
  Vector base_size;        ///< heads of a mean firm in the base year, by cell
  Vector smallest_size;    ///< heads of the smallest firm in the base year, by cell
  Vector bottom_weight;    ///< weight of an entrant record in the base year, by cell
  Matrix service_kept;     ///< part of an input, beside functions, that firms still buy where goods come with service
                           ///< [seller, buyer]
  Vector base_design, base_brand;  ///< own parts of functions in the base year, by cell
  Vector opening_orders;           ///< of firms under construction at the start over output, by cell
  std::size_t asked_records = 0;
  Vector industry_records;                     ///< records at the start, by industry
  Vector labour_scale, rd_heads, median_wage;  ///< by region
  /// High-skilled staff of research, functions and practice, by region: heads that firms want, part of them that they
  /// find, heads whom production leaves, heads over what is paid in heads (below one: the rest is overtime).
  Vector staff_wanted, staff_scale, staff_reachable, staff_part;
  double investment_shock = 0;
  double real_rate_base = 0;

  std::vector<CellInput> inputs;
  std::vector<CellSums> sums;  ///< of this quarter, by cell
  std::vector<BlockResult> results;
  std::vector<std::vector<std::uint32_t>> left, crowded;  ///< by block
  std::vector<std::vector<double>> left_debt;             ///< what they could not repay, likewise
  std::vector<std::vector<float>> role_models;            ///< techniques that imitators may meet, by industry

  Vector base_tax;                   ///< tax on profit over capital in the first quarter, by cell
  Vector mean_energy, known_energy;  ///< energy intensity, and that of the best technique known, by output, by cell
  double residual = 0;
  double owners_part = 0;   ///< of what second-hand machines of closed firms bring; the bank takes the rest
  double taxed_income = 0;  ///< of households, this quarter
  // Financial totals as measured on the firms
  double firm_deposits = 0, firm_loans = 0;
  // Flows of entry this quarter
  Matrix entry_equity;  ///< [region, 1]
  Matrix entry_fees;    ///< [region, 1]
  double entry_loans = 0;
  double new_deposits() const;                       ///< of this quarter's entrants
  Vector entrants;                                   ///< real firms, by cell
  Vector diversified;                                ///< of them, founded by established firms of other industries
  double entrants_heads = 0, diversified_heads = 0;  ///< jobs that they open

  FrameLayout layout;
  Vector frame;
  std::vector<Vector> history;  ///< last frames, newest last, at most five
  double spending_unit = 1;     ///< base-year spending per head
  double gdp_real = 0, gdp_first = 0, emission_intensity_first = 0, last_gdp = 0;
  Vector deflation_price, deflation_quantity;  ///< of the quarter before
  GrowthRecord growth;
  DriverRecord drivers;
  JobRecord jobs;
  Matrix last_home_price;  ///< [product, region]
  Matrix force_at_work;    ///< labour force before this quarter's moves [region, skill]
  std::vector<double> productivity_history;
  double acquisitions = 0, stake_loans = 0, acquired_capital = 0;  ///< money paid, loans taken for it, capital bought
  double market_for_firms = 0;                                     ///< capital of all firms that may buy or be bought
  struct Effort {
    Vector outlays;  ///< capital at its normal cost, R&D, hours, at base-year prices
    double reward = 0, capacity = 0, price = 0, unit_cost = 0;
  };
  double privatised = 0;    ///< paid by households for state firms, this quarter
  Vector retired_capacity;  ///< that founders may still swap for their own where a cap binds, by market
  std::vector<std::vector<Effort>> efforts;  ///< by industry, of the last four quarters
  Vector first_markup;                       ///< by industry
  std::vector<TrapRecord> traps;             ///< by industry
  SupplyChains chains;
  OwnershipGroups groups;
  MinorityStakes stakes;
  std::int64_t followed = -1;
  std::optional<FirmTrace> trace;
};

// Stages of a quarter and their parts; `stages()` (stages.hpp) gives the order.
void set_levers(ModelState& state);
/// What `Simulation::set_lever` says.
void set_by_hand(ModelState& state, const LeverSetting& setting);
void update_factor_prices(ModelState& state);
void update_import_shares(ModelState& state);
void relocate_firms(ModelState& state);
void plan_firms(ModelState& state);
void ration_labour(ModelState& state);
void order_programmes(ModelState& state);
void form_demand(ModelState& state);
void clear_markets(ModelState& state);
void settle_quarter(ModelState& state);
void sell_state_firms(ModelState& state);
void settle_households_and_government(ModelState& state);
void finance_policies(ModelState& state);
void update_expectations(ModelState& state);
void run_groups(ModelState& state);
void update_knowledge(ModelState& state);
void update_data(ModelState& state);
void update_cells(ModelState& state);
void spread_new_products(ModelState& state);
void give_birth(ModelState& state);
void trade_firms(ModelState& state);
void diversify_firms(ModelState& state);
void enter_firms(ModelState& state);
void update_land(ModelState& state);
void split_records(ModelState& state);
void settle_programmes(ModelState& state);
void check_accounts(ModelState& state);
void record_indicators(ModelState& state);
void record_firms(ModelState& state);
void record_land(ModelState& state);
void record_data(ModelState& state);
void record_people_and_reports(ModelState& state);
void record_materials(ModelState& state);
/// Tiers that firms are found in, and the jobs that each creates.
void record_tiers(ModelState& state);
/// The part of it that tells involution from a shake-out.
void record_involution(ModelState& state);
void record_growth(ModelState& state);
void record_drivers(ModelState& state);
void record_composition(ModelState& state);
void record_decompositions(ModelState& state);
/// Functions of the value chain where people work.
void record_places_of_functions(ModelState& state);
void record_intensities(ModelState& state);
void record_chain_positions(ModelState& state);
void record_sophistication(ModelState& state);
void record_largest_firms(ModelState& state);
void record_jobs(ModelState& state);
void record_transactions(ModelState& state);
void close_quarter(ModelState& state);

// What land does to the firms of a cell (stages/land.cpp).
/// Rent for each unit of capital this quarter.
double land_rent(const ModelState& state, int cell);
/// How far expansion goes where land is short, 0 to 1.
double land_room(const ModelState& state, int cell);
/// Factor on entry for short or dear land.
double land_entry(const ModelState& state, int cell);
/// Factor on entry for what labour and land cost in the region, against the industry elsewhere (stages/relocation.cpp).
double factor_cost_entry(const ModelState& state, int cell);
/// Factor on wanted capital for the part of its user cost that rent moves.
double land_capital(const ModelState& state, int cell);
/// Whether a policy caps capacity and last quarter's utilisation of the market was below the norm
/// (stages/capacity.cpp).
bool cap_binds(const ModelState& state, int market);
/// Part of new capacity that it forbids there this quarter, 0 to 1.
double capped_part(const ModelState& state, int cell);
/// What cells tell their firms of data before the first sweep.
void set_data_inputs(ModelState& state);
/// Units of investment that policy adds to public investment of a region for data infrastructure, and what they cost.
double data_infrastructure_units(const ModelState& state, int region);
double data_infrastructure_cost(const ModelState& state);
/// Part of the need of households of a region for a product that contact restrictions leave.
double contact_left(const ModelState& state, int product, int region);

// Set-up.
void open_data(ModelState& state);
void prepare_programmes(ModelState& state);
void prepare_founders(ModelState& state);
/// Records of every cell for an economy of `asked` records in all.
Strata plan_strata(const Economy& economy, const BaseYear& base, const Scenario& scenario, const Workers& workers);
void found_firms(ModelState& state, const Strata& strata);
KernelParameters kernel_parameters(const Scenario& scenario, const BaseYear& base, const Economy& economy);

/// What every kernel is told of the quarter.
KernelContext kernel_context(const ModelState& state);
/// Part by which a region's public data make people find jobs faster; 0 in the base year.
double matching_gain(const ModelState& state, int region);
/// Standard deviation of the log of what government measures of a firm of the region.
double measurement_error(const ModelState& state, int region);
/// Real firms on which the conditions of policies are judged wrongly, over all that are judged; not a number if none
/// is.
double targeting_error(const ModelState& state);
/// What goods and services of a programme of the quarter cost.
double programme_cost(const ModelState& state, Lever lever);

/// Runs one sweep over all blocks; `body(block index, memory)`.
template <class Body>
void sweep(ModelState& state, Body&& body) {
  state.workers.for_each(state.firms.blocks().size(), [&](std::size_t block) { body(block); });
}

/// The calling thread's memory.
BlockMemory& block_memory();

LeverColumns lever_columns(const ModelState& state, const Block& block, BlockMemory& memory);

}  // namespace kaldor

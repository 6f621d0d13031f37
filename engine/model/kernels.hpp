#pragma once

// The work done for each firm. Every kernel_*.cpp is compiled once for each instruction-set level (x86-64-v2, v3, v4)
// into a namespace of its own and gives the same bits at all of them; `kernels()` chooses once.

#include <cstddef>
#include <cstdint>

#include "columns.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/scenario/declarations.hpp"
#include "state.hpp"

namespace kaldor {

/// A guard of the arithmetic: part of a market, or of its firms, beside one record that is nearly all of it.
inline constexpr double kLeastStrangers = 0.05;

/// What the kernels need of the parameters, with switches and unit conversions applied.
struct KernelParameters {
  float pass_through, share_response, tight_response, slack_response, scarcity_response, markup_reversion, markup_band;
  float dominance_premium, dominance_reference, dominance_limit, price_floor, share_band;
  float utilisation, overtime, hoarding, separations, inventory_speed, materials_target, materials_speed;
  float quality_weight, unfilled_weight, replicator, change_limit;
  float rd_cash_limit, rd_price_elasticity, rd_least_user_cost;
  float relabelling_slope, relabelling_cost, relabelling_limit;  ///< the slope is 0 where nobody relabels
  float depreciation, corporate_tax, payout, owner_support, target_leverage, leverage_speed, buffer, loan_to_value,
      overdraft_capital, overdraft_sales;
  float demand_speed, extrapolation, adjustment, rate_response, investment_limit, idle_margin, payback, scrapping_limit;
  float idle_offer, buffer_part, cash_flow_part, scrapping_cover;
  float automation_cost, automation_speed, automation_limit, automation_depreciation, automation_dispersion;
  float abatement_cost, abatement_slope, abatement_speed, abatement_limit, abatement_depreciation, enforcement, alarm;
  float circular_cost, circular_slope, circular_speed, circular_most, circular_dispersion, circular_depreciation;
  float absorption;
  float innovate, imitate, step, frontier_penalty, catch_up, domestic_catch_up, domestic_share, size_power, size_low,
      size_high, direction, energy_step;
  float quality_chance, quality_step, quality_penalty, quality_catch_up;
  float share_noise, customer_chance, customer_size, customer_scaling, customer_for_each_head, customer_least,
      efficiency_persistence, efficiency_noise;
  float loss_limit, loss_chance, phase_out, return_speed, return_limit;
  float softness, overdraft_extra, backing, injection, capacity_kept;
  float place_held, soft_credit;  ///< involution
  // functions of the value chain
  float brand_grip, brand_taste, lerner, brand_premium, service_value, service_ties, customer_loss;
  float function_speed, service_speed, service_limit, design_cost, brand_cost, service_cost, headquarters_cost,
      headquarters_size;
  float function_scale, function_threshold, function_dispersion, resistance, resistance_loss;
  float tier_small, tier_sizeable, tier_growth_speed, tier_discount, tier_discount_floor;
  double goods_value;
  int grace, young;
  // data, digitalisation, practice (docs/model/data.md)
  float data_elasticity, data_practice, data_per_reference, data_keep, data_quarters, data_most, forecast_error,
      sharing_cost;
  float digital_limit, digital_wear, digital_dispersion;
  float practice_cost, practice_speed, practice_imitation, practice_wear, practice_automation;
  bool data, digitalisation, practice;
  float overhead, referral, platform_limit, vouching;
  bool exit, replacement, automation, abatement, energy_saving, second_hand, noise, process, selection, soft_budgets;
  bool upgrading, servitization, headquarters;
};

/// What a cell tells its firms in this quarter.
struct CellInput {
  int industry, region, market;
  // plan
  float cost_other, cost_energy, emission_factor, consumer_price, unit_labour, wage, wage_low, high_skill;
  float log_expected_price, log_after_tax, tax_rate, log_markup_norm, capacity, hiring_speed, order_extra, output_extra;
  float recyclable = 0;  ///< materials for a unit of output that firms can replace by secondary ones, base-year prices
  float cost_circular = 0, paid_circular = 0;  ///< what a bundle would cost less if all of them were, expected and paid
  float rent;                                  ///< of land, per unit of capital
  float land_room;                             ///< part of the largest net investment for which there is land
  float cap_binds;                             ///< 1 where the market is so slack that a cap on capacity binds, else 0
  float inventory_target, sell_ratio, buy_ratio, used_price, pool_productivity;
  // market
  float labour_scale, demand_scale, log_posted, mean_quality;
  float share_of_unit = 0;                     ///< of the market, for a unit ordered along a chain
  float directed_purchases, directed_exports;  ///< orders for each unit of share and lever that only some firms get
  // settlement
  float spill, paid_other, paid_energy, delivered, investment_paid, investment_delivered, capital_price;
  double loan_rate, deposit_rate;
  float bank_capacity, rd_rate;
  float staff_scale = 1;  ///< part of the researchers and organisers wanted whom the region has
  // plans for the next quarter
  float slow_ratio, growth, rate_factor, base_wage, expected_inflation;
  float orders_before;  ///< for a unit of share, over those of this quarter
  float mean_competitiveness, share_scale, share_for_demand;
  float split_share;  ///< weight x share from which a record splits
  /// Choice of machines: elasticity of substitution, part of energy in the cost of energy and capital in the base year,
  /// and what turns the cost of energy into its price over that of machines, base year = 1.
  float energy_substitution = 0, energy_part = 0, energy_over_machines = 0;
  float clean_frontier;  ///< part of emissions that new machines avoid
  float base_heads, exit_size, log_frontier, spillover;
  float literacy;  ///< of the region, base year = 1
  float unicorn_value, leader_orders, real_growth_from;
  float platform = 0, own_search = 1,
        park_lesson = 0;  ///< shared technology; effort left by ties; what members learn beside their neighbours
  // rivalry: factors on the answer of markups to slack, on their return to the norm from below, on selection
  float price_war = 1, recovery = 1, rivalry = 1;
  bool budget_funded;  ///< no bankruptcy
  // data, digitalisation, practice
  float digital_base, practice_base;  ///< at the start
  float digital_cost, digital_speed;  ///< of all processes, in years of sales; share of processes a quarter
  float data_base;                    ///< log term of data at the start
  float data_pool;                    ///< data that others of the region share and infrastructure carries, over sales
  float capture;                      ///< data kept of digital sales; 1 with the infrastructure of the base year
  float practice_shown,
      skill;  ///< of the cell: what others show; high skill over that of the base-year economy, inside its band
  float contact, contact_digital;  ///< part of service that needs contact and is forbidden; digital share of the market
  bool sharing, piloted;           ///< a policy opens data; pays for demonstration firms
  bool digital;                    ///< firms gather data, digitalise or learn practice
  // functions of the value chain; all zero where firms have none
  bool functions, hub;
  float cost_service, paid_service;  ///< knowledge services for a unit of output of a mean firm, expected and paid
  float buy_design, buy_brand,
      buy_service;  ///< fees that a unit of own design, brand or service saves or takes, over the mean fee
  float own_design, own_brand, own_service;     ///< own staff that it takes, over the mean fee
  float base_design, base_brand, base_service;  ///< of the cell in the base year
  float mean_brand, mean_service;               ///< of the market
  float away_cost;                              ///< of staff in the hub over staff at the plant
  float design_gain;                            ///< chance of a step in quality for each unit of own design
  float base_fee, mean_output,
      mean_productivity;  ///< mean fee in the base year for a unit of output; output of a mean firm
};

/// Values of the levers for each firm of a block; levers that are nowhere set point to zeros.
struct LeverColumns {
  const float* of[kLeverCount] = {};
  bool set[kLeverCount] = {};       ///< whether some firm of the economy meets the lever
  const float* enforced = nullptr;  ///< emission standard above which lines must stop: that of before the time of grace
  const float* member = nullptr;    ///< 1 for members of a park, else 0
  const float* tied = nullptr;      ///< units ordered along supply chains, for each real firm
  const float* vouched = nullptr;   ///< part of what leaders of chains vouch for at most
};

/// Last quarter's techniques of the firms that imitators of an industry may meet, as many of each as it has weight.
struct RoleModels {
  const float* technique = nullptr;
  std::uint32_t count = 0;
};

/// Buffers that a kernel fills for others: for the kernels after it, a trace, sums over members of parks. The two lists
/// number themselves, so no two things can lie in one place; each kernel numbers its own from the ends of both.
namespace handed {
enum Float : int {
  // by `settle`, money of a firm
  wages,
  revenue,
  production_tax,
  materials,
  carbon,
  rd,
  rd_subsidy,
  investment,
  automation_subsidy,
  profit,
  profit_tax,
  tax_credit,
  interest,  ///< received less paid
  practice,
  pilot_subsidy,
  digital_subsidy,
  softness,  ///< of budgets, from 0 to 1
  // by `project`
  expansion_years,
  replacement_years,
  automation_years,
  abatement_years,
  digitalisation_years,
  circular_years,
  finance_limit,
  kFloats
};
/// By `settle`, money of a record.
enum Double : int { interest_due, interest_earned, dividends, borrowed, repaid, kDoubles };
}  // namespace handed

/// Working memory of the kernels. `f` and `d` begin with what is handed on; all else belongs to the kernel that runs.
struct Buffers {
  static constexpr int kFloats = 43, kDoubles = 6, kWords = 12;  // each of kBlockRows values
  float* f[kFloats];
  double* d[kDoubles];
  std::uint32_t* w[kWords];
  std::uint64_t* id;
};

/// Bins of the histogram of firm size: three for each factor e of employees, the fifth begins at one.
inline constexpr int kSizeBins = 64;

/// What a block leaves behind. Plain data: kernels of different instruction sets share no function
/// (kaldor/core/isa.hpp).
struct BlockResult {
  CellSums sums;
  double largest_sales = 0;
  double size_histogram[kSizeBins] = {};
  double growth_weight = 0, growth_absolute = 0, growth_square = 0;
  double* left_debt = nullptr;       ///< of them, what each could not repay
  std::uint32_t* left = nullptr;     ///< rows of the block whose firms left; room for kBlockRows
  std::uint32_t* crowded = nullptr;  ///< rows of the block whose records should split
  std::size_t left_count = 0, crowded_count = 0;
};

struct KernelContext {
  const KernelParameters& p;
  Key key;
  std::uint32_t period;
  double magic;   ///< of the money grid
  bool directed;  ///< some orders go only to firms that meet a condition
  bool refunds;   ///< some investment in functions is refunded
};

struct Kernels {
  void (*plan)(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
               CellSums&);
  void (*market)(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
                 CellSums&);
  void (*settle)(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
                 CellSums&);
  void (*project)(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
                  CellSums&);
  void (*innovate)(const Columns&, std::size_t, const CellInput&, const RoleModels&, const LeverColumns&,
                   const KernelContext&, Buffers&, CellSums&);
  void (*leave)(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
                BlockResult&);
  void (*compete)(const Columns&, std::size_t, const CellInput&, const KernelContext&, Buffers&, BlockResult&);
  void (*measure_tiers)(const Columns&, std::size_t, const CellInput&, const KernelContext&, Buffers&, CellSums&);
  const char* level;
};

namespace v2 {
extern const Kernels table;
}
namespace v3 {
extern const Kernels table;
}
namespace v4 {
extern const Kernels table;
}

/// The kernels for this processor; KALDOR_LEVEL=v2|v3|v4 in the environment asks for a lower level.
const Kernels& kernels();

}  // namespace kaldor

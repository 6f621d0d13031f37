#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"

namespace kaldor {

KernelParameters kernel_parameters(const Scenario& scenario, const BaseYear& base, const Economy& economy) {
  const Parameters& p = scenario.parameters;
  const Mechanisms& on = scenario.mechanisms;
  const auto f = [](double x) { return static_cast<float>(x); };
  KernelParameters k{};
  k.pass_through = f(p.price_pass_through);
  k.share_response = f(p.price_share_response);
  k.tight_response = f(p.price_tight_response);
  k.slack_response = f(p.price_slack_response);
  k.markup_reversion = f(p.price_markup_reversion);
  k.markup_band = f(p.price_markup_band);
  k.dominance_premium = on.monopoly_control ? f(p.price_dominance_premium) : 0.0F;
  k.dominance_reference = f(p.price_dominance_reference);
  k.dominance_limit = f(p.price_dominance_limit);
  k.price_floor = f(p.price_floor);
  k.share_band = f(p.price_share_band);
  k.utilisation = f(p.production_utilisation);
  k.overtime = f(p.production_overtime);
  k.hoarding = f(p.production_hoarding);
  k.inventory_speed = f(p.production_inventory_speed);
  k.materials_target = f(p.production_materials_target);
  k.materials_speed = f(p.production_materials_speed);
  k.quality_weight = f(p.share_quality_weight);
  k.unfilled_weight = f(p.share_unfilled_weight);
  k.replicator = f(p.share_replicator);
  k.change_limit = f(p.share_change_limit);
  k.rd_cash_limit = f(p.innovation_cash_limit);
  k.rd_price_elasticity = f(p.innovation_price_elasticity);
  k.rd_least_user_cost = f(p.innovation_least_user_cost);
  k.depreciation = f(base.rates.depreciation);
  k.corporate_tax = f(economy.corporate_tax);
  k.payout = f(base.payout);
  // Who cannot close is kept alive by its owners.
  k.owner_support = on.exit ? f(p.finance_owner_support) : 1.0F;
  k.target_leverage = f(p.finance_target_leverage);
  k.leverage_speed = f(p.finance_leverage_speed);
  k.buffer = f(p.finance_buffer);
  k.loan_to_value = f(p.finance_loan_to_value);
  k.overdraft_capital = f(p.finance_overdraft_capital);
  k.overdraft_sales = f(p.finance_overdraft_sales);
  k.demand_speed = f(p.expectation_demand_speed);
  k.adjustment = f(p.investment_adjustment);
  k.rate_response = f(p.investment_rate_response);
  k.investment_limit = f(p.investment_limit);
  k.idle_margin = f(p.investment_idle_margin);
  k.payback = f(p.investment_payback);
  k.scrapping_limit = f(p.investment_scrapping_limit);
  k.idle_offer = f(p.investment_idle_offer);
  k.buffer_part = f(p.investment_buffer_part);
  k.cash_flow_part = f(p.investment_cash_flow_part);
  k.scrapping_cover = f(p.investment_scrapping_cover);
  k.automation_cost = f(p.automation_cost);
  k.automation_speed = f(p.automation_speed);
  k.automation_limit = f(p.automation_limit);
  k.automation_depreciation = f(quarterly_hazard(p.automation_depreciation));
  k.automation_dispersion = f(p.automation_dispersion);
  k.abatement_cost = f(p.abatement_cost);
  k.abatement_slope = f(p.abatement_cost_slope);
  k.enforcement = f(p.abatement_enforcement);
  k.alarm = f(p.abatement_alarm);
  k.absorption = f(p.innovation_absorption);
  k.abatement_speed = f(p.abatement_speed);
  k.abatement_limit = f(p.abatement_limit);
  k.abatement_depreciation = f(quarterly_hazard(p.abatement_depreciation));
  k.innovate = on.process_innovation ? f(p.innovation_opportunity) : 0.0F;
  k.imitate = on.imitation ? f(p.innovation_imitation) : 0.0F;
  k.step = f(p.innovation_step);
  k.frontier_penalty = f(p.innovation_frontier_penalty);
  k.catch_up = f(p.innovation_catch_up);
  k.domestic_share = f(p.innovation_domestic_share);
  k.domestic_catch_up = f(p.innovation_domestic_catch_up);
  k.size_power = f(p.innovation_size_power);
  k.size_low = f(p.innovation_size_low);
  k.size_high = f(p.innovation_size_high);
  k.direction = f(p.innovation_direction);
  k.energy_step = f(p.innovation_energy_step);
  k.quality_chance = on.quality_innovation ? f(p.quality_opportunity) : 0.0F;
  k.quality_step = f(p.quality_step);
  k.quality_penalty = f(p.quality_novelty_penalty);
  k.quality_catch_up = on.quality_innovation ? f(p.quality_catch_up) : 0.0F;
  k.share_noise = on.noise ? f(p.noise_share) : 0.0F;
  k.customer_chance = on.noise ? f(p.noise_customer_chance) : 0.0F;
  k.customer_size = f(p.noise_customer_size);
  k.customer_scaling = f(p.noise_customer_scaling);
  k.customer_for_each_head = f(1 / p.noise_customer_reference);
  k.customer_least = f(p.noise_customer_smallest / p.noise_customer_reference);
  k.efficiency_persistence = f(p.noise_efficiency_persistence);
  const double rho = p.noise_efficiency_persistence;
  k.efficiency_noise = on.noise ? f(p.noise_efficiency * math::sqrt(1 - rho * rho)) : 0.0F;
  k.loss_limit = f(p.exit_loss_limit);
  k.loss_chance = f(p.exit_loss_chance);
  k.return_speed = f(p.exit_return_speed);
  k.return_limit = f(p.exit_return_limit);
  k.goods_value = p.finance_goods_value;
  k.grace = static_cast<int>(p.exit_grace);
  k.young = static_cast<int>(p.expectation_young);
  k.overhead = on.park_infrastructure ? f(p.park_overhead) : 0.0F;
  k.referral = on.park_services ? f(p.park_referral) : 0.0F;
  k.platform_limit = f(p.platform_largest_user);
  k.exit = on.exit;
  k.replacement = on.replacement;
  k.automation = on.automation;
  k.abatement = on.abatement;
  k.energy_saving = on.energy_saving;
  k.second_hand = on.second_hand_capital;
  k.noise = on.noise;
  k.process = on.process_innovation;
  k.selection = on.selection;
  return k;
}

}  // namespace kaldor

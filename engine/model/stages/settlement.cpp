// Stages 8 to 10 and 12 for firms, in one sweep: settlement, projects, innovation, exit, shares.

#include <algorithm>
#include <limits>

#include "kaldor/core/elementary.hpp"
#include "kernels/worth.hpp"
#include "model_state.hpp"
#include "role_models.hpp"

namespace kaldor {

namespace {

/// High-skilled people understand new technology: their share in the region over that of the base year, to a power
/// (S§1.11).
double literacy(const ModelState& s, int r) {
  if (!s.scenario.mechanisms.technical_literacy) return 1;
  const auto share = [r](const Matrix& force) { return force(r, 1) / (force(r, 0) + force(r, 1)); };
  return math::pow(share(s.households.labour_force) / share(s.base.labour_force),
                   s.scenario.parameters.training_literacy);
}

/// Energy and capital in the base year, and what machines cost now, for the choice of machines.
void set_choice_of_machines(const ModelState& s, const IndustryBase& i, CellInput& in) {
  const Parameters& p = s.scenario.parameters;
  const bool chooses = s.scenario.mechanisms.energy_saving && i.energy_inputs > 0;
  in.energy_substitution = chooses ? static_cast<float>(p.innovation_energy_substitution) : 0.0F;
  if (!chooses) return;
  const double capital =
      (s.economy.return_on_capital / 4 + s.base.rates.depreciation) / (i.capacity * p.production_utilisation);
  const double machines = s.prices.capital * (1 + s.prices.expected);
  in.energy_part = static_cast<float>(i.energy_inputs / (i.energy_inputs + capital));
  in.energy_over_machines = static_cast<float>(1 / (i.energy_inputs * machines));
}

void set_settlement_inputs(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const double real_gap = s.bank.loan_rate - s.prices.expected - s.real_rate_base;
  const double confidence = math::exp(s.investment_shock);
  double national_price = 0, weight = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    const double units = s.quarter.firm_investment(r, 0) + s.quarter.public_investment(r, 0) + s.quarter.housing(r, 0);
    national_price += units * s.quarter.investment_value[r];
    weight += units * s.quarter.investment_delivered[r];
  }
  s.prices.capital = national_price / weight;
  for (int c = 0; c < s.cell_count(); ++c) {
    CellInput& in = s.inputs[c];
    const int m = in.market, r = in.region, industry = in.industry;
    const IndustryBase& i = s.base.industry[industry];
    in.spill = static_cast<float>(s.markets.spill[m]);
    in.paid_other = static_cast<float>(s.cells.paid_other[c]);
    in.paid_energy = static_cast<float>(s.cells.paid_energy[c]);
    in.paid_circular = static_cast<float>(s.cells.paid_circular[c]);
    in.paid_service = static_cast<float>(s.cells.paid_service[c]);
    in.delivered = static_cast<float>(s.cells.delivered[c]);
    in.investment_paid = static_cast<float>(s.quarter.investment_value[r]);
    in.investment_delivered = static_cast<float>(s.quarter.investment_delivered[r]);
    in.capital_price = static_cast<float>(s.prices.capital);
    in.loan_rate = s.bank.loan_rate;
    in.deposit_rate = s.bank.deposit_rate;
    in.bank_capacity = static_cast<float>(s.bank.capacity);
    in.rd_rate = static_cast<float>(i.rd_rate);
    in.staff_scale = static_cast<float>(s.staff_scale[r]);
    in.slow_ratio = static_cast<float>(s.markets.slow_ratio[m]);
    in.growth = static_cast<float>(s.markets.growth[m]);
    in.orders_before = static_cast<float>(s.markets.orders_before[m]);
    in.rate_factor = static_cast<float>(std::clamp(1 - p.investment_rate_response * 4 * real_gap,
                                                   1 - p.investment_rate_band, 1 + p.investment_rate_band) *
                                        confidence * land_capital(s, c));
    in.rent = static_cast<float>(land_rent(s, c));
    in.land_room = static_cast<float>(land_room(s, c));
    in.base_wage =
        static_cast<float>(i.wage_premium * ((1 - i.high_skill) * s.base.wage[0] + i.high_skill * s.base.wage[1]));
    in.expected_inflation = static_cast<float>(s.prices.expected);
    in.mean_competitiveness = static_cast<float>(s.markets.competitiveness[m]);
    in.mean_quality = static_cast<float>(s.markets.quality[m]);
    in.share_scale = s.markets.share_sum[m] > 0 ? static_cast<float>(1 / s.markets.share_sum[m]) : 1.0F;
    in.share_for_demand = s.markets.orders[m] > 0 ? static_cast<float>(1 / s.markets.orders[m]) : 0.0F;
    const double local = s.markets.tradable[industry] ? 1.0 : s.base.share(industry, r);
    in.split_share = static_cast<float>(p.firms_split_factor / s.industry_records[industry] / local);
    in.base_heads = static_cast<float>(s.base_size[c]);
    in.exit_size = static_cast<float>(p.exit_minimum_size * s.smallest_size[c] *
                                      std::min(1.0, s.cells.mean_size[c] / s.base_size[c]));
    const double cleaner =
        s.scenario.mechanisms.abatement && s.scenario.mechanisms.growth ? p.abatement_frontier_growth : 0.0;
    in.clean_frontier = static_cast<float>(1 - math::exp(-cleaner * s.period / 4.0));
    set_choice_of_machines(s, i, in);
    in.log_frontier = static_cast<float>(s.world.log_frontier[industry]);
    in.literacy = static_cast<float>(literacy(s, r));
    const double wage_bill = 4 * s.cells.wage[c] * s.base_size[c];
    in.unicorn_value = wage_bill > 0 ? static_cast<float>(p.tiers_unicorn * wage_bill)
                                     : std::numeric_limits<float>::max();  // nobody, in a cell without a base year
    in.leader_orders = static_cast<float>(p.tiers_leader * s.of_industry(industry, CellSum::orders));
    in.real_growth_from = static_cast<float>(math::log(1 + p.tiers_growth) / 4 + s.prices.expected);
  }
  s.kernel_parameters.corporate_tax = static_cast<float>(s.economy.corporate_tax + s.government.profit_tax_surcharge);
}

/// Where a followed firm lies, if it lives.
void keep_trace(ModelState& s, const Block& block, const LeverColumns& levers, const Buffers& b, bool before);
/// Why the followed firm would leave if it does; none if it is not in this block. The conditions of `leave`.
ExitReason reason_to_leave(const ModelState& s, const Block& block, const CellInput& in, const LeverColumns& levers);
void note_exit(ModelState& s, const Columns& c, const BlockResult& result, ExitReason reason);

}  // namespace

void settle_quarter(ModelState& s) {
  if (s.scenario.mechanisms.aggregate_shocks && s.period > 0) {
    const Parameters& p = s.scenario.parameters;
    const Words w = draw(s.key, 0, static_cast<std::uint32_t>(s.period), Stream::confidence);
    s.investment_shock = p.noise_confidence_persistence * s.investment_shock +
                         p.noise_confidence * math::normal(math::unit_double(w.w0, w.w1));
  }
  set_settlement_inputs(s);
  choose_role_models(s);
  const Kernels& run = kernels();
  const KernelContext context = kernel_context(s);
  s.left.resize(s.firms.blocks().size());
  s.left_debt.resize(s.firms.blocks().size());
  s.crowded.resize(s.firms.blocks().size());
  sweep(s, [&](std::size_t b) {
    const Block& block = s.firms.blocks()[b];
    const CellInput& in = s.inputs[block.cell];
    const Columns c = s.firms.columns().at(block.row);
    const std::size_t n = block.padded();
    BlockMemory& memory = block_memory();
    const LeverColumns levers = lever_columns(s, block, memory);
    BlockResult& result = s.results[b];
    result.left = memory.left.data();
    result.left_debt = memory.left_debt.data();
    result.crowded = memory.crowded.data();
    result.left_count = result.crowded_count = 0;
    run.settle(c, n, in, levers, context, memory.buffers, result.sums);
    if (s.ecosystem.flagged[block.cell]) sum_payments(s, block, c, memory.buffers, result.sums);
    if (!s.stakes.list.empty()) note_dividends(s, block, memory.buffers);
    if (s.followed >= 0) keep_trace(s, block, levers, memory.buffers, true);
    run.project(c, n, in, levers, context, memory.buffers, result.sums);
    if (s.followed >= 0) keep_trace(s, block, levers, memory.buffers, false);
    run.innovate(c, n, in, role_models(s, in.industry), levers, context, memory.buffers, result.sums);
    const ExitReason reason = s.followed >= 0 ? reason_to_leave(s, block, in, levers) : ExitReason::none;
    run.leave(c, n, in, levers, context, memory.buffers, result);
    if (reason != ExitReason::none) note_exit(s, c, result, reason);
    run.compete(c, n, in, context, memory.buffers, result);
    run.measure_tiers(c, n, in, context, memory.buffers, result.sums);
    if (s.ecosystem.flagged[block.cell]) sum_members(s, block, c, result.sums);
    s.left[b].assign(result.left, result.left + result.left_count);
    s.left_debt[b].assign(result.left_debt, result.left_debt + result.left_count);
    s.crowded[b].assign(result.crowded, result.crowded + result.crowded_count);
  });
  s.collect_sums();
}

namespace {

void keep_trace(ModelState& s, const Block& block, const LeverColumns&, const Buffers& b, bool before) {
  const Columns c = s.firms.columns().at(block.row);
  for (std::size_t i = 0; i < block.used; ++i) {
    if (c.weight[i] == 0 || c.id[i] != static_cast<std::uint64_t>(s.followed)) continue;
    const double w = c.weight[i];
    if (before) {
      const CellInput& in = s.inputs[block.cell];
      FirmTrace t;
      t.id = s.followed;
      t.industry = in.industry;
      t.region = in.region;
      t.age = s.period - c.founded[i];
      t.weight = w;
      t.expected_demand = c.expected_demand[i];
      t.unit_cost = c.unit_cost[i];
      t.markup = c.price[i] * (1 - in.tax_rate) / c.unit_cost[i] - 1;
      t.price = c.price[i];
      t.market_price = s.markets.posted_price[in.market];
      t.employees = c.employees[i];
      t.materials_ordered = c.orders[i];
      t.materials = c.materials[i];
      t.orders_received = c.demand[i];
      t.desired_output =
          std::min(static_cast<double>(c.expected_demand[i]), static_cast<double>(in.capacity) * c.capital[i]);
      t.output = c.output[i];
      t.sales = c.sales[i];
      t.unfilled = c.demand[i] - c.sales[i];
      t.inventory = c.inventory[i];
      t.wages = b.f[handed::wages][i];
      t.revenue = b.f[handed::revenue][i];
      t.production_tax = b.f[handed::production_tax][i];
      t.materials_paid = b.f[handed::materials][i];
      t.carbon_cost = b.f[handed::carbon][i];
      t.rd = b.f[handed::rd][i];
      t.subsidies = b.f[handed::rd_subsidy][i] + b.f[handed::automation_subsidy][i];
      if (in.digital && s.period > 0) {
        t.practice_paid = b.f[handed::practice][i];
        t.subsidies += b.f[handed::pilot_subsidy][i] + b.f[handed::digital_subsidy][i];
      }
      t.investment_paid = b.f[handed::investment][i];
      t.profit = b.f[handed::profit][i];
      t.profit_tax = b.f[handed::profit_tax][i] - b.f[handed::tax_credit][i];
      t.dividends = b.d[handed::dividends][i] / w;
      t.borrowed = (b.d[handed::borrowed][i] - b.d[handed::repaid][i]) / w;
      t.interest_paid = b.d[handed::interest_due][i] / w;
      t.interest_received = b.f[handed::interest][i] + t.interest_paid;
      t.deposits = c.deposits[i] / w;
      t.loans = c.loans[i] / w;
      t.market_share = c.share[i];
      s.trace = t;
    } else if (s.trace && s.trace->id == s.followed) {
      FirmTrace& t = *s.trace;
      t.capital = c.capital[i];
      t.productivity = c.productivity[i];
      t.technique = c.technique[i];
      t.quality = math::exp(static_cast<double>(c.log_quality[i]));
      t.energy_intensity = c.energy_intensity[i];
      t.abatement = c.abatement[i];
      t.automated_share = c.automated[i];
      t.replacement_planned = c.scrapping[i] * c.capital[i];
      t.expansion_planned = c.investment[i] - t.replacement_planned;
      t.automation_planned = c.automation_order[i];
      t.abatement_planned = c.abatement_order[i];
      t.digitalisation_planned = c.digital_order[i];
      t.circular_planned = c.circular_order[i];
      t.circular_share = c.circular_share[i];
      t.finance_limit = b.f[handed::finance_limit][i];
      t.expansion_payback = b.f[handed::expansion_years][i];
      t.replacement_payback = b.f[handed::replacement_years][i];
      t.automation_payback = b.f[handed::automation_years][i];
      t.abatement_payback = b.f[handed::abatement_years][i];
      t.circular_payback = b.f[handed::circular_years][i];
      t.digitalisation_payback = b.f[handed::digitalisation_years][i];
    }
  }
}

ExitReason reason_to_leave(const ModelState& s, const Block& block, const CellInput& in, const LeverColumns& levers) {
  const Columns c = s.firms.columns().at(block.row);
  for (std::size_t i = 0; i < block.used; ++i) {
    if (c.weight[i] == 0 || c.id[i] != static_cast<std::uint64_t>(s.followed)) continue;
    if (worth::to_creditors(c, i, worth::valuation(in, s.kernel_parameters.goods_value)) < 0 && !in.budget_funded)
      return ExitReason::insolvent;
    if (c.expected_demand[i] * c.unit_labour[i] < in.exit_size) return ExitReason::too_small;
    const bool backward = c.productivity[i] < levers.of[static_cast<std::size_t>(Lever::phase_out)][i];
    return backward ? ExitReason::phased_out : ExitReason::unprofitable;
  }
  return ExitReason::none;
}

void note_exit(ModelState& s, const Columns& c, const BlockResult& result, ExitReason reason) {
  for (std::uint32_t k = 0; k < result.left_count; ++k) {
    if (!s.trace || c.id[result.left[k]] != static_cast<std::uint64_t>(s.followed)) continue;
    s.trace->exited = true;
    s.trace->exit_reason = reason;
  }
}

}  // namespace

}  // namespace kaldor

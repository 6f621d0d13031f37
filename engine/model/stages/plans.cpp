// Stages 3 and 5: firms see what inputs and labour will cost, set prices, plan output, hire and order materials; where
// they want more people than there are, all get the same part of what they want.

#include <algorithm>

#include "circular_use.hpp"
#include "functions.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "rivalry.hpp"

namespace kaldor {

namespace {

/// Last quarter's price of product g for buyers of region r, and what they expect it to be.
struct BuyerPrice {
  double last = 0, expected = 0;
};

BuyerPrice buyer_price(const ModelState& s, int g, int r) {
  const MarketTable& m = s.markets;
  const auto expect = [&](int market) {
    const double mix = s.scenario.parameters.expectation_price_mix;
    return m.last_price[market] * (1 + mix * m.inflation[market] + (1 - mix) * s.prices.expected);
  };
  if (m.tradable[g]) return {m.last_price[m.first[g]], expect(m.first[g])};
  BuyerPrice result;
  for (int q = 0; q < s.base.regions; ++q) {
    const double part = m.route(s.base, g, r, q);
    result.last += part * m.last_price[m.of(g, q)];
    result.expected += part * expect(m.of(g, q));
  }
  return result;
}

/// Current coefficients: total use of g by industry s stays, its import share follows prices.
void set_bundle_costs(ModelState& s) {
  const int n = s.base.industries, regions = s.base.regions;
  for (int r = 0; r < regions; ++r) {
    std::vector<BuyerPrice> price(n);
    for (int g = 0; g < n; ++g) price[g] = buyer_price(s, g, r);
    for (int i = 0; i < n; ++i) {
      double was[3] = {}, will[3] = {};
      double dearer = 0;  // materials, for what can be replaced, less collection
      for (int g = 0; g < n; ++g) {
        const double use = s.base.domestic(g, i) + s.base.imported(g, i);
        if (use == 0) continue;
        const double abroad = shifted_share(s.base.imported(g, i) / use, s.world.import_ratio[g]);
        const int kind = s.economy.industries[g].energy ? 1 : 0;
        const double foreign = use * abroad * s.world.domestic_price[g];
        const double last = use * (1 - abroad) * price[g].last + foreign,
                     expected = use * (1 - abroad) * price[g].expected + foreign;
        const double function = s.base.function_part(g, i);
        const double rest = (1 - function) * s.service_kept(g, i);
        was[kind] += rest * last;
        will[kind] += rest * expected;
        if (s.economy.industries[g].material) dearer += rest * (expected - last);
        was[2] += function * last;
        will[2] += function * expected;
      }
      const int c = s.cell(i, r);
      // What was paid for a delivered bundle, revalued: shortages and their cost count (stability.md F7).
      s.cells.cost_other[c] = was[0] > 0 ? s.cells.last_other[c] * (will[0] / was[0]) : 0;
      s.cells.cost_energy[c] = was[1] > 0 ? s.cells.last_energy[c] * (will[1] / was[1]) : 0;
      if (recyclable(s, i) > 0) {
        const BuyerPrice& sorted = price[static_cast<std::size_t>(recycler(s.economy))];
        dearer -= collection(s, i) * (sorted.expected - sorted.last);
        s.cells.cost_circular[c] = s.cells.last_circular[c] + dearer;
      }
      s.cells.cost_service[c] = was[2] > 0 ? s.cells.last_service[c] * (will[2] / was[2]) : 0;
    }
  }
}

void set_plan_inputs(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const double g0 = s.base.rates.growth;
  for (int c = 0; c < s.cell_count(); ++c) {
    const int industry = s.industry_of(c), r = s.region_of(c), m = s.markets.of(industry, r);
    const IndustryBase& i = s.base.industry[industry];
    CellInput& in = s.inputs[c];
    in.industry = industry;
    in.region = r;
    in.budget_funded = s.economy.industries[industry].budget_funded;
    in.market = m;
    in.cost_other =
        static_cast<float>(s.cells.cost_other[c] + land_rent(s, c) / (i.capacity * p.production_utilisation));
    in.cost_energy = static_cast<float>(s.cells.cost_energy[c]);
    in.cost_circular = static_cast<float>(s.cells.cost_circular[c]);
    in.recyclable = static_cast<float>(recyclable(s, industry));
    in.emission_factor = static_cast<float>(i.emission_factor);
    in.consumer_price = static_cast<float>(s.prices.consumer);
    in.unit_labour = static_cast<float>(i.unit_labour);
    in.wage = static_cast<float>(s.cells.wage[c]);
    in.wage_low = static_cast<float>(s.cells.wage_low[c]);
    in.high_skill = static_cast<float>(s.cells.high_skill[c]);
    const double mix = p.expectation_price_mix;
    const double expected = mix * s.markets.inflation[m] + (1 - mix) * s.prices.expected;
    in.log_expected_price = static_cast<float>(math::log(s.markets.last_price[m] * (1 + expected)));
    in.log_after_tax = static_cast<float>(math::log(1 - i.tax_rate));
    in.tax_rate = static_cast<float>(i.tax_rate);
    const Rivalry rivalry = rivalry_of(s, m);
    in.log_markup_norm = static_cast<float>(rivalry.log_markup_norm);
    in.price_war = static_cast<float>(1 + p.involution_price_war * rivalry.slack);
    in.recovery = static_cast<float>(1 - rivalry.slack);
    in.rivalry = static_cast<float>(rivalry.elasticity);
    in.cap_binds = cap_binds(s, m) ? 1.0F : 0.0F;
    in.capacity = static_cast<float>(i.capacity);
    in.inventory_target =
        s.economy.industries[industry].storable ? static_cast<float>(p.production_inventory_target) : 0.0F;
    // The first quarter is the exact base year; rules take over from the second (stability.md 2, step 11).
    const bool first = s.period == 0;
    in.hiring_speed = first ? 0.0F : static_cast<float>(p.labour_hiring_speed);
    in.order_extra = first ? static_cast<float>((g0 - s.opening_orders[c]) * p.production_materials_target) : 0.0F;
    in.output_extra = first ? static_cast<float>(g0) : 0.0F;
  }
}

}  // namespace

void plan_firms(ModelState& s) {
  if (s.scenario.mechanisms.functions) replace_services(s);
  set_bundle_costs(s);
  set_plan_inputs(s);
  set_data_inputs(s);
  set_function_inputs(s);
  const Kernels& run = kernels();
  const KernelContext context = kernel_context(s);
  sweep(s, [&](std::size_t b) {
    const Block& block = s.firms.blocks()[b];
    s.results[b] = BlockResult{};
    BlockMemory& memory = block_memory();
    const LeverColumns levers = lever_columns(s, block, memory);
    run.plan(s.firms.columns().at(block.row), block.padded(), s.inputs[block.cell], levers, context, memory.buffers,
             s.results[b].sums);
  });
  s.collect_sums();
}

namespace {

/// People of a region and skill who can be at work this quarter: those who stay with their firm, and the part of the
/// job seekers, who lost or left a job or had none, that firms find in time (S§1.21).
double reachable_people(const ModelState& s, int r, int skill) {
  const Parameters& p = s.scenario.parameters;
  const double force = s.households.labour_force(r, skill);
  const double staying = (1 - p.labour_separations) * std::min(force, s.households.employed(r, skill));
  const double usual = skill == 0 ? p.labour_matching : p.labour_matching_high;
  const double found = usual + (1 - usual) * matching_gain(s, r);
  return staying + found * (force - staying);
}

}  // namespace

void ration_labour(ModelState& s) {
  for (int r = 0; r < s.base.regions; ++r) {
    double low = 0, high = 0;
    for (int i = 0; i < s.base.industries; ++i) {
      const int c = s.cell(i, r);
      low += s.of(c, CellSum::heads) * (1 - s.cells.high_skill[c]);
      high += s.of(c, CellSum::heads) * s.cells.high_skill[c];
    }
    // Researchers and staff of functions and practice are wanted as last quarter and compete with everybody else.
    const double staff = s.staff_wanted[r], reachable = reachable_people(s, r, 1);
    const double scale = std::min({1.0, reachable_people(s, r, 0) / low, reachable / (high + staff)});
    s.labour_scale[r] = static_cast<float>(scale);
    s.staff_reachable[r] = std::max(0.0, reachable - s.labour_scale[r] * high);
    s.staff_scale[r] = staff > s.staff_reachable[r] ? s.staff_reachable[r] / staff : 1.0;
  }
}

}  // namespace kaldor

// Stage 9: expectations are revised and one capital budget ranks expansion, replacement, automation, abatement,
// digitalisation, functions and circular use by payback under the finance limit. Orders are placed now and paid on
// delivery. Writes expected_demand, investment, scrapping, automation_order, abatement_order, digital_order,
// circular_order, offered.

#include "budget.hpp"
#include "circular.hpp"
#include "data.hpp"
#include "functions.hpp"
#include "kernels.hpp"
#include "machines.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

enum Own {
  kFund = handed::kFloats,
  kDebt,
  kFunctionCost,
  kFunctionYears,
  kGranted,
  kSeen,
  kDigitalWant,
  kMachineEnergy,
  kMachinePrice,
  kOwnEnd,
  // when those are spent
  kPool = kFund,
  kBuyers = kDebt
};
static_assert(kOwnEnd <= Buffers::kFloats);

/// Words of chance, and the project in functions that a firm would like best.
enum Word { kLuck, kKind = kLuck + 4, kWordEnd };
static_assert(kWordEnd <= Buffers::kWords);

}  // namespace

void project(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers, const KernelContext& k,
             Buffers& b, CellSums& sums) {
  const KernelParameters& p = k.p;
  float* __restrict expected = c.expected_demand;
  float* __restrict investment = c.investment;
  float* __restrict scrapping = c.scrapping;
  float* __restrict automation = c.automation_order;
  float* __restrict abatement = c.abatement_order;
  float* __restrict digitalisation = c.digital_order;
  float* __restrict recovery = c.circular_order;
  float* __restrict offered = c.offered;
  const float* __restrict share = c.share;
  const float* __restrict share_before = c.share_before;
  const float* __restrict capital = c.capital;
  const float* __restrict productivity = c.productivity;
  const float* __restrict technique = c.technique;
  const float* __restrict energy = c.energy_intensity;
  const float* __restrict energy_technique = c.energy_technique;
  const float* __restrict automated = c.automated;
  const float* __restrict abated = c.abatement;
  const float* __restrict circular = c.circular_share;
  const float* __restrict price = c.price;
  const float* __restrict unit_cost = c.unit_cost;
  const float* __restrict employees = c.employees;
  const float* __restrict weight = c.weight;
  const std::int32_t* __restrict founded = c.founded;
  const double* __restrict deposits = c.deposits;
  const double* __restrict loans = c.loans;
  const float* __restrict carbon_price = values(levers, Lever::carbon_price);
  const float* __restrict resource_price = values(levers, Lever::resource_price);
  const float* __restrict standard = values(levers, Lever::emission_standard);
  const float* __restrict quota = values(levers, Lever::emission_quota);
  const float* __restrict base_emissions = c.base_emissions;
  const float* __restrict machine_subsidy = values(levers, Lever::automation_subsidy);
  const float* __restrict pilot = values(levers, Lever::demonstration_pilot);
  const float* __restrict practice = c.practice;
  float* __restrict fund = b.f[kFund];
  const float* __restrict profit = b.f[handed::profit];
  const float* __restrict profit_tax = b.f[handed::profit_tax];
  const float* __restrict taste = c.automation_taste;
  float* __restrict expand_years = b.f[handed::expansion_years];
  float* __restrict replace_years = b.f[handed::replacement_years];
  float* __restrict robot_years = b.f[handed::automation_years];
  float* __restrict filter_years = b.f[handed::abatement_years];
  float* __restrict recovery_years = b.f[handed::circular_years];
  float* __restrict limit_of_finance = b.f[handed::finance_limit];
  std::uint32_t* const* luck = b.w + kLuck;
  for (std::size_t i = 0; i < n; ++i)
    fund[i] = static_cast<float>(deposits[i] / static_cast<double>(mx(weight[i], kSmall)));
  float* __restrict debt = b.f[kDebt];
  for (std::size_t i = 0; i < n; ++i)
    debt[i] = static_cast<float>(loans[i] / static_cast<double>(mx(weight[i], kSmall)));

  float* __restrict function_cost = b.f[kFunctionCost];
  float* __restrict function_years = b.f[kFunctionYears];
  float* __restrict granted = b.f[kGranted];
  // Lasting tastes: three for functions, one for circular use.
  if (in.functions || in.recyclable > 0)
    draw_words(c.id, n, k.key, 1, Stream::functions, luck[0], luck[1], luck[2], luck[3]);
  plan_functions(c, n, in, levers, k, luck[0], luck[1], luck[2], b.w[kKind], function_cost, function_years);
  circular_projects(c, n, in, p, luck[3], recovery_years);

  const int period = static_cast<int>(k.period), grace = p.young;
  const float speed = p.demand_speed, extrapolation = p.extrapolation, before = in.orders_before, growth = in.growth,
              slow = in.slow_ratio, capacity = in.capacity, normal = p.utilisation;
  const float cheaper = p.rate_response, offer = p.idle_offer, alarm = p.alarm, flow_part = p.cash_flow_part;
  const float* __restrict softness = b.f[handed::softness];
  const float kept = p.capacity_kept, slack = 1 - in.recovery, held = p.place_held * slack * mx(0.0F, in.growth),
              lent = p.soft_credit * slack * in.capital_price * (1 + in.expected_inflation);
  const float* __restrict interest_subsidy = values(levers, Lever::credit_subsidy);
  const float rate = in.rate_factor, adjustment = p.adjustment, wear = p.depreciation,
              limit = p.investment_limit * in.land_room;
  const float idle = p.second_hand ? p.idle_margin : kUnlimited,
              buy_price = in.capital_price * (1 + in.expected_inflation);
  const float value = in.capital_price, buffer = p.buffer_part * p.buffer, room = p.loan_to_value * in.capital_price,
              bank = in.bank_capacity;
  const float* __restrict wage_floor = values(levers, Lever::minimum_wage);
  const float* __restrict capacity_cap = values(levers, Lever::capacity_cap);
  const float binding = in.cap_binds;
  const float* __restrict member = levers.member;
  const float* __restrict vouched = levers.vouched;
  const float referral = p.referral * in.capital_price, vouching = p.vouching * in.capital_price;
  const float wage_low = in.wage_low, low = 1 - in.high_skill, labour = in.unit_labour, net = 1 - in.tax_rate;
  const CellInput cell = in;
  const float factor = in.emission_factor, consumer = in.consumer_price;
  const float longest = p.payback, scrap_limit = p.replacement ? p.scrapping_limit : 0.0F;
  const float task_cost = p.automation_cost * 4 * in.base_wage, task_speed = p.automation ? p.automation_speed : 0.0F;
  const float task_limit = p.automation_limit, wage = in.wage;
  const float slope = p.abatement_slope, tonne_cost = p.abatement_cost,
              filter_speed = p.abatement ? p.abatement_speed : 0.0F, filter_limit = p.abatement_limit;
  const float recyclable = 4 * in.recyclable, recovery_speed = p.circular_speed, most = p.circular_most;
  const KernelParameters par = p;
  const float* __restrict seen = c.demand;
  if (p.forecast_error > 0) {
    draw_words(c.id, n, k.key, k.period, Stream::forecast, luck[0], luck[1], luck[2], luck[3]);
    seen_demand(c, n, p, in, luck[0], b.f[kSeen]);
    seen = b.f[kSeen];
  }
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const bool sells = share[i] > 0;
    const bool young = period - founded[i] < grace;
    const float pace = young ? 1.0F : speed;
    const float trust = young ? 0.0F : extrapolation;
    // Orders are the share of the market times its orders, and so they were in the quarter before.
    const float last = seen[i] * before * share_before[i] / mx(share[i], kTiny);
    const float revised = (expected[i] + pace * (seen[i] - expected[i]) + trust * (seen[i] - last)) * (1 + growth);
    expected[i] = sells ? mx(0.0F, revised) : expected[i];
  }
  float* __restrict digital_want = b.f[kDigitalWant];
  float* __restrict digital_years = b.f[handed::digitalisation_years];
  if (p.digitalisation)
    digital_projects(c, n, p, in, levers, digital_want, digital_years);
  else
    for (float* none : {digital_want, digital_years}) clear(none, n);
  float* __restrict machine_energy = b.f[kMachineEnergy];
  float* __restrict machine_price = b.f[kMachinePrice];
  choose_machines(c, n, in, levers, machine_energy, machine_price);
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const bool sells = share[i] > 0;
    const float d = expected[i];
    // Expansion: the fast expectation of the firm, held in by the slow one of its market.
    const float wanted = d * slow * (1 + growth) / (capacity * normal) * (rate + cheaper * interest_subsidy[i]);
    const float surplus = mx(0.0F, capital[i] - idle * wanted);
    const float idle_part = offer * surplus * (1 - softness[i]);
    const float gap = wanted - capital[i];
    const float sober = wear * capital[i] + adjustment * gap + growth * capital[i] * (1 - adjustment);
    // Who is kept alive in any case keeps capacity too, and in a slack market its place: who gives way first loses
    // most.
    const float upkeep = softness[i] * kept * wear * capital[i] + softness[i] * held * capital[i];
    const float plan = mx(sober, softness[i] > 0 ? upkeep : sober);
    const float bounded = mx(0.0F, mn(plan, (limit + wear) * capital[i]));
    // Where a cap binds wear may be replaced, and so much of the rest is forbidden.
    const float permitted = bounded - binding * mn(1.0F, capacity_cap[i]) * mx(0.0F, bounded - wear * capital[i]);
    const float energy_price = energy_cost(cell, resource_price[i], carbon_price[i], abated[i]);
    const float expand = idle_part > 0 ? 0.0F : permitted * machine_price[i];
    const float margin = mx(kSmall, price[i] * net - unit_cost[i]);
    const float expand_payback = value * machine_price[i] / (capacity * normal * 4 * margin);
    // Replacement of backward vintages.
    const float paid = wage + low * mx(0.0F, wage_floor[i] - wage_low);
    const float save_labour = paid * labour * (1 - automated[i]) * (1 / productivity[i] - 1 / technique[i]);
    const float save_energy = energy_price * (energy[i] - energy_technique[i] * machine_energy[i]);
    const float saving = 4 * (save_labour + save_energy);
    const float payback = saving > 0 ? value * machine_price[i] / (capacity * mx(saving, kTiny)) : kNever;
    const float replace = payback <= longest ? scrap_limit * capital[i] * machine_price[i] : 0.0F;
    // Automation: years of wages it costs against the wages it saves.
    const float tasks = employees[i] / (1 - automated[i]);
    const float step = mx(0.0F, mn(task_speed, task_limit - automated[i]));
    const float cost = task_cost * tasks * step;
    const float robot_payback = task_cost * taste[i] * value * mx(0.0F, 1 - machine_subsidy[i] - pilot[i]) /
                                (4 * paid * robots_with_practice(p, in, practice[i]));
    const float robots = robot_payback <= longest ? cost : 0.0F;
    // Abatement: for the price of carbon, or because a rule demands it.
    const float dirt = energy[i] * (1 - abated[i]);
    const bool over = (standard[i] > 0) & (dirt > alarm * standard[i]);
    const bool capped = (quota[i] > 0) & (factor * dirt * d > alarm * quota[i] * base_emissions[i]);
    const bool forced = over | capped;
    const float unit_abatement = tonne_cost * (1 + slope * abated[i]);
    const float filter_payback = forced ? 0.0F : unit_abatement * value / mx(carbon_price[i] * consumer, kTiny);
    const float filter_step = mx(0.0F, mn(filter_speed, filter_limit - abated[i]));
    const float filters = filter_payback <= longest ? unit_abatement * filter_step * 4 * factor * energy[i] * d : 0.0F;
    // Circular use: equipment that replaces materials.
    const float recovery_step = mx(0.0F, mn(recovery_speed, most - circular[i]));
    const float recover =
        recovery_years[i] <= longest ? recovery_cost(par, circular[i]) * recovery_step * recyclable * d : 0.0F;
    // One budget.
    const float flow = mx(0.0F, profit[i] - profit_tax[i] + wear * capital[i] * value);
    const float money = mx(0.0F, fund[i] - buffer * price[i] * d) + flow_part * flow +
                        bank * mx(0.0F, (room + referral * member[i] + vouching * vouched[i]) * capital[i] - debt[i]);
    // Who is backed gets the credit that it takes to keep its place in a slack market, whatever it earns.
    const float budget = mx(money, lent * upkeep) / buy_price;
    Budget projects;
    projects.ask(kExpansion, expand, expand_payback);
    projects.ask(kReplacement, replace, payback);
    projects.ask(kAutomation, robots, robot_payback);
    projects.ask(kAbatement, filters, filter_payback);
    projects.ask(kDigitalisation, digital_want[i], digital_years[i]);
    projects.ask(kFunction, function_cost[i], function_years[i]);
    projects.ask(kCircular, recover, recovery_years[i]);
    projects.share_out(budget);
    expand_years[i] = expand_payback;
    replace_years[i] = payback;
    robot_years[i] = robot_payback;
    filter_years[i] = filter_payback;
    limit_of_finance[i] = money;
    const bool runs = sells;
    investment[i] = runs ? projects.granted[kExpansion] + projects.granted[kReplacement] : 0.0F;
    scrapping[i] = runs ? projects.granted[kReplacement] / mx(capital[i] * machine_price[i], kTiny) : 0.0F;
    automation[i] = runs ? projects.granted[kAutomation] : 0.0F;
    abatement[i] = runs ? projects.granted[kAbatement] : 0.0F;
    digitalisation[i] = runs ? projects.granted[kDigitalisation] : 0.0F;
    recovery[i] = runs ? projects.granted[kCircular] : 0.0F;
    granted[i] = runs ? projects.granted[kFunction] : 0.0F;
    offered[i] = runs ? idle_part : 0.0F;
  }
  if (in.functions) order_functions(c, n, b.w[kKind], function_cost, granted);
  float* __restrict pool = b.f[kPool];
  float* __restrict buyers = b.f[kBuyers];
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    pool[i] = offered[i] / productivity[i];
    const float wanted = investment[i];
    buyers[i] = offered[i] > 0 ? 0.0F : wanted;
  }
  add(sums, CellSum::offered, weighted_sum(weight, offered, n));
  add(sums, CellSum::offered_over_productivity, weighted_sum(weight, pool, n));
  add(sums, CellSum::wanted, weighted_sum(weight, buyers, n));
}

}  // namespace kaldor::KALDOR_ISA

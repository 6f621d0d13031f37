#include "model_state.hpp"

#include <algorithm>
#include <cmath>

#include "circular_use.hpp"
#include "demography.hpp"
#include "founders.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"

namespace kaldor {

void spread_spending(double spending, double people, const Vector& omega, const Vector& price, const Vector& epsilon,
                     double sigma, double* quantity);

namespace {

std::vector<std::size_t> record_counts(const Strata& strata) {
  std::vector<std::size_t> counts;
  for (const std::vector<Stratum>& cell : strata) counts.push_back(cell.size());
  return counts;
}

/// Tastes for which the households of the base year together buy what the table says, at prices of one.
void solve_tastes(ModelState& s) {
  const int n = s.base.industries;
  const Parameters& p = s.scenario.parameters;
  double total = 0, people = 0;
  for (double v : s.base.household_need) total += v;
  for (double v : s.households.labour_force.values) people += v;
  s.spending_unit = total / people;
  Vector price(n, 1.0), epsilon(n);
  s.households.omega.assign(n, 0.0);
  for (int g = 0; g < n; ++g) {
    epsilon[g] = s.income_elasticity(g);
    s.households.omega[g] = s.base.household_need[g] / total;
  }
  Vector quantity(n);
  for (int step = 0; step < 200; ++step) {
    Vector bought(n, 0.0);
    for (int r = 0; r < s.base.regions; ++r)
      for (int k = 0; k < kSkills; ++k) {
        const double spending =
            s.base.income_propensity * s.base.income(r, k) + p.household_wealth_propensity * s.base.ownership(r, k) *
                                                                 s.base.household_deposits / (1 + s.base.rates.nominal);
        spread_spending(spending, s.households.labour_force(r, k) * s.spending_unit, s.households.omega, price, epsilon,
                        p.household_substitution, quantity.data());
        for (int g = 0; g < n; ++g) {
          bought[g] += quantity[g];
          s.households.needs(r * kSkills + k, g) = quantity[g];
        }
      }
    for (int g = 0; g < n; ++g)
      if (bought[g] > 0) s.households.omega[g] *= s.base.household_need[g] / bought[g];
  }
}

}  // namespace

CellTable::CellTable(std::size_t cells) {
  for (Vector* v : {&wage_low, &wage_high, &wage, &high_skill, &cost_other, &cost_energy, &paid_other, &paid_energy,
                    &last_other, &last_energy, &cost_circular, &paid_circular, &last_circular, &cost_service,
                    &paid_service, &last_service, &return_on_capital, &mean_size, &firms})
    v->assign(cells, 0.0);
  for (Vector* v : {&delivered, &mean_productivity, &knowledge, &spillover}) v->assign(cells, 1.0);
}

ModelState::ModelState(const Economy& e, const Scenario& sc, std::uint64_t which, int threads)
    : economy(e),
      scenario(sc),
      base(solve_base_year(e, sc)),
      key(make_key(sc.seed, which)),
      grid(MoneyGrid::for_yearly_flow(4 * base.gdp)),
      relatedness(e, sc.parameters.innovation_related_from),
      workers(threads),
      kernel_parameters(kaldor::kernel_parameters(sc, base, e)),
      replication(which),
      strata(plan_strata(e, base, sc, workers)),
      firms(record_counts(strata)),
      markets(base, e),
      cells(static_cast<std::size_t>(base.industries * base.regions)),
      ecosystem(base, relatedness, sc.parameters, key),
      ledger(SectorIndex(base.regions, kSkills).count()),
      sectors(base.regions, kSkills),
      land(open_land(base, e, sc)),
      layout(e.industry_count(), e.region_count()) {
  const int n = base.industries, regions = base.regions, cells_total = cell_count();
  const std::size_t r = static_cast<std::size_t>(regions);
  frame.assign(layout.size, std::nan(""));
  for (Matrix* m : {&households.deposits, &households.income, &households.last_income, &households.spending,
                    &households.employed, &households.wage})
    *m = Matrix(r, kSkills);
  households.needs = Matrix(r * kSkills, static_cast<std::size_t>(n));
  for (Matrix* m : {&quarter.buyer_price, &quarter.buyer_value, &quarter.buyer_fill, &quarter.government_orders,
                    &quarter.export_orders, &quarter.directed_purchases, &quarter.directed_exports, &last_home_price})
    *m = Matrix(static_cast<std::size_t>(n), r);
  for (Matrix* m : {&quarter.firm_investment, &quarter.public_investment, &quarter.housing, &entry_equity, &entry_fees})
    *m = Matrix(r, 1);
  for (Vector* v : {&quarter.investment_value, &quarter.investment_delivered, &quarter.population_part, &labour_scale,
                    &rd_heads, &median_wage, &staff_wanted, &staff_scale, &staff_reachable, &staff_part})
    v->assign(r, 1.0);
  for (Vector* v : {&base_size, &smallest_size, &bottom_weight, &opening_orders, &entrants, &diversified})
    v->assign(cells_total, 0.0);
  mean_energy.assign(cells_total, 1.0);
  known_energy.assign(cells_total, 1.0);
  base_tax.assign(cells_total, 0.0);
  log_markup_norm.assign(markets.count(), 0.0);
  inputs.assign(cells_total, CellInput{});
  prepare_programmes(*this);
  prepare_founders(*this);
  for (CellInput& in : inputs) in.spillover = 1;
  sums.assign(cells_total, CellSums{});
  cells.return_on_capital.assign(cells_total, e.return_on_capital / 4);
  for (int c = 0; c < cells_total; ++c) {
    const IndustryBase& i = base.industry[industry_of(c)];
    cells.last_other[c] = cells.cost_other[c] = i.inputs - i.energy_inputs - i.fee;
    cells.last_service[c] = cells.cost_service[c] = i.fee;
    cells.last_energy[c] = cells.cost_energy[c] = i.energy_inputs;
    cells.last_circular[c] = cells.cost_circular[c] = circular_saving(*this, industry_of(c));
    cells.wage[c] = i.wage_premium * ((1 - i.high_skill) * base.wage[0] + i.high_skill * base.wage[1]);
  }
  government.trend_growth = base.rates.growth;
  bank.loan_rate = base.rates.loan;
  bank.deposit_rate = base.rates.deposit;
  bank.bond_rate = base.rates.bond;
  bank.foreign_rate = base.rates.foreign;
  real_rate_base = base.rates.loan - base.rates.inflation;
  prices.last_change = prices.expected = base.rates.inflation;
  for (std::size_t k = 0; k < prices.consumer_history.size(); ++k)
    prices.consumer_history[k] = math::pow(1 + base.rates.inflation, -static_cast<double>(k + 1));
  world.import_ratio.assign(n, 1.0);
  world.domestic_price.assign(n, 1.0);
  world.last_domestic_price.assign(n, 1.0);
  for (int g = 0; g < n; ++g) {
    world.price.push_back(1 / (1 + base.industry[g].world_price_growth));
    world.log_frontier.push_back(base.industry[g].log_frontier);
  }
  last_gdp = base.gdp / (1 + base.rates.nominal);
  open_data(*this);
  found_firms(*this, strata);
  strata = Strata{};
  settle_people();
  solve_tastes(*this);
  place_orders(base, economy, scenario, households.needs);
  start_new_industries(*this);
  measure_balance_sheets();
}

void ModelState::settle_people() {
  households.labour_force = base.labour_force;
  households.last_income = base.income;
  for (double& v : households.last_income.values) v /= 1 + base.rates.nominal;
  households.tax_rate = base.household_tax;
  world.smoothed_balance = base.trade_balance;
  for (int r = 0; r < base.regions; ++r) {
    rd_heads[r] = staff_wanted[r] = base.rd_heads(r, 0);
    for (int k = 0; k < kSkills; ++k) {
      households.wage(r, k) = base.wage[k];
      households.employed(r, k) = base.labour_force(r, k) * (1 - base.unemployment[k]);
    }
  }
}

/// Stocks of the others follow from the firms that were drawn; households come last (stability.md F18).
void ModelState::measure_balance_sheets() {
  const Columns& c = firms.columns();
  firm_deposits = firm_loans = 0;
  for (const Block& block : firms.blocks())
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      firm_deposits += c.deposits[row];
      firm_loans += c.loans[row];
    }
  begin_entry(*this);
  bank.loans = firm_loans;
  bank.equity = grid.round(base.bank_equity);
  government.bonds = grid.round(base.bonds);
  world.foreign_assets = grid.round(base.foreign_assets);
  const double total = firm_loans + government.bonds + world.foreign_assets - firm_deposits - bank.equity;
  double rest = total;
  for (int r = 0; r < base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      const bool last = r == base.regions - 1 && k == kSkills - 1;
      households.deposits(r, k) = last ? rest : grid.round(total * base.ownership(r, k));
      rest -= households.deposits(r, k);
    }
  bank.reserves = grid.round(scenario.parameters.finance_reserve_ratio * (firm_deposits + total));
}

void ModelState::collect_sums() {
  for (CellSums& s : sums) s = CellSums{};
  for (std::size_t b = 0; b < results.size() && b < firms.blocks().size(); ++b) {
    CellSums& to = sums[firms.blocks()[b].cell];
    for (std::size_t k = 0; k < kCellSums; ++k) to.v[k] += results[b].sums.v[k];
  }
}

KernelContext kernel_context(const ModelState& s) {
  bool refunds = false;
  for (Lever l : {Lever::design_subsidy, Lever::brand_subsidy, Lever::service_subsidy, Lever::headquarters_subsidy})
    refunds |= s.levers.any[static_cast<std::size_t>(l)];
  return {s.kernel_parameters,           s.key,  static_cast<std::uint32_t>(s.period), s.grid.magic,
          !s.levers.conditional.empty(), refunds};
}

double ModelState::foreign_growth() const {
  const double start = quarterly_growth(economy.growth + scenario.parameters.external_growth_gap);
  const double own = math::exp(-period / (4 * scenario.parameters.external_convergence));
  return own * start + (1 - own) * government.trend_growth;
}

double ModelState::total(CellSum which) const {
  double sum = 0;
  for (const CellSums& s : sums) sum += at(s, which);
  return sum;
}

double ModelState::of_industry(int s, CellSum which) const {
  double sum = 0;
  for (int r = 0; r < base.regions; ++r) sum += of(cell(s, r), which);
  return sum;
}

double ModelState::of_market(int m, CellSum which) const {
  const int g = markets.industry[m];
  return markets.tradable[g] ? of_industry(g, which) : of(cell(g, m - markets.first[g]), which);
}

double ModelState::new_deposits() const {
  double sum = entry_loans;
  for (double v : entry_equity.values) sum += v;
  for (double v : ecosystem.fund_equity) sum += v;
  sum += ecosystem.grants;
  return sum;
}

}  // namespace kaldor

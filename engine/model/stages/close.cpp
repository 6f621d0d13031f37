// Stage 13, first half: stocks take up the quarter's flows, both matrices are checked, government and people adjust.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/errors.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

/// People move toward jobs and wages; they take their deposits along (S§1.21).
void migrate(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const int regions = s.base.regions;
  for (int k = 0; k < kSkills; ++k) {
    double employed = 0, force = 0, wages = 0;
    for (int r = 0; r < regions; ++r) {
      employed += s.households.employed(r, k);
      force += s.households.labour_force(r, k);
      wages += s.households.wage(r, k) * s.households.labour_force(r, k);
    }
    Vector pull(regions), moved(regions, 0.0), faster(regions);
    for (int r = 0; r < regions; ++r) faster[r] = matching_gain(s, r);
    for (int r = 0; r < regions; ++r)
      pull[r] = employed / force - s.households.employed(r, k) / s.households.labour_force(r, k) -
                p.labour_migration_wage * math::log(s.households.wage(r, k) / (wages / force)) -
                (k == 1 ? talent_pull(s, r) : 0.0);
    for (int from = 0; from < regions; ++from)
      for (int to = 0; to < regions; ++to) {
        const double push = pull[from] - pull[to];  // unemployment there minus here
        if (push <= 0) continue;
        const double rate =
            p.labour_migration_speed * (1 + faster[to]) * push * s.households.labour_force(to, k) / force;
        const double people = std::min(rate, p.labour_migration_limit) * s.households.labour_force(from, k);
        const double deposits =
            s.grid.round(s.households.deposits(from, k) * people / s.households.labour_force(from, k));
        moved[from] -= people;
        moved[to] += people;
        s.ledger.pay(Flow::migrants_deposits, s.sectors.household(from, k), s.sectors.household(to, k), deposits);
      }
    for (int r = 0; r < regions; ++r) s.households.labour_force(r, k) += moved[r];
  }
}

void upgrade_skills(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  for (int r = 0; r < s.base.regions; ++r) {
    const double low = 1 - s.households.employed(r, 0) / s.households.labour_force(r, 0);
    const double high = 1 - s.households.employed(r, 1) / s.households.labour_force(r, 1);
    const double gap = std::clamp(low - high, -p.labour_upgrading_band, p.labour_upgrading_band);
    const double graduates =
        s.scenario.mechanisms.universities ? 1 + p.universities_graduates * s.ecosystem.research[r] : 1.0;
    const double share = p.labour_skill_upgrading * (1 + p.labour_upgrading_response * gap) * graduates;
    const double people = share * s.households.labour_force(r, 0);
    s.households.labour_force(r, 0) -= people;
    s.households.labour_force(r, 1) += people;
    s.ledger.pay(Flow::migrants_deposits, s.sectors.household(r, 0), s.sectors.household(r, 1),
                 s.grid.round(share * s.households.deposits(r, 0)));
  }
}

void post_entry(ModelState& s) {
  for (int r = 0; r < s.base.regions; ++r) {
    const double equity = s.entry_equity(r, 0),
                 part = s.base.ownership(r, 1) / (s.base.ownership(r, 0) + s.base.ownership(r, 1));
    const double high = s.grid.round(equity * part);
    s.ledger.pay(Flow::entry_equity, s.sectors.household(r, 1), s.sectors.firms_capital(), high);
    s.ledger.pay(Flow::entry_equity, s.sectors.household(r, 0), s.sectors.firms_capital(), equity - high);
    const double fees = s.entry_fees(r, 0), high_fees = s.grid.round(fees * part);
    s.ledger.pay(Flow::entry_fees, s.sectors.household(r, 1), s.sectors.government(), high_fees);
    s.ledger.pay(Flow::entry_fees, s.sectors.household(r, 0), s.sectors.government(), fees - high_fees);
  }
}

/// What owners of firms that were bought get.
void post_acquisitions(ModelState& s) {
  double left = s.acquisitions;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      const bool last = r == s.base.regions - 1 && k == kSkills - 1;
      const double part = last ? left : s.grid.round(s.acquisitions * s.base.ownership(r, k));
      left -= part;
      s.ledger.pay(Flow::acquisitions, s.sectors.firms_capital(), s.sectors.household(r, k), part);
    }
}

/// Changes of balance sheets: measured on the firms, added up for the others.
void take_up_flows(ModelState& s) {
  const SectorIndex& x = s.sectors;
  Ledger& l = s.ledger;
  l.pay(Flow::retained_earnings, x.firms_current(), x.firms_capital(), l.column_sum(x.firms_current()));
  double deposits_change = 0;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      const double change = l.column_sum(x.household(r, k));
      s.households.deposits(r, k) += change;
      l.acquire(Flow::deposits, x.household(r, k), change);
      deposits_change += change;
    }
  const double deposits = s.total(CellSum::deposits) + s.new_deposits() + s.stake_loans + s.stakes.now.dividends -
                          s.acquisitions - s.chains.called;
  const double loans = s.total(CellSum::loans) + s.entry_loans + s.stake_loans;
  l.acquire(Flow::deposits, x.firms_capital(), deposits - s.firm_deposits);
  l.acquire(Flow::loans, x.firms_capital(), s.firm_loans - loans);
  deposits_change += deposits - s.firm_deposits;
  const double funds_change = l.column_sum(x.venture_funds());
  l.acquire(Flow::deposits, x.venture_funds(), funds_change);
  deposits_change += funds_change;
  l.acquire(Flow::deposits, x.bank(), -deposits_change);
  l.acquire(Flow::loans, x.bank(), loans - s.firm_loans);
  const double deficit = -l.column_sum(x.government());
  const double abroad = -l.column_sum(x.world());
  s.quarter.deficit = deficit;
  double household_deposits = 0;
  for (double v : s.households.deposits.values) household_deposits += v;
  const double reserves = s.grid.round(s.scenario.parameters.finance_reserve_ratio * (deposits + household_deposits));
  const double reserve_change = reserves - s.bank.reserves;
  l.acquire(Flow::bonds, x.government(), -deficit);
  l.acquire(Flow::bonds, x.bank(), deficit - reserve_change);
  l.acquire(Flow::bonds, x.central_bank(), reserve_change);
  l.acquire(Flow::reserves, x.bank(), reserve_change);
  l.acquire(Flow::reserves, x.central_bank(), -reserve_change);
  l.acquire(Flow::foreign_assets, x.world(), -abroad);
  l.acquire(Flow::foreign_assets, x.bank(), abroad);
  s.government.bonds += deficit;
  s.world.foreign_assets += abroad;
  s.bank.reserves = reserves;
  s.bank.loans = loans;
  s.firm_deposits = deposits;
  s.firm_loans = loans;
}

}  // namespace

void check_accounts(ModelState& s) {
  s.force_at_work = s.households.labour_force;
  if (s.scenario.mechanisms.migration) migrate(s);
  if (s.scenario.mechanisms.skill_upgrading) upgrade_skills(s);
  settle_programmes(s);
  post_entry(s);
  post_ventures(s);
  post_acquisitions(s);
  take_up_flows(s);
  const Ledger::Residual flow = s.ledger.residual();
  double household_deposits = 0;
  for (double v : s.households.deposits.values) household_deposits += v;
  double fund_deposits = 0;
  for (double v : s.ecosystem.fund) fund_deposits += v;
  // Never imposed: what the bank owns is what it owes (S§5.2, redundant equation).
  const double balance = s.firm_loans + s.government.bonds + s.world.foreign_assets - household_deposits -
                         fund_deposits - s.firm_deposits - s.bank.equity;
  double product = s.total(CellSum::revenue) - s.total(CellSum::materials_paid) + s.quarter.stocks;
  const double gap = product - s.quarter.gdp;
  s.residual = std::max({std::fabs(flow.amount), std::fabs(balance), std::fabs(gap)}) / s.quarter.gdp;
  if (!(s.residual <= 1e-9)) {
    const std::string where = std::fabs(flow.amount) >= std::max(std::fabs(balance), std::fabs(gap))
                                  ? (flow.is_row ? fmt::format("row '{}'", name(static_cast<Flow>(flow.index)))
                                                 : fmt::format("column {} of the transaction matrix", flow.index))
                                  : (std::fabs(balance) > std::fabs(gap) ? std::string("balance sheet of the bank")
                                                                         : std::string("product by origin and by use"));
    throw RunError("accounts", s.period + 1, where,
                   fmt::format("does not close: flows {:.6g}, balance sheet {:.6g}, product {:.6g}, GDP {:.6g}",
                               flow.amount, balance, gap, s.quarter.gdp));
  }
}

/// Trend, tax rule, price memory: what the next quarter starts from.
void close_quarter(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  Quarter& q = s.quarter;
  s.households.last_income = s.households.income;
  s.world.smoothed_balance = (1 - p.external_balance_speed) * s.world.smoothed_balance / s.last_gdp * q.gdp +
                             p.external_balance_speed * (q.exports - q.imports);
  s.last_gdp = q.gdp;

  const double debt_gap = std::clamp(s.government.bonds / (4 * q.gdp) - s.economy.government_debt_ratio,
                                     -p.government_debt_band, p.government_debt_band);
  const double deficit_gap = std::clamp(q.deficit / q.gdp - 4 * s.base.rates.nominal * s.economy.government_debt_ratio,
                                        -p.government_deficit_band, p.government_deficit_band);
  const double answer = p.government_debt_response / kQuartersPerYear * debt_gap;
  const double damping = p.government_deficit_response * p.government_deficit_speed * deficit_gap;
  s.households.tax_rate =
      std::max(p.government_tax_floor, std::min(s.households.tax_rate + answer + damping, p.government_tax_ceiling));

  double people = 0;
  for (double v : s.households.employed.values) people += v;
  s.productivity_history.push_back(s.gdp_real / people);
  const std::size_t quarters = s.productivity_history.size();
  const auto window = static_cast<std::size_t>(p.government_trend_window);
  double growth = s.base.rates.growth;
  if (quarters > window)
    growth = math::log(s.productivity_history.back() / s.productivity_history[quarters - 1 - window]) /
             static_cast<double>(window);
  growth = std::clamp(growth, p.government_trend_low, p.government_trend_high);
  s.government.trend_growth += p.government_trend_speed * (growth - s.government.trend_growth);
  s.government.trend *= 1 + s.government.trend_growth;
  if (quarters > window) s.productivity_history.erase(s.productivity_history.begin());

  for (int m = 0; m < s.markets.count(); ++m) {
    s.markets.last_price[m] = s.markets.price[m];
  }
  // Banks tighten as their capital falls from its target toward what is required of them.
  const double capital = s.bank.loans > 0 ? s.bank.equity / s.bank.loans : 1;
  const double room =
      (capital - p.finance_bank_requirement) / std::max(1e-6, p.finance_bank_capital - p.finance_bank_requirement);
  s.bank.capacity = s.scenario.mechanisms.credit_rationing ? std::clamp(room, 0.0, 1.0) : 1.0;
}

}  // namespace kaldor

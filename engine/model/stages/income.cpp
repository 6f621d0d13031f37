// Stage 8 for everyone but firms: households earn, are taxed and pay for what they bought; governments, the bank, the
// central bank and the world settle. Every amount is rounded to the money grid once and posted once.

#include <algorithm>
#include <cmath>

#include "functions.hpp"
#include "kaldor/core/errors.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

/// What households, governments and builders of one region pay at home and abroad for quantities of products.
struct Bill {
  double home = 0, abroad = 0;
};

void add_item(const ModelState& s, int g, int r, double quantity, double import_share, Bill& bill) {
  const double home = quantity * (1 - import_share), fill = s.quarter.buyer_fill(g, r);
  const double relief = s.markets.tradable[g] ? home * (1 - fill) : 0;
  bill.home += home * s.quarter.buyer_value(g, r);
  bill.abroad += (quantity * import_share + relief) * s.world.domestic_price[g];
}

Bill on_grid(const ModelState& s, const Bill& b) { return {s.grid.round(b.home), s.grid.round(b.abroad)}; }

/// The share of investment that is bought at home, by value.
Bill investment_bill(const ModelState& s, int r, double units) {
  Bill bill;
  for (int g = 0; g < s.base.industries; ++g) {
    const double use = s.base.investment_domestic[g] + s.base.investment_imported[g];
    if (use > 0)
      add_item(s, g, r, units * use, shifted_share(s.base.investment_imported[g] / use, s.world.import_ratio[g]), bill);
  }
  return bill;
}

/// Splits an amount by weights; what rounding leaves goes to the last.
template <class Give>
void split(const ModelState& s, double amount, const Matrix& weights, Give give) {
  double left = amount;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      const bool last = r == s.base.regions - 1 && k == kSkills - 1;
      const double part = last ? left : s.grid.round(amount * weights(r, k));
      left -= part;
      give(r, k, part);
    }
}

void pay_wages(ModelState& s) {
  const int firms = s.sectors.firms_current();
  for (int r = 0; r < s.base.regions; ++r) {
    double low = 0, high = 0, research = 0, organising = 0, low_heads = 0, high_heads = 0;
    for (int i = 0; i < s.base.industries; ++i) {
      const int c = s.cell(i, r);
      const double wages = s.of(c, CellSum::wages);
      const double part =
          std::min(wages, s.grid.round(s.of(c, CellSum::hours) * s.cells.high_skill[c] * s.cells.wage_high[c]));
      high += part;
      low += wages - part;
      research += s.of(c, CellSum::rd);
      organising += s.of(c, CellSum::practice_paid);
      const double heads = s.of(c, CellSum::heads) * s.labour_scale[r];
      low_heads += heads * (1 - s.cells.high_skill[c]);
      high_heads += heads * s.cells.high_skill[c];
    }
    const double incubation = incubation_wages(s, r), staff = function_payroll(s, r);
    const double wage = s.households.wage(r, 1), public_staff = s.births.incubation_heads[r];
    const double paid = (research + organising + staff) / wage + public_staff;
    // Like hours of production, what is paid beyond the people found is overtime.
    s.rd_heads[r] = std::min(paid, s.staff_reachable[r]);
    s.staff_part[r] = paid > 0 ? s.rd_heads[r] / paid : 1.0;
    s.staff_wanted[r] = ((research + organising) / s.staff_scale[r] + staff) / wage + public_staff;
    s.households.employed(r, 0) = low_heads;
    s.households.employed(r, 1) = high_heads + s.rd_heads[r];
    s.ledger.pay(Flow::wages, firms, s.sectors.household(r, 0), low);
    s.ledger.pay(Flow::wages, firms, s.sectors.household(r, 1), high);
    s.ledger.pay(Flow::rd_wages, firms, s.sectors.household(r, 1), research);
    s.ledger.pay(Flow::incubation, s.sectors.government(), s.sectors.household(r, 1), incubation);
    s.ledger.pay(Flow::practice_wages, firms, s.sectors.household(r, 1), organising);
    s.ledger.pay(Flow::function_wages, firms, s.sectors.household(r, 1), staff);
    s.households.income(r, 0) = low;
    s.households.income(r, 1) = high + research + organising + staff + incubation;
    s.quarter.wages += low + high + research + organising + staff;
  }
}

void pay_interest_and_dividends(ModelState& s) {
  const SectorIndex& x = s.sectors;
  const double due = s.total(CellSum::interest_paid), earned = s.total(CellSum::interest_received);
  const double helped = s.total(CellSum::interest_subsidy), bad = s.total(CellSum::bad_debt);
  s.ledger.pay(Flow::interest_on_loans, x.firms_current(), x.bank(), due);
  s.ledger.pay(Flow::interest_on_deposits, x.bank(), x.firms_current(), earned);
  s.ledger.pay(Flow::interest_subsidy, x.government(), x.bank(), helped);
  double net = due + helped - earned;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      const double interest = s.grid.round(s.bank.deposit_rate * s.households.deposits(r, k));
      s.ledger.pay(Flow::interest_on_deposits, x.bank(), x.household(r, k), interest);
      s.households.income(r, k) += interest;
      net -= interest;
    }
  const double from_bonds = s.grid.round(s.bank.bond_rate * (s.government.bonds - s.bank.reserves));
  const double to_central_bank = s.grid.round(s.bank.bond_rate * s.bank.reserves);
  const double from_abroad = s.grid.round(s.bank.foreign_rate * s.world.foreign_assets);
  s.ledger.pay(Flow::interest_on_bonds, x.government(), x.bank(), from_bonds);
  s.ledger.pay(Flow::interest_on_bonds, x.government(), x.central_bank(), to_central_bank);
  s.ledger.pay(Flow::central_bank_profit, x.central_bank(), x.government(), to_central_bank);
  s.ledger.pay(Flow::interest_from_abroad, x.world(), x.bank(), from_abroad);
  // Machines of closed firms are sold by the bank: what buyers pay and no firm receives. It keeps what insolvent firms
  // owed it and hands the rest to the owners.
  const double bought = s.total(CellSum::second_hand_paid), sold = s.total(CellSum::second_hand_received);
  s.ledger.pay(Flow::second_hand_capital, x.firms_capital(), x.bank(), bought);
  s.ledger.pay(Flow::second_hand_capital, x.bank(), x.firms_capital(), sold);
  const double to_owners = s.grid.round(s.owners_part * std::max(0.0, bought - sold));
  split(s, to_owners, s.base.ownership,
        [&](int r, int k, double part) { s.ledger.pay(Flow::estates, x.bank(), x.household(r, k), part); });
  net += from_bonds + from_abroad + bought - sold - to_owners;

  const double dividends = s.total(CellSum::dividends) - collect_fund_dividends(s) - s.stakes.now.dividends;
  const auto give = [&](Flow flow, int payer) {
    return [&s, flow, payer](int r, int k, double part) {
      s.ledger.pay(flow, payer, s.sectors.household(r, k), part);
      s.households.income(r, k) += part;
    };
  };
  split(s, dividends, s.base.ownership, give(Flow::dividends, x.firms_current()));
  const Parameters& p = s.scenario.parameters;
  const double loss = bad - s.chains.called;
  const double before = s.bank.equity + net - loss;
  const double wish = net - loss - s.base.rates.nominal * s.bank.equity +
                      p.finance_bank_adjustment * (before - p.finance_bank_capital * s.bank.loans);
  double bank_dividends = s.grid.round(std::max(0.0, std::min(net, wish)));
  if (before - bank_dividends < 0) bank_dividends = 0;
  split(s, bank_dividends, s.base.ownership, give(Flow::bank_dividends, x.bank()));
  double rescue = 0;
  if (before - bank_dividends < p.finance_rescue_floor * s.bank.loans) {
    rescue = s.grid.round(std::max(0.0, p.finance_rescue_target * s.bank.loans - (before - bank_dividends)));
    s.ledger.pay(Flow::recapitalisation, x.government(), x.bank(), rescue);
  }
  s.bank.equity = before - bank_dividends + rescue;
  s.ledger.pay(Flow::write_offs, x.bank(), x.firms_capital(), bad);
  s.ledger.pay(Flow::chain_guarantees, x.firms_capital(), x.bank(), s.chains.called);
}

void tax_and_transfer(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const SectorIndex& x = s.sectors;
  double people = 0;
  for (double v : s.households.labour_force.values) people += v;
  const double transfers = p.household_transfers * s.last_gdp * (1 + s.base.rates.nominal);
  const double abroad = s.grid.round(s.base.foreign_transfers * s.last_gdp * (1 + s.base.rates.nominal) / s.base.gdp);
  s.taxed_income = 0;
  const double rate =
      std::clamp(s.households.tax_rate + s.government.tax_surcharge, 0.0, p.government_surcharged_ceiling);
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      double& income = s.households.income(r, k);
      s.taxed_income += income;
      const double tax = s.grid.round(rate * income);
      const double idle = std::max(0.0, s.households.labour_force(r, k) - s.households.employed(r, k));
      const double benefit = s.grid.round(p.household_benefit * idle * s.households.wage(r, k));
      const double transfer = s.grid.round(transfers * s.households.labour_force(r, k) / people);
      s.ledger.pay(Flow::income_tax, x.household(r, k), x.government(), tax);
      s.ledger.pay(Flow::unemployment_benefit, x.government(), x.household(r, k), benefit);
      s.ledger.pay(Flow::social_transfers, x.government(), x.household(r, k), transfer);
      income += benefit + transfer - tax;
    }
  split(s, abroad, s.base.ownership, [&](int r, int k, double part) {
    s.ledger.pay(Flow::foreign_transfers, x.household(r, k), x.world(), part);
    s.households.income(r, k) -= part;
  });
}

/// Profit tax of the goods industries whose headquarters are in the region.
double settled_profit_tax(const ModelState& s, int r) {
  double tax = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    if (!(s.base.industry[i].fee > 0)) continue;
    const int c = s.cell(i, r);
    tax += s.of(c, CellSum::profit_tax) - s.of(c, CellSum::tax_credit) - s.of(c, CellSum::profit_tax_away);
    if (r != s.base.hub) continue;
    for (int from = 0; from < s.base.regions; ++from) tax += s.of(s.cell(i, from), CellSum::profit_tax_away);
  }
  return tax;
}

/// Final buyers pay; what firms' own purchases take of domestic sales is the rest, their imports what that leaves
/// unpaid.
void pay_for_goods(ModelState& s) {
  const SectorIndex& x = s.sectors;
  Quarter& q = s.quarter;
  double final_home = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    double region_income = 0;
    for (int k = 0; k < kSkills; ++k) region_income += s.households.last_income(r, k);
    for (int k = 0; k < kSkills; ++k) {
      Bill consumption;
      for (int g = 0; g < s.base.industries; ++g) {
        const double quantity = s.households.needs(r * kSkills + k, g);
        q.consumption_real += quantity;
        add_item(s, g, r, quantity, shifted_share(s.base.household_import_share[g], s.world.import_ratio[g]),
                 consumption);
      }
      consumption = on_grid(s, consumption);
      const Bill home =
          on_grid(s, investment_bill(s, r, q.housing(r, 0) * s.households.last_income(r, k) / region_income));
      const int me = x.household(r, k);
      s.ledger.pay(Flow::consumption, me, x.firms_current(), consumption.home);
      s.ledger.pay(Flow::imports, me, x.world(), consumption.abroad + home.abroad);
      s.ledger.pay(Flow::housing, me, x.firms_current(), home.home);
      q.consumption += consumption.home + consumption.abroad;
      q.investment += home.home + home.abroad;
      q.imports += consumption.abroad + home.abroad;
      final_home += consumption.home + home.home;
    }
    Bill purchases;
    for (int g = 0; g < s.base.industries; ++g)
      add_item(s, g, r, q.government_orders(g, r),
               shifted_share(s.base.government_import_share[g], s.world.import_ratio[g]), purchases);
    for (int g = 0; g < s.base.industries; ++g) {
      const int m = s.markets.of(g, r);
      purchases.home += q.directed_purchases(g, r) * s.markets.fill[m] * s.markets.price[m];
    }
    purchases = on_grid(s, purchases);
    const Bill works = on_grid(s, investment_bill(s, r, q.public_investment(r, 0)));
    const int office = x.regional_government(r);
    s.ledger.pay(Flow::government_purchases, office, x.firms_current(), purchases.home);
    s.ledger.pay(Flow::imports, office, x.world(), purchases.abroad);
    s.ledger.pay(Flow::public_investment, x.government(), x.firms_current(), works.home);
    s.ledger.pay(Flow::imports, x.government(), x.world(), works.abroad);
    double tax = 0;
    for (int i = 0; i < s.base.industries; ++i) tax += s.of(s.cell(i, r), CellSum::production_tax);
    double rent = 0;
    for (int i = 0; i < s.base.industries; ++i) rent += s.of(s.cell(i, r), CellSum::rent);
    s.ledger.pay(Flow::land_rent, x.firms_current(), office, rent);
    const double settled = s.scenario.mechanisms.headquarters ? settled_profit_tax(s, r) : 0;
    const double kept = s.grid.round(s.scenario.parameters.government_regional_tax_share * (tax + settled));
    s.ledger.pay(Flow::production_tax, x.firms_current(), x.government(), tax);
    s.ledger.pay(Flow::tax_share, x.government(), office, kept);
    s.ledger.pay(Flow::transfers_between_governments, x.government(), office,
                 purchases.home + purchases.abroad - kept - rent);
    q.government += purchases.home + purchases.abroad;
    q.investment += works.home + works.abroad;
    q.imports += purchases.abroad + works.abroad;
    final_home += purchases.home + works.home;
    q.investment_real += q.firm_investment(r, 0) + q.public_investment(r, 0) + q.housing(r, 0);
  }
  for (int g = 0; g < s.base.industries; ++g) {
    double value = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const int m = s.markets.of(g, r);
      value += (q.export_orders(g, r) + q.directed_exports(g, r)) * s.markets.fill[m] * s.markets.price[m];
    }
    value = s.grid.round(value);
    s.ledger.pay(Flow::exports, x.world(), x.firms_current(), value);
    q.exports += value;
    final_home += value;
  }
  const double revenue = s.total(CellSum::revenue), materials = s.total(CellSum::materials_paid);
  const double machines = s.total(CellSum::investment_paid);
  const double among_firms = revenue - final_home;
  double machines_home = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    const Bill bill = investment_bill(s, r, 1.0);
    double paid = 0;
    for (int i = 0; i < s.base.industries; ++i) paid += s.of(s.cell(i, r), CellSum::investment_paid);
    machines_home += s.grid.round(paid * bill.home / (bill.home + bill.abroad));
  }
  const double materials_home = among_firms - machines_home;
  s.ledger.pay(Flow::firm_purchases, x.firms_current(), x.firms_current(), materials_home);
  s.ledger.pay(Flow::imports, x.firms_current(), x.world(), materials - materials_home);
  s.ledger.pay(Flow::firm_investment, x.firms_capital(), x.firms_current(), machines_home);
  s.ledger.pay(Flow::imports, x.firms_capital(), x.world(), machines - machines_home);
  q.investment += machines;
  q.imports += materials - materials_home + machines - machines_home;
}

void pay_policies(ModelState& s) {
  const SectorIndex& x = s.sectors;
  s.ledger.pay(Flow::profit_tax, x.firms_current(), x.government(),
               s.total(CellSum::profit_tax) - s.total(CellSum::tax_credit));
  s.ledger.pay(Flow::carbon_payment, x.firms_current(), x.government(), s.total(CellSum::carbon));
  s.ledger.pay(Flow::resource_tax, x.firms_current(), x.government(), s.total(CellSum::resource_tax));
  s.ledger.pay(Flow::relabelling_fines, x.firms_current(), x.government(), s.total(CellSum::relabelling_fines));
  s.ledger.pay(Flow::rd_subsidy, x.government(), x.firms_current(), s.total(CellSum::rd_subsidy));
  s.ledger.pay(Flow::phase_out_compensation, x.government(), x.firms_capital(), s.total(CellSum::compensation));
  s.ledger.pay(Flow::capital_injection, x.government(), x.firms_capital(), s.total(CellSum::injected));
  s.ledger.pay(Flow::automation_subsidy, x.government(), x.firms_current(), s.total(CellSum::automation_subsidy));
  s.ledger.pay(Flow::digital_subsidy, x.government(), x.firms_current(), s.total(CellSum::digital_subsidy));
  s.ledger.pay(Flow::pilot_subsidy, x.government(), x.firms_current(), s.total(CellSum::pilot_subsidy));
  for (CellSum refund :
       {CellSum::design_refund, CellSum::brand_refund, CellSum::service_refund, CellSum::headquarters_refund})
    s.ledger.pay(Flow::capability_subsidy, x.government(), x.firms_current(), s.total(refund));
  split(s, s.privatised, s.base.ownership,
        [&](int r, int k, double part) { s.ledger.pay(Flow::privatisation, x.household(r, k), x.government(), part); });
}

}  // namespace

void settle_households_and_government(ModelState& s) {
  s.quarter.reset();
  pay_wages(s);
  pay_interest_and_dividends(s);
  pay_policies(s);
  tax_and_transfer(s);
  pay_for_goods(s);
  settle_public_stocks(s);
  finance_policies(s);
  // What owners of closed firms get back.
  for (int r = 0; r < s.base.regions; ++r) {
    double estate = 0;
    for (int i = 0; i < s.base.industries; ++i) estate += s.of(s.cell(i, r), CellSum::estate_deposits);
    const double part = s.base.ownership(r, 1) / (s.base.ownership(r, 0) + s.base.ownership(r, 1));
    const double high = s.grid.round(estate * part);
    s.ledger.pay(Flow::estates, s.sectors.firms_capital(), s.sectors.household(r, 1), high);
    s.ledger.pay(Flow::estates, s.sectors.firms_capital(), s.sectors.household(r, 0), estate - high);
  }
  Quarter& q = s.quarter;
  q.stocks = s.total(CellSum::stock_change);
  q.gdp = q.consumption + q.government + q.investment + q.exports - q.imports + q.stocks;
  if (!std::isfinite(q.gdp) || !(q.gdp > 0))
    throw RunError("income", s.period + 1, "the nation",
                   "gross domestic product is not a positive number: the economy has stopped");
}

}  // namespace kaldor

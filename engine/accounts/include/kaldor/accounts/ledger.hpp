#pragma once

#include <string_view>
#include <vector>

namespace kaldor {

/// Rows of the transaction-flow matrix (S§5.2). The rows from `deposits` on are changes of balance sheets.
enum class Flow {
  consumption,
  government_purchases,
  public_investment,
  housing,
  exports,
  imports,
  firm_purchases,
  firm_investment,
  wages,
  rd_wages,
  practice_wages,
  production_tax,
  carbon_payment,
  profit_tax,
  income_tax,
  tax_share,
  transfers_between_governments,
  rd_subsidy,
  automation_subsidy,
  digital_subsidy,
  pilot_subsidy,
  interest_subsidy,
  unemployment_benefit,
  social_transfers,
  foreign_transfers,
  interest_on_loans,
  interest_on_deposits,
  interest_on_bonds,
  interest_from_abroad,
  central_bank_profit,
  dividends,
  bank_dividends,
  recapitalisation,
  second_hand_capital,
  retained_earnings,
  entry_equity,
  estates,
  write_offs,
  migrants_deposits,
  land_rent,
  phase_out_compensation,
  incubation,
  function_wages,
  capability_subsidy,
  resource_tax,
  relabelling_fines,
  entry_fees,
  guidance_capital,
  venture_equity,
  stake_sales,
  fund_returns,
  start_up_grants,
  capital_injection,
  acquisitions,
  chain_guarantees,
  privatisation,
  deposits,
  loans,
  bonds,
  reserves,
  foreign_assets,
  count
};
inline constexpr int kFlowCount = static_cast<int>(Flow::count);
std::string_view name(Flow flow);

/// Columns of the matrices as results tell them: institutional sectors (SNA 2008), all regions and skills together.
enum class Account {
  households,
  firms_current,
  firms_capital,
  bank,
  central_bank,
  government,
  regional_governments,
  world,
  venture_funds,
  count
};
inline constexpr int kAccountCount = static_cast<int>(Account::count);
std::string_view name(Account account);

/// Columns of both matrices: households by region and skill, firms with current and capital account, the bank, the
/// central bank, the central and the regional governments, the rest of the world, the venture funds.
class SectorIndex {
public:
  SectorIndex(int regions, int skills) : regions_(regions), skills_(skills) {}
  int household(int region, int skill) const { return region * skills_ + skill; }
  int firms_current() const { return regions_ * skills_; }
  int firms_capital() const { return firms_current() + 1; }
  int bank() const { return firms_current() + 2; }
  int central_bank() const { return firms_current() + 3; }
  int government() const { return firms_current() + 4; }
  int regional_government(int region) const { return firms_current() + 5 + region; }
  int world() const { return firms_current() + 5 + regions_; }
  int venture_funds() const { return world() + 1; }
  int count() const { return world() + 2; }
  Account account_of(int column) const;

private:
  int regions_, skills_;
};

/// The transaction-flow matrix of one quarter.
class Ledger {
public:
  explicit Ledger(int sectors) : sectors_(sectors), values_(static_cast<std::size_t>(sectors) * kFlowCount, 0.0) {}
  void clear() { values_.assign(values_.size(), 0.0); }
  /// One amount, once: it leaves the payer and reaches the receiver.
  void pay(Flow flow, int payer, int receiver, double amount) {
    at(flow, payer) -= amount;
    at(flow, receiver) += amount;
  }
  /// Change of a stock that a sector holds (assets, positive) or owes (negative), as measured on its balance sheet.
  void acquire(Flow flow, int sector, double change) { at(flow, sector) -= change; }
  double value(Flow flow, int sector) const { return values_[static_cast<std::size_t>(flow) * sectors_ + sector]; }
  double row_sum(Flow flow) const;
  double column_sum(int sector) const;
  /// The matrix with the columns of an account added up, flow by flow [flow, account].
  std::vector<double> by_account(const SectorIndex& index) const;

  struct Residual {
    double amount = 0;
    bool is_row = false;
    int index = 0;
  };
  /// The largest absolute row or column sum.
  Residual residual() const;

private:
  double& at(Flow flow, int sector) { return values_[static_cast<std::size_t>(flow) * sectors_ + sector]; }
  std::size_t sectors_;
  std::vector<double> values_;
};

}  // namespace kaldor

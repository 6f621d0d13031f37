#include "kaldor/accounts/ledger.hpp"

#include <cmath>

namespace kaldor {

std::string_view name(Flow flow) {
  static constexpr std::string_view kNames[] = {"consumption",
                                                "government purchases",
                                                "public investment",
                                                "housing",
                                                "exports",
                                                "imports",
                                                "firm purchases",
                                                "firm investment",
                                                "wages",
                                                "R&D wages",
                                                "practice wages",
                                                "production tax",
                                                "carbon payment",
                                                "profit tax",
                                                "income tax",
                                                "tax share",
                                                "transfers between governments",
                                                "R&D subsidy",
                                                "automation subsidy",
                                                "digitalisation subsidy",
                                                "pilot subsidy",
                                                "interest subsidy",
                                                "unemployment benefit",
                                                "social transfers",
                                                "foreign transfers",
                                                "interest on loans",
                                                "interest on deposits",
                                                "interest on bonds",
                                                "interest from abroad",
                                                "central bank profit",
                                                "dividends",
                                                "bank dividends",
                                                "recapitalisation",
                                                "second-hand capital",
                                                "retained earnings",
                                                "entry equity",
                                                "estates",
                                                "write-offs",
                                                "migrants' deposits",
                                                "land rent",
                                                "phase-out compensation",
                                                "incubation",
                                                "wages of functions",
                                                "capability subsidy",
                                                "resource tax",
                                                "relabelling fines",
                                                "entry fees",
                                                "guidance capital",
                                                "venture equity",
                                                "sales of stakes",
                                                "returns of funds",
                                                "start-up grants",
                                                "capital injection",
                                                "acquisitions",
                                                "guarantees of chain leaders",
                                                "privatisation",
                                                "deposits",
                                                "loans",
                                                "bonds",
                                                "reserves",
                                                "foreign assets"};
  static_assert(std::size(kNames) == kFlowCount);
  return kNames[static_cast<int>(flow)];
}

std::string_view name(Account account) {
  static constexpr std::string_view kNames[] = {
      "households", "firms, current",       "firms, capital",    "banks",        "central bank",
      "government", "regional governments", "rest of the world", "venture funds"};
  static_assert(std::size(kNames) == kAccountCount);
  return kNames[static_cast<int>(account)];
}

Account SectorIndex::account_of(int column) const {
  if (column < firms_current()) return Account::households;
  if (column < regional_government(0))
    return static_cast<Account>(static_cast<int>(Account::firms_current) + column - firms_current());
  if (column < world()) return Account::regional_governments;
  return column == world() ? Account::world : Account::venture_funds;
}

double Ledger::row_sum(Flow flow) const {
  double sum = 0;
  for (std::size_t s = 0; s < sectors_; ++s) sum += value(flow, static_cast<int>(s));
  return sum;
}

double Ledger::column_sum(int sector) const {
  double sum = 0;
  for (int f = 0; f < kFlowCount; ++f) sum += value(static_cast<Flow>(f), sector);
  return sum;
}

std::vector<double> Ledger::by_account(const SectorIndex& index) const {
  std::vector<double> sums(static_cast<std::size_t>(kFlowCount) * kAccountCount, 0.0);
  for (std::size_t f = 0; f < kFlowCount; ++f)
    for (std::size_t s = 0; s < sectors_; ++s)
      sums[f * kAccountCount + static_cast<std::size_t>(index.account_of(static_cast<int>(s)))] +=
          values_[f * sectors_ + s];
  return sums;
}

Ledger::Residual Ledger::residual() const {
  Residual worst;
  const auto consider = [&](double amount, bool is_row, int index) {
    if (!(std::fabs(amount) <= worst.amount)) worst = {std::fabs(amount), is_row, index};
  };
  for (int f = 0; f < kFlowCount; ++f) consider(row_sum(static_cast<Flow>(f)), true, f);
  for (std::size_t s = 0; s < sectors_; ++s) consider(column_sum(static_cast<int>(s)), false, static_cast<int>(s));
  return worst;
}

}  // namespace kaldor

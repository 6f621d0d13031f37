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
                                                "deposits",
                                                "loans",
                                                "bonds",
                                                "reserves",
                                                "foreign assets"};
  static_assert(std::size(kNames) == kFlowCount);
  return kNames[static_cast<int>(flow)];
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

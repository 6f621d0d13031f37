#include "kaldor/accounts/ledger.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <set>
#include <string>

using kaldor::Flow;
using kaldor::Ledger;
using kaldor::SectorIndex;

TEST_CASE("a payment leaves the payer and reaches the receiver") {
  Ledger ledger(3);
  ledger.pay(Flow::wages, 0, 2, 12.5);
  CHECK(ledger.value(Flow::wages, 0) == -12.5);
  CHECK(ledger.value(Flow::wages, 1) == 0);
  CHECK(ledger.value(Flow::wages, 2) == 12.5);
  CHECK(ledger.row_sum(Flow::wages) == 0);
  CHECK(ledger.column_sum(0) == -12.5);
  CHECK(ledger.column_sum(2) == 12.5);
}

TEST_CASE("payments of one kind add up and others stay apart") {
  Ledger ledger(2);
  ledger.pay(Flow::consumption, 0, 1, 3);
  ledger.pay(Flow::consumption, 0, 1, 4);
  ledger.pay(Flow::imports, 0, 1, 5);
  CHECK(ledger.value(Flow::consumption, 1) == 7);
  CHECK(ledger.value(Flow::imports, 1) == 5);
  CHECK(ledger.column_sum(1) == 12);
}

TEST_CASE("a sector that pays itself changes nothing") {
  Ledger ledger(1);
  ledger.pay(Flow::firm_purchases, 0, 0, 100);
  CHECK(ledger.residual().amount == 0);
}

// S§5.2: consumption 80, wages 70, tax 10, purchases 10 leave households 20 short and firms 20 richer in deposits.
TEST_CASE(
    "the worked example of households, firms and government closes with deposits that move from one to the other") {
  const int household = 0, firm = 1, government = 2;
  Ledger ledger(3);
  ledger.pay(Flow::consumption, household, firm, 80);
  ledger.pay(Flow::wages, firm, household, 70);
  ledger.pay(Flow::income_tax, household, government, 10);
  ledger.pay(Flow::government_purchases, government, firm, 10);
  CHECK(ledger.column_sum(household) == -20);
  CHECK(ledger.column_sum(firm) == 20);
  CHECK(ledger.column_sum(government) == 0);
  CHECK(ledger.residual().amount == 20);
  ledger.acquire(Flow::deposits, household, -20);
  ledger.acquire(Flow::deposits, firm, 20);
  CHECK(ledger.row_sum(Flow::deposits) == 0);
  CHECK(ledger.residual().amount == 0);
}

TEST_CASE("the residual names the row of a stock that appeared from nowhere") {
  Ledger ledger(2);
  ledger.pay(Flow::wages, 0, 1, 50);
  ledger.acquire(Flow::deposits, 0, -50);
  ledger.acquire(Flow::deposits, 1, 50.25);
  const Ledger::Residual residual = ledger.residual();
  CHECK(residual.amount == 0.25);
  CHECK(residual.is_row);
  CHECK(residual.index == static_cast<int>(Flow::deposits));
}

TEST_CASE("the residual names the column of a sector whose flows its stocks do not take up") {
  Ledger ledger(3);
  ledger.pay(Flow::wages, 2, 1, 8);
  ledger.acquire(Flow::deposits, 2, -8);
  ledger.acquire(Flow::deposits, 1, 7);
  ledger.acquire(Flow::deposits, 0, 1);
  const Ledger::Residual residual = ledger.residual();
  CHECK(residual.amount == 1);
  CHECK_FALSE(residual.is_row);
  CHECK((residual.index == 0 || residual.index == 1));
}

TEST_CASE("a payment that is not a number is the residual, whatever else is wrong") {
  Ledger ledger(2);
  ledger.acquire(Flow::deposits, 0, 1e9);
  ledger.pay(Flow::imports, 0, 1, std::numeric_limits<double>::quiet_NaN());
  const double amount = ledger.residual().amount;
  CHECK_FALSE(amount <= 1e-9);
}

TEST_CASE("a cleared ledger is empty") {
  Ledger ledger(2);
  ledger.pay(Flow::exports, 0, 1, 5);
  ledger.clear();
  CHECK(ledger.value(Flow::exports, 0) == 0);
  CHECK(ledger.value(Flow::exports, 1) == 0);
}

TEST_CASE("every sector has a column of its own") {
  for (const int regions : {1, 2, 5}) {
    const SectorIndex index(regions, 2);
    std::set<int> columns{index.firms_current(), index.firms_capital(), index.bank(),         index.central_bank(),
                          index.government(),    index.world(),         index.venture_funds()};
    for (int r = 0; r < regions; ++r) {
      columns.insert(index.regional_government(r));
      for (int k = 0; k < 2; ++k) columns.insert(index.household(r, k));
    }
    CHECK(columns.size() == static_cast<std::size_t>(7 + 3 * regions));
    CHECK(*columns.begin() == 0);
    CHECK(*columns.rbegin() == index.count() - 1);
    CHECK(index.count() == 7 + 3 * regions);
  }
}

TEST_CASE("every flow has a name of its own") {
  std::set<std::string> names;
  for (int f = 0; f < kaldor::kFlowCount; ++f) names.emplace(kaldor::name(static_cast<Flow>(f)));
  CHECK(names.size() == static_cast<std::size_t>(kaldor::kFlowCount));
  CHECK(names.count("") == 0);
  CHECK(kaldor::name(Flow::foreign_assets) == "foreign assets");
}

TEST_CASE("columns belong to the account that they are named after") {
  using Kind = kaldor::Account;
  const int regions = 3, skills = 2;
  const SectorIndex index(regions, skills);
  std::map<int, Kind> expected{{index.firms_current(), Kind::firms_current},
                               {index.firms_capital(), Kind::firms_capital},
                               {index.bank(), Kind::bank},
                               {index.central_bank(), Kind::central_bank},
                               {index.government(), Kind::government},
                               {index.world(), Kind::world},
                               {index.venture_funds(), Kind::venture_funds}};
  for (int r = 0; r < regions; ++r) {
    expected[index.regional_government(r)] = Kind::regional_governments;
    for (int k = 0; k < skills; ++k) expected[index.household(r, k)] = Kind::households;
  }
  REQUIRE(expected.size() == static_cast<std::size_t>(index.count()));
  for (const auto& [column, kind] : expected) CHECK(index.account_of(column) == kind);
}

TEST_CASE("flows of an account are those of all its columns") {
  const SectorIndex index(2, 2);
  Ledger ledger(index.count());
  ledger.pay(Flow::consumption, index.household(0, 0), index.firms_current(), 3);
  ledger.pay(Flow::consumption, index.household(1, 1), index.firms_current(), 4);
  ledger.pay(Flow::migrants_deposits, index.household(0, 0), index.household(1, 0), 9);
  const std::vector<double> sums = ledger.by_account(index);
  const auto at = [&](Flow flow, kaldor::Account account) {
    return sums[static_cast<std::size_t>(flow) * kaldor::kAccountCount + static_cast<std::size_t>(account)];
  };
  CHECK(at(Flow::consumption, kaldor::Account::households) == -7);
  CHECK(at(Flow::consumption, kaldor::Account::firms_current) == 7);
  CHECK(at(Flow::migrants_deposits, kaldor::Account::households) == 0);
}

TEST_CASE("every account has a name of its own") {
  std::set<std::string> names;
  for (int s = 0; s < kaldor::kAccountCount; ++s) names.emplace(kaldor::name(static_cast<kaldor::Account>(s)));
  CHECK(names.size() == static_cast<std::size_t>(kaldor::kAccountCount));
}

// Net worth is one number for creditors, buyers and whoever tells why a firm left; a firm that closes leaves no debt
// that was not lent.

#include "kernels/worth.hpp"

#include <catch2/catch.hpp>

#include "kernel_block.hpp"
#include "open_model.hpp"

using kaldor::CellSum;

namespace {

KernelBlock owner_of_stocks() {
  KernelBlock block(1);
  block.p.exit = true;
  block.p.goods_value = 0.8;
  block.in.capital_price = 2;
  block.in.paid_other = 0.5F;
  block.in.paid_energy = 0.25F;
  block.in.paid_service = 0.25F;
  block.c.weight[0] = 3;
  block.c.share[0] = 0.1F;
  block.c.expected_demand[0] = block.c.unit_labour[0] = 1;
  block.c.capital[0] = 10;
  block.c.inventory[0] = 5;
  block.c.price[0] = 2;
  block.c.materials[0] = 4;
  return block;
}

}  // namespace

TEST_CASE("net worth counts machines, goods, materials with the services in them, and the account") {
  KernelBlock block = owner_of_stocks();
  block.c.deposits[0] = 7;
  block.c.loans[0] = 11;
  const kaldor::worth::Valuation v = kaldor::worth::valuation(block.in, block.p.goods_value);
  CHECK(kaldor::worth::net_worth(block.c, 0, v) == Approx(3 * (10 * 2 + 0.8 * 5 * 2 + 4 * 1) + 7 - 11));
  CHECK(kaldor::worth::to_creditors(block.c, 0, v) == Approx(7));
}

TEST_CASE("a firm closes when its net worth is gone and not before") {
  for (const double debt : {95.9, 96.1}) {
    KernelBlock block = owner_of_stocks();
    block.c.loans[0] = debt;
    block.leave();
    CHECK(block.result.left_count == (debt > 96 ? 1 : 0));
  }
}

TEST_CASE("what a closing firm paid beyond its account is a loan that the bank loses") {
  KernelBlock block = owner_of_stocks();
  block.c.deposits[0] = -5;
  block.c.loans[0] = 10;
  block.leave();
  REQUIRE(block.result.left_count == 1);
  CHECK(kaldor::at(block.result.sums, CellSum::borrowed) == 5);
  CHECK(kaldor::at(block.result.sums, CellSum::bad_debt) == 15);
  CHECK(kaldor::at(block.result.sums, CellSum::estate_deposits) == 0);
}

TEST_CASE("no living firm ends a quarter with less than nothing on its account") {
  const auto loaded = model_runs::load("china-2017-small", 1000, {"parameters.finance.overdraft_capital=0.3"});
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  double lost = 0;
  for (int q = 0; q < 16; ++q) {
    open_model::quarter(s);
    open_model::for_each_firm(s, [&](std::size_t row) { CHECK(s.firms.columns().deposits[row] >= 0); });
    lost += s.total(CellSum::bad_debt);
  }
  CHECK(lost > 0);
}

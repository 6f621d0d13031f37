// One firm's quarter on its account: every flow moves deposits once.

#include <catch2/catch.hpp>
#include <cmath>

#include "kernel_block.hpp"

using kaldor::CellSum;
using kaldor::Lever;

namespace {

KernelBlock working_firm(float weight = 1) {
  KernelBlock block(1);
  kaldor::KernelParameters& p = block.p;
  p.corporate_tax = 0.25F;
  p.payout = 0.5F;
  p.leverage_speed = 0;
  p.buffer = 0;
  p.depreciation = 0;
  p.rd_cash_limit = 0.5F;
  block.in.tax_rate = 0.1F;
  block.in.wage = 1;
  block.in.paid_other = 0.3F;
  block.in.rd_rate = 0.02F;
  block.in.capacity = 1;
  block.c.weight[0] = weight;
  block.c.share[0] = 0.1F;
  block.c.price[0] = 1;
  block.c.output[0] = block.c.sales[0] = block.c.orders[0] = block.c.expected_demand[0] = 100;
  block.c.materials[0] = 120;
  block.c.unit_labour[0] = 0.4F;
  block.c.employees[0] = 40;
  block.c.capital[0] = 500;
  block.c.unit_cost[0] = 0.7F;
  return block;
}

}  // namespace

TEST_CASE("deposits change by revenue less wages, materials, taxes, research and dividends") {
  for (const float weight : {1.0F, 7.0F}) {
    KernelBlock block = working_firm(weight);
    block.settle();
    // 100 - 10 tax - 40 wages - 30 materials = 20; research 2; profit 18; tax 4.5; half of 13.5 to owners
    const double w = weight;
    CHECK(block.sum(CellSum::revenue) == Approx(100 * w));
    CHECK(block.sum(CellSum::production_tax) == Approx(10 * w));
    CHECK(block.sum(CellSum::wages) == Approx(40 * w));
    CHECK(block.sum(CellSum::materials_paid) == Approx(30 * w));
    CHECK(block.sum(CellSum::rd) == Approx(2 * w));
    CHECK(block.sum(CellSum::profit_tax) == Approx(4.5 * w));
    CHECK(block.sum(CellSum::dividends) == Approx(6.75 * w));
    CHECK(block.c.deposits[0] == Approx(6.75 * w));
  }
}

TEST_CASE("what a firm keeps is what it took in less what it paid, to the last cent of the grid") {
  KernelBlock block = working_firm(3);
  block.c.deposits[0] = block.grid.round(17.3);
  block.c.loans[0] = block.grid.round(40);
  block.c.price[0] = 1.0371F;
  block.in.loan_rate = 0.0123;
  block.in.deposit_rate = 0.0037;
  block.c.investment[0] = 3.7F;
  block.pull(Lever::rd_subsidy, 0.3F);
  block.pull(Lever::rd_tax_credit, 0.2F);
  block.pull(Lever::automation_subsidy, 0.3F);
  block.c.automation_order[0] = 0.7F;
  const double before = block.c.deposits[0];
  block.settle();
  const double in = block.sum(CellSum::revenue) + block.sum(CellSum::rd_subsidy) +
                    block.sum(CellSum::automation_subsidy) + block.sum(CellSum::tax_credit) +
                    block.sum(CellSum::interest_received) + block.sum(CellSum::borrowed);
  const double out = block.sum(CellSum::wages) + block.sum(CellSum::production_tax) +
                     block.sum(CellSum::materials_paid) + block.sum(CellSum::carbon) + block.sum(CellSum::rd) +
                     block.sum(CellSum::investment_paid) + block.sum(CellSum::profit_tax) +
                     block.sum(CellSum::interest_paid) + block.sum(CellSum::relabelling_fines) +
                     block.sum(CellSum::dividends) + block.sum(CellSum::repaid);
  CHECK(block.c.deposits[0] - before == in - out);
  CHECK(block.c.loans[0] - block.grid.round(40) == block.sum(CellSum::borrowed) - block.sum(CellSum::repaid));
  CHECK(block.sum(CellSum::rd_subsidy) > 0);
  CHECK(block.sum(CellSum::automation_subsidy) > 0);
  CHECK(block.sum(CellSum::tax_credit) > 0);
}

TEST_CASE("research is bounded by half of what operations leave") {
  KernelBlock block = working_firm();
  block.in.wage = 1.475F;  // operations leave 1
  block.settle();
  CHECK(block.c.rd[0] == Approx(0.5).epsilon(1e-3));
}

TEST_CASE("a firm without profit pays no tax on it and no dividend, and its owners pay in what they agreed to") {
  for (const float support : {0.0F, 1.0F}) {
    KernelBlock block = working_firm();
    block.in.wage = 2;
    block.p.owner_support = support;
    block.settle();
    CHECK(block.c.rd[0] == 0);
    CHECK(block.sum(CellSum::profit_tax) == 0);
    CHECK(block.sum(CellSum::dividends) == Approx(-20 * block.p.payout * support).margin(1e-9).epsilon(1e-6));
  }
}

TEST_CASE("a firm short of cash borrows up to what its capital is worth to the bank") {
  KernelBlock block = working_firm();
  block.p.buffer = 1;
  block.p.loan_to_value = 0.1F;
  block.c.loans[0] = 30;
  block.settle();
  CHECK(block.sum(CellSum::borrowed) == Approx(20));
  CHECK(block.c.loans[0] == Approx(50));
}

TEST_CASE("cash beyond the buffer repays loans, but no more than is owed") {
  KernelBlock block = working_firm();
  block.p.payout = 0;
  block.c.deposits[0] = 1000;
  block.c.loans[0] = 30;
  block.settle();
  CHECK(block.sum(CellSum::repaid) == Approx(30));
  CHECK(block.c.loans[0] == 0);
}

TEST_CASE("people who are kept are paid, idle or not, and overtime is paid as hours") {
  KernelBlock block = working_firm();
  block.p.hoarding = 0.1F;
  block.c.employees[0] = 60;
  block.settle();
  CHECK(block.sum(CellSum::hours) == Approx(54));
  block = working_firm();
  block.p.hoarding = 0.1F;
  block.c.employees[0] = 38;
  block.settle();
  CHECK(block.sum(CellSum::hours) == Approx(40));
}

TEST_CASE("a floor lifts the wages of the low-skilled that lie below it and no others") {
  KernelBlock block = working_firm();
  block.in.wage_low = 0.8F;
  block.in.high_skill = 0.25F;
  block.pull(Lever::minimum_wage, 0.7F);
  block.settle();
  CHECK(block.sum(CellSum::wages) == Approx(40));
  block = working_firm();
  block.in.wage_low = 0.8F;
  block.in.high_skill = 0.25F;
  block.pull(Lever::minimum_wage, 0.9F);
  block.settle();
  CHECK(block.sum(CellSum::wages) == Approx(40 * (1 + 0.75 * 0.1)));
}

TEST_CASE("machines blend into the stock: capital adds up and labour per unit of output is its mean") {
  KernelBlock block = working_firm();
  block.c.capital[0] = 300;
  block.c.investment[0] = 100;
  block.c.productivity[0] = 1;
  block.c.technique[0] = 2;
  block.settle();
  CHECK(block.c.capital[0] == Approx(400));
  CHECK(1 / block.c.productivity[0] == Approx((300 / 1.0 + 100 / 2.0) / 400));
}

TEST_CASE("rest orders fill spare capacity by the same part for every firm") {
  KernelBlock block = working_firm();
  block.c.spare[0] = 10;
  block.in.spill = 0.4F;
  block.settle();
  CHECK(block.c.output[0] == 104);
  CHECK(block.c.sales[0] == 104);
  CHECK(block.sum(CellSum::revenue) == Approx(104));
  CHECK(block.c.materials[0] == Approx(120 + 100 - 104));
}

TEST_CASE("a price of carbon is paid on what is emitted after filters") {
  KernelBlock block = working_firm();
  block.in.emission_factor = 0.2F;
  block.c.abatement[0] = 0.25F;
  block.pull(Lever::carbon_price, 0.1F);
  block.settle();
  CHECK(block.sum(CellSum::emissions) == Approx(15));
  CHECK(block.sum(CellSum::carbon) == Approx(1.5));
}

TEST_CASE("a tax credit calls forth R&D only as far as there is tax to deduct it from") {
  // 20 of operations, tax 25 %: R&D of 20/3 with a credit of half costs the whole tax on the rest of 40/3.
  KernelBlock block = working_firm();
  block.in.rd_rate = 0.06F;
  block.pull(Lever::rd_tax_credit, 0.5F);
  block.p.relabelling_slope = 0;
  block.settle();
  CHECK(block.sum(CellSum::rd) == Approx(20.0 / 3).epsilon(1e-5));
  CHECK(block.sum(CellSum::tax_credit) == Approx(block.sum(CellSum::profit_tax)).epsilon(1e-5));
  // Without profit the credit is worth nothing.
  KernelBlock poor = working_firm();
  poor.in.rd_rate = 0.02F;
  poor.pull(Lever::rd_tax_credit, 0.5F);
  poor.p.corporate_tax = 0;
  poor.settle();
  CHECK(poor.sum(CellSum::rd) == Approx(2).epsilon(1e-5));
}

// Normal R&D of 2 in sales of 100; elasticity 1, relabelling costs 2: of what is lacking a third is relabelled.
TEST_CASE("a firm raises what it reports up to the threshold of a credit if the credit is worth it") {
  const auto settled = [](float threshold) {
    KernelBlock block = working_firm();
    block.pull(Lever::rd_tax_credit, 0.2F);
    block.pull(Lever::rd_threshold, threshold);
    block.settle();
    return block;
  };
  // 3 is asked for: 2 + 2/3 are done, which costs 2 (1/2 (1/3)^2 + (1/6)^2) = 1/6 beside a credit of 0.6.
  const KernelBlock raised = settled(0.03F);
  CHECK(raised.c.rd[0] == Approx(2 + 2.0 / 3));
  CHECK(raised.sum(CellSum::relabelled) == Approx(1.0 / 3));
  CHECK(raised.sum(CellSum::tax_credit) == Approx(0.6));
  CHECK(raised.sum(CellSum::bunched) == 1);
  // 6: what cannot be relabelled costs 2 (1/2 (3/2)^2 + (1/2)^2) = 2.75 beside a credit of 1.2.
  for (const float threshold : {0.06F, 0.2F}) {
    const KernelBlock given_up = settled(threshold);
    CHECK(given_up.c.rd[0] == Approx(2));
    CHECK(given_up.sum(CellSum::relabelled) == 0);
    CHECK(given_up.sum(CellSum::tax_credit) == 0);
    CHECK(given_up.sum(CellSum::credited) == 0);
  }
  // 2.5: with the credit it reports 2.5 + 0.2 in any case.
  const KernelBlock past = settled(0.025F), free = settled(0);
  CHECK(past.c.rd[0] == free.c.rd[0]);
  CHECK(past.sum(CellSum::tax_credit) == free.sum(CellSum::tax_credit));
  CHECK(past.sum(CellSum::credited) == 1);
  CHECK(past.sum(CellSum::bunched) == 0);
}

TEST_CASE("without relabelling a firm reaches the threshold by R&D alone, or not at all") {
  KernelBlock block = working_firm();
  block.p.relabelling_slope = 0;
  block.pull(Lever::rd_tax_credit, 0.2F);
  block.pull(Lever::rd_threshold, 0.03F);
  block.settle();
  CHECK(block.c.rd[0] == Approx(3));
  CHECK(block.sum(CellSum::relabelled) == 0);
  CHECK(block.sum(CellSum::tax_credit) == Approx(0.6));
}

TEST_CASE("researchers whom the region does not have are neither paid nor at work") {
  KernelBlock block = working_firm();
  block.in.staff_scale = 0.5F;
  block.settle();
  CHECK(block.sum(CellSum::rd) == Approx(1));
  CHECK(block.c.rd[0] == Approx(1));
}

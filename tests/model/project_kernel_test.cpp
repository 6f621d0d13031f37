// One capital budget ranks expansion, replacement, automation and abatement by payback.

#include <catch2/catch.hpp>
#include <cmath>

#include "kernel_block.hpp"

using kaldor::Lever;

namespace {

constexpr float kWear = 0.01F;

/// A firm at its wanted capital, with nothing to replace, automate or abate, and all the money it may want.
KernelBlock one_firm() {
  KernelBlock block(1);
  kaldor::KernelParameters& p = block.p;
  p.replacement = true;
  p.automation = p.abatement = p.second_hand = false;
  p.depreciation = kWear;
  p.utilisation = 0.8F;
  p.adjustment = 0.15F;
  p.payback = 3;
  p.scrapping_limit = 0.005F;
  p.buffer = 0;
  p.loan_to_value = 0;
  p.investment_limit = 0.15F;
  block.in.capacity = 0.1F;
  block.in.wage = block.in.unit_labour = block.in.base_wage = 1;
  block.c.share[0] = 0.1F;
  block.c.capital[0] = 1000;
  block.c.demand[0] = block.c.expected_demand[0] = 80;  // capacity 100 at normal use
  block.c.price[0] = 2;
  block.c.unit_cost[0] = 1;
  block.c.productivity[0] = block.c.technique[0] = 1;
  block.c.deposits[0] = 1e6;
  block.buffers().f[kaldor::handed::profit][0] = block.buffers().f[kaldor::handed::profit_tax][0] = 0;
  return block;
}

/// S§1.1: from productivity 1 to 1.25 at a wage of 1 saves a fifth of the wage bill.
KernelBlock backward_firm(float price_of_capital) {
  KernelBlock block = one_firm();
  block.c.technique[0] = 1.25F;
  block.in.capital_price = price_of_capital;
  return block;
}

}  // namespace

// S§1.1: price over yearly output 0.5, saving 1/1 - 1/1.25 = 0.2: payback 2.5 years, inside the three allowed.
TEST_CASE("a vintage whose payback is two and a half years is scrapped when three are allowed, and not when two are") {
  KernelBlock block = backward_firm(0.5F * 4 * 0.1F);
  block.project();
  CHECK(block.c.scrapping[0] == Approx(block.p.scrapping_limit));
  CHECK(block.c.investment[0] == Approx((kWear + block.p.scrapping_limit) * 1000));
  block = backward_firm(0.5F * 4 * 0.1F);
  block.p.payback = 2.49F;
  block.project();
  CHECK(block.c.scrapping[0] == 0);
  CHECK(block.c.investment[0] == Approx(kWear * 1000));
  block = backward_firm(0.5F * 4 * 0.1F);
  block.p.payback = 2.51F;
  block.project();
  CHECK(block.c.scrapping[0] > 0);
}

TEST_CASE("what is not behind is not scrapped") {
  KernelBlock block = one_firm();
  block.project();
  CHECK(block.c.scrapping[0] == 0);
}

TEST_CASE("a firm at its wanted capital replaces wear") {
  KernelBlock block = one_firm();
  block.project();
  CHECK(block.c.investment[0] == Approx(kWear * 1000));
}

TEST_CASE("a firm that expects more closes a part of its gap, and never more than its limit") {
  KernelBlock block = one_firm();
  block.p.demand_speed = 1;
  block.c.demand[0] = 88;
  block.project();
  CHECK(block.c.investment[0] == Approx(kWear * 1000 + 0.15 * 100));
  block = one_firm();
  block.p.demand_speed = 1;
  block.c.demand[0] = 8000;
  block.project();
  CHECK(block.c.investment[0] == Approx((0.15 + kWear) * 1000));
}

TEST_CASE("expected demand closes a part of its distance to demand") {
  KernelBlock block = one_firm();
  block.p.demand_speed = 0.3F;
  block.c.demand[0] = 100;
  block.project();
  CHECK(block.c.expected_demand[0] == Approx(86));
}

TEST_CASE("investment is never more than money in hand and cash flow buy") {
  KernelBlock block = one_firm();
  block.c.deposits[0] = 1;
  block.project();
  CHECK(block.c.investment[0] == Approx(1 + 0.8 * kWear * 1000).epsilon(1e-5));
  block = one_firm();
  block.c.deposits[0] = 3;
  block.buffers().f[kaldor::handed::profit][0] = -kWear * 1000;
  block.project();
  CHECK(block.c.investment[0] == Approx(3).epsilon(1e-5));
}

TEST_CASE("a bank lends for investment up to the value of capital, as far as its own capital allows") {
  for (const float part : {0.0F, 0.5F, 1.0F}) {
    KernelBlock block = one_firm();
    block.c.deposits[0] = 0;
    block.buffers().f[kaldor::handed::profit][0] = -kWear * 1000;
    block.p.loan_to_value = 0.7F;
    block.c.loans[0] = 690;
    block.in.bank_capacity = part;
    block.project();
    CHECK(block.c.investment[0] == Approx(10 * part).margin(1e-3));
  }
}

TEST_CASE("when money is short the project with the shorter payback is served first") {
  // Replacement pays back in 2.5 x price; expansion in 1 / (capacity x use x 4 x margin).
  KernelBlock block = backward_firm(0.2F);
  block.buffers().f[kaldor::handed::profit][0] = -kWear * 1000 * 0.2F;
  block.c.unit_cost[0] = 1.99F;  // margin 0.01: expansion takes 62 years
  block.c.deposits[0] = 0.2F * 5;
  block.project();
  CHECK(block.c.scrapping[0] == Approx(0.005));
  CHECK(block.c.investment[0] == Approx(5));  // all of it replacement

  block = backward_firm(0.2F);
  block.buffers().f[kaldor::handed::profit][0] = -kWear * 1000 * 0.2F;
  block.c.unit_cost[0] = 0.5F;  // margin 1.5: expansion takes five months
  block.c.deposits[0] = 0.2F * 10;
  block.project();
  CHECK(block.c.scrapping[0] == Approx(0).margin(1e-8));
  CHECK(block.c.investment[0] == Approx(10));  // all of it expansion
}

TEST_CASE("the second in rank gets what the first leaves") {
  KernelBlock block = backward_firm(0.2F);
  block.buffers().f[kaldor::handed::profit][0] = -kWear * 1000 * 0.2F;
  block.c.unit_cost[0] = 0.5F;
  block.c.deposits[0] = 0.2F * 12;
  block.project();
  CHECK(block.c.scrapping[0] == Approx(0.002));
  CHECK(block.c.investment[0] == Approx(12));
}

TEST_CASE("robots are bought where they save their price in time, and a subsidy brings the time down") {
  const auto robots = [](float subsidy) {
    KernelBlock block = one_firm();
    block.p.automation = true;
    block.p.automation_cost = 3.5F;
    block.p.automation_speed = 0.01F;
    block.p.automation_limit = 0.3F;
    block.p.automation_dispersion = 0;
    block.c.employees[0] = 50;
    if (subsidy > 0) block.pull(Lever::automation_subsidy, subsidy);
    block.project();
    return block.c.automation_order[0];
  };
  CHECK(robots(0) == 0);     // 3.5 years
  CHECK(robots(0.1F) == 0);  // 3.15 years
  CHECK(robots(0.2F) == Approx(3.5 * 4 * 50 * 0.01).epsilon(1e-4));
}

TEST_CASE("a price of carbon pays for filters and a rule demands them whatever they cost") {
  const auto filters = [](auto&& change) {
    KernelBlock block = one_firm();
    block.p.abatement = true;
    block.p.abatement_cost = 0.5F;
    block.p.abatement_speed = 0.03F;
    block.p.abatement_limit = 0.9F;
    block.in.emission_factor = 0.1F;
    change(block);
    block.project();
    return block.c.abatement_order[0];
  };
  const double tonnes = 0.03 * 0.5 * 4 * 0.1 * 80;
  CHECK(filters([](KernelBlock&) {}) == 0);
  CHECK(filters([](KernelBlock& b) { b.pull(Lever::carbon_price, 0.1F); }) == 0);  // five years
  CHECK(filters([](KernelBlock& b) { b.pull(Lever::carbon_price, 0.2F); }) == Approx(tonnes).epsilon(1e-4));
  CHECK(filters([](KernelBlock& b) { b.pull(Lever::emission_standard, 0.9F); }) == Approx(tonnes).epsilon(1e-4));
  CHECK(filters([](KernelBlock& b) { b.pull(Lever::emission_standard, 1.1F); }) == 0);
  CHECK(filters([](KernelBlock& b) {
          b.pull(Lever::emission_quota, 0.9F);
          b.c.base_emissions[0] = 8;
        }) == Approx(tonnes).epsilon(1e-4));
}

TEST_CASE("a firm under construction invests in nothing further") {
  KernelBlock block = one_firm();
  block.c.share[0] = 0;
  block.project();
  CHECK(block.c.investment[0] == 0);
  CHECK(block.c.expected_demand[0] == 80);
}

TEST_CASE("a firm with far more capital than it wants offers half of the excess and buys none") {
  KernelBlock block = one_firm();
  block.p.second_hand = true;
  block.p.idle_margin = 1.1F;
  block.c.capital[0] = 1300;
  block.project();
  CHECK(block.c.offered[0] == Approx(100));
  CHECK(block.c.investment[0] == 0);
}

// A gap of 200 asks for 30 beside the wear of 10.
TEST_CASE("where a cap on capacity binds a firm replaces its wear and adds the permitted part of what it wants") {
  const auto ordered = [](float cap, bool binds) {
    KernelBlock block = one_firm();
    block.c.demand[0] = block.c.expected_demand[0] = 96;
    block.in.cap_binds = binds ? 1.0F : 0.0F;
    block.pull(Lever::capacity_cap, cap);
    block.project();
    return block.c.investment[0];
  };
  CHECK(ordered(1, false) == Approx(40));
  CHECK(ordered(0.5, true) == Approx(25));
  CHECK(ordered(1, true) == Approx(10));
  CHECK(ordered(0, true) == ordered(1, false));
}

// Data, digital processes and practice of single firms: closed forms (docs/model/data.md).

#include <catch2/catch.hpp>
#include <cmath>

#include "kernel_block.hpp"

using kaldor::CellSum;
using kaldor::Lever;

namespace {

/// Firms that sell 100 a quarter, half of it through digital processes, with data for 100 and a reference of one
/// quarter of sales.
KernelBlock firms_with_data(std::size_t count = 1) {
  KernelBlock block(count);
  kaldor::KernelParameters& p = block.p;
  p.data = p.digitalisation = true;
  p.practice = p.automation = p.abatement = p.second_hand = p.replacement = p.exit = false;
  p.data_elasticity = 0.06F;
  p.data_practice = 0;
  p.data_per_reference = 1;
  p.data_keep = 0.9F;
  p.data_quarters = p.data_most = 10;
  p.forecast_error = p.sharing_cost = 0;
  block.in.digital_cost = 0.03F;
  block.in.digital_speed = 0.01F;
  p.digital_limit = 1;
  p.digital_wear = p.digital_dispersion = 0;
  p.payback = 3;
  p.buffer = p.loan_to_value = 0;
  p.demand_speed = 1;
  block.in.digital = true;
  block.in.capture = 1;
  block.in.capacity = 0.1F;
  block.in.skill = block.in.wage = block.in.unit_labour = block.in.base_wage = 1;
  for (std::size_t i = 0; i < count; ++i) {
    block.c.share[i] = 0.1F;
    block.c.sales[i] = block.c.output[i] = block.c.demand[i] = block.c.expected_demand[i] = 100;
    block.c.capital[i] = 1250;
    block.c.digital[i] = 0.5F;
    block.c.data[i] = 100;
    block.c.price[i] = 2;
    block.c.unit_cost[i] = 1;
    block.c.unit_labour[i] = 1;
    block.c.productivity[i] = block.c.technique[i] = 1;
    block.c.deposits[i] = 1e6;
    block.buffers().f[kaldor::handed::profit][i] = block.buffers().f[kaldor::handed::profit_tax][i] = 0;
  }
  return block;
}

}  // namespace

TEST_CASE("data settle where what digital sales leave equals what is lost: D = x S / delta") {
  KernelBlock block = firms_with_data();
  for (int t = 0; t < 300; ++t) block.settle();
  CHECK(block.c.data[0] == Approx(0.5 * 100 / 0.1).epsilon(1e-5));
  block.in.capture = 1.5F;  // infrastructure keeps more of it
  for (int t = 0; t < 300; ++t) block.settle();
  CHECK(block.c.data[0] == Approx(1.5 * 0.5 * 100 / 0.1).epsilon(1e-5));
}

TEST_CASE("labour for a unit of output falls with data as (1 + D/D_ref)^-eta") {
  KernelBlock block = firms_with_data();
  block.in.data_base = static_cast<float>(std::log(2.0));  // one quarter of sales at the start
  block.plan();
  CHECK(block.c.unit_labour[0] == Approx(1).epsilon(1e-6));
  block.c.data[0] = 300;
  block.plan();
  CHECK(block.c.unit_labour[0] == Approx(std::pow(2.0, -0.06)).epsilon(1e-6));
}

TEST_CASE("data of others count for a firm as far as its processes are digital, whatever the others lose: nothing") {
  KernelBlock block = firms_with_data(2);
  block.in.data_base = static_cast<float>(std::log(2.0));
  block.in.data_pool = 4;
  block.c.digital[1] = 0;
  block.plan();
  CHECK(block.c.unit_labour[0] == Approx(std::pow(2.0, -0.06)).epsilon(1e-6));  // 1 + 1 + 4/2
  CHECK(block.c.unit_labour[1] == Approx(1).epsilon(1e-6));
}

TEST_CASE("without practice a firm takes its part of the benefit of data only") {
  KernelBlock block = firms_with_data(2);
  block.p.data_practice = 0.6F;
  block.c.practice[1] = 1;
  block.plan();
  CHECK(std::log(block.c.unit_labour[0]) == Approx(-0.06 * 0.4 * std::log(2.0)).epsilon(1e-5));
  CHECK(std::log(block.c.unit_labour[1]) == Approx(-0.06 * std::log(2.0)).epsilon(1e-5));
}

TEST_CASE("the error of the demand a firm sees has the variance s^2 / (1 + D/D_ref) and no bias") {
  for (const float data : {0.0F, 300.0F}) {
    KernelBlock block = firms_with_data(2000);
    block.p.forecast_error = 0.1F;
    for (std::size_t i = 0; i < 2000; ++i) block.c.data[i] = data;
    block.project();
    double mean = 0, log_mean = 0, square = 0;
    for (std::size_t i = 0; i < 2000; ++i) {
      const double x = block.c.expected_demand[i] / 100;
      mean += x / 2000;
      log_mean += std::log(x) / 2000;
      square += std::log(x) * std::log(x) / 2000;
    }
    const double variance = 0.01 / (1 + data / 100);
    CHECK(square - log_mean * log_mean == Approx(variance).epsilon(0.1));  // three standard errors of 2,000 draws
    CHECK(mean == Approx(1).margin(3 * std::sqrt(variance / 2000)));
  }
}

// A unit of digital share brings 10 quarters of data: saving 1 x eta x 10 / (1 + 1) = 0.3 a year for each unit of sales
// a year.
TEST_CASE(
    "digitalisation is bought where the labour it saves pays for it in time, and a subsidy brings the time down") {
  const auto ordered = [](float cost, float subsidy, Lever lever) {
    KernelBlock block = firms_with_data();
    block.in.digital_cost = cost;
    if (subsidy > 0) block.pull(lever, subsidy);
    block.project();
    return block.c.digital_order[0];
  };
  CHECK(ordered(0.89F, 0, Lever::digital_subsidy) == Approx(0.89 * 4 * 100 * 0.01).epsilon(1e-4));
  CHECK(ordered(0.91F, 0, Lever::digital_subsidy) == 0);
  CHECK(ordered(0.91F, 0.02F, Lever::digital_subsidy) > 0);
  CHECK(ordered(0.91F, 0.02F, Lever::demonstration_pilot) > 0);
}

TEST_CASE("what was ordered of digital processes works when it is delivered, as much as was delivered") {
  KernelBlock block = firms_with_data();
  block.c.digital_order[0] = 0.03F * 4 * 100 * 0.01F;
  block.in.investment_delivered = 0.5F;
  block.settle();
  CHECK(block.c.digital[0] == Approx(0.505));
}

TEST_CASE("practice costs skilled work out of the firm's account and a pilot pays its part") {
  const auto learn = [](float pilot, double& paid, double& refunded) {
    KernelBlock block = firms_with_data();
    block.p.practice = true;
    block.p.data_practice = 0.5F;
    block.p.practice_cost = 0.05F;
    block.p.practice_speed = 0.01F;
    block.p.practice_imitation = block.p.practice_wear = 0;
    block.c.employees[0] = 100;
    if (pilot > 0) block.pull(Lever::demonstration_pilot, pilot);
    block.settle();
    paid = block.sum(CellSum::practice_paid);
    refunded = block.sum(CellSum::pilot_subsidy);
    return block.c.practice[0];
  };
  double paid = 0, refunded = 0;
  // It brings eta psi ln 2 of the wage bill a year, over a cost of 0.05 years: a payback of 2.4 years, full effort.
  CHECK(learn(0, paid, refunded) == Approx(0.01).epsilon(1e-4));
  CHECK(paid == Approx(0.05 * 4 * 100 * 0.01).epsilon(1e-3));
  CHECK(refunded == 0);
  learn(0.5F, paid, refunded);
  CHECK(refunded == Approx(0.5 * paid).epsilon(1e-3));
}

TEST_CASE("a firm learns practice from the mean of its cell without paying, and never more than the mean") {
  KernelBlock block = firms_with_data();
  block.p.practice = true;
  block.p.practice_speed = block.p.practice_wear = 0;
  block.p.practice_imitation = 0.1F;
  block.in.practice_shown = 0.5F;
  for (int t = 0; t < 200; ++t) block.settle();
  CHECK(block.c.practice[0] == Approx(0.5).epsilon(1e-5));
  CHECK(block.sum(CellSum::practice_paid) == 0);
}

TEST_CASE("who must share data pays for keeping them in order, and shares what the rule asks") {
  KernelBlock block = firms_with_data();
  block.p.sharing_cost = 0.001F;
  block.in.sharing = true;
  block.pull(Lever::data_openness, 0.25F);
  block.settle();
  CHECK(block.sum(CellSum::practice_paid) == Approx(0.001 * 0.25 * 100 * 2).epsilon(0.01));
  CHECK(block.sum(CellSum::shared_data) == Approx(0.25 * block.c.data[0]));
}

TEST_CASE(
    "where contact is restricted orders go to firms as they can deliver digitally, and none are lost on the way") {
  KernelBlock block = firms_with_data(2);
  block.c.digital[1] = 1;
  block.in.contact = 0.5F;
  block.in.contact_digital = 0.75F;
  block.in.demand_scale = 1000;
  block.c.employees[0] = block.c.employees[1] = 1000;
  block.market();
  CHECK(block.c.demand[1] / block.c.demand[0] == Approx(1 / 0.75));
  CHECK(block.c.demand[0] + block.c.demand[1] == Approx(200).epsilon(1e-5));
}

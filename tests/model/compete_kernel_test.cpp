#include <catch2/catch.hpp>
#include <cmath>

#include "kernel_block.hpp"

namespace {

KernelBlock two_rivals(float first, float second) {
  KernelBlock block(2);
  block.p.selection = true;
  block.p.replicator = 1;
  block.p.share_noise = block.p.customer_chance = 0;
  block.c.share[0] = block.c.share[1] = 0.5F;
  block.c.competitiveness[0] = first;
  block.c.competitiveness[1] = second;
  block.c.capital[0] = block.c.capital[1] = 1;
  block.in.mean_competitiveness = 0.5F * (first + second);
  return block;
}

}  // namespace

// S§1.1: with competitiveness -1.8 and -2.2 the better gains, although both are negative. The textbook formula gives
// the reverse; to first order in the advantage both say 0.55 to 0.45 here with half the response.
TEST_CASE("the more competitive firm gains share although all competitiveness is negative") {
  KernelBlock block = two_rivals(-1.8F, -2.2F);
  block.compete();
  const double a = block.c.share[0], b = block.c.share[1];
  CHECK(a > b);
  CHECK(a / (a + b) == Approx(1 / (1 + std::exp(-0.4))).epsilon(1e-5));
  block = two_rivals(-1.8F, -2.2F);
  block.p.replicator = 0.5F;
  block.compete();
  CHECK(block.c.share[0] / (block.c.share[0] + block.c.share[1]) == Approx(0.55).margin(0.001));
}

TEST_CASE("equal competitors keep their shares") {
  KernelBlock block = two_rivals(-2, -2);
  block.compete();
  CHECK(block.c.share[0] == Approx(0.5).epsilon(1e-6));
  CHECK(block.c.share[1] == Approx(0.5).epsilon(1e-6));
}

TEST_CASE("without selection competitiveness moves no share") {
  KernelBlock block = two_rivals(1, -1);
  block.p.selection = false;
  block.compete();
  CHECK(block.c.share[0] == block.c.share[1]);
}

TEST_CASE("a share cannot turn negative and one step multiplies it by e^1.5 at most") {
  KernelBlock block = two_rivals(50, -50);
  block.compete();
  CHECK(block.c.share[0] == Approx(0.5 * std::exp(1.5)).epsilon(1e-5));
  CHECK(block.c.share[1] == Approx(0.5 * std::exp(-1.5)).epsilon(1e-5));
}

TEST_CASE("competitiveness rises with quality and falls with price and unfilled orders") {
  KernelBlock block(4);
  for (std::size_t i = 0; i < 4; ++i) {
    block.c.share[i] = 0.25F;
    block.c.price[i] = 1;
    block.c.capital[i] = block.c.materials[i] = block.c.employees[i] = 1000;
    block.c.unit_labour[i] = 1;
  }
  block.in.capacity = 1;
  block.in.demand_scale = 400;
  block.c.price[1] = 1.2F;
  block.c.log_quality[2] = 0.3F;
  block.c.materials[3] = 50;  // half of what is asked for
  block.market();
  const float* e = block.c.competitiveness;
  CHECK(e[0] == Approx(0).margin(1e-6));
  CHECK(e[1] == Approx(-std::log(1.2)).epsilon(1e-5));
  CHECK(e[2] == Approx(0.3 * block.p.quality_weight).epsilon(1e-5));
  CHECK(e[3] == Approx(-0.5 * block.p.unfilled_weight).epsilon(1e-5));
}

TEST_CASE("a firm with a lower price gains share of a market and one with a higher price loses it") {
  KernelBlock block = two_rivals(0, 0);
  for (std::size_t i = 0; i < 2; ++i) {
    block.c.capital[i] = block.c.materials[i] = block.c.employees[i] = 1000;
    block.c.unit_labour[i] = 1;
  }
  block.c.price[0] = 0.9F;
  block.c.price[1] = 1.1F;
  block.in.capacity = block.in.demand_scale = 1;
  block.market();
  block.in.mean_competitiveness = static_cast<float>(block.sum(kaldor::CellSum::competitiveness));
  block.compete();
  CHECK(block.c.share[0] > 0.5F);
  CHECK(block.c.share[1] < 0.5F);
}

// S§1.6: capacity 80 and orders of 50 and 50 give each 40. Here firms receive 100 and can make 80.
TEST_CASE("what a firm cannot make is not sold, and what is missing is told to the market") {
  KernelBlock block(1);
  block.c.share[0] = 1;
  block.c.capital[0] = 80;
  block.c.materials[0] = block.c.employees[0] = 1000;
  block.c.unit_labour[0] = 1;
  block.in.capacity = 1;
  block.in.demand_scale = 100;
  block.market();
  CHECK(block.c.demand[0] == 100);
  CHECK(block.c.output[0] == 80);
  CHECK(block.c.sales[0] == 80);
  CHECK(block.sum(kaldor::CellSum::unfilled) == Approx(20));
  CHECK(block.sum(kaldor::CellSum::spare) == 0);
}

TEST_CASE("output is bounded by capital, people with overtime, and the opening stock of materials") {
  KernelBlock block(4);
  for (std::size_t i = 0; i < 4; ++i) {
    block.c.share[i] = 0.25F;
    block.c.unit_labour[i] = 2;
    block.c.capital[i] = block.c.materials[i] = 1000;
    block.c.employees[i] = 2000;
  }
  block.in.capacity = 0.5F;
  block.in.demand_scale = 400;
  block.c.capital[1] = 60;
  block.c.employees[2] = 80;
  block.c.materials[3] = 70;
  block.market();
  CHECK(block.c.output[0] == 100);
  CHECK(block.c.output[1] == 30);
  CHECK(block.c.output[2] == Approx(40 * (1 + block.p.overtime)));
  CHECK(block.c.output[3] == 70);
}

TEST_CASE("a firm whose first machines have come takes the share that its expected demand is of all orders") {
  KernelBlock block = two_rivals(0, 0);
  block.c.share[0] = 1;
  block.c.share[1] = 0;
  block.c.expected_demand[1] = 30;
  block.c.unit_labour[1] = 2;
  block.in.share_for_demand = 1.0F / 600;
  block.compete();
  CHECK(block.c.share[1] == Approx(0.05));
  CHECK(block.c.share_before[1] == Approx(0.05));
  CHECK(block.c.employees[1] == Approx(60));
}

TEST_CASE("a firm without machines stays without share") {
  KernelBlock block = two_rivals(0, 0);
  block.c.share[1] = 0;
  block.c.capital[1] = 0;
  block.c.expected_demand[1] = 30;
  block.in.share_for_demand = 1.0F / 600;
  block.compete();
  CHECK(block.c.share[1] == 0);
}

TEST_CASE("records of several firms that hold too much of their market are told to split, single firms are not") {
  KernelBlock block(3);
  block.p.share_noise = block.p.customer_chance = 0;
  block.in.split_share = 0.2F;
  for (std::size_t i = 0; i < 3; ++i) block.c.capital[i] = 1;
  block.c.weight[0] = 10;
  block.c.share[0] = 0.03F;
  block.c.weight[1] = 10;
  block.c.share[1] = 0.01F;
  block.c.share[2] = 0.6F;
  block.compete();
  REQUIRE(block.result.crowded_count == 1);
  CHECK(block.result.crowded[0] == 0);
}

// Circular use of materials: equipment that replaces what is dear, collected and sorted by a real industry.

#include "circular_use.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "kaldor/core/elementary.hpp"
#include "kernel_block.hpp"
#include "open_model.hpp"

using kaldor::CellSum;
using kaldor::Indicator;
using kaldor::Lever;
using model_runs::load;
using model_runs::simulate;

namespace {

/// A firm that sells 80 a quarter, needs materials of half of that and has all the money it may want.
KernelBlock maker(float saving) {
  KernelBlock block(1);
  kaldor::KernelParameters& p = block.p;
  p.circular_cost = 1;
  p.circular_slope = 5;
  p.circular_speed = 0.01F;
  p.circular_most = 0.4F;
  p.circular_dispersion = 0;
  p.circular_depreciation = 0;
  p.payback = 3;
  block.in.recyclable = 0.5F;
  block.in.cost_circular = saving;
  block.in.capacity = 0.1F;
  block.c.share[0] = 0.1F;
  block.c.capital[0] = 1000;
  block.c.demand[0] = block.c.expected_demand[0] = 80;
  block.c.price[0] = 2;
  block.c.unit_cost[0] = 1;
  block.c.productivity[0] = block.c.technique[0] = 1;
  block.c.deposits[0] = 1e6;
  block.buffers().f[kaldor::handed::profit][0] = block.buffers().f[kaldor::handed::profit_tax][0] = 0;
  return block;
}

float ordered(KernelBlock& block) {
  block.project();
  return block.c.circular_order[0];
}

float ordered(KernelBlock&& block) { return ordered(block); }

/// What the firms of a cell pay for their inputs, counted product by product from what they order.
double paid_for_inputs(const kaldor::ModelState& s, int cell) {
  const int user = s.industry_of(cell), r = s.region_of(cell);
  double paid = 0;
  for (int g = 0; g < s.base.industries; ++g) {
    const double abroad = s.world.domestic_price[g], value = s.quarter.buyer_value(g, r);
    const double missing = s.markets.tradable[g] ? 1 - s.quarter.buyer_fill(g, r) : 0;
    paid += kaldor::collected(s, g, cell) * (value + missing * abroad);
    const double use = s.base.domestic(g, user) + s.base.imported(g, user);
    if (use == 0) continue;
    const double foreign = kaldor::shifted_share(s.base.imported(g, user) / use, s.world.import_ratio[g]);
    const double function = s.base.function_part(g, user);
    const double ordered = (1 - function) * s.service_kept(g, user) * kaldor::bundles_with(s, g, cell) +
                           function * s.of(cell, CellSum::orders_service);
    paid += use * ordered * ((1 - foreign) * (value + missing * abroad) + foreign * abroad);
  }
  return paid;
}

}  // namespace

// Equipment costs 1 + 5 z years of what it replaces; of each unit of materials 1 / payback is saved a year.
TEST_CASE("equipment is bought where what it saves pays for it in time") {
  const auto saving = [](double years) { return static_cast<float>(0.5 / years); };
  const double step = 0.01 * 4 * 0.5 * 80;
  CHECK(ordered(maker(saving(2.9))) == Approx(step).epsilon(1e-5));
  CHECK(ordered(maker(saving(3.1))) == 0);
  CHECK(ordered(maker(0)) == 0);
  CHECK(ordered(maker(-1)) == 0);
}

TEST_CASE("the more is replaced the dearer the next step, up to the limit") {
  KernelBlock block = maker(0.5F / 2);
  block.c.circular_share[0] = 0.09F;
  CHECK(ordered(block) > 0);  // 2 (1 + 0.45) years
  block.c.circular_share[0] = 0.11F;
  CHECK(ordered(block) == 0);
  block = maker(5);
  block.c.circular_share[0] = 0.395F;
  CHECK(ordered(block) == Approx(0.005 * (1 + 5 * 0.395) * 4 * 0.5 * 80).epsilon(1e-4));
  block.c.circular_share[0] = 0.4F;
  CHECK(ordered(block) == 0);
}

TEST_CASE("firms without recyclable materials buy no equipment") {
  KernelBlock block = maker(0.25F);
  block.in.recyclable = 0;
  CHECK(ordered(block) == 0);
}

TEST_CASE("equipment that is paid for replaces as much as was planned, and wears") {
  KernelBlock block = maker(0.25F);
  block.project();
  block.p.circular_depreciation = 0.1F;
  block.c.circular_share[0] = 0;
  block.settle();
  CHECK(block.c.circular_share[0] == Approx(0.01).epsilon(1e-4));
  block.c.circular_order[0] = 0;
  block.settle();
  CHECK(block.c.circular_share[0] == Approx(0.009).epsilon(1e-4));
}

TEST_CASE("what is replaced is neither ordered nor paid for, its collection is") {
  auto loaded = load("china-2017-small", 1500, {"parameters.circular.cost=0.5", "parameters.circular.speed=0.05"});
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int quarter = 0; quarter < 12; ++quarter) open_model::quarter(s);
  open_model::until_shares(s);
  double replaced = 0;
  for (int c = 0; c < s.cell_count(); ++c) {
    INFO(s.economy.industries[static_cast<std::size_t>(s.industry_of(c))].id << " in region " << s.region_of(c));
    CHECK(s.of(c, CellSum::materials_paid) == Approx(paid_for_inputs(s, c)).epsilon(1e-5));
    replaced += s.of(c, CellSum::orders_circular) / s.of(c, CellSum::orders);
  }
  CHECK(replaced > 0.1);
}

TEST_CASE("only makers and builders replace materials, none beyond the limit, and accounts close") {
  auto loaded =
      load("china-2017", 1500,
           {"parameters.circular.cost=0.05", "parameters.circular.speed=0.2", "parameters.circular.most=0.3"});
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  float largest = 0;
  for (int quarter = 0; quarter < 16; ++quarter) {
    open_model::quarter(s);
    CHECK(s.residual == 0);
  }
  for (int c = 0; c < s.cell_count(); ++c) {
    const bool makes =
        s.economy.industries[static_cast<std::size_t>(s.industry_of(c))].sector == kaldor::Sector::secondary;
    open_model::for_each_firm(s, c, [&](std::size_t row) {
      const float share = s.firms.columns().circular_share[row];
      CHECK((share >= 0 && share <= (makes ? 0.3F : 0.0F)));
      largest = std::max(largest, share);
    });
  }
  CHECK(largest > 0.29F);
}

TEST_CASE("an economy without materials has no circular use") {
  const model_runs::Run run = simulate(load("mini", 500, {"parameters.circular.cost=0.01"}), 20);
  const model_runs::Run off = simulate(load("mini", 500, {"mechanisms.circular_use=off"}), 20);
  CHECK(model_runs::same_bits(run, off));
}

TEST_CASE("dear materials raise circular use, dear collection ends it") {
  const auto share = [](double carbon_price, const char* set) {
    auto loaded = load("china-2017-small", 2000, {set});
    if (carbon_price > 0) loaded.scenario.policies = {model_runs::policy(Lever::carbon_price, carbon_price)};
    return simulate(loaded, 40).at(39, Indicator::circular_share);
  };
  const double plain = share(0, "parameters.circular.collection=0.6");
  CHECK((plain > 0.005 && plain < 0.05));
  CHECK(share(300, "parameters.circular.collection=0.6") > 1.2 * plain);
  CHECK(share(0, "parameters.circular.collection=1.2") == 0);
}

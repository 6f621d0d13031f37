// Functions of the value chain: design, brand, service and headquarters (docs/model/functions.md).

#include "functions.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "kernel_block.hpp"
#include "open_model.hpp"

using kaldor::CellSum;
using kaldor::Indicator;
using kaldor::Lever;
using model_runs::load;
using model_runs::policy;
using model_runs::Run;
using model_runs::simulate;

namespace {

constexpr float kFee = 0.1F;
constexpr std::int32_t kDesigning = 1 << 8, kBranding = 2 << 8, kServing = 3 << 8, kMoving = 4 << 8;

/// A maker of goods that does 40 % of design and brand itself, with money, and every project switched on.
KernelBlock one_maker() {
  KernelBlock block(1);
  kaldor::KernelParameters& p = block.p;
  p.replacement = p.automation = p.abatement = p.second_hand = false;
  p.payback = 3;
  p.utilisation = 0.8F;
  p.upgrading = true;
  p.servitization = p.headquarters = false;
  p.function_dispersion = p.resistance = p.function_scale = 0;
  p.function_speed = 0.02F;
  p.function_threshold = 1;
  p.design_cost = 0.1F;
  p.brand_cost = 100;  // not now
  kaldor::CellInput& in = block.in;
  in.functions = true;
  in.paid_service = in.cost_service = in.base_fee = kFee;
  in.buy_design = in.buy_brand = 0.8F;
  in.own_design = in.own_brand = 0.5F;
  in.base_design = in.base_brand = 0.4F;
  in.mean_productivity = in.away_cost = 1;
  in.capacity = 0.1F;
  in.wage = in.unit_labour = in.base_wage = 1;
  block.c.share[0] = 0.1F;
  block.c.capital[0] = 1000;
  block.c.demand[0] = block.c.expected_demand[0] = 80;
  block.c.price[0] = 2;
  block.c.unit_cost[0] = 1;
  block.c.productivity[0] = block.c.technique[0] = 1;
  block.c.design[0] = block.c.brand[0] = 0.4F;
  block.c.deposits[0] = 1e6;
  block.buffers().f[kaldor::handed::profit][0] = block.buffers().f[kaldor::handed::profit_tax][0] = 0;
  return block;
}

double sum(const Run& run, Indicator indicator, std::size_t from) {
  double total = 0;
  for (std::size_t q = from; q < run.frames.size(); ++q) total += run.at(q, indicator);
  return total;
}

const std::vector<std::string> kOff{"mechanisms.functional_upgrading=off", "mechanisms.buyer_resistance=off",
                                    "mechanisms.servitization=off", "mechanisms.headquarters=off"};

}  // namespace

// Saved: 0.1 x (0.8 - 0.5) = 0.03 of a year's output for each unit of design; cost 0.1 of it: 3.33 years.
TEST_CASE("own design is built when the fees it saves, less its staff, pay it back in time") {
  KernelBlock block = one_maker();
  block.project();
  CHECK(block.c.function_order[0] == 0);
  block = one_maker();
  block.p.payback = 3.4F;
  block.project();
  CHECK(block.c.function_order[0] == Approx(0.1 * 4 * 80 * 0.02));
  CHECK(block.c.function_state[0] == kDesigning);
}

TEST_CASE("a subsidy of half makes the same project pay back in half the time") {
  KernelBlock block = one_maker();
  block.p.payback = 1.7F;
  block.project();
  CHECK(block.c.function_order[0] == 0);
  block.pull(Lever::design_subsidy, 0.5F);
  block.project();
  CHECK(block.c.function_order[0] > 0);
}

TEST_CASE("who is behind the mean in productivity and quality takes up no new function") {
  KernelBlock block = one_maker();
  block.p.payback = 3.4F;
  block.in.mean_productivity = 1.01F;
  block.project();
  CHECK(block.c.function_order[0] == 0);
}

TEST_CASE("the fear of losing buyers makes a project that paid back too slow") {
  KernelBlock block = one_maker();
  block.p.payback = 3.4F;
  block.p.resistance = 0.3F;
  block.p.resistance_loss = 0.15F;
  block.project();
  CHECK(block.c.function_order[0] == 0);
}

TEST_CASE("what was ordered arrives as own design, brand or service, or as headquarters in the hub") {
  for (const std::int32_t project : {kDesigning, kBranding, kServing, kMoving}) {
    KernelBlock block = one_maker();
    block.p.brand_cost = block.p.design_cost;
    block.p.service_cost = 1;
    block.p.service_limit = 1;
    block.c.function_order[0] = 0.1F * 4 * 80 * 0.02F;
    block.c.function_state[0] = project;
    block.settle();
    CHECK(block.c.design[0] == Approx(project == kDesigning ? 0.42 : 0.4));
    CHECK(block.c.brand[0] == Approx(project == kBranding ? 0.42 : 0.4));
    CHECK(block.c.service_share[0] == Approx(project == kServing ? 0.002 : 0.0));
    CHECK((block.c.function_state[0] & 1) == (project == kMoving ? 1 : 0));
    CHECK(block.c.share[0] == 0.1F);
  }
}

TEST_CASE("buyers drop as many of the makers that build a brand as the chance says, and each loses the declared part") {
  KernelBlock block(1024);
  block.in.functions = true;
  block.p.resistance = 1;
  block.p.resistance_loss = 0.25F;
  block.p.brand_cost = 0.1F;
  block.p.function_scale = 0;
  int dropped = 0;
  for (std::size_t i = 0; i < 1024; ++i) {
    block.c.share[i] = 0.0005F;
    block.c.capital[i] = block.c.productivity[i] = block.c.technique[i] = block.c.expected_demand[i] = 1;
    block.c.function_state[i] = kBranding;
    block.c.function_order[i] = 0.1F * 4 * 0.5F;  // half of a brand at once: chance 1 x 0.5
  }
  block.settle();
  for (std::size_t i = 0; i < 1024; ++i) {
    if (block.c.share[i] == 0.0005F) continue;
    CHECK(block.c.share[i] == Approx(0.0005 * 0.75));
    ++dropped;
  }
  CHECK(std::abs(dropped - 512) < 4 * 16);  // four standard deviations
}

TEST_CASE("a brand above the market's sets a higher price, and customers answer its price less") {
  KernelBlock block(2);
  block.in.functions = true;
  block.in.mean_brand = 0.3F;
  block.p.pass_through = 0.5F;
  block.p.lerner = 0.2F;
  block.p.brand_grip = 0.3F;
  block.p.brand_taste = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    block.c.share[i] = block.c.share_before[i] = 0.5F;
    block.c.productivity[i] = 1;
    block.c.brand[i] = i == 0 ? 0.3F : 0.8F;
  }
  block.in.cost_other = 1;
  block.in.log_markup_norm = 0.2F;
  block.p.markup_band = 1;
  for (std::size_t i = 0; i < 2; ++i) block.c.log_markup[i] = 0.2F;
  block.plan();
  // S§1.3: Lerner index 1 / (5 x 0.85) instead of 1 / 5; half of the markup passes into the price.
  const double expected = 0.5 * (std::log(0.8) - std::log(1 - 0.2 / 0.85));
  CHECK(std::log(block.c.price[1] / block.c.price[0]) == Approx(expected).margin(1e-5));
  block.c.price[0] = block.c.price[1] = std::exp(0.1F);
  block.market();
  CHECK(block.c.competitiveness[0] == Approx(-0.1).margin(1e-5));
  CHECK(block.c.competitiveness[1] == Approx(-0.085).margin(1e-5));
}

TEST_CASE("fees and staff of the first firms are those of the table in every cell") {
  const auto loaded = load("china-2017-small", 1500, {"mechanisms.headquarters=off"});
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  int cells = 0;
  for (int c = 0; c < s.cell_count(); ++c) {
    const kaldor::IndustryBase& i = s.base.industry[s.industry_of(c)];
    if (!(i.fee > 0)) continue;
    ++cells;
    double output = 0, cost = 0, staff = 0;
    open_model::for_each_firm(s, c, [&](std::size_t row) {
      const kaldor::Columns& columns = s.firms.columns();
      if (!(columns.share[row] > 0)) return;
      const double y = static_cast<double>(columns.weight[row]) * columns.expected_demand[row];
      const kaldor::FunctionCost f = kaldor::function_cost(s, c, row);
      output += y;
      cost += y * f.cost;
      staff += y * f.staff;
    });
    CHECK(staff / output == Approx(i.staff_rate).epsilon(1e-4));
    CHECK((cost - staff) / output == Approx(0).margin(1e-5 * i.fee));
  }
  CHECK(cells > 0);
}

TEST_CASE("nothing of functions is told, and firms have none, where they are switched off") {
  std::vector<std::string> sets = kOff;
  sets.push_back("mechanisms.functions=off");
  const Run run = simulate(load("china-2017-small", 600, sets), 4);
  CHECK(std::isnan(run.at(3, Indicator::value_added_brand)));
  CHECK(std::isnan(run.at(3, Indicator::own_design_share, 5)));
}

TEST_CASE(
    "subsidies of functions are counted as public money, accounts close, and value added moves out of production") {
  const auto base = load("china-2017-small", 1500);
  auto helped = base;
  helped.scenario.policies = {policy(Lever::design_subsidy, 0.5), policy(Lever::brand_subsidy, 0.5),
                              policy(Lever::service_subsidy, 0.5), policy(Lever::headquarters_subsidy, 0.5)};
  const Run without = simulate(base, 40), with = simulate(helped, 40);
  for (const double r : with.series(Indicator::accounts_residual)) CHECK(r == 0);
  CHECK(sum(with, Indicator::policy_cost_share, 4) > 0);
  CHECK(sum(with, Indicator::value_added_brand, 30) > 1.05 * sum(without, Indicator::value_added_brand, 30));
  CHECK(sum(with, Indicator::headquarters_concentration, 30) > sum(without, Indicator::headquarters_concentration, 30));
}

TEST_CASE("without its mechanism a subsidy of functions does nothing, to the bit") {
  auto base = load("china-2017-small", 800, kOff);
  const Run without = simulate(base, 12);
  base.scenario.policies = {policy(Lever::design_subsidy, 0.5), policy(Lever::brand_subsidy, 0.5),
                            policy(Lever::service_subsidy, 0.5), policy(Lever::headquarters_subsidy, 0.5)};
  CHECK(model_runs::same_bits(without, simulate(base, 12)));
}

TEST_CASE("payroll of headquarters is paid where they are, and all of it is paid") {
  const auto loaded = load("china-2017-small", 1500);
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  double paid = 0;
  for (int r = 0; r < s.base.regions; ++r) paid += kaldor::function_payroll(s, r);
  CHECK(paid == s.total(CellSum::staff));
  CHECK(s.total(CellSum::staff_away) > 0);
  CHECK(s.base.hub == 2);  // the metropolis
}

TEST_CASE("headquarters add their payroll to the product of the hub and take it from that of their plants") {
  const auto loaded = load("china-2017-small", 2000);
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 8; ++q) open_model::quarter(s);
  const auto recorded = [&](Indicator i, int k) {
    return s.frame[s.layout.offset[static_cast<std::size_t>(i)] + static_cast<std::size_t>(k)];
  };
  double all_away = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    double made = 0, away = 0;
    for (int i = 0; i < s.base.industries; ++i) {
      const int c = s.cell(i, r);
      made += s.of(c, CellSum::revenue) - s.of(c, CellSum::materials_paid) + s.of(c, CellSum::stock_change);
      away += s.of(c, CellSum::staff_away);
    }
    all_away += away;
    if (r != s.base.hub) CHECK(recorded(Indicator::gdp_by_region, r) == Approx(made - away).epsilon(1e-12));
  }
  double hub = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    const int c = s.cell(i, s.base.hub);
    hub += s.of(c, CellSum::revenue) - s.of(c, CellSum::materials_paid) + s.of(c, CellSum::stock_change) -
           s.of(c, CellSum::staff_away);
  }
  CHECK(all_away > 0);
  CHECK(recorded(Indicator::gdp_by_region, s.base.hub) == Approx(hub + all_away).epsilon(1e-12));
}

// Two states that the same parameters allow where budgets are soft for all: which one depends on the capacity at the
// start.

#include <catch2/catch.hpp>

#include "kernel_block.hpp"
#include "model_runs.hpp"

using kaldor::CellSum;
using kaldor::Indicator;
using kaldor::Lever;
using model_runs::load;
using model_runs::Run;

namespace {

constexpr int kYears = 16, kHardFrom = 8;

/// Backing never fails; budgets are soft for all until a year, then hard.
Run makers(std::vector<std::string> sets, int soft_years) {
  sets.emplace_back("parameters.ownership.backing=1");
  auto loaded = load("china-2017-small", 2000, std::move(sets));
  const auto add = [&](double value, double from, double until) {
    loaded.scenario.policies.push_back(model_runs::policy(Lever::soft_budget, value));
    loaded.scenario.policies.back().from = loaded.scenario.start + from;
    loaded.scenario.policies.back().until = loaded.scenario.start + until;
  };
  if (soft_years > 0) add(1, 0, soft_years);
  if (soft_years > 0 && soft_years < kYears) add(-1, soft_years, kYears);
  return model_runs::simulate(loaded, 4 * kYears);
}

/// Mean of the last year over the four groups of industries that make goods.
double last(const Run& run, Indicator indicator) {
  double sum = 0;
  for (std::size_t q = run.frames.size() - 4; q < run.frames.size(); ++q)
    for (std::size_t i = 2; i < 6; ++i) sum += run.at(q, indicator, i);
  return sum / 16;
}

const std::string kOverhang = "parameters.firms.initial_overhang=1.5";

}  // namespace

TEST_CASE(
    "with soft budgets for all, too much capacity at the start still holds margins and R&D down after fifteen years") {
  const Run calm = makers({}, kYears), trap = makers({kOverhang}, kYears);
  CHECK(last(trap, Indicator::markup) < last(calm, Indicator::markup) - 0.05);
  CHECK(last(trap, Indicator::rd_intensity) < 0.8 * last(calm, Indicator::rd_intensity));
  CHECK(last(trap, Indicator::capacity_utilisation_by_industry) <
        last(calm, Indicator::capacity_utilisation_by_industry) - 0.15);
  for (const double r : trap.series(Indicator::accounts_residual)) CHECK(r == 0);
}

TEST_CASE("the same overhang passes under ordinary budgets, and hard budgets end the trap") {
  const Run ordinary = makers({}, 0), shake_out = makers({kOverhang}, 0);
  const Run trap = makers({kOverhang}, kYears), way_out = makers({kOverhang}, kHardFrom);
  CHECK(last(shake_out, Indicator::markup) > last(ordinary, Indicator::markup) - 0.02);
  CHECK(last(shake_out, Indicator::rd_intensity) > 0.95 * last(ordinary, Indicator::rd_intensity));
  CHECK(last(way_out, Indicator::markup) > last(trap, Indicator::markup) + 0.05);
  CHECK(last(way_out, Indicator::rd_intensity) > 1.2 * last(trap, Indicator::rd_intensity));
}

TEST_CASE(
    "there is no trap where backed firms give up their place in the market, get no credit for it, or rivalry is calm") {
  const Run trap = makers({kOverhang}, kYears);
  for (const char* without :
       {"parameters.involution.place_held=0", "parameters.involution.soft_credit=0", "mechanisms.involution=off"}) {
    INFO(without);
    const Run freed = makers({kOverhang, without}, kYears);
    CHECK(last(freed, Indicator::markup) > last(trap, Indicator::markup) + 0.03);
    CHECK(last(freed, Indicator::rd_intensity) > 1.2 * last(trap, Indicator::rd_intensity));
  }
}

TEST_CASE("products are as different as firms that sell are, each counted once whatever it sells") {
  KernelBlock block(3);
  const float quality[] = {0.3F, -0.1F, 9}, weight[] = {2, 5, 7}, share[] = {0.3F, 0.01F, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    block.c.log_quality[i] = quality[i];
    block.c.weight[i] = weight[i];
    block.c.share[i] = share[i];
    block.c.price[i] = block.c.capital[i] = 1;
  }
  block.in.mean_quality = 0.1F;
  block.market();
  CHECK(block.sum(CellSum::sellers) == 7);
  CHECK(block.sum(CellSum::seller_weights) == 2 * 2 + 5 * 5);
  CHECK(block.sum(CellSum::quality_deviation) == Approx(2 * 0.2 - 5 * 0.2));
  CHECK(block.sum(CellSum::quality_square) == Approx(7 * 0.04));
}

TEST_CASE("how alike products are at the start does not depend on the number of records") {
  const auto dispersion = [](std::int64_t firms) {
    double sum = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      const Run run = model_runs::simulate(load("china-2017-small", firms, {}, seed), 1);
      const std::size_t industries = run.extent(Indicator::quality_dispersion);
      for (std::size_t i = 0; i < industries; ++i)
        sum += run.at(0, Indicator::quality_dispersion, i) / static_cast<double>(8 * industries);
    }
    return sum;
  };
  const double few = dispersion(600), many = dispersion(24000);
  CHECK(few == Approx(many).epsilon(0.02));
  CHECK(many == Approx(0.05).epsilon(0.03));
}

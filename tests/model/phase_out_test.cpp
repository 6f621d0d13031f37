// Backward capacity that must close: who goes, what its owner gets, where machines, land and money end (S§1.24, P-27).

#include <catch2/catch.hpp>

#include "kernel_block.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::CellSum;
using kaldor::Indicator;
using kaldor::Lever;
using model_runs::load;
using model_runs::policy;
using model_runs::Run;
using model_runs::simulate;

namespace {

/// Four sound firms of rising productivity under a limit of one.
KernelBlock four_firms(float compensation) {
  KernelBlock block(4);
  block.p.exit = true;
  block.p.phase_out = 1;
  block.p.loss_limit = -1;
  const float productivity[] = {0.5F, 0.9F, 1.0F, 1.5F};
  for (std::size_t i = 0; i < 4; ++i) {
    block.c.productivity[i] = productivity[i];
    block.c.share[i] = 0.25F;
    block.c.capital[i] = 100;
    block.c.deposits[i] = 10;
    block.c.loans[i] = 30;
  }
  block.pull(Lever::phase_out, 1);
  block.pull(Lever::phase_out_compensation, compensation);
  return block;
}

Run steel(bool pulled, std::uint64_t seed, std::vector<std::string> sets = {}) {
  auto loaded = load("china-2017-small", 1500, std::move(sets));
  if (pulled)
    for (const Lever lever : {Lever::phase_out, Lever::phase_out_compensation}) {
      loaded.scenario.policies.push_back(policy(lever, lever == Lever::phase_out ? 0.8 : 0.3));
      loaded.scenario.policies.back().industries = {3};
      loaded.scenario.policies.back().from = loaded.scenario.start + 1;
    }
  return simulate(loaded, 28, seed);
}

double mean_of(const Run& run, Indicator indicator, std::size_t i, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t q = from; q < to; ++q) sum += run.at(q, indicator, i);
  return sum / static_cast<double>(to - from);
}

}  // namespace

TEST_CASE(
    "firms below the limit close, their machines are scrapped and government pays the declared part of their value") {
  KernelBlock block = four_firms(0.3F);
  block.leave();
  CHECK(block.result.left_count == 2);
  CHECK(block.c.weight[0] == 0);
  CHECK(block.c.weight[1] == 0);
  CHECK((block.c.weight[2] == 1 && block.c.weight[3] == 1));
  const kaldor::CellSums& sums = block.result.sums;
  CHECK(kaldor::at(sums, CellSum::compensation) == Approx(2 * 0.3 * 100).epsilon(1e-6));
  CHECK(kaldor::at(sums, CellSum::phased_out) == 200);
  CHECK(kaldor::at(sums, CellSum::estate_capital) == 0);
  // 10 and 30 of compensation cover the loan of 30 and leave 10 to the owners.
  CHECK(kaldor::at(sums, CellSum::bad_debt) == 0);
  CHECK(kaldor::at(sums, CellSum::estate_deposits) == Approx(20).epsilon(1e-6));
}

TEST_CASE("without compensation the bank bears the loss of what must close") {
  KernelBlock block = four_firms(0);
  block.leave();
  CHECK(kaldor::at(block.result.sums, CellSum::compensation) == 0);
  CHECK(kaldor::at(block.result.sums, CellSum::bad_debt) == 40);
}

TEST_CASE("nobody must close under a limit of zero") {
  KernelBlock block = four_firms(0.3F);
  block.pull(Lever::phase_out, 0);
  block.leave();
  CHECK(block.result.left_count == 0);
}

// P-27, P-28: capacity cuts raise productivity of the industry; the budget pays, land and labour are set free.
TEST_CASE(
    "a phase-out raises exit and productivity of its industry, costs what is recorded and frees land, for every seed") {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const Run base = steel(false, seed), retired = steel(true, seed);
    CHECK(mean_of(retired, Indicator::exit_rate_by_industry, 3, 4, 12) >
          2 * mean_of(base, Indicator::exit_rate_by_industry, 3, 4, 12));
    CHECK(mean_of(retired, Indicator::productivity, 3, 16, 28) >
          1.03 * mean_of(base, Indicator::productivity, 3, 16, 28));
    CHECK(mean_of(retired, Indicator::land_idle_by_region, 0, 6, 14) >
          mean_of(base, Indicator::land_idle_by_region, 0, 6, 14));
    CHECK(mean_of(retired, Indicator::policy_cost_share, 0, 4, 28) ==  // rescues of state firms cost in every run
          Approx(mean_of(retired, Indicator::phase_out_compensation_share, 0, 4, 28) +
                 mean_of(retired, Indicator::capital_injection_share, 0, 4, 28))
              .epsilon(1e-9));
    for (const double residual : retired.series(Indicator::accounts_residual)) CHECK(residual == 0);
  }
}

#pragma once

#include <algorithm>
#include <memory>

#include "kernels.hpp"
#include "model_runs.hpp"
#include "model_state.hpp"
#include "population.hpp"

/// A few firms made by hand, and what the kernels ask for beside them. Nothing moves unless a test says so.
struct KernelBlock {
  explicit KernelBlock(std::size_t count)
      : loaded(model_runs::load("mini-still", 500)),
        base(kaldor::solve_base_year(loaded.economy, loaded.scenario)),
        p(kaldor::kernel_parameters(loaded.scenario, base, loaded.economy)),
        firms({count}),
        grid(kaldor::MoneyGrid::for_yearly_flow(1e6)),
        zeros(kaldor::kBlockRows, 0.0F) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t row = firms.take_row(0);
      firms.columns().id[row] = i + 1;
      firms.columns().weight[row] = 1;
      firms.columns().founded[row] = -40;
      firms.columns().automation_taste[row] = firms.columns().digital_taste[row] = 1;
    }
    c = firms.columns().at(firms.blocks()[0].row);
    n = firms.blocks()[0].padded();
    for (auto& column : levers.of) column = zeros.data();
    levers.member = levers.enforced = levers.tied = levers.vouched = zeros.data();
    std::fill_n(buffers().f[kaldor::handed::softness], kaldor::kBlockRows, 0.0F);  // hard budgets, whatever ran before
    in.land_room = in.investment_delivered = in.delivered = in.capital_price = in.investment_paid = 1;
    in.rate_factor = in.slow_ratio = in.bank_capacity = in.labour_scale = in.consumer_price = in.share_scale = 1;
  }

  kaldor::KernelContext context() const { return {p, kaldor::make_key(1, 0), period, grid.magic, false, refunds}; }
  kaldor::Buffers& buffers() { return kaldor::block_memory().buffers; }
  /// Sets a lever to one value for every firm.
  void pull(kaldor::Lever lever, float value) {
    held.push_back(std::make_unique<std::vector<float>>(kaldor::kBlockRows, value));
    levers.of[static_cast<std::size_t>(lever)] = held.back()->data();
    levers.set[static_cast<std::size_t>(lever)] = true;
    if (lever == kaldor::Lever::emission_standard) levers.enforced = held.back()->data();
  }

  void market() { kaldor::kernels().market(c, n, in, levers, context(), buffers(), sums); }
  void project() { kaldor::kernels().project(c, n, in, levers, context(), buffers(), sums); }
  void settle() { kaldor::kernels().settle(c, n, in, levers, context(), buffers(), sums); }
  void plan() { kaldor::kernels().plan(c, n, in, levers, context(), buffers(), sums); }
  void compete() {
    result.left = left.data();
    result.crowded = crowded.data();
    kaldor::kernels().compete(c, n, in, context(), buffers(), result);
  }
  void leave() {
    result.left = left.data();
    result.left_debt = left_debt.data();
    kaldor::kernels().leave(c, n, in, levers, context(), buffers(), result);
  }
  double sum(kaldor::CellSum which) const { return kaldor::at(sums, which); }

  kaldor::LoadedScenario loaded;
  kaldor::BaseYear base;
  kaldor::KernelParameters p;
  kaldor::Population firms;
  kaldor::MoneyGrid grid;
  kaldor::Columns c;
  std::size_t n = 0;
  kaldor::CellInput in{};
  kaldor::LeverColumns levers;
  kaldor::CellSums sums;
  kaldor::BlockResult result;
  std::uint32_t period = 8;
  bool refunds = false;

private:
  std::vector<float> zeros;
  std::vector<std::unique_ptr<std::vector<float>>> held;
  std::vector<std::uint32_t> left = std::vector<std::uint32_t>(kaldor::kBlockRows);
  std::vector<double> left_debt = std::vector<double>(kaldor::kBlockRows);
  std::vector<std::uint32_t> crowded = std::vector<std::uint32_t>(kaldor::kBlockRows);
};

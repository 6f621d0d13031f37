// Stage 12: the market for firms (S§1.18), on which medium and large ones buy others whole or take part in them. Who
// meets whom, and what a firm is worth.

#include "market_for_firms.hpp"

#include <algorithm>

#include "groups.hpp"
#include "kaldor/core/draw_block.hpp"
#include "kaldor/core/elementary.hpp"
#include "kernels/worth.hpp"
#include "owner.hpp"

namespace kaldor {

namespace {

std::vector<TradableFirm> tradable_firms(const ModelState& s) {
  const Columns& c = s.firms.columns();
  const Parameters& p = s.scenario.parameters;
  return find_firms<TradableFirm>(s, [&](const Block& block, std::vector<TradableFirm>& found) {
    if (s.inputs[static_cast<std::size_t>(block.cell)].budget_funded) return;
    const int industry = s.industry_of(block.cell);
    const double mean = s.cells.mean_productivity[static_cast<std::size_t>(block.cell)];
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      if (!(c.weight[row] > 0) || !(c.share[row] > 0) || c.employees[row] < p.merger_least) continue;
      const Words w = draw(s.key, c.id[row], static_cast<std::uint32_t>(s.period), Stream::merger);
      found.push_back({static_cast<std::uint32_t>(row), block.cell, industry, c.weight[row],
                       math::unit_float(w.w0) < p.merger_search, math::unit_float(w.w1) < p.merger_search,
                       math::unit_float(w.w2) < p.stake_search, is_state_owned(c.owner[row]), c.technique[row] / mean});
    }
  });
}

}  // namespace

double lead(const ModelState& s, const TradableFirm& f) {
  return math::log(static_cast<double>(s.firms.columns().technique[f.row]) /
                   s.cells.mean_productivity[static_cast<std::size_t>(f.cell)]);
}

MarketForFirms::MarketForFirms(const ModelState& s) : firms_(tradable_firms(s)) {
  reached_.reserve(firms_.size());
  for (const TradableFirm& f : firms_) reached_.push_back(total_ += f.weight);
  first_.reserve(firms_.size());
  const double step = total_ / static_cast<double>(firms_.size());
  for (std::size_t k = 0, i = 0; k < firms_.size(); ++k) {
    while (i + 1 < firms_.size() && reached_[i] <= step * static_cast<double>(k)) ++i;
    first_.push_back(static_cast<std::uint32_t>(i > 0 ? i - 1 : 0));  // one before, for rounding
  }
}

const TradableFirm& MarketForFirms::at(std::uint32_t luck) const {
  constexpr double kStep = 1.0 / 4294967296.0;
  const double target = total_ * (luck * kStep);
  std::size_t i = first_[(static_cast<std::uint64_t>(luck) * firms_.size()) >> 32];
  while (i + 1 < firms_.size() && reached_[i] <= target) ++i;
  return firms_[i];
}

Meetings::Meetings(const ModelState& s, const MarketForFirms& market, std::span<const std::uint32_t> who, Stream stream,
                   std::uint32_t number)
    : s_(s), market_(market) {
  for (std::size_t i = 0; i < who.size(); ++i) id_[i] = s.firms.columns().id[market.firms()[who[i]].row];
  const auto period = static_cast<std::uint32_t>(s.period);
  draw_block(s.key, id_, who.size(), period, stream, number, met_[0], met_[1], met_[2], met_[3]);
  draw_block(s.key, id_, who.size(), period, stream, number + 1, luck_[0], luck_[1], luck_[2], luck_[3]);
}

const TradableFirm& Meetings::partner(std::size_t i, const TradableFirm& firm) const {
  const std::span<const double> near = s_.relatedness.proximity(firm.industry);
  for (std::size_t k = 0; k < kTries; ++k) {
    const TradableFirm& other = market_.at(met_[k][i]);
    if (math::unit_float(luck_[k][i]) < near[static_cast<std::size_t>(other.industry)]) return other;
  }
  return firm;
}

Means means_of(const ModelState& s, std::size_t row, std::optional<std::size_t> with) {
  const Columns& c = s.firms.columns();
  const Parameters& p = s.scenario.parameters;
  const double turnover = static_cast<double>(c.price[row]) * c.expected_demand[row];
  const double cash = std::max(0.0, c.deposits[row] / c.weight[row] - p.finance_buffer * turnover);
  const double collateral = c.capital[row] + (with ? c.capital[*with] : 0.0F);
  const double owed = c.loans[row] / c.weight[row] + (with ? c.loans[*with] / c.weight[*with] : 0.0);
  return {cash, s.bank.capacity * std::max(0.0, p.finance_loan_to_value * s.prices.capital * collateral - owed)};
}

double standing_value(double equity, double capital, double excess_return, double tax, double least_value) {
  return std::max(least_value * equity, equity + (1 - tax) * capital * excess_return);
}

double value_to_owners(const ModelState& s, std::size_t row, int cell) {
  const Columns& c = s.firms.columns();
  const CellInput& in = s.inputs[static_cast<std::size_t>(cell)];
  const double equity = worth::net_worth(c, row, worth::valuation(in, s.kernel_parameters.goods_value)) / c.weight[row];
  if (equity <= 0) return 0;
  const double excess = c.smoothed_return[row] / (s.economy.return_on_capital / 4) - 1;
  return standing_value(equity, s.prices.capital * c.capital[row], excess, s.kernel_parameters.corporate_tax,
                        s.scenario.parameters.merger_least_value);
}

void trade_firms(ModelState& s) {
  s.acquisitions = s.stake_loans = s.acquired_capital = s.market_for_firms = 0;
  const Mechanisms& on = s.scenario.mechanisms;
  if ((!on.mergers && !on.minority_stakes) || s.period == 0) return;
  const Columns& c = s.firms.columns();
  const MarketForFirms market(s);
  for (const TradableFirm& f : market.firms())
    s.market_for_firms += static_cast<double>(c.weight[f.row]) * c.capital[f.row];
  if (on.mergers) merge_firms(s, market);
  if (on.minority_stakes) take_stakes(s, market);
}

}  // namespace kaldor

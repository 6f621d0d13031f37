// Stage 12: firms buy others (S§1.18). Pairs form in proportion to the relatedness of their industries; a deal is struck when
// what the buyer's technique adds exceeds the premium on the price, and the buyer can pay. Inside a cell two records become
// one; otherwise the bought firm joins the buyer's group. Only between firms that are alone in their record.

#include "mergers.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "groups.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kernels/worth.hpp"
#include "owner.hpp"

namespace kaldor {

double standing_value(double equity, double capital, double excess_return, double tax, double least_value) {
  return std::max(least_value * equity, equity + (1 - tax) * capital * excess_return);
}

namespace {

struct Firm {
  std::size_t row;
  int cell;
  float capital;
  bool looks;  ///< for a firm to buy, this quarter
};

std::vector<Firm> tradable_firms(const ModelState& s) {
  const Columns& c = s.firms.columns();
  const double least = s.scenario.parameters.merger_least, search = s.scenario.parameters.merger_search;
  return find_firms<Firm>(s, [&](const Block& block, std::vector<Firm>& found) {
    if (s.inputs[static_cast<std::size_t>(block.cell)].budget_funded) return;
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      if (c.weight[row] != 1 || !(c.share[row] > 0) || c.employees[row] < least) continue;
      const Words w = draw(s.key, c.id[row], static_cast<std::uint32_t>(s.period), Stream::merger);
      found.push_back({row, block.cell, c.capital[row], math::unit_float(w.w0) < search});
    }
  });
}

/// Lead of the log technique over the mean of the firm's cell.
double lead(const ModelState& s, const Firm& f) {
  return math::log(static_cast<double>(s.firms.columns().technique[f.row]) / s.cells.mean_productivity[static_cast<std::size_t>(f.cell)]);
}

struct Deal {
  double price = 0, loan = 0;  ///< money paid, and borrowed for it
  bool struck = false;
};

/// The deal that the buyer would strike, if any.
Deal deal(const ModelState& s, const Firm& buyer, const Firm& bought, double overlap) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const double normal = s.economy.return_on_capital / 4, tax = s.kernel_parameters.corporate_tax;
  const CellInput& in = s.inputs[static_cast<std::size_t>(bought.cell)];
  const double equity = worth::net_worth(c, bought.row, worth::valuation(in, s.kernel_parameters.goods_value));
  const double capital = s.prices.capital * c.capital[bought.row];
  if (equity <= 0) return {};
  const double value = standing_value(equity, capital, c.smoothed_return[bought.row] / normal - 1, tax, p.merger_least_value);
  const double ahead = std::max(0.0, lead(s, buyer) - lead(s, bought));
  const double wages = c.employees[bought.row] * s.cells.wage[static_cast<std::size_t>(bought.cell)];
  const double synergy = (1 - tax) / normal * p.merger_synergy * overlap * wages * (1 - math::exp(-ahead));
  if (synergy <= p.merger_premium * value) return {};
  const double price = s.grid.round(p.merger_cash_part * (1 + p.merger_premium) * value);
  const double turnover = static_cast<double>(c.price[buyer.row]) * c.expected_demand[buyer.row];
  const double cash = std::max(0.0, c.deposits[buyer.row] - p.finance_buffer * turnover);
  const bool one = buyer.cell == bought.cell;
  const double collateral = c.capital[buyer.row] + (one ? c.capital[bought.row] : 0.0F);
  const double owed = c.loans[buyer.row] + (one ? c.loans[bought.row] : 0.0);
  const double credit = s.bank.capacity * std::max(0.0, p.finance_loan_to_value * s.prices.capital * collateral - owed);
  if (price > cash + credit) return {};
  return {price, s.grid.round(std::max(0.0, price - cash)), true};
}

/// Whether the review of mergers stands in the way: the index of concentration of the market would rise by 2 s t.
bool blocked(const ModelState& s, const Firm& buyer, const Firm& bought) {
  const double limit = s.levers.strength(static_cast<std::size_t>(Lever::merger_review), static_cast<std::size_t>(bought.cell));
  const int market = s.inputs[static_cast<std::size_t>(bought.cell)].market;
  if (limit <= 0 || s.inputs[static_cast<std::size_t>(buyer.cell)].market != market) return false;
  const Columns& c = s.firms.columns();
  return 2.0 * c.share[buyer.row] * c.share[bought.row] > limit;
}

/// The related firm that the buyer looks at, or itself.
const Firm& partner(const ModelState& s, const std::vector<Firm>& list, const Firm& buyer) {
  const std::uint64_t id = s.firms.columns().id[buyer.row];
  const auto period = static_cast<std::uint32_t>(s.period);
  const Words who = draw(s.key, id, period, Stream::merger, 1), luck = draw(s.key, id, period, Stream::merger, 2);
  const std::array<std::uint32_t, 4> targets{who.w0, who.w1, who.w2, who.w3}, accepts{luck.w0, luck.w1, luck.w2, luck.w3};
  for (std::size_t k = 0; k < targets.size(); ++k) {
    const Firm& other = list[(static_cast<std::uint64_t>(targets[k]) * list.size()) >> 32];
    if (math::unit_float(accepts[k]) < s.relatedness.proximity(s.industry_of(buyer.cell), s.industry_of(other.cell))) return other;
  }
  return buyer;
}

class Takeovers {
public:
  explicit Takeovers(ModelState& s) : s_(s), left_(static_cast<std::size_t>(s.cell_count())) {
    for (const Member& m : members_of_groups(s)) count(m.group)++;
  }

  void strike(const Firm& buyer, const Firm& bought, const Deal& d) {
    const Columns& c = s_.firms.columns();
    const std::int32_t group = group_of(c.owner[buyer.row]), other = group_of(c.owner[bought.row]);
    if (buyer.cell != bought.cell && group != 0 && count(group) >= s_.scenario.parameters.merger_group_limit) return;
    c.deposits[buyer.row] += d.loan - d.price;
    c.loans[buyer.row] += d.loan;
    s_.merger_loans += d.loan;
    s_.acquisitions += d.price;
    s_.acquired_capital += c.capital[bought.row];
    tell(buyer, bought, d.price);
    if (other != 0) --count(other);
    if (buyer.cell == bought.cell) {
      join_records(c, buyer.row, bought.row);
      left_[static_cast<std::size_t>(buyer.cell)].push_back(static_cast<std::uint32_t>(bought.row));
      return;
    }
    const bool state = is_state_owned(c.owner[buyer.row]);
    if (group == 0) {
      c.owner[buyer.row] = make_owner(++s_.last_group, state);
      count(s_.last_group) = 1;
    }
    c.owner[bought.row] = make_owner(group_of(c.owner[buyer.row]), state);
    ++count(group_of(c.owner[bought.row]));
  }

  void release() {
    for (std::size_t cell = 0; cell < left_.size(); ++cell) {
      std::sort(left_[cell].begin(), left_[cell].end());
      if (!left_[cell].empty()) s_.firms.release_rows(cell, left_[cell]);
    }
  }

private:
  /// A followed firm that is bought says to whom it went and for how much.
  void tell(const Firm& buyer, const Firm& bought, double price) {
    const Columns& c = s_.firms.columns();
    if (!s_.trace || c.id[bought.row] != static_cast<std::uint64_t>(s_.followed)) return;
    s_.trace->buyer = static_cast<std::int64_t>(c.id[buyer.row]);
    s_.trace->price_paid = price;
    if (buyer.cell != bought.cell) return;  // it lives on in the buyer's group
    s_.trace->exited = true;
    s_.trace->exit_reason = ExitReason::bought;
  }
  int& count(std::int32_t group) {
    if (counts_.size() <= static_cast<std::size_t>(group)) counts_.resize(static_cast<std::size_t>(group) + 1, 0);
    return counts_[static_cast<std::size_t>(group)];
  }
  ModelState& s_;
  std::vector<std::vector<std::uint32_t>> left_;
  std::vector<int> counts_;
};

}  // namespace

void merge_firms(ModelState& s) {
  s.acquisitions = s.merger_loans = s.acquired_capital = s.market_for_firms = 0;
  if (!s.scenario.mechanisms.mergers || s.period == 0) return;
  const Columns& c = s.firms.columns();
  const std::vector<Firm> list = tradable_firms(s);
  for (const Firm& f : list) s.market_for_firms += f.capital;
  Takeovers takeovers(s);
  for (const Firm& buyer : list) {
    if (!buyer.looks || c.weight[buyer.row] == 0) continue;  // weight 0: bought this quarter
    const Firm& bought = partner(s, list, buyer);
    if (bought.row == buyer.row || c.weight[bought.row] == 0) continue;
    if (is_state_owned(c.owner[buyer.row]) != is_state_owned(c.owner[bought.row])) continue;  // that would be privatisation
    const bool allied = group_of(c.owner[buyer.row]) != 0 && group_of(c.owner[buyer.row]) == group_of(c.owner[bought.row]);
    if ((allied && buyer.cell != bought.cell) || blocked(s, buyer, bought)) continue;
    const double overlap = s.relatedness.proximity(s.industry_of(buyer.cell), s.industry_of(bought.cell));
    const Deal d = deal(s, buyer, bought, overlap);
    if (d.struck) takeovers.strike(buyer, bought, d);
  }
  takeovers.release();
}

}  // namespace kaldor

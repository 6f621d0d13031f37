// Stage 12: firms buy others (S§1.18). Pairs form in proportion to the relatedness of their industries; a deal is
// struck when what the buyer's technique adds exceeds the premium on the price, and the buyer can pay. Inside a cell
// two records become one; otherwise the bought firm joins the buyer's group. Chances are those of real firms, whatever
// their records stand for.

#include "mergers.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "groups.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/draw_block.hpp"
#include "kaldor/core/elementary.hpp"
#include "kernels/worth.hpp"
#include "owner.hpp"

namespace kaldor {

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

namespace {

/// A firm of the market for firms, and what tells at once that it will not deal: their columns lie far apart.
struct Firm {
  std::uint32_t row;
  int cell, industry;
  float weight;
  bool looks, shows;  ///< looks for a firm to buy this quarter; is shown to one that buys
  bool state;         ///< owned by it
  double relative;    ///< technique over the mean of the cell
};

/// The firms of the market for firms, drawn in proportion to the real ones.
class Market {
public:
  explicit Market(std::vector<Firm> firms) : firms_(std::move(firms)) {
    reached_.reserve(firms_.size());
    for (const Firm& f : firms_) reached_.push_back(total_ += f.weight);
    first_.reserve(firms_.size());
    const double step = total_ / static_cast<double>(firms_.size());
    for (std::size_t k = 0, i = 0; k < firms_.size(); ++k) {
      while (i + 1 < firms_.size() && reached_[i] <= step * static_cast<double>(k)) ++i;
      first_.push_back(static_cast<std::uint32_t>(i > 0 ? i - 1 : 0));  // one before, for rounding
    }
  }
  const std::vector<Firm>& firms() const { return firms_; }
  const Firm& at(std::uint32_t luck) const {
    constexpr double kStep = 1.0 / 4294967296.0;
    const double target = total_ * (luck * kStep);
    std::size_t i = first_[(static_cast<std::uint64_t>(luck) * firms_.size()) >> 32];
    while (i + 1 < firms_.size() && reached_[i] <= target) ++i;
    return firms_[i];
  }

private:
  std::vector<Firm> firms_;
  std::vector<double> reached_;       ///< sum of weights up to each
  std::vector<std::uint32_t> first_;  ///< where to begin, by equal parts of the total
  double total_ = 0;
};

std::vector<Firm> tradable_firms(const ModelState& s) {
  const Columns& c = s.firms.columns();
  const double least = s.scenario.parameters.merger_least, search = s.scenario.parameters.merger_search;
  return find_firms<Firm>(s, [&](const Block& block, std::vector<Firm>& found) {
    if (s.inputs[static_cast<std::size_t>(block.cell)].budget_funded) return;
    const int industry = s.industry_of(block.cell);
    const double mean = s.cells.mean_productivity[static_cast<std::size_t>(block.cell)];
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      if (!(c.weight[row] > 0) || !(c.share[row] > 0) || c.employees[row] < least) continue;
      const Words w = draw(s.key, c.id[row], static_cast<std::uint32_t>(s.period), Stream::merger);
      found.push_back({static_cast<std::uint32_t>(row), block.cell, industry, c.weight[row],
                       math::unit_float(w.w0) < search, math::unit_float(w.w1) < search, is_state_owned(c.owner[row]),
                       c.technique[row] / mean});
    }
  });
}

/// Lead of the log technique over the mean of the firm's cell.
double lead(const ModelState& s, const Firm& f) {
  return math::log(static_cast<double>(s.firms.columns().technique[f.row]) /
                   s.cells.mean_productivity[static_cast<std::size_t>(f.cell)]);
}

struct Deal {
  float firms = 0;             ///< real firms bought
  double price = 0, loan = 0;  ///< money paid for them all, and borrowed for it
  bool struck = false;
};

/// The deal that the buyer would strike, if any. Inside a cell each firm of the lighter record deals with one of the
/// other; elsewhere the whole record is bought, so that each of its firms is in the group.
Deal deal(const ModelState& s, const Firm& buyer, const Firm& bought, double overlap) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const double normal = s.economy.return_on_capital / 4, tax = s.kernel_parameters.corporate_tax;
  const CellInput& in = s.inputs[static_cast<std::size_t>(bought.cell)];
  const double ahead = lead(s, buyer) - lead(s, bought);
  if (ahead <= 0) return {};  // nothing to bring to it
  const double equity =
      worth::net_worth(c, bought.row, worth::valuation(in, s.kernel_parameters.goods_value)) / c.weight[bought.row];
  const double capital = s.prices.capital * c.capital[bought.row];
  if (equity <= 0) return {};
  const double value =
      standing_value(equity, capital, c.smoothed_return[bought.row] / normal - 1, tax, p.merger_least_value);
  const double wages = c.employees[bought.row] * s.cells.wage[static_cast<std::size_t>(bought.cell)];
  const double synergy = (1 - tax) / normal * p.merger_synergy * overlap * wages * (1 - math::exp(-ahead));
  if (synergy <= p.merger_premium * value) return {};
  const bool one = buyer.cell == bought.cell;
  const float buyers = std::min(c.weight[buyer.row], c.weight[bought.row]), firms = one ? buyers : c.weight[bought.row];
  const double price = s.grid.round(firms * (p.merger_cash_part * (1 + p.merger_premium) * value));
  const Means means = one ? means_of(s, buyer.row, bought.row) : means_of(s, buyer.row);
  const double cash = buyers * means.cash;
  if (price > cash + buyers * means.credit) return {};
  return {firms, price, s.grid.round(std::max(0.0, price - cash)), true};
}

/// Whether the review of mergers stands in the way: the index of concentration of the market would rise by 2 s t.
bool blocked(const ModelState& s, const Firm& buyer, const Firm& bought) {
  const double limit =
      s.levers.strength(static_cast<std::size_t>(Lever::merger_review), static_cast<std::size_t>(bought.cell));
  const int market = s.inputs[static_cast<std::size_t>(bought.cell)].market;
  if (limit <= 0 || s.inputs[static_cast<std::size_t>(buyer.cell)].market != market) return false;
  const Columns& c = s.firms.columns();
  return 2.0 * c.share[buyer.row] * c.share[bought.row] > limit;
}

/// Whether the two may deal, and the deal that they would strike.
Deal agreement(const ModelState& s, const Firm& buyer, const Firm& bought) {
  const Columns& c = s.firms.columns();
  if (buyer.row == bought.row || c.weight[buyer.row] == 0 || c.weight[bought.row] == 0)
    return {};                                 // 0: bought this quarter
  if (buyer.state != bought.state) return {};  // that would be privatisation
  const bool allied =
      group_of(c.owner[buyer.row]) != 0 && group_of(c.owner[buyer.row]) == group_of(c.owner[bought.row]);
  if ((allied && buyer.cell != bought.cell) || blocked(s, buyer, bought)) return {};
  return deal(s, buyer, bought, s.relatedness.proximity(buyer.industry, bought.industry));
}

/// Whether a deal is possible at all, as long as nobody has dealt this quarter.
bool may_deal(const Firm& buyer, const Firm& bought) {
  return buyer.state == bought.state && buyer.relative > bought.relative;
}

/// The related firms that some meet, or themselves.
class Meetings {
public:
  /// `number`: of the first of two draws.
  Meetings(const ModelState& s, const Market& market, std::span<const std::uint32_t> who, std::uint32_t number)
      : s_(s), market_(market) {
    for (std::size_t i = 0; i < who.size(); ++i) id_[i] = s.firms.columns().id[market.firms()[who[i]].row];
    const auto period = static_cast<std::uint32_t>(s.period);
    draw_block(s.key, id_, who.size(), period, Stream::merger, number, met_[0], met_[1], met_[2], met_[3]);
    draw_block(s.key, id_, who.size(), period, Stream::merger, number + 1, luck_[0], luck_[1], luck_[2], luck_[3]);
  }
  /// The i-th of them, which is `firm`.
  const Firm& partner(std::size_t i, const Firm& firm) const {
    const std::span<const double> near = s_.relatedness.proximity(firm.industry);
    for (std::size_t k = 0; k < kTries; ++k) {
      const Firm& other = market_.at(met_[k][i]);
      if (math::unit_float(luck_[k][i]) < near[static_cast<std::size_t>(other.industry)]) return other;
    }
    return firm;
  }
  static constexpr std::size_t kMost = 1024;

private:
  static constexpr std::size_t kTries = 4;
  const ModelState& s_;
  const Market& market_;
  std::uint64_t id_[kMost];
  std::uint32_t met_[kTries][kMost], luck_[kTries][kMost];
};

struct Pair {
  const Firm *buyer, *bought;
};

/// Who would deal with whom. Inside a cell all firms of the lighter record deal, so it is the lighter one that meets
/// the other, as buyer or as target; elsewhere all firms of the target do, so it meets its buyer. Each real firm then
/// buys as often as if it were alone in its record, and is bought as often.
std::vector<Pair> meet(const ModelState& s, const Market& market) {
  constexpr std::size_t kChunk = Meetings::kMost;
  const std::vector<Firm>& firms = market.firms();
  std::vector<std::vector<Pair>> parts((firms.size() + kChunk - 1) / kChunk);
  s.workers.for_each(parts.size(), [&](std::size_t part) {
    std::vector<std::uint32_t> buyers, targets;
    for (std::size_t i = part * kChunk; i < std::min(firms.size(), (part + 1) * kChunk); ++i) {
      if (firms[i].looks) buyers.push_back(static_cast<std::uint32_t>(i));
      if (firms[i].shows) targets.push_back(static_cast<std::uint32_t>(i));
    }
    const Meetings of_buyers(s, market, buyers, 1), of_targets(s, market, targets, 3);
    std::size_t buyer = 0, target = 0;
    for (std::size_t i = part * kChunk; i < std::min(firms.size(), (part + 1) * kChunk); ++i) {
      const Firm& f = firms[i];
      if (f.looks) {
        const Firm& other = of_buyers.partner(buyer++, f);
        if (f.cell == other.cell && f.weight <= other.weight && may_deal(f, other) && agreement(s, f, other).struck)
          parts[part].push_back({&f, &other});
      }
      if (f.shows) {
        const Firm& other = of_targets.partner(target++, f);
        if ((f.cell != other.cell || f.weight < other.weight) && may_deal(other, f) && agreement(s, other, f).struck)
          parts[part].push_back({&other, &f});
      }
    }
  });
  std::vector<Pair> pairs;
  for (const auto& part : parts) pairs.insert(pairs.end(), part.begin(), part.end());
  return pairs;
}

class Takeovers {
public:
  explicit Takeovers(ModelState& s) : s_(s), left_(static_cast<std::size_t>(s.cell_count())) {}

  void strike(const Firm& buyer, const Firm& bought, const Deal& d) {
    const Columns& c = s_.firms.columns();
    const std::int32_t other = group_of(c.owner[bought.row]);
    if (buyer.cell != bought.cell && group_is_full(s_, buyer.row)) return;
    c.deposits[buyer.row] += d.loan - d.price;
    c.loans[buyer.row] += d.loan;
    s_.stake_loans += d.loan;
    s_.acquisitions += d.price;
    s_.acquired_capital += static_cast<double>(d.firms) * c.capital[bought.row];
    tell(buyer, bought, d);
    if (other != 0) s_.groups.firms[static_cast<std::size_t>(other)] -= d.firms;
    if (buyer.cell == bought.cell) {
      join_records(c, buyer.row, bought.row, d.firms, s_.grid);
      if (c.weight[bought.row] == 0)
        left_[static_cast<std::size_t>(buyer.cell)].push_back(static_cast<std::uint32_t>(bought.row));
      return;
    }
    join_group(s_, buyer.row, bought.row);
  }

  void release() {
    for (std::size_t cell = 0; cell < left_.size(); ++cell) {
      std::sort(left_[cell].begin(), left_[cell].end());
      if (!left_[cell].empty()) s_.firms.release_rows(cell, left_[cell]);
    }
  }

private:
  /// A followed firm that is bought says to whom it went and for how much.
  void tell(const Firm& buyer, const Firm& bought, const Deal& d) {
    const Columns& c = s_.firms.columns();
    if (!s_.trace || c.id[bought.row] != static_cast<std::uint64_t>(s_.followed)) return;
    if (d.firms < c.weight[bought.row]) return;  // it is one of those that are left
    s_.trace->buyer = static_cast<std::int64_t>(c.id[buyer.row]);
    s_.trace->price_paid = d.price / d.firms;
    if (buyer.cell != bought.cell) return;  // it lives on in the buyer's group
    s_.trace->exited = true;
    s_.trace->exit_reason = ExitReason::bought;
  }
  ModelState& s_;
  std::vector<std::vector<std::uint32_t>> left_;
};

}  // namespace

void merge_firms(ModelState& s) {
  s.acquisitions = s.stake_loans = s.acquired_capital = s.market_for_firms = 0;
  if (!s.scenario.mechanisms.mergers || s.period == 0) return;
  const Columns& c = s.firms.columns();
  const Market market(tradable_firms(s));
  for (const Firm& f : market.firms()) s.market_for_firms += static_cast<double>(c.weight[f.row]) * c.capital[f.row];
  Takeovers takeovers(s);
  for (const Pair& pair : meet(s, market)) {
    const Deal d = agreement(s, *pair.buyer, *pair.bought);  // again: earlier deals have changed both
    if (d.struck) takeovers.strike(*pair.buyer, *pair.bought, d);
  }
  takeovers.release();
}

}  // namespace kaldor

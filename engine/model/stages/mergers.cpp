// Stage 12: firms buy others (S§1.18). Pairs form in proportion to the relatedness of their industries; a deal is
// struck when what the buyer's technique adds exceeds the premium on the price, and the buyer can pay. Inside a cell
// two records become one; otherwise the bought firm joins the buyer's group. Chances are those of real firms, whatever
// their records stand for.

#include <algorithm>
#include <vector>

#include "groups.hpp"
#include "join_records.hpp"
#include "kaldor/core/elementary.hpp"
#include "market_for_firms.hpp"
#include "owner.hpp"

namespace kaldor {

namespace {

struct Deal {
  float firms = 0;             ///< real firms bought
  double price = 0, loan = 0;  ///< money paid for them all, and borrowed for it
  bool struck = false;
};

/// The deal that the buyer would strike, if any. Inside a cell each firm of the lighter record deals with one of the
/// other; elsewhere the whole record is bought, so that each of its firms is in the group.
Deal deal(const ModelState& s, const TradableFirm& buyer, const TradableFirm& bought, double overlap) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const double normal = s.economy.return_on_capital / 4, tax = s.kernel_parameters.corporate_tax;
  const double ahead = lead(s, buyer) - lead(s, bought);
  if (ahead <= 0) return {};  // nothing to bring to it
  const double value = value_to_owners(s, bought.row, bought.cell);
  if (value <= 0) return {};
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
bool blocked(const ModelState& s, const TradableFirm& buyer, const TradableFirm& bought) {
  const double limit =
      s.levers.strength(static_cast<std::size_t>(Lever::merger_review), static_cast<std::size_t>(bought.cell));
  const int market = s.inputs[static_cast<std::size_t>(bought.cell)].market;
  if (limit <= 0 || s.inputs[static_cast<std::size_t>(buyer.cell)].market != market) return false;
  const Columns& c = s.firms.columns();
  return 2.0 * c.share[buyer.row] * c.share[bought.row] > limit;
}

/// Whether the two may deal, and the deal that they would strike.
Deal agreement(const ModelState& s, const TradableFirm& buyer, const TradableFirm& bought) {
  const Columns& c = s.firms.columns();
  if (buyer.row == bought.row || c.weight[buyer.row] == 0 || c.weight[bought.row] == 0)
    return {};                                 // 0: bought this quarter
  if (buyer.state != bought.state) return {};  // that would be privatisation
  if (s.stakes.is_held(c, bought.row)) return {};
  const bool allied =
      group_of(c.owner[buyer.row]) != 0 && group_of(c.owner[buyer.row]) == group_of(c.owner[bought.row]);
  if ((allied && buyer.cell != bought.cell) || blocked(s, buyer, bought)) return {};
  return deal(s, buyer, bought, s.relatedness.proximity(buyer.industry, bought.industry));
}

/// Whether a deal is possible at all, as long as nobody has dealt this quarter.
bool may_deal(const TradableFirm& buyer, const TradableFirm& bought) {
  return buyer.state == bought.state && buyer.relative > bought.relative;
}

struct Pair {
  const TradableFirm *buyer, *bought;
};

/// Who would deal with whom. Inside a cell all firms of the lighter record deal, so it is the lighter one that meets
/// the other, as buyer or as target; elsewhere all firms of the target do, so it meets its buyer. Each real firm then
/// buys as often as if it were alone in its record, and is bought as often.
std::vector<Pair> meet(const ModelState& s, const MarketForFirms& market) {
  constexpr std::size_t kChunk = Meetings::kMost;
  const std::vector<TradableFirm>& firms = market.firms();
  std::vector<std::vector<Pair>> parts((firms.size() + kChunk - 1) / kChunk);
  s.workers.for_each(parts.size(), [&](std::size_t part) {
    std::vector<std::uint32_t> buyers, targets;
    for (std::size_t i = part * kChunk; i < std::min(firms.size(), (part + 1) * kChunk); ++i) {
      if (firms[i].looks) buyers.push_back(static_cast<std::uint32_t>(i));
      if (firms[i].shows) targets.push_back(static_cast<std::uint32_t>(i));
    }
    const Meetings of_buyers(s, market, buyers, Stream::merger, 1), of_targets(s, market, targets, Stream::merger, 3);
    std::size_t buyer = 0, target = 0;
    for (std::size_t i = part * kChunk; i < std::min(firms.size(), (part + 1) * kChunk); ++i) {
      const TradableFirm& f = firms[i];
      if (f.looks) {
        const TradableFirm& other = of_buyers.partner(buyer++, f);
        if (f.cell == other.cell && f.weight <= other.weight && may_deal(f, other) && agreement(s, f, other).struck)
          parts[part].push_back({&f, &other});
      }
      if (f.shows) {
        const TradableFirm& other = of_targets.partner(target++, f);
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

  void strike(const TradableFirm& buyer, const TradableFirm& bought, const Deal& d) {
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
      if (d.firms == c.weight[bought.row])
        s_.stakes.inherit(c.id[bought.row], {c.id[buyer.row], buyer.row, buyer.cell});
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
  void tell(const TradableFirm& buyer, const TradableFirm& bought, const Deal& d) {
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

void merge_firms(ModelState& s, const MarketForFirms& market) {
  Takeovers takeovers(s);
  for (const Pair& pair : meet(s, market)) {
    const Deal d = agreement(s, *pair.buyer, *pair.bought);  // again: earlier deals have changed both
    if (d.struck) takeovers.strike(*pair.buyer, *pair.bought, d);
  }
  takeovers.release();
}

}  // namespace kaldor

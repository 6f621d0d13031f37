// Minority stakes (S§1.18). A firm that earns more than is normal sells new shares to a related one that is behind it.
// From then on the holder gets its part of the dividends and closes part of its gap of technique. Few firms: one list.
// Writes deposits, technique.

#include "stakes.hpp"

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "market_for_firms.hpp"
#include "owner.hpp"
#include "programme.hpp"

namespace kaldor {

namespace {

bool before(const MinorityStake& stake, std::size_t row) { return stake.held.row < row; }

}  // namespace

bool MinorityStakes::is_held(const Columns& c, std::size_t row) const {
  const auto found = std::lower_bound(list.begin(), list.end(), row, before);
  return found != list.end() && found->held.row == row && found->held.id == c.id[row];
}

void MinorityStakes::inherit(std::uint64_t holder, const TrackedFirm& buyer) {
  for (MinorityStake& stake : list)
    if (stake.holder.id == holder) stake.holder = buyer;
  std::erase_if(list, [](const MinorityStake& stake) { return stake.holder.id == stake.held.id; });
}

void MinorityStakes::split(std::uint64_t held, const TrackedFirm& half) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const MinorityStake& stake) { return stake.held.id == held; });
  if (found == list.end()) return;
  MinorityStake other = *found;
  other.held = half;
  list.push_back(other);
}

void find_stakes(ModelState& s) {
  std::vector<MinorityStake>& list = s.stakes.list;
  FirmFinder finder(s);
  std::size_t kept = 0;
  for (MinorityStake& stake : list) {
    stake.dividend = 0;
    if (finder.follow(stake.holder) && finder.follow(stake.held)) list[kept++] = stake;
  }
  list.resize(kept);
  std::sort(list.begin(), list.end(),
            [](const MinorityStake& a, const MinorityStake& b) { return a.held.row < b.held.row; });
}

void note_dividends(ModelState& s, const Block& block, const Buffers& b) {
  std::vector<MinorityStake>& list = s.stakes.list;
  for (auto stake = std::lower_bound(list.begin(), list.end(), block.row, before);
       stake != list.end() && stake->held.row < block.row + block.used; ++stake)
    stake->dividend = s.grid.round(stake->part * b.d[handed::dividends][stake->held.row - block.row]);
}

void pay_stake_dividends(ModelState& s) {
  s.stakes.now = {};
  const Columns& c = s.firms.columns();
  for (const MinorityStake& stake : s.stakes.list) {
    if (!is_at(c, stake.holder)) continue;  // its owners get them
    c.deposits[stake.holder.row] += stake.dividend;
    s.stakes.now.dividends += stake.dividend;
    if (s.trace && stake.holder.id == static_cast<std::uint64_t>(s.followed))
      s.trace->stake_dividends += stake.dividend / c.weight[stake.holder.row];
  }
}

namespace {

/// How far the first is ahead of the second, each seen from the mean of its own cell; zero if it is not.
double gap(const ModelState& s, const TrackedFirm& ahead, const TrackedFirm& behind) {
  const Columns& c = s.firms.columns();
  const auto relative = [&](const TrackedFirm& f) {
    return c.technique[f.row] / s.cells.mean_productivity[static_cast<std::size_t>(f.cell)];
  };
  return std::max(0.0, math::log(relative(ahead) / relative(behind)));
}

/// A holder with fewer firms than it holds meets each of those held; one with more meets them in so many of its firms.
void learn(ModelState& s) {
  const Columns& c = s.firms.columns();
  struct Step {
    std::size_t row;
    double technique;
  };
  std::vector<Step> steps;  // all learn from what is known now
  for (const MinorityStake& stake : s.stakes.list) {
    if (!is_at(c, stake.holder) || !is_at(c, stake.held)) continue;
    const double near = s.relatedness.proximity(s.industry_of(stake.holder.cell), s.industry_of(stake.held.cell));
    const double reached = std::min(1.0F, c.weight[stake.held.row] / c.weight[stake.holder.row]);
    steps.push_back(
        {stake.holder.row, s.scenario.parameters.stake_learning * near * reached * gap(s, stake.held, stake.holder)});
  }
  for (const Step& step : steps) c.technique[step.row] *= static_cast<float>(math::exp(step.technique));
}

struct Deal {
  double price = 0, loan = 0;  ///< money paid to all that issue, and borrowed for it
  bool struck = false;
};

/// New shares of a firm that one which is behind it would take: what it learns exceeds the premium, and it can pay.
Deal deal(const ModelState& s, const TradableFirm& holder, const TradableFirm& issuer) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const double value = value_to_owners(s, issuer.row, issuer.cell), normal = s.economy.return_on_capital / 4;
  const double new_shares = p.stake_part / (1 - p.stake_part) * value;
  if (value <= 0 || c.smoothed_return[issuer.row] <= normal) return {};
  const double near = s.relatedness.proximity(holder.industry, issuer.industry), learned = p.stake_learning * near;
  const double wages = c.employees[holder.row] * s.cells.wage[static_cast<std::size_t>(holder.cell)];
  const double ahead = std::max(0.0, lead(s, issuer) - lead(s, holder));
  const double saved = (1 - s.kernel_parameters.corporate_tax) * wages * (1 - math::exp(-ahead)) / normal;
  const double each = c.weight[issuer.row] / c.weight[holder.row];  // firms in which one takes part
  if (learned / (learned + normal) * saved * std::min(1.0, each) <= each * p.merger_premium * new_shares) return {};
  const double price = s.grid.round(c.weight[issuer.row] * (1 + p.merger_premium) * new_shares);
  const Means means = means_of(s, holder.row);
  const double cash = c.weight[holder.row] * means.cash;
  if (price > cash + c.weight[holder.row] * means.credit) return {};
  return {price, s.grid.round(std::max(0.0, price - cash)), true};
}

void tell(ModelState& s, const TrackedFirm& holder, const TrackedFirm& issuer, double paid) {
  const Columns& c = s.firms.columns();
  if (!s.trace) return;
  const auto followed = static_cast<std::uint64_t>(s.followed);
  if (holder.id == followed) s.trace->stakes_bought += paid / c.weight[holder.row];
  if (issuer.id != followed) return;
  s.trace->stake_holder = static_cast<std::int64_t>(holder.id);
  s.trace->stake_raised = paid / c.weight[issuer.row];
}

void measure(ModelState& s) {
  const Columns& c = s.firms.columns();
  for (const MinorityStake& stake : s.stakes.list) {
    if (!is_at(c, stake.holder) || !is_at(c, stake.held)) continue;
    const double capital = stake.part * c.weight[stake.held.row] * c.capital[stake.held.row];
    s.stakes.now.capital += capital;
    if (s.industry_of(stake.holder.cell) != s.industry_of(stake.held.cell)) s.stakes.now.capital_across += capital;
  }
}

}  // namespace

void take_stakes(ModelState& s, const MarketForFirms& market) {
  learn(s);
  const Columns& c = s.firms.columns();
  const std::vector<TradableFirm>& firms = market.firms();
  const auto living = [&](const TradableFirm& f) { return c.weight[f.row] > 0; };  // not bought this quarter
  std::vector<std::uint32_t> issuers;
  for (std::size_t i = 0; i < firms.size(); ++i)
    if (firms[i].issues && living(firms[i]) && !s.stakes.is_held(c, firms[i].row) &&
        programme::stake(c.programme[firms[i].row]) == 0)
      issuers.push_back(static_cast<std::uint32_t>(i));
  std::vector<MinorityStake> taken;
  for (std::size_t first = 0; first < issuers.size(); first += Meetings::kMost) {
    const auto some = std::span(issuers).subspan(first, std::min(Meetings::kMost, issuers.size() - first));
    const Meetings meetings(s, market, some, Stream::stakes, 0);
    for (std::size_t i = 0; i < some.size(); ++i) {
      const TradableFirm &issuer = firms[some[i]], &met = meetings.partner(i, issuer);
      const std::int32_t group = group_of(c.owner[issuer.row]);
      if (met.row == issuer.row || !living(met) || (group != 0 && group == group_of(c.owner[met.row]))) continue;
      const Deal d = deal(s, met, issuer);
      if (!d.struck) continue;
      c.deposits[met.row] += d.loan - d.price;
      c.loans[met.row] += d.loan;
      s.stake_loans += d.loan;
      c.deposits[issuer.row] += d.price;
      taken.push_back({{c.id[met.row], met.row, met.cell},
                       {c.id[issuer.row], issuer.row, issuer.cell},
                       s.scenario.parameters.stake_part,
                       0});
      tell(s, taken.back().holder, taken.back().held, d.price);
    }
  }
  s.stakes.list.insert(s.stakes.list.end(), taken.begin(), taken.end());
  measure(s);
}

}  // namespace kaldor

// Stage 12 for venture funds (S§1.17): they choose among founders by what they can see, pay those who grew again, share
// in profit, and sell their stakes to the region's households.

#include <algorithm>
#include <cmath>

#include "demography.hpp"
#include "ecosystem.hpp"
#include "kaldor/core/distributions.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "programme.hpp"

namespace kaldor {

namespace {

/// Of one record, in money: what it owns and has ordered, less what it owes.
double book_value(const ModelState& s, std::size_t row) {
  const Columns& c = s.firms.columns();
  const double capital = s.prices.capital * c.weight[row] * static_cast<double>(c.capital[row] + c.investment[row]);
  return capital + c.deposits[row] - c.loans[row];
}

template <class Body>
void for_each_backed(ModelState& s, Body&& body) {
  const Columns& c = s.firms.columns();
  for (int cell = 0; cell < s.cell_count(); ++cell) {
    if (!s.ecosystem.flagged[cell]) continue;
    for (const std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(cell))) {
      const Block& block = s.firms.blocks()[b];
      for (std::size_t row = block.row; row < block.row + block.used; ++row)
        if (c.weight[row] > 0 && programme::stake(c.programme[row]) > 0) body(cell, row);
    }
  }
}

/// What the next stage of a record costs; nothing before its trial is over or if it has not grown.
double next_payment(const ModelState& s, int cell, std::size_t row) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const std::uint32_t stage = programme::stage(c.programme[row]);
  if (s.period - c.founded[row] < static_cast<int>(p.venture_trial) ||
      (stage != programme::seed && stage != programme::second))
    return 0;
  const double entrant = p.entry_size * s.cells.mean_size[cell];
  const double milestone = stage == programme::seed ? p.venture_milestone_a : p.venture_milestone_b;
  if (c.employees[row] < milestone * entrant || c.deposits[row] < 0) return 0;
  return p.venture_follow_on * s.prices.capital * c.weight[row] * static_cast<double>(c.capital[row]);
}

void sell_stake(ModelState& s, int cell, std::size_t row, Vector& purse) {
  const Columns& c = s.firms.columns();
  if (s.period - c.founded[row] < static_cast<int>(s.scenario.parameters.venture_horizon)) return;
  const int r = s.region_of(cell);
  const double value = s.grid.round(programme::stake(c.programme[row]) * std::max(0.0, book_value(s, row)));
  if (value > purse[r]) return;
  purse[r] -= value;
  s.ecosystem.stake_sales[r] += value;
  s.ecosystem.fund[r] += value;
  c.programme[row] = programme::with_venture(c.programme[row], programme::stage(c.programme[row]), 0);
}

double household_purse(const ModelState& s, int r) {
  return s.scenario.parameters.entry_wealth_limit *
         std::max(0.0, s.households.deposits(r, 0) + s.households.deposits(r, 1));
}

}  // namespace

double collect_fund_dividends(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  double all = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    e.dividends[r] = 0;
    for (int i = 0; i < s.base.industries; ++i) e.dividends[r] += s.of(s.cell(i, r), CellSum::fund_dividends);
    e.fund[r] += e.dividends[r];
    all += e.dividends[r];
  }
  s.ledger.pay(Flow::dividends, s.sectors.firms_current(), s.sectors.venture_funds(), all);
  return all;
}

void follow_ventures(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  const Parameters& p = s.scenario.parameters;
  const int regions = s.base.regions;
  for (Vector* v : {&e.fund_equity, &e.stake_sales, &e.backed}) std::fill(v->begin(), v->end(), 0.0);
  e.returned = e.grants = 0;
  if (!e.any_flagged) return;
  const Columns& c = s.firms.columns();
  Vector purse(regions), wanted(regions, 0.0), part(regions, 0.0);
  for (int r = 0; r < regions; ++r) purse[r] = household_purse(s, r);
  for_each_backed(s, [&](int cell, std::size_t row) { wanted[s.region_of(cell)] += next_payment(s, cell, row); });
  for (int r = 0; r < regions; ++r) part[r] = wanted[r] > 0 ? std::clamp(e.fund[r] / wanted[r], 0.0, 1.0) : 0.0;
  for_each_backed(s, [&](int cell, std::size_t row) {
    const int r = s.region_of(cell);
    const double amount = std::min(s.grid.round(part[r] * next_payment(s, cell, row)), e.fund[r]);
    if (amount > 0) {
      const double stake = programme::stake(c.programme[row]), worth = std::max(amount, book_value(s, row));
      const std::uint32_t stage = programme::stage(c.programme[row]) + 1;
      c.programme[row] =
          programme::with_venture(c.programme[row], stage, stake + (1 - stake) * amount / (worth + amount));
      c.deposits[row] += amount;
      e.fund[r] -= amount;
      e.fund_equity[r] += amount;
    }
    sell_stake(s, cell, row, purse);
  });
  for (int r = 0; r < regions; ++r) {
    const double back =
        std::min(e.fund[r], s.grid.round((1 - p.venture_recycled) * (e.dividends[r] + e.stake_sales[r])));
    e.fund[r] -= back;
    e.returned += back;
  }
}

std::vector<Founder> seed_ventures(ModelState& s, double lift) {
  std::vector<Founder> founders;
  const Parameters& p = s.scenario.parameters;
  if (!s.scenario.mechanisms.venture_capital) return founders;
  const int regions = s.base.regions, cells = s.cell_count();
  constexpr auto kFund = static_cast<std::size_t>(Lever::guidance_fund);
  if (!s.levers.any[kFund]) return founders;
  Vector applicants(cells, 0.0), wanted(regions, 0.0), ticket(cells, 0.0);
  const Vector invited = expected_entrants(s);
  for (int c = 0; c < cells; ++c) {
    if (s.levers.strength(kFund, c) <= 0 || s.ecosystem.fund[s.region_of(c)] <= 0) continue;
    applicants[c] = p.venture_applicants * invited[c];
    ticket[c] = p.venture_seed_share * make_founder(s, c, 0, 1, 0, 0, Talent{}).equity;
    wanted[s.region_of(c)] += applicants[c] * ticket[c];
  }
  for (int c = 0; c < cells; ++c) {
    const int r = s.region_of(c);
    if (applicants[c] <= 0) continue;
    const double chosen = std::min(1.0, p.venture_pace * s.ecosystem.fund[r] / wanted[r]);
    const double among = std::min(p.venture_choice, 1 / chosen), count = chosen * applicants[c];
    const double weight = std::clamp(0.5 * count, 1.0, std::max(1.0, s.bottom_weight[c] * lift));
    const Words w =
        draw(s.key, static_cast<std::uint64_t>(c), static_cast<std::uint32_t>(s.period + 1), Stream::venture_count);
    const int records = math::poisson_by_inversion(math::unit_double(w.w0, w.w1), count / weight);
    for (int j = 0; j < records; ++j) {
      const std::uint64_t id = make_id(c, s.period + 1, Origin::venture, static_cast<std::uint32_t>(j));
      const Words luck = draw(s.key, id, static_cast<std::uint32_t>(s.period), Stream::venture);
      // What the best of several shows, and what is behind it.
      const double seen =
          math::normal(std::clamp(math::pow(math::unit_double(luck.w0, luck.w1), 1 / among), 1e-9, 1 - 1e-9));
      const double hidden = math::normal(math::unit_double(luck.w2, luck.w3));
      const double quality =
          p.venture_screening * seen + math::sqrt(1 - p.venture_screening * p.venture_screening) * hidden;
      const Words size = draw(s.key, id, static_cast<std::uint32_t>(s.period), Stream::entrant);
      const Talent talent{p.entry_productivity, p.venture_spread};
      founders.push_back(
          make_founder(s, c, id, weight, math::normal(math::unit_double(size.w0, size.w1)), quality, talent));
      founders.back().fund_share = p.venture_seed_share;
    }
  }
  return founders;
}

void post_ventures(ModelState& s) {
  const Ecosystem& e = s.ecosystem;
  const SectorIndex& x = s.sectors;
  for (int r = 0; r < s.base.regions; ++r) {
    s.ledger.pay(Flow::venture_equity, x.venture_funds(), x.firms_capital(), e.fund_equity[r]);
    const double part = s.base.ownership(r, 1) / (s.base.ownership(r, 0) + s.base.ownership(r, 1));
    const double high = s.grid.round(part * e.stake_sales[r]);
    s.ledger.pay(Flow::stake_sales, x.household(r, 1), x.venture_funds(), high);
    s.ledger.pay(Flow::stake_sales, x.household(r, 0), x.venture_funds(), e.stake_sales[r] - high);
  }
  s.ledger.pay(Flow::fund_returns, x.venture_funds(), x.government(), e.returned);
  s.ledger.pay(Flow::start_up_grants, x.government(), x.firms_capital(), e.grants);
}

}  // namespace kaldor

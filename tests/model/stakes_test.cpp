// Minority stakes: what is conserved, who takes part in whom, closed forms, what becomes of stakes when records change.

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "market_for_firms.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"
#include "owner.hpp"

using kaldor::Flow;
using kaldor::MinorityStake;
using kaldor::TrackedFirm;
using model_runs::load;

namespace {

/// A small economy in which firms look often, a few quarters on, just before the market for firms opens.
struct Eve {
  explicit Eve(int quarters = 1, std::vector<std::string> sets = {"mechanisms.mergers=off"})
      : loaded(load("china-2017-small", 2000, with_search(std::move(sets)))), s(loaded.economy, loaded.scenario, 0, 1) {
    for (int q = 0; q < quarters; ++q) open_model::quarter(s);
    open_model::until_shares(s);
    open_model::run_stages(s, kaldor::settle_quarter, kaldor::run_groups);
  }
  static std::vector<std::string> with_search(std::vector<std::string> sets) {
    sets.push_back("parameters.stake.search=1");
    return sets;
  }
  decltype(load("", 0)) loaded;
  kaldor::ModelState s;
};

struct Sums {
  double deposits = 0, loans = 0, capital = 0, firms = 0;
};

Sums sums(const kaldor::ModelState& s) {
  Sums t;
  const kaldor::Columns& c = s.firms.columns();
  open_model::for_each_firm(s, [&](std::size_t row) {
    t.deposits += c.deposits[row];
    t.loans += c.loans[row];
    t.capital += static_cast<double>(c.weight[row]) * c.capital[row];
    t.firms += c.weight[row];
  });
  return t;
}

double relative(const kaldor::ModelState& s, const TrackedFirm& f) {
  return s.firms.columns().technique[f.row] / s.cells.mean_productivity[static_cast<std::size_t>(f.cell)];
}

/// Two firms of different industries of which the first is ahead of the second.
std::pair<TrackedFirm, TrackedFirm> ahead_and_behind(const kaldor::ModelState& s) {
  const kaldor::Columns& c = s.firms.columns();
  std::vector<TrackedFirm> found;
  for (const int cell : {s.cell(2, 0), s.cell(3, 0)}) {
    open_model::for_each_firm(s, cell, [&](std::size_t row) {
      if (found.size() < 2 && (found.empty() || found[0].cell != cell)) found.push_back({c.id[row], row, cell});
    });
  }
  if (relative(s, found[0]) < relative(s, found[1])) std::swap(found[0], found[1]);
  return {found[0], found[1]};
}

}  // namespace

TEST_CASE("new shares are paid by holders and the bank to the firms that issue them, to the cent") {
  Eve eve;
  kaldor::ModelState& s = eve.s;
  const Sums before = sums(s);
  const std::size_t held_before = s.stakes.list.size();
  trade_firms(s);
  const Sums after = sums(s);
  REQUIRE(s.stakes.list.size() > held_before);
  CHECK(s.stake_loans > 0);
  CHECK(after.deposits == before.deposits + s.stake_loans);
  CHECK(after.loans == before.loans + s.stake_loans);
  CHECK(after.capital == before.capital);
  CHECK(after.firms == before.firms);
  open_model::for_each_firm(s, [&](std::size_t row) { CHECK(s.firms.columns().deposits[row] >= 0); });
}

TEST_CASE("who takes part is behind a firm that earns more than is normal; nobody has two holders") {
  Eve eve(0, {"mechanisms.mergers=off"});
  kaldor::ModelState& s = eve.s;
  for (int q = 0; q < 6; ++q) {
    const std::size_t old = s.stakes.list.size();
    trade_firms(s);
    const kaldor::Columns& c = s.firms.columns();
    std::set<std::uint64_t> held;
    for (const MinorityStake& stake : s.stakes.list) CHECK(held.insert(stake.held.id).second);
    for (std::size_t k = old; k < s.stakes.list.size(); ++k) {
      const MinorityStake& stake = s.stakes.list[k];
      CHECK(relative(s, stake.held) > relative(s, stake.holder));
      CHECK(c.smoothed_return[stake.held.row] > s.economy.return_on_capital / 4);
      CHECK(stake.part == s.scenario.parameters.stake_part);
      const auto group = kaldor::group_of(c.owner[stake.held.row]);
      CHECK((group == 0 || group != kaldor::group_of(c.owner[stake.holder.row])));
    }
    open_model::run_stages(s, kaldor::trade_firms, nullptr);
    ++s.period;
    open_model::until_shares(s);
    open_model::run_stages(s, kaldor::settle_quarter, kaldor::run_groups);
  }
  CHECK(s.stakes.list.size() > 10);
}

TEST_CASE("holders get their part of dividends and households the rest") {
  Eve eve(4);
  kaldor::ModelState& s = eve.s;
  double noted = 0;
  const kaldor::Columns& c = s.firms.columns();
  for (const MinorityStake& stake : s.stakes.list)
    if (is_at(c, stake.holder)) noted += stake.dividend;
  REQUIRE(noted > 0);
  CHECK(s.stakes.now.dividends == noted);
  double to_households = 0;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kaldor::kSkills; ++k)
      to_households += s.ledger.value(Flow::dividends, s.sectors.household(r, k));
  CHECK(to_households == Approx(s.total(kaldor::CellSum::dividends) - noted).epsilon(1e-12));
}

TEST_CASE("the dividend of a stake is its part of what the firm pays") {
  Eve eve(0);
  kaldor::ModelState& s = eve.s;
  const kaldor::Block& block = s.firms.blocks()[0];
  std::vector<double> paid(kaldor::kBlockRows, 0.0);
  s.stakes.list = {{{}, {s.firms.columns().id[block.row], block.row, block.cell}, 0.2, 0}};
  paid[0] = 1000;
  kaldor::Buffers buffers{};
  buffers.d[kaldor::handed::dividends] = paid.data();
  note_dividends(s, block, buffers);
  CHECK(s.stakes.list[0].dividend == s.grid.round(200.0));
}

// S§1.18: ln T of the holder rises by l phi [d_held - d_holder]+, in as many of its firms as have a part.
TEST_CASE("holders close part of the gap to the firm that they hold a part of") {
  Eve eve(1, {"mechanisms.mergers=off", "parameters.stake.learning=0.1"});
  kaldor::ModelState& s = eve.s;
  s.scenario.parameters.stake_search = 0;
  const kaldor::Columns& c = s.firms.columns();
  const auto [held, holder] = ahead_and_behind(s);
  const double near = s.relatedness.proximity(s.industry_of(holder.cell), s.industry_of(held.cell));
  const double gap = std::log(relative(s, held) / relative(s, holder));
  REQUIRE(gap > 0);
  const double before = c.technique[holder.row], of_held = c.technique[held.row];
  SECTION("one holder for each") {
    c.weight[holder.row] = c.weight[held.row];
    s.stakes.list = {{holder, held, 0.2, 0}};
    trade_firms(s);
    CHECK(std::log(c.technique[holder.row] / before) == Approx(0.1 * near * gap).epsilon(1e-4));
  }
  SECTION("a quarter of the holder's firms") {
    c.weight[holder.row] = 4 * c.weight[held.row];
    s.stakes.list = {{holder, held, 0.2, 0}};
    trade_firms(s);
    CHECK(std::log(c.technique[holder.row] / before) == Approx(0.25 * 0.1 * near * gap).epsilon(1e-4));
  }
  SECTION("who is ahead of the firm it holds learns nothing") {
    s.stakes.list = {{held, holder, 0.2, 0}};
    trade_firms(s);
    CHECK(c.technique[holder.row] == static_cast<float>(before));
  }
  CHECK(c.technique[held.row] == static_cast<float>(of_held));
}

TEST_CASE("stakes follow firms whose records change") {
  const TrackedFirm a{1, 10, 0}, b{2, 20, 0}, c{3, 30, 1}, d{4, 40, 1};
  kaldor::MinorityStakes stakes;
  stakes.list = {{a, c, 0.2, 0}, {b, a, 0.2, 0}};
  SECTION("a record that splits stays held as a whole") {
    stakes.split(c.id, d);
    REQUIRE(stakes.list.size() == 3);
    CHECK(stakes.list[2].holder.id == a.id);
    CHECK(stakes.list[2].held.id == d.id);
    stakes.split(d.id + 1, a);
    CHECK(stakes.list.size() == 3);
  }
  SECTION("a buyer takes over the stakes of what it buys, but none in itself") {
    stakes.inherit(b.id, a);
    REQUIRE(stakes.list.size() == 1);
    CHECK(stakes.list[0].held.id == c.id);
    stakes.inherit(a.id, d);
    CHECK(stakes.list[0].holder.id == d.id);
  }
}

TEST_CASE("firms in which another takes part are not bought") {
  Eve eve(6, {"parameters.merger.search=1"});
  kaldor::ModelState& s = eve.s;
  std::set<std::uint64_t> held;
  const kaldor::Columns& c = s.firms.columns();
  for (const MinorityStake& stake : s.stakes.list)
    if (is_at(c, stake.held)) held.insert(stake.held.id);
  REQUIRE(held.size() > 5);
  trade_firms(s);
  CHECK(s.acquired_capital > 0);
  std::set<std::uint64_t> alive;
  open_model::for_each_firm(s, [&](std::size_t row) { alive.insert(c.id[row]); });
  for (const std::uint64_t id : held) CHECK(alive.count(id) == 1);
}

TEST_CASE("no two records have one id, whatever they come from") {
  auto loaded = load("china-2017-small", 2000,
                     {"parameters.diversification.search=0.2", "parameters.birth.technology=100",
                      "parameters.birth.demand=100", "parameters.stake.search=1"});
  loaded.scenario.policies = {model_runs::policy(kaldor::Lever::guidance_fund, 0.02)};
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 40; ++q) {
    open_model::quarter(s);
    std::set<std::uint64_t> ids;
    open_model::for_each_firm(s, [&](std::size_t row) { CHECK(ids.insert(s.firms.columns().id[row]).second); });
  }
}

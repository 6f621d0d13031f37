// Owners, groups, mergers and involution: what is conserved, closed forms, directions.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "groups.hpp"
#include "join_records.hpp"
#include "market_for_firms.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"
#include "owner.hpp"
#include "rivalry.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using model_runs::load;
using model_runs::Run;
using model_runs::same_bits;
using model_runs::simulate;

namespace {

double mean(const Run& run, Indicator indicator, std::size_t first) {
  double sum = 0;
  for (std::size_t q = first; q < run.frames.size(); ++q) sum += run.at(q, indicator);
  return sum / static_cast<double>(run.frames.size() - first);
}

Run with_lever(Lever lever, double value, std::vector<std::string> sets = {}, int quarters = 24,
               std::uint64_t seed = 1) {
  auto loaded = load("china-2017-small", 2000, std::move(sets), seed);
  loaded.scenario.policies = {model_runs::policy(lever, value)};
  return simulate(loaded, quarters);
}

const kaldor::MoneyGrid kGrid = kaldor::MoneyGrid::for_yearly_flow(1e14);

struct Stocks {
  double firms = 0, capital = 0, heads = 0, loans = 0, deposits = 0, share = 0, materials = 0;
};

Stocks stocks(const kaldor::ModelState& s) {
  Stocks t;
  const kaldor::Columns& c = s.firms.columns();
  open_model::for_each_firm(s, [&](std::size_t row) {
    const double w = c.weight[row];
    t.firms += w;
    t.capital += w * c.capital[row];
    t.heads += w * c.employees[row];
    t.share += w * c.share[row];
    t.materials += w * c.materials[row];
    t.loans += c.loans[row];
    t.deposits += c.deposits[row];
  });
  return t;
}

}  // namespace

TEST_CASE("an owner is a bit for the state and the number of a group") {
  const std::int32_t owner = kaldor::make_owner(7, true);
  CHECK(kaldor::is_state_owned(owner));
  CHECK(kaldor::group_of(owner) == 7);
  CHECK_FALSE(kaldor::is_state_owned(kaldor::make_owner(7, false)));
}

TEST_CASE("two records joined keep stocks, labour needed, energy used and emissions") {
  kaldor::Population firms({2});
  const std::size_t a = firms.take_row(0), b = firms.take_row(0);
  const kaldor::Columns& c = firms.columns();
  c.weight[a] = c.weight[b] = 1;
  c.capital[a] = 30, c.capital[b] = 10;
  c.productivity[a] = 2, c.productivity[b] = 1;
  c.technique[a] = 2, c.technique[b] = 3;
  c.expected_demand[a] = 6, c.expected_demand[b] = 2;
  c.energy_intensity[a] = 1, c.energy_intensity[b] = 2;
  c.abatement[a] = 0.5F, c.abatement[b] = 0.25F;
  c.employees[a] = 5, c.employees[b] = 3;
  c.share[a] = 0.2F, c.share[b] = 0.1F;
  c.deposits[a] = 4, c.deposits[b] = 1;
  c.loans[a] = 8, c.loans[b] = 2;
  c.last_sales[a] = 6, c.last_sales[b] = 2;
  c.data[a] = 3, c.data[b] = 1;
  c.digital[a] = 0.5F, c.digital[b] = 0.1F;
  c.circular_share[a] = 0.1F, c.circular_share[b] = 0.3F;
  c.circular_order[a] = 2, c.circular_order[b] = 1;
  c.design[a] = 0.2F, c.design[b] = 0.6F;
  c.digital_order[a] = 1, c.digital_order[b] = 2;
  c.function_order[b] = 4, c.function_state[b] = 2 << 8, c.function_state[a] = 1;
  const double emitted = 6 * 1 * 0.5 + 2 * 2 * 0.75;
  kaldor::join_records(c, a, b, 1, kGrid);
  CHECK(c.weight[b] == 0);
  CHECK(c.capital[a] == 40);
  CHECK(c.data[a] == 4);
  CHECK(c.digital[a] == Approx(0.4));
  CHECK(c.circular_share[a] == Approx(0.15));
  CHECK(c.circular_order[a] == 3);
  CHECK(c.design[a] == Approx(0.3));
  CHECK(c.digital_order[a] == 3);
  CHECK(c.function_order[a] == 4);
  CHECK(c.function_state[a] == ((2 << 8) | 1));
  CHECK(c.capital[a] / c.productivity[a] == Approx(30.0 / 2 + 10.0 / 1));
  CHECK(c.technique[a] == 3);
  CHECK(c.expected_demand[a] * c.energy_intensity[a] == Approx(6 * 1 + 2 * 2));
  CHECK(c.expected_demand[a] * c.energy_intensity[a] * (1 - c.abatement[a]) == Approx(emitted));
  CHECK(c.employees[a] == 8);
  CHECK(c.share[a] == Approx(0.3));
  CHECK(c.deposits[a] == 5);
  CHECK(c.loans[a] == 10);
}

TEST_CASE(
    "firms of weighted records joined keep firms, money, capital, staff, labour needed, energy used and emissions") {
  struct Weights {
    float buyer, bought;
  };
  for (const Weights w : {Weights{12.5F, 12.5F}, Weights{40, 12.5F}, Weights{12.5F, 40}}) {
    kaldor::Population firms({2});
    const std::size_t a = firms.take_row(0), b = firms.take_row(0);
    const kaldor::Columns& c = firms.columns();
    c.weight[a] = w.buyer, c.weight[b] = w.bought;
    c.capital[a] = 30, c.capital[b] = 10;
    c.productivity[a] = 2, c.productivity[b] = 1;
    c.technique[a] = 3, c.technique[b] = 2;
    c.expected_demand[a] = 6, c.expected_demand[b] = 2;
    c.energy_intensity[a] = 1, c.energy_intensity[b] = 2;
    c.abatement[a] = 0.5F, c.abatement[b] = 0.25F;
    c.employees[a] = 5, c.employees[b] = 3;
    c.deposits[a] = 4e6, c.deposits[b] = kGrid.round(1e6 + 1.0 / 3);
    c.loans[a] = 8e6, c.loans[b] = kGrid.round(2e6 + 1.0 / 7);
    const auto sum = [&](auto of) {
      double all = 0;
      for (const std::size_t row : {a, b})
        if (c.weight[row] > 0) all += static_cast<double>(c.weight[row]) * of(row);
      return all;
    };
    const auto totals = [&] {
      return std::vector<double>{
          sum([&](std::size_t i) { return c.capital[i]; }), sum([&](std::size_t i) { return c.employees[i]; }),
          sum([&](std::size_t i) { return c.capital[i] / c.productivity[i]; }),
          sum([&](std::size_t i) { return c.expected_demand[i] * c.energy_intensity[i]; }),
          sum([&](std::size_t i) { return c.expected_demand[i] * c.energy_intensity[i] * (1 - c.abatement[i]); })};
    };
    const std::vector<double> before = totals();
    const double deposits = c.deposits[a] + c.deposits[b], loans = c.loans[a] + c.loans[b];
    const float dealt = std::min(w.buyer, w.bought);
    kaldor::join_records(c, a, b, dealt, kGrid);
    INFO(w.buyer << " firms of " << w.bought);
    CHECK(c.weight[a] == w.buyer);
    CHECK(c.weight[b] == w.bought - dealt);
    CHECK(c.deposits[a] + c.deposits[b] == deposits);
    CHECK(c.loans[a] + c.loans[b] == loans);
    CHECK(c.technique[a] == 3);
    if (c.weight[b] > 0) {
      CHECK(c.capital[b] == 10);
      CHECK(c.deposits[b] == Approx((1 - dealt / w.bought) * (1e6 + 1.0 / 3)));
    }
    const std::vector<double> after = totals();
    for (std::size_t k = 0; k < before.size(); ++k) CHECK(after[k] == Approx(before[k]).epsilon(1e-6));
  }
}

TEST_CASE("a firm is worth its net worth and capitalised extra profit after tax, at least a part of net worth") {
  CHECK(kaldor::standing_value(100, 150, 0, 0.25, 0.5) == 100);
  CHECK(kaldor::standing_value(100, 150, 0.2, 0.25, 0.5) == Approx(100 + 0.75 * 150 * 0.2));
  CHECK(kaldor::standing_value(100, 150, -1, 0.25, 0.5) == 50);
}

TEST_CASE("the margin falls as the Lerner rule asks when demand becomes more elastic") {
  const double markup = std::log(1.25);  // a fifth of the price
  CHECK(kaldor::lerner_markup(markup, 1, 1) == Approx(markup));
  CHECK(kaldor::lerner_markup(markup, 2, 1) == Approx(-std::log(0.9)));
  CHECK(kaldor::lerner_markup(markup, 2, 0.5) == Approx(-std::log(0.85)));
  CHECK(kaldor::lerner_markup(-0.1, 2, 1) == -0.1);
}

TEST_CASE("a market is slack in proportion to its utilisation gap between two bounds") {
  CHECK(kaldor::slackness(0.8, 0.8, 0.05, 0.25) == 0);
  CHECK(kaldor::slackness(0.8 * 0.85, 0.8, 0.05, 0.25) == Approx(0.5));
  CHECK(kaldor::slackness(0.4, 0.8, 0.05, 0.25) == 1);
}

TEST_CASE("mergers neither make nor lose capital, staff, customers or money") {
  const auto loaded = load("china-2017-small", 2000, {"parameters.merger.search=1"});
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  open_model::until_shares(s);
  settle_households_and_government(s);
  update_knowledge(s);
  update_cells(s);
  run_groups(s);
  const Stocks before = stocks(s);
  const std::size_t records = s.firms.records();
  trade_firms(s);
  const Stocks after = stocks(s);
  REQUIRE(s.acquired_capital > 0);
  CHECK(s.firms.records() <= records);
  CHECK(after.firms < before.firms);
  CHECK(after.capital == Approx(before.capital).epsilon(1e-6));
  CHECK(after.heads == Approx(before.heads).epsilon(1e-6));
  CHECK(after.share == Approx(before.share).epsilon(1e-6));
  CHECK(after.materials == Approx(before.materials).epsilon(1e-6));
  CHECK(after.loans == before.loans + s.stake_loans);
  CHECK(after.deposits == before.deposits + s.stake_loans - s.acquisitions);
}

namespace {

/// The first group with two members on a market whose records stand for different numbers of firms: one turned half of
/// its orders away, the other has room, and nobody else of the groups has any.
struct Shift {
  kaldor::LoadedScenario loaded;
  kaldor::ModelState s;
  kaldor::Member giver, taker;

  explicit Shift(std::vector<kaldor::Policy> policies = {})
      : loaded(load("china-2017-small", 2000,
                    {"parameters.group.part=1", "mechanisms.mergers=off", "mechanisms.group_learning=off"})),
        s((loaded.scenario.policies = std::move(policies), loaded.economy), loaded.scenario, 0, 1) {
    open_model::quarter(s);
    open_model::until_shares(s);
    const kaldor::Columns& c = s.firms.columns();
    const std::vector<kaldor::Member> members = kaldor::members_by_group(s).members;
    std::size_t k = 0;
    const auto fits = [&](const kaldor::Member& a, const kaldor::Member& b) {
      return a.group == b.group && a.market == b.market && c.weight[a.row] != c.weight[b.row] && c.output[b.row] > 0;
    };
    while (k + 1 < members.size() && !fits(members[k], members[k + 1])) ++k;
    REQUIRE(k + 1 < members.size());
    giver = members[k], taker = members[k + 1];
    for (const kaldor::Member& m : members) {
      c.sales[m.row] = c.demand[m.row];
      c.capital[m.row] = 0;
    }
    c.sales[giver.row] = 0.5F * c.demand[giver.row];
    const double capacity = s.inputs[static_cast<std::size_t>(taker.cell)].capacity;
    c.capital[taker.row] = static_cast<float>(1000 * c.demand[giver.row] * giver.weight / taker.weight / capacity);
  }
};

}  // namespace

TEST_CASE("groups move customers one for one between members of a market") {
  Shift shift;
  kaldor::ModelState& s = shift.s;
  const kaldor::Columns& c = s.firms.columns();
  const float had = c.share[shift.giver.row];
  const double all = stocks(s).share;
  run_groups(s);
  CHECK(c.share[shift.giver.row] == Approx(had * (1 - 0.5 * s.scenario.parameters.group_shift)));
  CHECK(stocks(s).share == Approx(all).epsilon(1e-6));
  CHECK(s.groups.now.moved / s.groups.now.missed == Approx(s.scenario.parameters.group_shift));
}

TEST_CASE("a member takes no customers beyond its quota") {
  Shift shift({model_runs::policy(Lever::emission_quota, 1)});
  kaldor::ModelState& s = shift.s;
  const kaldor::Columns& c = s.firms.columns();
  const std::size_t row = shift.taker.row;
  const double emitted = s.inputs[static_cast<std::size_t>(shift.taker.cell)].emission_factor *
                         c.energy_intensity[row] * (1 - c.abatement[row]) * c.output[row];
  REQUIRE(emitted > 0);
  c.base_emissions[row] = static_cast<float>(emitted);  // it may emit no more than now
  run_groups(s);
  CHECK(s.groups.now.missed > 0);
  CHECK(s.groups.now.moved <= 1e-4 * s.groups.now.missed);
  c.base_emissions[row] *= 1e6F;
  run_groups(s);
  CHECK(s.groups.now.moved / s.groups.now.missed == Approx(s.scenario.parameters.group_shift));
}

TEST_CASE("soft budgets keep firms alive that would close, and the public pays") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Run soft = with_lever(Lever::soft_budget, 1, {}, 24, seed),
              hard = with_lever(Lever::soft_budget, -1, {}, 24, seed);
    CHECK(mean(soft, Indicator::exit_rate, 4) < mean(hard, Indicator::exit_rate, 4));
    CHECK(mean(soft, Indicator::zombie_share, 4) > mean(hard, Indicator::zombie_share, 4));
    CHECK(mean(soft, Indicator::capital_injection_share, 4) > 0);
    CHECK(mean(hard, Indicator::capital_injection_share, 4) == 0);
    CHECK(mean(soft, Indicator::policy_cost_share, 4) == Approx(mean(soft, Indicator::capital_injection_share, 4)));
    for (const double r : soft.series(Indicator::accounts_residual)) CHECK(r == 0);
  }
}

TEST_CASE("without soft budgets their lever changes no bit") {
  const std::vector<std::string> off{"mechanisms.soft_budgets=off"};
  CHECK(same_bits(with_lever(Lever::soft_budget, 1, off, 12), simulate(load("china-2017-small", 2000, off), 12)));
}

TEST_CASE("too much capacity at the start squeezes margins more where rivalry follows slack") {
  const auto markup = [](std::vector<std::string> sets) {
    const Run run = simulate(load("china-2017-small", 2000, std::move(sets)), 16);
    double sum = 0;
    for (std::size_t i = 2; i < 6; ++i) sum += run.at(15, Indicator::markup, i);  // goods of the secondary sector
    return sum / 4;
  };
  const std::string overhang = "parameters.firms.initial_overhang=0.5", calm = "mechanisms.involution=off";
  const double with = markup({overhang}) - markup({}), without = markup({overhang, calm}) - markup({calm});
  CHECK(with < without);
  CHECK(without < 0);
}

TEST_CASE("the state owns what is budget-funded, and groups begin with at least two firms") {
  const auto loaded = load("china-2017-small", 2000);
  const kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  const kaldor::Columns& c = s.firms.columns();
  for (int cell = 0; cell < s.cell_count(); ++cell)
    if (s.economy.industries[static_cast<std::size_t>(s.industry_of(cell))].budget_funded)
      open_model::for_each_firm(s, cell, [&](std::size_t row) { CHECK(kaldor::is_state_owned(c.owner[row])); });
  std::vector<int> members(s.groups.parallel.size(), 0);
  open_model::for_each_firm(s, [&](std::size_t row) {
    if (kaldor::group_of(c.owner[row]) == 0) return;
    ++members[static_cast<std::size_t>(kaldor::group_of(c.owner[row]))];
  });
  for (std::size_t g = 1; g < members.size(); ++g) CHECK(members[g] >= 2);
}

TEST_CASE("the part of sales in groups and the part of assets sold do not depend on the number of records") {
  const auto reach = [](int records) {
    double grouped = 0, sold = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      const Run run = simulate(load("china-2017-small", records, {}, seed), 8);
      grouped += mean(run, Indicator::group_share, 0) / 6;
      sold += mean(run, Indicator::merger_rate, 1) / 6;
    }
    return std::pair(grouped, sold);
  };
  const auto [few_grouped, few_sold] = reach(1500);
  const auto [many_grouped, many_sold] = reach(12000);
  CHECK(few_grouped == Approx(many_grouped).epsilon(0.15));
  CHECK(few_sold == Approx(many_sold).epsilon(0.3));
}

TEST_CASE("a followed firm that is bought tells by whom and for how much") {
  const auto loaded = load("china-2017-small", 2000, {"parameters.merger.search=1"});
  std::set<std::uint64_t> bought;
  int quarter = 0;
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  const auto alive = [&] {
    std::set<std::uint64_t> ids;
    open_model::for_each_firm(s, [&](std::size_t row) { ids.insert(s.firms.columns().id[row]); });
    return ids;
  };
  for (; quarter < 12 && bought.empty(); ++quarter) {
    open_model::until_shares(s);
    settle_households_and_government(s);
    update_knowledge(s);
    update_ecosystem(s);
    update_data(s);
    update_cells(s);
    follow_ventures(s);
    give_birth(s);
    run_groups(s);
    bought = alive();
    trade_firms(s);
    for (const std::uint64_t id : alive()) bought.erase(id);
    enter_firms(s);
    update_land(s);
    check_accounts(s);
    record_indicators(s);
    close_quarter(s);
    split_records(s);
    ++s.period;
  }
  REQUIRE_FALSE(bought.empty());
  kaldor::Simulation again(loaded.economy, loaded.scenario, 0, 1);
  again.follow(static_cast<std::int64_t>(*bought.begin()));
  for (int q = 0; q < quarter; ++q) again.step();
  const std::optional<kaldor::FirmTrace> t = again.traced();
  REQUIRE(t);
  CHECK(t->exited);
  CHECK(t->exit_reason == kaldor::ExitReason::bought);
  CHECK(t->buyer >= 0);
  CHECK(t->price_paid > 0);
}

// Established firms that found others: what is conserved, what they hand down, where they go.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "model_runs.hpp"
#include "open_model.hpp"
#include "owner.hpp"

using kaldor::Indicator;
using model_runs::load;
using model_runs::Run;
using model_runs::simulate;

namespace {

constexpr const char* kEager = "parameters.diversification.search=0.5";

/// A second quarter just before established firms found others.
struct Eve {
  explicit Eve(std::vector<std::string> sets)
      : loaded(load("china-2017-small", 2000, std::move(sets))), s(loaded.economy, loaded.scenario, 0, 1) {
    open_model::quarter(s);
    open_model::until_shares(s);
    open_model::run_stages(s, kaldor::settle_quarter, kaldor::organise_chains);
  }
  decltype(load("", 0)) loaded;
  kaldor::ModelState s;
};

struct Firm {
  std::size_t row;
  double deposits, loans;
};

std::map<std::uint64_t, Firm> firms(const kaldor::ModelState& s) {
  std::map<std::uint64_t, Firm> all;
  const kaldor::Columns& c = s.firms.columns();
  open_model::for_each_firm(s, [&](std::size_t row) { all[c.id[row]] = {row, c.deposits[row], c.loans[row]}; });
  return all;
}

double sum(const std::map<std::uint64_t, Firm>& all, double Firm::* what) {
  double total = 0;
  for (const auto& [id, firm] : all) total += firm.*what;
  return total;
}

}  // namespace

TEST_CASE("what established firms found is paid by them and the bank, to the cent, and joins their group") {
  Eve eve({kEager});
  kaldor::ModelState& s = eve.s;
  const auto before = firms(s);
  const double loans_before = s.entry_loans + s.stake_loans, equity_before = s.entry_equity(0, 0);
  diversify_firms(s);
  const auto after = firms(s);
  const kaldor::Columns& c = s.firms.columns();
  REQUIRE(after.size() > before.size());
  const double lent = s.entry_loans + s.stake_loans - loans_before;
  CHECK(sum(after, &Firm::loans) - sum(before, &Firm::loans) == lent);
  CHECK(sum(after, &Firm::deposits) - sum(before, &Firm::deposits) == lent);
  CHECK(s.entry_equity(0, 0) == equity_before);  // households pay nothing
  double founded = 0, counted = 0;
  for (double x : s.diversified) counted += x;
  for (const auto& [id, firm] : after) {
    CHECK(firm.deposits >= 0);
    if (before.count(id) != 0) continue;
    founded += c.weight[firm.row];
    CHECK(kaldor::group_of(c.owner[firm.row]) != 0);
  }
  CHECK(founded == Approx(counted));
}

TEST_CASE("they go to related industries of their region where capital earns more") {
  Eve eve({kEager});
  kaldor::ModelState& s = eve.s;
  const auto before = firms(s);
  const kaldor::Columns& c = s.firms.columns();
  std::map<std::size_t, int> cells;
  for (int cell = 0; cell < s.cell_count(); ++cell)
    open_model::for_each_firm(s, cell, [&](std::size_t row) { cells[row] = cell; });
  diversify_firms(s);
  // Who paid: firms whose money or debt changed.
  std::map<std::int32_t, int> parents;
  for (const auto& [id, firm] : firms(s)) {
    const auto old = before.find(id);
    if (old != before.end() && (old->second.deposits != firm.deposits || old->second.loans != firm.loans))
      parents[kaldor::group_of(c.owner[firm.row])] = cells.at(firm.row);
  }
  int alone = 0;
  std::map<std::int32_t, int> members;
  open_model::for_each_firm(s, [&](std::size_t row) { ++members[kaldor::group_of(c.owner[row])]; });
  for (int cell = 0; cell < s.cell_count(); ++cell)
    open_model::for_each_firm(s, cell, [&](std::size_t row) {
      const std::int32_t group = kaldor::group_of(c.owner[row]);
      if (before.count(c.id[row]) != 0 || members[group] != 2)
        return;  // in a group of two the other one is the founder
      ++alone;
      const int parent = parents.at(group);
      CHECK(s.region_of(cell) == s.region_of(parent));
      CHECK(s.industry_of(cell) != s.industry_of(parent));
      CHECK(s.relatedness.proximity(s.industry_of(parent), s.industry_of(cell)) >=
            s.scenario.parameters.innovation_related_from);
      CHECK(s.cells.return_on_capital[static_cast<std::size_t>(cell)] >
            s.cells.return_on_capital[static_cast<std::size_t>(parent)]);
    });
  CHECK(alone > 0);
}

// S§1.14, spin-offs: ln A over the mean of the cell is a founder's mean and i_V phi times the parent's lead.
TEST_CASE("technique is handed down as far as the industries are related") {
  Eve eve({kEager, "parameters.entry.productivity_spread=0", "parameters.group.part=0",
           "parameters.diversification.inheritance=1"});
  kaldor::ModelState& s = eve.s;
  const auto before = firms(s);
  diversify_firms(s);
  const kaldor::Columns& c = s.firms.columns();
  std::map<std::int32_t, std::vector<std::pair<int, std::size_t>>> groups;
  for (int cell = 0; cell < s.cell_count(); ++cell)
    open_model::for_each_firm(s, cell,
                              [&](std::size_t row) { groups[kaldor::group_of(c.owner[row])].push_back({cell, row}); });
  int checked = 0;
  const auto lead = [&](const std::pair<int, std::size_t>& firm) {
    return std::log(c.technique[firm.second] / s.cells.mean_productivity[static_cast<std::size_t>(firm.first)]);
  };
  for (const auto& [group, members] : groups) {
    if (group == 0 || members.size() != 2) continue;
    const bool first_is_new = before.count(c.id[members[0].second]) == 0;
    const auto &daughter = members[first_is_new ? 0 : 1], &parent = members[first_is_new ? 1 : 0];
    if (before.count(c.id[daughter.second]) != 0) continue;
    const double near = s.relatedness.proximity(s.industry_of(parent.first), s.industry_of(daughter.first));
    CHECK(lead(daughter) == Approx(s.scenario.parameters.entry_productivity + near * lead(parent)).margin(1e-5));
    ++checked;
  }
  CHECK(checked > 10);
}

TEST_CASE("the market invites fewer others where established firms found, and accounts stay closed") {
  const auto entry = [](std::vector<std::string> sets) {
    const Run run = simulate(load("china-2017-small", 4000, std::move(sets)), 24);
    double rate = 0;
    for (std::size_t q = 0; q < 24; ++q) {
      rate += run.at(q, Indicator::entry_rate) / 24;
      CHECK(run.at(q, Indicator::accounts_residual) == 0);
    }
    return std::pair(rate, run.at(23, Indicator::diversification_share));
  };
  const auto [with, share] = entry({"parameters.diversification.search=0.05"});
  const auto [without, none] = entry({"mechanisms.diversification=off"});
  CHECK(share > 0.1);
  CHECK(none == 0);
  CHECK(with == Approx(without).epsilon(0.05));
}

TEST_CASE("a followed firm tells what it founded") {
  const auto loaded = load("china-2017-small", 2000, {kEager});
  Eve eve({kEager});
  const auto before = firms(eve.s);
  diversify_firms(eve.s);
  std::optional<std::uint64_t> parent;
  for (const auto& [id, firm] : firms(eve.s))
    if (before.count(id) != 0 && before.at(id).loans < firm.loans) parent = id;
  REQUIRE(parent);
  kaldor::Simulation again(loaded.economy, loaded.scenario, 0, 1);
  again.follow(static_cast<std::int64_t>(*parent));
  again.step();
  again.step();
  const std::optional<kaldor::FirmTrace> t = again.traced();
  REQUIRE(t);
  CHECK(t->founded_industry >= 0);
  CHECK(t->founding_equity > 0);
  CHECK(t->founding_loan > 0);
  CHECK(t->founding_loan <= t->founding_equity);
}

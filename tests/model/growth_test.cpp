#include <catch2/catch.hpp>
#include <cmath>

#include "model_runs.hpp"
#include "open_model.hpp"

using namespace kaldor;

namespace {

double read(const ModelState& s, Indicator indicator) {
  return s.frame[s.layout.offset[static_cast<std::size_t>(indicator)]];
}

/// Log of mean embodied productivity of each market, from its firms one by one.
Vector embodied(const ModelState& s) {
  Vector level;
  for (int m = 0; m < s.markets.count(); ++m) {
    double shares = 0, carried = 0;
    open_model::for_each_seller(s, m, [&](std::size_t row) {
      const Columns& c = s.firms.columns();
      const double part = static_cast<double>(c.weight[row]) * static_cast<double>(c.share[row]);
      shares += part;
      carried += part * static_cast<double>(c.productivity[row]);
    });
    level.push_back(std::log(carried / shares));
  }
  return level;
}

double growth(const ModelState& s, const Vector& before, const Vector& after) {
  double sum = 0, weight = 0;
  for (int m = 0; m < s.markets.count(); ++m) {
    const int i = s.markets.industry[static_cast<std::size_t>(m)];
    double v = s.base.industry[static_cast<std::size_t>(i)].value_added;
    if (!s.markets.tradable[static_cast<std::size_t>(i)])
      v *= s.base.share(i, m - s.markets.first[static_cast<std::size_t>(i)]);
    sum += v * (after[static_cast<std::size_t>(m)] - before[static_cast<std::size_t>(m)]);
    weight += v;
  }
  return sum / weight;
}

struct Year {
  double measured = 0, incumbents = 0, reallocation = 0, entry = 0, exit = 0, recorded = 0;
};

/// The second year of a run. What moves inside groups and by mergers is outside this account (docs/model/growth.md).
Year second_year(std::vector<std::string> sets, std::uint64_t seed = 1) {
  for (const char* outside : {"mergers", "group_reallocation", "group_learning"})
    sets.push_back("mechanisms." + std::string(outside) + "=off");
  const LoadedScenario loaded = model_runs::load("china-2017-small", 3000, std::move(sets), seed);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  const Vector before = embodied(s);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  return {growth(s, before, embodied(s)),
          read(s, Indicator::incumbents_contribution),
          read(s, Indicator::reallocation_contribution),
          read(s, Indicator::entry_contribution),
          read(s, Indicator::exit_contribution),
          read(s, Indicator::embodied_growth)};
}

}  // namespace

TEST_CASE("incumbents, reallocation, entry and exit add up to the growth of embodied productivity that firms show") {
  for (const std::uint64_t seed : {1U, 2U}) {
    const Year y = second_year({}, seed);
    CHECK(std::fabs(y.measured) > 1e-4);
    CHECK(y.recorded == Approx(y.measured).margin(1e-9));
    CHECK(y.incumbents + y.reallocation + y.entry + y.exit == Approx(y.measured).margin(1e-9));
    CHECK(y.incumbents > 0);
  }
}

TEST_CASE(
    "without entry newcomers contribute nothing once those under construction have opened, without exit leavers "
    "nothing") {
  CHECK(second_year({"mechanisms.entry=off"}).entry == 0);
  CHECK(second_year({"mechanisms.exit=off"}).exit == 0);
  const Year y = second_year({});
  CHECK(y.entry != 0);
  CHECK(y.exit != 0);
}

TEST_CASE("where no customer moves nothing is reallocated, and selection moves customers to the productive") {
  const std::vector<std::string> calm = {"mechanisms.noise=off", "mechanisms.selection=off",
                                         "mechanisms.functions=off"};
  CHECK(std::fabs(second_year(calm).reallocation) < 1e-6);
  for (const std::uint64_t seed : {1U, 2U}) {
    const Year selective = second_year({"mechanisms.noise=off", "mechanisms.functions=off"}, seed);
    CHECK(selective.reallocation > 1e-3);
    CHECK(selective.recorded == Approx(selective.measured).margin(1e-9));
  }
}

TEST_CASE(
    "capital, labour and technology add up to growth of the product, and the intensive share is the part of "
    "technology") {
  const LoadedScenario loaded = model_runs::load("china-2017-small", 2000);
  const model_runs::Run run = model_runs::simulate(loaded, 24);
  CHECK(std::isnan(run.at(3, Indicator::technology_contribution)));
  for (std::size_t q = 4; q < 24; ++q) {
    const double grown = std::log(run.at(q, Indicator::gdp_real) / run.at(q - 4, Indicator::gdp_real));
    const double technology = run.at(q, Indicator::technology_contribution);
    CHECK(run.at(q, Indicator::capital_contribution) + run.at(q, Indicator::labour_contribution) + technology ==
          Approx(grown).margin(1e-12));
  }
  CHECK(std::isnan(run.at(19, Indicator::intensive_share)));
  const double five_years = std::log(run.at(20, Indicator::gdp_real) / run.at(0, Indicator::gdp_real));
  REQUIRE(five_years > 0);
  // Five years, account by account: Tornqvist weights differ a little.
  double technology = 0;
  for (const std::size_t q : {4U, 8U, 12U, 16U, 20U}) technology += run.at(q, Indicator::technology_contribution);
  CHECK(run.at(20, Indicator::intensive_share) == Approx(technology / five_years).margin(0.02));
}

TEST_CASE("shares of industries by factor intensity add up to one and are those of their industries") {
  const LoadedScenario loaded = model_runs::load("china-2017", 2000);
  const model_runs::Run run = model_runs::simulate(loaded, 2);
  double data = 0;
  for (std::size_t i = 0; i < loaded.economy.industries.size(); ++i)
    if (loaded.economy.industries[i].intensity == FactorIntensity::data)
      data += run.at(1, Indicator::value_added_share, i);
  CHECK(data > 0.01);
  CHECK(run.at(1, Indicator::data_intensive_share) == Approx(data));
  CHECK(run.at(1, Indicator::labour_intensive_share) + run.at(1, Indicator::capital_intensive_share) +
            run.at(1, Indicator::knowledge_intensive_share) + run.at(1, Indicator::data_intensive_share) ==
        Approx(1));
}

TEST_CASE("where nothing moves growth has no source") {
  const LoadedScenario loaded = model_runs::load("mini-still", 500);
  const model_runs::Run run = model_runs::simulate(loaded, 8);
  for (const Indicator i :
       {Indicator::capital_contribution, Indicator::labour_contribution, Indicator::technology_contribution,
        Indicator::incumbents_contribution, Indicator::reallocation_contribution, Indicator::entry_contribution,
        Indicator::exit_contribution})
    CHECK(std::fabs(run.at(7, i)) < 1e-3);
}

TEST_CASE("unit cost of the first quarter is that of the base year and automation by industry averages the nation's") {
  const LoadedScenario loaded = model_runs::load("china-2017-small", 2000);
  const model_runs::Run run = model_runs::simulate(loaded, 6);
  double automated = 0, people = 0;
  for (std::size_t i = 0; i < run.extent(Indicator::unit_cost); ++i) {
    CHECK(run.at(0, Indicator::unit_cost, i) > 0);
    CHECK(run.at(0, Indicator::unit_cost, i) < 1.1);
    automated += run.at(5, Indicator::automation_share_by_industry, i) * run.at(5, Indicator::employment, i);
    people += run.at(5, Indicator::employment, i);
  }
  CHECK(automated / people == Approx(run.at(5, Indicator::automation_share)).epsilon(0.1));
}

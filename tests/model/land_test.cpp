// Land of regions: its base year, its rents, what closed firms leave, who gets the money (S§1.9, S§5.2).

#include <catch2/catch.hpp>
#include <cmath>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::CellSum;
using kaldor::Flow;
using kaldor::Indicator;
using kaldor::Lever;
using kaldor::ModelState;
using model_runs::load;
using model_runs::policy;
using model_runs::Run;
using model_runs::simulate;

namespace {

constexpr int kSeeds = 3, kQuarters = 32;

/// Mean of an indicator over the last two years and a few paired seeds.
double mean_of(const kaldor::LoadedScenario& loaded, Indicator indicator, std::size_t i = 0) {
  double sum = 0;
  for (int seed = 0; seed < kSeeds; ++seed) {
    const Run run = simulate(loaded, kQuarters, static_cast<std::uint64_t>(seed));
    for (std::size_t q = kQuarters - 8; q < kQuarters; ++q) sum += run.at(q, indicator, i) / 8 / kSeeds;
  }
  return sum;
}

kaldor::LoadedScenario small(std::vector<kaldor::Policy> policies = {}, std::vector<std::string> sets = {}) {
  auto loaded = load("china-2017-small", 1200, std::move(sets));
  for (kaldor::Policy& p : policies) p.from = loaded.scenario.start + 1;
  loaded.scenario.policies = std::move(policies);
  return loaded;
}

/// A land policy for the industries of one region whose land it is.
kaldor::Policy land_policy(const kaldor::LoadedScenario& loaded, Lever lever, double value, int region) {
  kaldor::Policy p = policy(lever, value);
  p.regions = {region};
  for (std::size_t i = 0; i < loaded.economy.industries.size(); ++i)
    if (kaldor::land_use_of(loaded.economy.industries[i]) == kaldor::kIndustryLand)
      p.industries.push_back(static_cast<int>(i));
  return p;
}

}  // namespace

TEST_CASE("in the base year land in use is the declared share of land open to firms, and rents are one") {
  const auto loaded = small();
  const ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int r = 0; r < s.base.regions; ++r) {
    double used = 0;
    for (int u = 0; u < kaldor::kLandUses; ++u) {
      CHECK(s.land.used(r, u) / s.land.open(r, u) == Approx(loaded.scenario.parameters.land_base_use));
      CHECK(s.land.rent(r, u) == 1);
      used += s.land.used(r, u);
    }
    const double area =
        loaded.economy.regions[static_cast<std::size_t>(r)].land * loaded.scenario.parameters.land_business_share;
    CHECK(used == Approx(loaded.scenario.parameters.land_base_use * area));
  }
}

TEST_CASE("base-year rent comes out of the operating surplus: capital still earns the economy's return after it") {
  const auto loaded = small();
  const ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int i = 0; i < s.base.industries; ++i) {
    const kaldor::IndustryBase& b = s.base.industry[static_cast<std::size_t>(i)];
    if (b.operating_surplus <= loaded.scenario.parameters.base_least_surplus * b.value_added) continue;
    const double kept = 4 * (b.operating_surplus / b.capital - b.rent) - loaded.economy.depreciation_rate;
    CHECK(kept == Approx(loaded.economy.return_on_capital + loaded.scenario.parameters.investment_churn));
  }
}

// H(l) = H0 (l/l0)^eta: with less land at base-year rents the rent rises until as much is offered as firms use.
TEST_CASE("a cut of land by a third moves the rent to the supply curve's (1/0.67)^(1/eta)") {
  auto loaded = small(
      {}, {"mechanisms.entry=off", "mechanisms.exit=off", "mechanisms.growth=off", "parameters.land.rent_speed=1"});
  loaded.scenario.policies = {land_policy(loaded, Lever::land_supply, -0.33, 1)};
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  const kaldor::Parameters& p = loaded.scenario.parameters;
  const double expected = std::pow(
      s.land.used(1, kaldor::kIndustryLand) / (p.land_base_use * 0.67 * s.land.zoned(1, kaldor::kIndustryLand)),
      1 / p.land_supply_elasticity);
  CHECK(s.land.rent(1, kaldor::kIndustryLand) == Approx(expected).epsilon(1e-9));
  CHECK(expected == Approx(std::pow(1 / 0.67, 2.5)).epsilon(0.02));
  CHECK(s.land.rent(0, kaldor::kIndustryLand) == Approx(1).epsilon(0.02));
}

TEST_CASE(
    "rents leave firms and reach the governments of their regions, whose budgets balance and add up to the nation's") {
  const auto loaded = small({policy(Lever::phase_out, 0.7), policy(Lever::phase_out_compensation, 0.5)});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 12; ++q) {
    open_model::quarter(s);
    double rents = 0, purchases = 0, own = 0, transfers = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const int office = s.sectors.regional_government(r);
      rents += s.ledger.value(Flow::land_rent, office);
      own += s.ledger.value(Flow::tax_share, office) + s.ledger.value(Flow::land_rent, office);
      transfers += s.ledger.value(Flow::transfers_between_governments, office);
      purchases -= s.ledger.value(Flow::government_purchases, office) + s.ledger.value(Flow::imports, office);
      CHECK(s.ledger.column_sum(office) == 0);
    }
    CHECK(rents == s.total(CellSum::rent));
    CHECK(rents > 0);
    CHECK(-s.ledger.value(Flow::land_rent, s.sectors.firms_current()) == rents);
    CHECK(-s.ledger.value(Flow::transfers_between_governments, s.sectors.government()) == transfers);
    CHECK(own + transfers == Approx(purchases).epsilon(1e-12));
    CHECK(s.residual == 0);
  }
}

TEST_CASE("what closed firms leave is cleared and taken by entrants; without release it piles up and rents rise") {
  const auto with = small(), without = small({}, {"mechanisms.land_release=off"});
  CHECK(mean_of(with, Indicator::entrants_on_freed_land) > 0);
  CHECK(mean_of(without, Indicator::entrants_on_freed_land) == 0);
  CHECK(mean_of(without, Indicator::land_idle_by_region) > 2 * mean_of(with, Indicator::land_idle_by_region));
  CHECK(mean_of(without, Indicator::land_rent_index_by_region) > mean_of(with, Indicator::land_rent_index_by_region));
}

TEST_CASE("rezoning moves cleared industrial land to services and loses none") {
  auto loaded = small();
  kaldor::Policy p = land_policy(loaded, Lever::land_reallocation, 1, 0);
  p.from = loaded.scenario.start;
  loaded.scenario.policies = {p};
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  const double industry = s.land.zoned(0, 0), services = s.land.zoned(0, 1),
               other = s.land.zoned(1, 1) - s.land.zoned(1, 0);
  for (int q = 0; q < 16; ++q) open_model::quarter(s);
  CHECK(s.land.zoned(0, 1) > services);
  CHECK(s.land.zoned(0, 0) + s.land.zoned(0, 1) == Approx(industry + services).epsilon(1e-12));
  CHECK(s.land.zoned(1, 1) - s.land.zoned(1, 0) - other < 0.1 * (s.land.zoned(0, 1) - services));
}

TEST_CASE(
    "less land for industry in a region raises its rents and drives its capital away; not without the mechanism") {
  const auto base = small();
  const auto cut = [&](std::vector<std::string> sets) {
    auto loaded = small({}, std::move(sets));
    kaldor::Policy p = land_policy(loaded, Lever::land_supply, -0.4, 1);
    p.from = loaded.scenario.start + 1;
    loaded.scenario.policies = {p};
    return loaded;
  };
  CHECK(mean_of(cut({}), Indicator::land_rent_index_by_region, 1) >
        1.3 * mean_of(base, Indicator::land_rent_index_by_region, 1));
  CHECK(mean_of(cut({}), Indicator::capital_density, 1) < mean_of(base, Indicator::capital_density, 1));
  const auto off = small({}, {"mechanisms.land=off"});
  CHECK(model_runs::same_bits(simulate(cut({"mechanisms.land=off"}), 12), simulate(off, 12)));
}

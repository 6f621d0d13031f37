// Industries that do not exist in the base year: they change nothing while unborn, come into being by four routes, take
// their demand from their parents, and may be forgotten again.

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::BirthRoute;
using kaldor::Indicator;
using kaldor::Lever;
using kaldor::ModelState;
using model_runs::Run;
using model_runs::simulate;

namespace {

const std::string kHorizon = KALDOR_SOURCE_DIR "/tests/model/fixtures/mini-horizon-run.yaml";
constexpr std::size_t kNew = 3;  ///< place of the latent industry
const std::vector<std::string> kRoutes{"technology", "demand", "convergence", "policy"};

kaldor::LoadedScenario horizon(std::vector<std::string> sets = {}) {
  return model_runs::load(kHorizon, 600, std::move(sets));
}

/// Chances so high that an open way leads to birth at once; the thresholds of the fixture are passed at the start.
kaldor::LoadedScenario fertile(std::vector<std::string> sets = {}) {
  for (const char* name : {"technology", "demand", "convergence", "policy"})
    sets.push_back("parameters.birth." + std::string(name) + "=100");
  sets.push_back("parameters.birth.permission_lag=0");
  auto loaded = horizon(std::move(sets));
  for (kaldor::LatentIndustry& latent : loaded.economy.latent)
    latent.technology_threshold = latent.income_threshold = 0.5;
  return loaded;
}

double born(const Run& run, std::size_t quarter) { return run.at(quarter, Indicator::birth_route, kNew); }

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

ModelState open(const kaldor::LoadedScenario& loaded) { return {loaded.economy, loaded.scenario, 0, 1}; }

}  // namespace

TEST_CASE("an unborn industry leaves every number of the others as it is without it, to the bit") {
  const Run with = simulate(horizon({"mechanisms.industry_birth=off"}), 24),
            without = simulate(model_runs::load("mini", 600), 24);
  for (const kaldor::IndicatorDeclaration& d : kaldor::indicator_declarations()) {
    INFO(d.name);
    for (std::size_t q = 0; q < 24; ++q)
      for (std::size_t i = 0; i < without.extent(d.indicator); ++i) {
        const bool by_region = d.shape == kaldor::Shape::region_industry;
        const double a = with.at(q, d.indicator, by_region ? i / 3 * 4 + i % 3 : i), b = without.at(q, d.indicator, i);
        if (!(a == b || (std::isnan(a) && std::isnan(b))))
          FAIL("quarter " << q << ", place " << i << ": " << a << " and " << b);
      }
  }
}

TEST_CASE("an unborn industry makes, employs and is nothing, and has the price that its parents' products suggest") {
  const Run run = simulate(horizon({"mechanisms.industry_birth=off"}), 12);
  for (const Indicator i : {Indicator::output, Indicator::employment, Indicator::value_added_share,
                            Indicator::firm_count_by_industry, Indicator::birth_route})
    CHECK(run.at(11, i, kNew) == 0);
  CHECK(std::isnan(run.at(11, Indicator::industry_age, kNew)));
  CHECK(std::isnan(run.at(11, Indicator::quality_dispersion, kNew)));
  CHECK(run.at(0, Indicator::price, kNew) == Approx(1).margin(0.02));
  CHECK(run.at(11, Indicator::industries_alive) == 3);
  CHECK(run.at(11, Indicator::new_industry_share) == 0);
}

TEST_CASE("regions' complexity is standardised, and relatedness density is a share") {
  const Run run = simulate(model_runs::load("china-2017-small", 800), 8);
  double sum = 0;
  for (std::size_t r = 0; r < run.extent(Indicator::complexity_by_region); ++r)
    sum += run.at(7, Indicator::complexity_by_region, r);
  CHECK(sum == Approx(0).margin(1e-9));
  for (std::size_t i = 0; i < run.extent(Indicator::related_density_by_region); ++i) {
    const double density = run.at(7, Indicator::related_density_by_region, i);
    CHECK((density >= 0 && density <= 1));
  }
}

TEST_CASE("accounts stay closed through a birth, and the newborn grows") {
  const Run run = simulate(fertile(), 40);
  for (const double r : run.series(Indicator::accounts_residual)) CHECK(r == 0);
  CHECK(born(run, 0) > 0);
  CHECK(run.at(39, Indicator::industry_age, kNew) == 39);
  CHECK(run.at(39, Indicator::new_industry_share) > 2 * run.at(8, Indicator::new_industry_share));
  CHECK(run.at(39, Indicator::diffusion, kNew) > run.at(8, Indicator::diffusion, kNew));
  CHECK(run.at(3, Indicator::industries_alive) == 4);
  CHECK(sum(run.series(Indicator::new_pairs)) == 3);
  for (const Indicator i :
       {Indicator::gdp_real, Indicator::inflation, Indicator::within_productivity, Indicator::lilien_index})
    CHECK(std::isfinite(run.at(39, i)));
}

TEST_CASE("each route alone leads to birth and is recorded, and can be switched off") {
  for (std::size_t k = 0; k < kRoutes.size(); ++k) {
    INFO(kRoutes[k]);
    std::vector<std::string> sets;
    for (std::size_t other = 0; other < kRoutes.size(); ++other)
      if (other != k) sets.push_back("mechanisms.birth_by_" + kRoutes[other] + "=off");
    auto open = fertile(sets);
    open.scenario.policies = {model_runs::policy(Lever::pilot_permission, 1)};
    CHECK(born(simulate(open, 4), 3) == static_cast<double>(k + 1));
    sets.push_back("mechanisms.birth_by_" + kRoutes[k] + "=off");
    auto closed = fertile(sets);
    closed.scenario.policies = {model_runs::policy(Lever::pilot_permission, 1)};
    CHECK(born(simulate(closed, 8), 7) == 0);
  }
}

TEST_CASE("an idea waits for permission, and a pilot spares it the wait") {
  const std::vector<std::string> sets{"mechanisms.birth_by_policy=off"};
  auto waiting = fertile(sets);
  waiting.scenario.parameters.birth_permission_lag = 6;
  const Run slow = simulate(waiting, 8);
  CHECK(born(slow, 5) == 0);
  CHECK(born(slow, 6) > 0);
  waiting.scenario.policies = {model_runs::policy(Lever::pilot_permission, 1)};
  CHECK(born(simulate(waiting, 1), 0) > 0);
}

TEST_CASE("pilot permission, promised purchases and incubation raise the odds of birth over the same luck") {
  auto loaded = horizon({"parameters.birth.policy=0.1", "parameters.birth.convergence=0.2",
                         "mechanisms.birth_by_technology=off", "mechanisms.birth_by_demand=off"});
  const auto births = [&](std::vector<kaldor::Policy> policies) {
    auto arm = loaded;
    arm.scenario.policies = std::move(policies);
    int count = 0;
    for (std::uint64_t replication = 0; replication < 12; ++replication)
      count += born(simulate(arm, 16, replication), 15) > 0;
    return count;
  };
  const int none = births({});
  CHECK(births({model_runs::policy(Lever::pilot_permission, 1)}) > none);
  CHECK(births({model_runs::policy(Lever::procurement, 0.5)}) > none);
  CHECK(births({model_runs::policy(Lever::incubation, 5)}) > none);
}

TEST_CASE("permission, purchases and incubation of zero give the baseline's bits") {
  auto loaded = fertile();
  const Run plain = simulate(loaded, 12);
  for (const Lever lever : {Lever::pilot_permission, Lever::procurement, Lever::incubation}) {
    loaded.scenario.policies = {model_runs::policy(lever, 0)};
    CHECK(model_runs::same_bits(plain, simulate(loaded, 12)));
  }
}

TEST_CASE("incubation is paid by government until the industry is born") {
  auto loaded = horizon({"mechanisms.industry_birth=on", "parameters.birth.convergence=0",
                         "mechanisms.birth_by_technology=off", "mechanisms.birth_by_demand=off"});
  loaded.scenario.policies = {model_runs::policy(Lever::incubation, 1)};
  const Run run = simulate(loaded, 4);
  CHECK(run.at(3, Indicator::policy_cost_share) > 0.001);
  CHECK(run.at(3, Indicator::accounts_residual) == 0);
  auto early = fertile();
  early.scenario.policies = loaded.scenario.policies;
  CHECK(simulate(early, 4).at(3, Indicator::policy_cost_share) == 0);
}

TEST_CASE("procurement buys a new product and is counted as its cost") {
  const auto plain = fertile();
  auto bought = plain;
  bought.scenario.policies = {model_runs::policy(Lever::procurement, 0.2)};
  bought.scenario.policies[0].industries = {static_cast<int>(kNew)};
  double sold = 0, sold_without = 0;  // what founders add differs from one history to the next
  for (std::uint64_t replication = 0; replication < 6; ++replication) {
    const Run with = simulate(bought, 24, replication), without = simulate(plain, 24, replication);
    sold += with.at(23, Indicator::new_industry_share);
    sold_without += without.at(23, Indicator::new_industry_share);
    CHECK(with.at(23, Indicator::policy_cost_share) > 0);
    CHECK(with.at(23, Indicator::accounts_residual) == 0);
  }
  CHECK(sold > 1.1 * sold_without);
}

TEST_CASE("what a new product wins its parents lose, and users follow as their machines do") {
  ModelState s = open(fertile());
  const auto exports = s.base.exports;
  const auto omega = s.households.omega;
  const auto inputs = s.base.domestic;
  for (int q = 0; q < 20; ++q) open_model::quarter(s);
  const kaldor::NewIndustry& entry = s.births.list[0];
  REQUIRE(entry.alive());
  CHECK(sum(s.base.exports) == Approx(sum(exports)).epsilon(1e-12));
  const double share = entry.latent.reach * entry.diffusion;
  CHECK(s.base.exports[1] == Approx(exports[1] * (1 - 0.4 * share)).epsilon(1e-12));
  CHECK(s.households.omega[kNew] > 0);
  CHECK(s.households.omega[2] < omega[2]);
  CHECK(s.economy.industries[kNew].expenditure_elasticity > 0);
  for (int user = 0; user < s.base.industries; ++user) {
    double before = 0, now = 0;
    for (int g = 0; g < s.base.industries; ++g) {
      before += inputs(g, user);
      now += s.base.domestic(g, user);
    }
    CHECK(now == Approx(before).epsilon(1e-12));
    if (user != static_cast<int>(kNew)) CHECK(entry.adoption[user] < entry.diffusion);
  }
}

TEST_CASE("an industry without firms is forgotten, and its parents have their buyers back") {
  ModelState s =
      open(horizon({"mechanisms.birth_by_technology=off", "mechanisms.birth_by_demand=off",
                    "mechanisms.birth_by_convergence=off", "mechanisms.birth_by_policy=off", "mechanisms.entry=off"}));
  const auto exports = s.base.exports;
  kaldor::NewIndustry& entry = s.births.list[0];
  s.births.taken = true;
  entry.born = 0;
  entry.diffusion = 0.5;
  open_model::quarter(s);
  CHECK(s.base.exports[kNew] > 0);
  CHECK(s.residual == 0);
  for (int q = 0; q < 12; ++q) open_model::quarter(s);
  CHECK_FALSE(entry.alive());
  CHECK(s.base.exports == exports);
}

TEST_CASE("an industry is forgotten only once its time without firms is over") {
  auto loaded = horizon({"mechanisms.entry=off", "parameters.birth.patience=40"});
  for (double& route : loaded.economy.latent[0].route) route = 0;
  ModelState s = open(loaded);
  s.births.taken = true;
  s.births.list[0].born = 0;
  for (int q = 0; q < 12; ++q) open_model::quarter(s);
  CHECK(s.births.list[0].alive());
}

TEST_CASE("every parameter of birth is felt") {
  const std::vector<std::string> related{"parameters.innovation.related_from=0"};
  auto loaded = fertile(related);
  loaded.scenario.policies = {model_runs::policy(Lever::pilot_permission, 0.5)};
  for (const kaldor::ParameterDeclaration& parameter : kaldor::parameter_declarations()) {
    const std::string name(parameter.name);
    if (name.rfind("birth.", 0) != 0 || name == "birth.patience") continue;  // the test before
    INFO(name);
    auto plain = loaded, changed = loaded;
    double value = 1.5 * plain.scenario.parameters.*parameter.member;
    for (std::size_t k = 0; k < kRoutes.size(); ++k) {
      if (name != "birth." + kRoutes[k]) continue;
      for (double& route : plain.economy.latent[0].route) route = 0;
      plain.economy.latent[0].route[k] = 1;
      value = 0;
    }
    if (name == "birth.permission_lag") value = 4;
    if (name == "birth.best_proximity" || name == "birth.proximity_spread") {
      plain.economy.latent[0].route[0] = plain.economy.latent[0].route[1] = plain.economy.latent[0].route[3] = 0;
      const bool best = name == "birth.best_proximity";
      const double near = kaldor::Relatedness(plain.economy, 0).proximity(1, 2);
      plain.scenario.parameters.birth_best_proximity = best ? near : 0;
      plain.scenario.parameters.birth_proximity_spread = best ? 0.05 : 2;
      value = best ? 0 : 0.01;
    }
    changed = plain;
    changed.scenario.parameters.*parameter.member = value;
    CHECK_FALSE(model_runs::same_bits(simulate(plain, 24), simulate(changed, 24)));
  }
}

TEST_CASE("births have the same bits at any number of threads") {
  const auto loaded = fertile();
  const Run one = simulate(loaded, 16, 0, 1);
  CHECK(born(one, 15) > 0);
  CHECK(model_runs::same_bits(one, simulate(loaded, 16, 0, 2)));
  CHECK(model_runs::same_bits(one, simulate(loaded, 16, 0, 4)));
}

TEST_CASE("the logit of entry: even odds at zero, odds that rise with relatedness and return") {
  CHECK(kaldor::entry_chance(0, 4, 0, 4, 0) == 0.5);
  const double low = kaldor::entry_chance(-2, 4, 0, 4, 0), high = kaldor::entry_chance(-2, 4, 0.1, 4, 0);
  CHECK(high / (1 - high) == Approx(low / (1 - low) * std::exp(0.4)));
  CHECK(kaldor::entry_chance(-2, 4, 0, 4, 0.05) > low);
}

TEST_CASE("recombination is likeliest at a middle distance") {
  CHECK(kaldor::distance_gain(0.5, 0.5, 0.25) == 1);
  CHECK(kaldor::distance_gain(0.25, 0.5, 0.25) == Approx(std::exp(-0.5)));
  CHECK(kaldor::distance_gain(1, 0.5, 0.25) < kaldor::distance_gain(0.6, 0.5, 0.25));
}

TEST_CASE("more firms enter a cell that has gained relatives in its region") {
  auto loaded = model_runs::load("china-2017-small", 800, {"parameters.entry.relatedness=5"});
  const auto entrants = [&](double gained, bool on) {
    loaded.scenario.mechanisms.related_entry = on;
    ModelState s = open(loaded);
    double sum = 0;
    for (int q = 0; q < 12; ++q) {
      open_model::until_shares(s);
      settle_households_and_government(s);
      update_knowledge(s);
      update_cells(s);
      give_birth(s);
      for (int r = 0; r < s.base.regions; ++r) s.births.density(3, r) = s.births.density_first(3, r) + gained;
      enter_firms(s);
      for (int r = 0; r < s.base.regions; ++r) sum += s.entrants[s.cell(3, r)];
      check_accounts(s);
      record_indicators(s);
      close_quarter(s);
      split_records(s);
      ++s.period;
    }
    return sum;
  };
  CHECK(entrants(0.3, true) > 1.5 * entrants(0.0, true));
  CHECK(entrants(0.3, false) == entrants(0.0, false));
}

// What the frames say must fit together, whatever the model does.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using model_runs::load;
using model_runs::Run;

namespace {

/// What is rightly undefined in a short run without policies, and why.
const std::map<Indicator, std::string> kUndefined{{Indicator::targeting_error, "no condition is judged"},
                                                  {Indicator::startup_survival, "known after six years"},
                                                  {Indicator::startup_survival_by_industry, "known after six years"},
                                                  {Indicator::intensive_share, "known after five years"},
                                                  {Indicator::new_driver_share, "known after five years"}};

double sum_at(const Run& run, std::size_t quarter, Indicator indicator) {
  double sum = 0;
  for (std::size_t i = 0; i < run.extent(indicator); ++i) sum += run.at(quarter, indicator, i);
  return sum;
}

/// Undefined before eight quarters show whether industries are trapped, while nobody is born, while no region has
/// gained an industry, where nobody enters or is outside parks, where nobody exports, or where regions are all alike.
const std::set<Indicator> kMayBeUndefined{Indicator::involution_trap,
                                          Indicator::prody,
                                          Indicator::industry_age,
                                          Indicator::diffusion,
                                          Indicator::entry_relatedness,
                                          Indicator::related_diversification,
                                          Indicator::complexity,
                                          Indicator::complexity_by_region,
                                          Indicator::entrant_productivity_by_region,
                                          Indicator::productivity_outside_parks_by_region};

}  // namespace

/// What only an economy or an industry with functions of the value chain has.
bool of_functions(const kaldor::IndicatorDeclaration& indicator, const std::string& economy) {
  switch (indicator.indicator) {
    case Indicator::own_design_share:
    case Indicator::own_brand_share:
    case Indicator::service_revenue_share:
    case Indicator::value_added_design_by_region:
    case Indicator::value_added_production_by_region:
    case Indicator::value_added_brand_by_region:
      return true;
    case Indicator::value_added_design:
    case Indicator::value_added_production:
    case Indicator::value_added_brand:
    case Indicator::functional_upgrading_index:
    case Indicator::smile_curvature:
    case Indicator::fees_abroad_share:
    case Indicator::headquarters_concentration:
    case Indicator::headquarters_tax_share:
    case Indicator::income_design:
    case Indicator::income_production:
    case Indicator::income_brand:
    case Indicator::design_specialisation_by_region:
    case Indicator::production_specialisation_by_region:
    case Indicator::brand_specialisation_by_region:
      return economy == "mini";  // it has no knowledge services
    default:
      return false;
  }
}

TEST_CASE("after the first year every indicator is a number, but for those that say why not") {
  for (const char* name : {"mini", "china-2017-small", "china-2017"}) {
    const Run run = model_runs::simulate(load(name, 2000), 16);
    for (std::size_t q = 4; q < run.frames.size(); ++q)
      for (const kaldor::IndicatorDeclaration& indicator : kaldor::indicator_declarations()) {
        if (kMayBeUndefined.count(indicator.indicator) > 0) continue;
        for (std::size_t i = 0; i < run.extent(indicator.indicator); ++i) {
          INFO(name << ", quarter " << q + 1 << ", " << indicator.name << "[" << i << "]");
          if (of_functions(indicator, name) && std::isnan(run.at(q, indicator.indicator, i))) continue;
          REQUIRE(std::isfinite(run.at(q, indicator.indicator, i)) != (kUndefined.count(indicator.indicator) > 0));
        }
      }
  }
}

TEST_CASE("value added of industries and of regions adds up to the product, and shares to one") {
  const Run run = model_runs::simulate(load("china-2017-small", 2000), 12);
  for (std::size_t q = 0; q < run.frames.size(); ++q) {
    const double gdp = run.at(q, Indicator::gdp);
    CHECK(sum_at(run, q, Indicator::value_added) == Approx(gdp).epsilon(1e-9));
    CHECK(sum_at(run, q, Indicator::gdp_by_region) == Approx(gdp).epsilon(1e-9));
    CHECK(sum_at(run, q, Indicator::value_added_by_region) == Approx(gdp).epsilon(1e-9));
    CHECK(sum_at(run, q, Indicator::value_added_share) == Approx(1).epsilon(1e-9));
    CHECK(sum_at(run, q, Indicator::employment_share) == Approx(1).epsilon(1e-9));
    CHECK(sum_at(run, q, Indicator::budget_share) == Approx(1).epsilon(1e-9));
  }
}

TEST_CASE("households begin with the budget that the table says") {
  const auto loaded = load("china-2017-small", 2000);
  const Run run = model_runs::simulate(loaded, 1);
  const auto bought = [](const kaldor::Industry& industry) {
    return industry.household_consumption.domestic + industry.household_consumption.imported;
  };
  double all = 0;
  for (const auto& industry : loaded.economy.industries) all += bought(industry);
  for (std::size_t i = 0; i < run.extent(Indicator::budget_share); ++i) {
    CHECK(run.at(0, Indicator::budget_share, i) == Approx(bought(loaded.economy.industries[i]) / all).margin(0.01));
  }
}

TEST_CASE("the trade balance is exports less imports, and the product is its real size times the price level") {
  const Run run = model_runs::simulate(load("china-2017-small", 2000), 12);
  for (std::size_t q = 0; q < run.frames.size(); ++q) {
    CHECK(run.at(q, Indicator::trade_balance_share) ==
          Approx(run.at(q, Indicator::export_share) - run.at(q, Indicator::import_share)).margin(1e-12));
    CHECK(run.at(q, Indicator::gdp) ==
          Approx(run.at(q, Indicator::price_level) * run.at(q, Indicator::gdp_real)).epsilon(1e-12));
  }
}

TEST_CASE("unemployment of the nation lies between that of its regions, and people do not vanish") {
  const Run run = model_runs::simulate(load("china-2017-small", 2000), 24);
  for (std::size_t q = 0; q < run.frames.size(); ++q) {
    double idle = 0, force = 0;
    for (std::size_t r = 0; r < run.extent(Indicator::labour_force_by_region); ++r) {
      force += run.at(q, Indicator::labour_force_by_region, r);
      idle += run.at(q, Indicator::labour_force_by_region, r) * run.at(q, Indicator::unemployment_by_region, r);
    }
    CHECK(idle / force == Approx(run.at(q, Indicator::unemployment)).epsilon(1e-9));
    CHECK(force == Approx(sum_at(run, 0, Indicator::labour_force_by_region)).epsilon(1e-9));
    CHECK(sum_at(run, q, Indicator::employment) ==
          Approx(force * (1 - run.at(q, Indicator::unemployment))).epsilon(1e-9));
  }
}

TEST_CASE("people of the two skills add up to their region") {
  const Run run = model_runs::simulate(load("china-2017-small", 2000), 24);
  for (std::size_t q = 0; q < run.frames.size(); ++q) {
    for (std::size_t r = 0; r < run.extent(Indicator::labour_force_by_region); ++r) {
      double force = 0, idle = 0;
      for (const std::size_t k : {2 * r, 2 * r + 1}) {
        const double people = run.at(q, Indicator::labour_force_by_skill, k);
        force += people;
        idle += people * run.at(q, Indicator::unemployment_by_skill, k);
      }
      CHECK(force == Approx(run.at(q, Indicator::labour_force_by_region, r)).epsilon(1e-12));
      CHECK(idle / force == Approx(run.at(q, Indicator::unemployment_by_region, r)).epsilon(1e-9));
      CHECK(run.at(q, Indicator::real_income, 2 * r) < run.at(q, Indicator::real_income, 2 * r + 1));
    }
  }
}

TEST_CASE("real wages are wages over the prices whose growth is inflation") {
  const Run run = model_runs::simulate(load("china-2017-small", 2000), 24);
  const auto prices = [&](std::size_t q, std::size_t k) {
    return run.at(q, Indicator::wage, k) / run.at(q, Indicator::real_wage, k);
  };
  CHECK(prices(0, 0) == Approx(1).epsilon(1e-12));
  for (std::size_t q = 4; q < run.frames.size(); ++q)
    for (std::size_t k = 0; k < run.extent(Indicator::wage); ++k)
      CHECK(std::log(prices(q, k) / prices(q - 4, k)) == Approx(run.at(q, Indicator::inflation)).margin(1e-12));
}

TEST_CASE("real income is what the accounts say that households have received, for each person") {
  const auto loaded = load("china-2017-small", 2000);
  const Run run = model_runs::simulate(loaded, 8);
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (std::size_t q = 0; q < run.frames.size(); ++q) {
    open_model::quarter(s);
    double told = 0, received = 0;
    for (const double income : s.households.income.values) received += income;
    for (std::size_t k = 0; k < run.extent(Indicator::real_income); ++k)
      told += run.at(q, Indicator::labour_force_by_skill, k) * run.at(q, Indicator::real_income, k);
    CHECK(told * s.prices.consumer == Approx(received).epsilon(1e-12));
  }
}

TEST_CASE("prices, output, employment and counts are positive and shares lie between zero and one") {
  const Run run = model_runs::simulate(load("china-2017", 4000), 40);
  for (std::size_t q = 0; q < run.frames.size(); ++q)
    for (std::size_t i = 0; i < run.extent(Indicator::price); ++i) {
      INFO("quarter " << q + 1 << ", industry " << i);
      CHECK(run.at(q, Indicator::price, i) > 0);
      CHECK(run.at(q, Indicator::output, i) > 0);
      CHECK(run.at(q, Indicator::employment, i) > 0);
      CHECK(run.at(q, Indicator::firm_count_by_industry, i) > 0);
      for (const Indicator share :
           {Indicator::largest_share, Indicator::concentration, Indicator::fill_rate, Indicator::import_penetration}) {
        CHECK(run.at(q, share, i) >= 0);
        CHECK(run.at(q, share, i) <= 1);
      }
      CHECK(run.at(q, Indicator::concentration, i) <= run.at(q, Indicator::largest_share, i) + 1e-12);
    }
}

TEST_CASE("real value added is one number for productivity, regions and the reward of effort") {
  const auto loaded = load("china-2017-small", 2000);
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 12; ++q) open_model::quarter(s);
  const auto recorded = [&](Indicator i, int k) {
    return s.frame[s.layout.offset[static_cast<std::size_t>(i)] + static_cast<std::size_t>(k)];
  };
  for (int i = 0; i < static_cast<int>(s.economy.measured_count()); ++i) {
    INFO(s.economy.industries[static_cast<std::size_t>(i)].id);
    const double real = recorded(Indicator::productivity, i) * recorded(Indicator::employment, i);
    double of_regions = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const int k = r * s.base.industries + i;
      if (recorded(Indicator::employment_by_region, k) > 0)
        of_regions += recorded(Indicator::productivity_by_region, k) * recorded(Indicator::employment_by_region, k);
    }
    CHECK(of_regions == Approx(real).epsilon(1e-9));
    CHECK(s.efforts.back()[static_cast<std::size_t>(i)].reward == Approx(real).epsilon(1e-9));
  }
}

// Places, chains and decompositions: what is recorded is what the pure functions say of the run.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "kaldor/indicators/concentration.hpp"
#include "kaldor/indicators/input_output.hpp"
#include "model_runs.hpp"
#include "open_model.hpp"
#include "record.hpp"

using namespace kaldor;
using model_runs::load;
using model_runs::Run;

namespace {

double read(const ModelState& s, Indicator indicator, std::size_t i = 0) {
  return s.frame[s.layout.offset[static_cast<std::size_t>(indicator)] + i];
}

std::size_t regions_of(const Run& run) { return run.extent(Indicator::gdp_by_region); }
std::size_t industries_of(const Run& run) { return run.extent(Indicator::employment); }

/// Sum over regions and industries of an indicator by both, those that are no number left out.
double all_places(const Run& run, std::size_t q, Indicator indicator) {
  double sum = 0;
  for (std::size_t k = 0; k < run.extent(indicator); ++k)
    if (!std::isnan(run.at(q, indicator, k))) sum += run.at(q, indicator, k);
  return sum;
}

}  // namespace

TEST_CASE("functions of regions add up to those of the nation and to the value added of goods industries") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 6);
  const std::size_t n = industries_of(run), regions = regions_of(run);
  for (const std::size_t q : {0U, 5U}) {
    CHECK(all_places(run, q, Indicator::value_added_design_by_region) ==
          Approx(run.at(q, Indicator::value_added_design)).epsilon(1e-9));
    CHECK(all_places(run, q, Indicator::value_added_production_by_region) ==
          Approx(run.at(q, Indicator::value_added_production)).epsilon(1e-9));
    CHECK(all_places(run, q, Indicator::value_added_brand_by_region) ==
          Approx(run.at(q, Indicator::value_added_brand)).epsilon(1e-9));
    double mean = 0, design = 0, total = 0;
    for (std::size_t r = 0; r < regions; ++r) {
      double functions = 0, goods = 0, own = 0;
      for (std::size_t k = r * n; k < (r + 1) * n; ++k) {
        const double d = run.at(q, Indicator::value_added_design_by_region, k);
        if (std::isnan(d)) continue;
        own += d;
        functions += d + run.at(q, Indicator::value_added_production_by_region, k) +
                     run.at(q, Indicator::value_added_brand_by_region, k);
        goods += run.at(q, Indicator::value_added_by_region, k);
      }
      CHECK(functions == Approx(goods).epsilon(1e-9));
      // Specialisation weighted by what a region adds is one.
      mean += run.at(q, Indicator::design_specialisation_by_region, r) * functions;
      design += own;
      total += functions;
    }
    CHECK(mean == Approx(total).epsilon(1e-9));
    CHECK(design > 0);
  }
}

TEST_CASE("tiers of places add up to those of the nation, and jobs of tiers are part of all") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 12);
  for (std::size_t q = 1; q < 12; ++q) {
    CHECK(all_places(run, q, Indicator::startup_count_by_region) ==
          Approx(run.at(q, Indicator::startup_count)).epsilon(1e-12));
    CHECK(all_places(run, q, Indicator::small_firm_count_by_region) ==
          Approx(run.at(q, Indicator::small_firm_count)).epsilon(1e-12));
    CHECK(all_places(run, q, Indicator::gazelle_count_by_region) ==
          Approx(run.at(q, Indicator::gazelle_count)).margin(1e-9));
    const double fast = run.at(q, Indicator::high_growth_job_creation_share),
                 gazelles = run.at(q, Indicator::gazelle_job_creation_share);
    CHECK(gazelles >= 0);
    CHECK(fast >= gazelles);
    CHECK(run.at(q, Indicator::small_firm_job_creation_share) > 0);
    CHECK(run.at(q, Indicator::small_firm_job_creation_share) + fast <= 2);
    CHECK(run.at(q, Indicator::leader_job_creation_share) <= 1);
  }
  CHECK(std::isnan(run.at(0, Indicator::small_firm_job_creation_share)));
}

TEST_CASE("jobs that tiers create are those of their firms, counted one by one") {
  const LoadedScenario loaded = load("china-2017-small", 4000);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 24; ++q) open_model::quarter(s);
  const Columns& c = s.firms.columns();
  std::map<std::size_t, float> before;
  for (int cell = 0; cell < s.cell_count(); ++cell)
    open_model::for_each_firm(s, cell, [&](std::size_t row) { before[row] = c.employees[row]; });
  open_model::until_demand(s);
  double small = 0, fast = 0;
  for (int cell = 0; cell < s.cell_count(); ++cell)
    open_model::for_each_firm(s, cell, [&](std::size_t row) {
      const double jobs = std::max(0.0F, c.employees[row] - before.at(row)) * c.weight[row];
      if (before.at(row) < s.kernel_parameters.tier_small) small += jobs;
      if (before.at(row) >= s.kernel_parameters.tier_sizeable &&
          c.smoothed_growth[row] >= s.inputs[static_cast<std::size_t>(cell)].real_growth_from)
        fast += jobs;
    });
  s.collect_sums();
  REQUIRE(fast > 0);
  CHECK(s.total(CellSum::jobs_created_small) == Approx(small).epsilon(1e-4));
  CHECK(s.total(CellSum::jobs_created_fast) == Approx(fast).epsilon(1e-4));
}

TEST_CASE("positions on chains are plausible and held between the last quarters of years") {
  const LoadedScenario loaded = load("china-2017-small", 1500);
  const Run run = model_runs::simulate(loaded, 8);
  const std::size_t n = industries_of(run);
  for (std::size_t i = 0; i < n; ++i) {
    INFO(i);
    CHECK(run.at(7, Indicator::upstreamness, i) >= 1);
    CHECK(run.at(7, Indicator::downstreamness, i) >= 1);
    CHECK(run.at(7, Indicator::downstreamness, i) < 6);
    CHECK(run.at(7, Indicator::domestic_content, i) > 0.3);
    CHECK(run.at(7, Indicator::domestic_content, i) < 1);
    // Held between the last quarters of years.
    CHECK(run.at(6, Indicator::upstreamness, i) == run.at(3, Indicator::upstreamness, i));
  }
  CHECK(run.at(7, Indicator::export_domestic_content) > 0.5);
  CHECK(run.at(7, Indicator::export_domestic_content) < 1);
}

TEST_CASE("positions on chains are those of the pure functions on what firms pay each other") {
  const LoadedScenario loaded = load("china-2017-small", 1500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  const indicators::Matrix a = domestic_coefficients(s);
  const std::size_t n = a.rows;
  Vector revenue, added, carbon, sold;
  for (int i = 0; i < s.base.industries; ++i) {
    revenue.push_back(s.of_industry(i, CellSum::revenue));
    added.push_back(1 - s.of_industry(i, CellSum::materials_paid) / revenue.back());
    carbon.push_back(s.of_industry(i, CellSum::emissions) / revenue.back());
    sold.push_back(0);
    for (int r = 0; r < s.base.regions; ++r) sold.back() += exports(s, i, r);
  }
  const Vector up = indicators::upstreamness(a, revenue), down = indicators::downstreamness(a),
               domestic = indicators::chain_content(a, added), emitted = indicators::chain_content(a, carbon);
  for (std::size_t i = 0; i < n; ++i) {
    INFO(i);
    CHECK(read(s, Indicator::upstreamness, i) == Approx(up[i]).epsilon(1e-10));
    CHECK(read(s, Indicator::downstreamness, i) == Approx(down[i]).epsilon(1e-10));
    CHECK(read(s, Indicator::domestic_content, i) == Approx(domestic[i]).epsilon(1e-10));
    CHECK(read(s, Indicator::embodied_carbon, i) == Approx(emitted[i]).epsilon(1e-10));
    CHECK(read(s, Indicator::embodied_carbon, i) >= carbon[i]);
    // What is not added at home and not bought at home is imported.
    double home = 0;
    for (std::size_t j = 0; j < n; ++j) home += a(j, i);
    CHECK(1 - added[i] - home >= -1e-9);
  }
  CHECK(read(s, Indicator::export_domestic_content) ==
        Approx(indicators::domestic_value_added_in_exports(a, added, sold)).epsilon(1e-10));
  double all = 0;
  for (const double x : sold) all += x;
  CHECK(all == Approx(s.quarter.exports).epsilon(1e-9));
}

TEST_CASE("in the base year firms pay each other what the table says") {
  const LoadedScenario loaded = load("china-2017-small", 1500, {"mechanisms.noise=off"});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  const indicators::Matrix a = domestic_coefficients(s);
  for (std::size_t j = 0; j < a.columns; ++j)
    for (std::size_t i = 0; i < a.rows; ++i) {
      INFO(i << ", " << j);
      CHECK(a(i, j) == Approx(s.base.domestic(i, j)).epsilon(0.03).margin(1e-4));
    }
}

TEST_CASE("the four largest firms are those of the columns") {
  const LoadedScenario loaded = load("china-2017-small", 1500);
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int q = 0; q < 4; ++q) open_model::quarter(s);
  const Columns& c = s.firms.columns();
  for (int i = 0; i < s.base.industries; ++i) {
    Vector sold, weight;
    double all = 0;
    for (int r = 0; r < s.base.regions; ++r)
      open_model::for_each_firm(s, s.cell(i, r), [&](std::size_t row) {
        sold.push_back(c.share[row] > 0 ? static_cast<double>(c.last_sales[row]) : 0.0);
        weight.push_back(c.weight[row]);
        all += sold.back() * weight.back();
      });
    INFO(i);
    const double expected = indicators::weighted_concentration_ratio(sold, weight, 4);
    // Firms that left sold as well: they are in the industry's sales, not in the columns.
    CHECK(read(s, Indicator::top_four_share, static_cast<std::size_t>(i)) ==
          Approx(expected * all / s.of_industry(i, CellSum::revenue)).epsilon(1e-6));
  }
}

TEST_CASE("effects of activity, structure and intensity add up to the change of emissions") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 10);
  for (std::size_t q = 4; q < 10; ++q) {
    const double before = run.at(q - 4, Indicator::carbon_emissions), now = run.at(q, Indicator::carbon_emissions);
    CHECK(run.at(q, Indicator::emissions_activity_effect) + run.at(q, Indicator::emissions_structure_effect) +
              run.at(q, Indicator::emissions_intensity_effect) ==
          Approx(now / before - 1).margin(1e-10));
    double output = 0, past = 0;
    for (std::size_t i = 0; i < industries_of(run); ++i) {
      output += run.at(q, Indicator::output, i);
      past += run.at(q - 4, Indicator::output, i);
    }
    CHECK((run.at(q, Indicator::emissions_activity_effect) > 0) == (output > past));
    CHECK(run.at(q, Indicator::shift_productivity) ==
          Approx(run.at(q, Indicator::structural_productivity) + run.at(q, Indicator::dynamic_productivity)));
  }
}

TEST_CASE("location quotients weighted by employment are one, and inequality splits exactly") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 5);
  const std::size_t n = industries_of(run);
  for (std::size_t r = 0; r < regions_of(run); ++r) {
    double mean = 0;
    for (std::size_t i = 0; i < n; ++i)
      mean += run.at(4, Indicator::employment_share, i) * run.at(4, Indicator::location_quotient_by_region, r * n + i);
    CHECK(mean == Approx(1).epsilon(1e-9));
    CHECK(run.at(4, Indicator::effective_industries_by_region, r) <= static_cast<double>(n));
  }
  CHECK(run.at(4, Indicator::income_theil_between) + run.at(4, Indicator::income_theil_within) ==
        Approx(run.at(4, Indicator::income_theil)).epsilon(1e-12));
  CHECK(run.at(4, Indicator::income_theil_within) > 0);
  CHECK(std::exp(run.at(4, Indicator::industry_entropy)) >= run.at(4, Indicator::effective_industries));
}

TEST_CASE("regions and industries agree on talent, digital processes and practice") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 5);
  double people = 0, talent = 0;
  for (std::size_t i = 0; i < industries_of(run); ++i) {
    people += run.at(4, Indicator::employment, i);
    talent += run.at(4, Indicator::employment, i) * run.at(4, Indicator::talent_intensity_by_industry, i);
    CHECK(run.at(4, Indicator::practice_by_industry, i) > 0);
    CHECK(run.at(4, Indicator::capital_intensity_by_industry, i) > 0);
  }
  double high = 0, all = 0, low_digital = 1, high_digital = 0;
  for (std::size_t r = 0; r < regions_of(run); ++r) {
    double employed[2];
    for (std::size_t k = 0; k < 2; ++k)
      employed[k] = run.at(4, Indicator::labour_force_by_skill, r * 2 + k) *
                    (1 - run.at(4, Indicator::unemployment_by_skill, r * 2 + k));
    high += employed[1];
    all += employed[0] + employed[1];
    low_digital = std::min(low_digital, run.at(4, Indicator::digital_share_by_region, r));
    high_digital = std::max(high_digital, run.at(4, Indicator::digital_share_by_region, r));
  }
  CHECK(talent / people == Approx(high / all).epsilon(1e-6));
  CHECK(low_digital <= run.at(4, Indicator::digital_share));
  CHECK(high_digital >= run.at(4, Indicator::digital_share));
}

TEST_CASE("export sophistication of regions lies between the incomes that products stand for") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 4);
  double least = 1e300, most = 0, fitness = 0;
  for (std::size_t i = 0; i < industries_of(run); ++i) {
    const double v = run.at(3, Indicator::prody, i);
    if (std::isnan(v)) continue;
    least = std::min(least, v);
    most = std::max(most, v);
  }
  for (std::size_t r = 0; r < regions_of(run); ++r) {
    CHECK(run.at(3, Indicator::expy_by_region, r) >= least);
    CHECK(run.at(3, Indicator::expy_by_region, r) <= most);
    fitness += run.at(3, Indicator::fitness_by_region, r);
  }
  CHECK(fitness == Approx(static_cast<double>(regions_of(run))).epsilon(1e-9));
}

TEST_CASE("an industry is trapped where effort, margins and capacity all say so for two years and it falls behind") {
  const LoadedScenario loaded = load("china-2017-small", 1500);
  const double normal = loaded.scenario.parameters.production_utilisation;
  const Run run = model_runs::simulate(loaded, 20);
  double trapped = 0;
  for (std::size_t i = 0; i < industries_of(run); ++i) {
    CHECK(std::isnan(run.at(4, Indicator::involution_trap, i)));
    for (std::size_t q = 12; q < 20; ++q) {
      Vector growth;
      for (std::size_t k = 0; k < industries_of(run); ++k)
        growth.push_back(run.at(q, Indicator::tfp_growth_by_industry, k));
      std::sort(growth.begin(), growth.end());
      const double median = (growth[(growth.size() - 1) / 2] + growth[growth.size() / 2]) / 2;
      bool trap = run.at(q, Indicator::tfp_growth_by_industry, i) < median;
      for (std::size_t past = q - 7; past <= q; ++past)
        trap = trap && run.at(past, Indicator::effort_reward_wedge, i) > 0 &&
               run.at(past, Indicator::markup, i) < run.at(0, Indicator::markup, i) &&
               run.at(past, Indicator::capacity_utilisation_by_industry, i) < normal;
      CHECK(run.at(q, Indicator::involution_trap, i) == (trap ? 1 : 0));
      trapped += trap;
    }
  }
  CHECK(trapped < 8.0 * static_cast<double>(industries_of(run)));
}

TEST_CASE("unit costs that outgrow prices squeeze the margin") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 8);
  for (std::size_t i = 0; i < industries_of(run); ++i) {
    // At one rate of tax price over unit cost is one plus the markup, net of tax.
    const double margin = std::log((1 + run.at(7, Indicator::markup, i)) / (1 + run.at(3, Indicator::markup, i)));
    CHECK(run.at(7, Indicator::price_cost_squeeze, i) == Approx(-margin).margin(1e-6));
  }
}

#include "base_year.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "kaldor/core/errors.hpp"
#include "model_runs.hpp"
#include "model_state.hpp"

using kaldor::BaseYear;
using kaldor::Indicator;
using kaldor::Matrix;
using kaldor::ModelState;
using kaldor::Vector;
using model_runs::load;

namespace {

const char* const kEconomies[] = {"mini", "china-2017-small", "china-2017", "china-2007", "china-1997"};

double sum(const Vector& v) {
  double total = 0;
  for (const double x : v) total += x;
  return total;
}

Vector value_added_shares(const kaldor::Economy& economy) {
  Vector shares;
  double total = 0;
  for (const kaldor::Industry& i : economy.industries) {
    shares.push_back(i.compensation + i.production_taxes + i.depreciation + i.operating_surplus);
    total += shares.back();
  }
  for (double& v : shares) v /= total;
  return shares;
}

/// Largest gap between the shares of value added of a quarter and those of the economy file.
double share_gap(const model_runs::Run& run, std::size_t quarter, const kaldor::Economy& economy) {
  const Vector shares = value_added_shares(economy);
  double gap = 0;
  for (std::size_t i = 0; i < shares.size(); ++i)
    gap = std::max(gap, std::fabs(run.at(quarter, Indicator::value_added_share, i) - shares[i]));
  return gap;
}

}  // namespace

TEST_CASE("elimination solves a system whose first pivot is zero") {
  Matrix a(3, 3);
  a.values = {0, 2, 1, 1, -2, -3, -1, 1, 2};
  const Vector x = kaldor::solve_linear(a, {-8, 0, 3});
  CHECK(x[0] == Approx(-4).epsilon(1e-14));
  CHECK(x[1] == Approx(-5).epsilon(1e-14));
  CHECK(x[2] == Approx(2).epsilon(1e-14));
}

TEST_CASE("every product's use equals its output in the base year") {
  for (const char* name : kEconomies) {
    INFO(name);
    const auto loaded = load(name, 500);
    const BaseYear b = kaldor::solve_base_year(loaded.economy, loaded.scenario);
    const double units = b.firm_investment + b.housing + b.public_investment;
    for (int g = 0; g < b.industries; ++g) {
      const bool storable = loaded.economy.industries[static_cast<std::size_t>(g)].storable;
      double use = b.household_need[g] * (1 - b.household_import_share[g]) +
                   b.government_need[g] * (1 - b.government_import_share[g]) + b.investment_domestic[g] * units +
                   b.exports[g];
      if (storable) use += b.rates.growth * b.inventory_target * b.industry[g].output;
      for (int s = 0; s < b.industries; ++s)
        use += b.domestic(g, s) * b.industry[s].output * (1 + b.rates.growth * b.materials_target);
      CHECK(use == Approx(b.industry[g].output).epsilon(1e-11));
    }
  }
}

TEST_CASE("every industry's output covers its costs, taxes and surplus in the base year") {
  for (const char* name : kEconomies) {
    INFO(name);
    const auto loaded = load(name, 500);
    const BaseYear b = kaldor::solve_base_year(loaded.economy, loaded.scenario);
    for (const kaldor::IndustryBase& i : b.industry) {
      const double cost =
          i.inputs + i.labour_cost + i.rd_rate + i.staff_rate + i.tax_rate + i.operating_surplus / i.output;
      CHECK(cost == Approx(1).epsilon(2e-6));  // the economy file balances to 1e-6
    }
  }
}

TEST_CASE("household saving is what the growth of their deposits takes on the path") {
  for (const char* name : kEconomies) {
    INFO(name);
    const auto loaded = load(name, 2000);
    const ModelState s(loaded.economy, loaded.scenario, 0, 1);
    const BaseYear& b = s.base;
    const double saving = b.disposable_income - sum(b.household_need) - b.housing;
    CHECK(std::fabs(saving - b.rates.nominal * b.household_deposits) / b.gdp < 1e-6);
  }
}

TEST_CASE("taxes leave the deficit that keeps the debt ratio on the path") {
  const auto loaded = load("china-2017-small", 2000);
  const ModelState s(loaded.economy, loaded.scenario, 0, 1);
  CHECK(s.base.bonds == Approx(loaded.economy.government_debt_ratio * 4 * s.base.gdp).epsilon(1e-12));
  CHECK(s.base.household_tax > 0.02);
  CHECK(s.base.household_tax < 0.6);
  CHECK(s.base.payout > 0);
  CHECK(s.base.payout < 1);
}

TEST_CASE("ownership, income, population and workers of all regions add up") {
  const auto loaded = load("china-2017", 2000);
  const ModelState s(loaded.economy, loaded.scenario, 0, 1);
  CHECK(sum(s.base.ownership.values) == Approx(1).epsilon(1e-12));
  CHECK(sum(s.base.population_share) == Approx(1).epsilon(1e-12));
  CHECK(sum(s.base.income.values) == Approx(s.base.disposable_income).epsilon(1e-3));
  double at_work = 0, employment = 0;
  for (const double v : s.households.employed.values) at_work += v;
  for (const kaldor::Industry& i : loaded.economy.industries) employment += i.employment;
  CHECK(at_work == Approx(employment).epsilon(0.01));
}

TEST_CASE("the balance sheet of the bank is closed before the first quarter") {
  for (const char* name : {"mini", "china-2017-small"}) {
    const auto loaded = load(name, 1000);
    const ModelState s(loaded.economy, loaded.scenario, 0, 1);
    const double assets = s.firm_loans + s.government.bonds + s.world.foreign_assets;
    const double owed = sum(s.households.deposits.values) + s.firm_deposits + s.bank.equity;
    CHECK(assets == owed);
  }
}

TEST_CASE("an economy whose capital formation cannot keep up its capital is refused") {
  auto loaded = load("mini", 500);
  loaded.economy.return_on_capital = 0.001;
  loaded.economy.depreciation_rate = 0.3;
  CHECK_THROWS_AS(kaldor::solve_base_year(loaded.economy, loaded.scenario), kaldor::InputError);
}

TEST_CASE("shares of value added in the first quarter are those of the economy file within half a point") {
  for (const char* name : kEconomies) {
    INFO(name);
    const auto loaded = load(name, 4000);
    CHECK(share_gap(model_runs::simulate(loaded, 1), 0, loaded.economy) < 0.005);
  }
}

TEST_CASE("shares of value added stay within a point of the economy file over eight quarters with all dynamics on") {
  for (const std::uint64_t seed : {1, 2}) {
    const auto loaded = load("china-2017", 4000, {}, seed);
    const model_runs::Run run = model_runs::simulate(loaded, 8);
    for (std::size_t q = 0; q < 8; ++q) {
      INFO("seed " << seed << ", quarter " << q + 1);
      CHECK(share_gap(run, q, loaded.economy) < 0.01);
    }
  }
}

TEST_CASE("the first quarter repeats the base year's product, prices and employment") {
  for (const char* name : {"mini", "china-2017"}) {
    INFO(name);
    const auto loaded = load(name, 20000);
    const ModelState s(loaded.economy, loaded.scenario, 0, 1);
    const model_runs::Run run = model_runs::simulate(loaded, 1);
    CHECK(run.at(0, Indicator::gdp) == Approx(s.base.gdp).epsilon(0.01));
    CHECK(run.at(0, Indicator::unemployment) == Approx(loaded.economy.unemployment).margin(0.01));
    for (int i = 0; i < s.base.industries; ++i) {
      INFO(loaded.economy.industries[static_cast<std::size_t>(i)].id);
      CHECK(run.at(0, Indicator::price, static_cast<std::size_t>(i)) == Approx(1).margin(0.01));
      CHECK(run.at(0, Indicator::output, static_cast<std::size_t>(i)) ==
            Approx(s.base.industry[static_cast<std::size_t>(i)].output).epsilon(0.02));
    }
  }
}

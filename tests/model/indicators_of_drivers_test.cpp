// Land, labour, capital, knowledge, talent, data and organisation add up to growth (docs/model/growth.md).

#include <catch2/catch.hpp>
#include <cmath>
#include <span>
#include <vector>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using model_runs::load;
using model_runs::Run;

namespace {

constexpr Indicator kOld[] = {Indicator::driver_land, Indicator::driver_capital, Indicator::driver_labour};
constexpr Indicator kNew[] = {Indicator::driver_talent, Indicator::driver_knowledge, Indicator::driver_data,
                              Indicator::driver_organisation};

double sum_at(const Run& run, std::size_t q, std::span<const Indicator> which) {
  double sum = 0;
  for (const Indicator i : which) sum += run.at(q, i);
  return sum;
}

}  // namespace

TEST_CASE("drivers and the rest add up to growth, and the share of new drivers is theirs of all") {
  const Run run = model_runs::simulate(load("china-2017-small", 1500), 21);
  CHECK(std::isnan(run.at(3, Indicator::driver_rest)));
  for (std::size_t q = 4; q < 21; ++q) {
    INFO(q);
    const double grown = std::log(run.at(q, Indicator::gdp_real) / run.at(q - 4, Indicator::gdp_real));
    CHECK(sum_at(run, q, kOld) + sum_at(run, q, kNew) + run.at(q, Indicator::driver_rest) ==
          Approx(grown).margin(1e-12));
    // Capital has what the two factors of the other account have, less rent.
    CHECK(run.at(q, Indicator::driver_capital) < run.at(q, Indicator::capital_contribution));
    CHECK(run.at(q, Indicator::driver_capital) > 0.5 * run.at(q, Indicator::capital_contribution));
  }
  CHECK(std::isnan(run.at(19, Indicator::new_driver_share)));
  double fresh = 0, old = 0;
  for (const std::size_t q : {4U, 8U, 12U, 16U, 20U}) {
    fresh += sum_at(run, q, kNew);
    old += sum_at(run, q, kOld);
  }
  // Five years at once: Tornqvist weights differ a little from those year by year.
  CHECK(run.at(20, Indicator::new_driver_share) == Approx(fresh / (fresh + old)).margin(0.02));
}

TEST_CASE("a driver that is switched off explains nothing, one that is on does") {
  const Run off = model_runs::simulate(
      load("china-2017-small", 1500,
           {"mechanisms.data=off", "mechanisms.digitalisation=off", "mechanisms.practice=off", "mechanisms.land=off"}),
      9);
  CHECK(off.at(8, Indicator::driver_data) == 0);
  CHECK(off.at(8, Indicator::driver_organisation) == Approx(0).margin(1e-12));
  CHECK(off.at(8, Indicator::driver_land) == 0);
  const Run on = model_runs::simulate(load("china-2017-small", 1500), 9);
  CHECK(on.at(8, Indicator::driver_data) > 0);
  CHECK(on.at(8, Indicator::driver_organisation) > 0);
}

TEST_CASE("knowledge is people in R&D, as they wear, at what R&D costs") {
  const auto loaded = load("china-2017-small", 1500);
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  std::vector<double> stock, share;
  const double keep = std::pow(1 - loaded.scenario.parameters.innovation_knowledge_depreciation, 0.25);
  for (int q = 0; q < 6; ++q) {
    open_model::quarter(s);
    double people = 0;
    for (int c = 0; c < s.cell_count(); ++c)
      people += s.of(c, kaldor::CellSum::rd) / s.households.wage(static_cast<std::size_t>(s.region_of(c)), 1);
    stock.push_back(stock.empty() ? people : keep * stock.back() + (1 - keep) * people);
    share.push_back(s.total(kaldor::CellSum::rd) /
                    (s.quarter.gdp - s.total(kaldor::CellSum::production_tax) - s.total(kaldor::CellSum::carbon) -
                     s.total(kaldor::CellSum::resource_tax)));
  }
  const double knowledge = s.frame[s.layout.offset[static_cast<std::size_t>(Indicator::driver_knowledge)]];
  CHECK(knowledge != 0);
  CHECK(knowledge == Approx((share[1] + share[5]) / 2 * std::log(stock[5] / stock[1])).epsilon(1e-5));
}

TEST_CASE("what data and practice save of labour is their part of data productivity") {
  // Without practice to learn, data alone move what they add to labour productivity; heads and wages weight much alike.
  const Run run = model_runs::simulate(load("china-2017-small", 1500, {"mechanisms.practice=off"}), 13);
  const double lift = run.at(12, Indicator::data_productivity) - run.at(8, Indicator::data_productivity);
  REQUIRE(lift > 0);
  CHECK(run.at(12, Indicator::driver_data) > 0.2 * lift);
  CHECK(run.at(12, Indicator::driver_data) < lift);
}

TEST_CASE("where nothing moves no driver does") {
  const Run run = model_runs::simulate(load("mini-still", 500), 8);
  for (const Indicator i : kOld) CHECK(std::fabs(run.at(7, i)) < 1e-3);
  for (const Indicator i : kNew) CHECK(std::fabs(run.at(7, i)) < 1e-3);
}

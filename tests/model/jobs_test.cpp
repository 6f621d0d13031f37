// Hires and separations, and the transaction-flow matrix, as results tell them.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::CellSum;
using kaldor::Indicator;
using kaldor::ModelState;
using model_runs::load;
using model_runs::Run;

namespace {

/// Employees are single-precision numbers, and firms that join or split carry them from one record to another.
constexpr double kRounding = 1e-6;

void require_identity(const Run& run) {
  for (std::size_t q = 1; q < run.frames.size(); ++q)
    for (std::size_t i = 0; i < run.extent(Indicator::hires); ++i) {
      INFO("quarter " << q << ", industry " << i);
      const double before = run.at(q - 1, Indicator::employment, i), now = run.at(q, Indicator::employment, i);
      const double hires = run.at(q, Indicator::hires, i), left = run.at(q, Indicator::separations, i);
      REQUIRE(hires >= 0);
      REQUIRE(left >= 0);
      REQUIRE(std::fabs(hires - left - (now - before)) <= kRounding * std::max(before, now));
    }
}

}  // namespace

TEST_CASE("hires less separations are the change of employment, through entry, exit, moves, mergers and shortage") {
  SECTION("a small economy") { require_identity(model_runs::simulate(load("mini", 600), 40)); }
  SECTION("regions") { require_identity(model_runs::simulate(load("china-2017-small", 1500), 32)); }
  SECTION("people are short") {
    require_identity(model_runs::simulate(load("mini", 600, {"parameters.labour.matching=0.1"}), 16));
  }
  SECTION("industries are born") {
    require_identity(model_runs::simulate(load("mini", 600, {"parameters.birth.technology=100"}), 24));
  }
}

TEST_CASE("in the first quarter nobody knows who was there before") {
  const Run run = model_runs::simulate(load("mini", 500), 2);
  for (std::size_t i = 0; i < run.extent(Indicator::hires); ++i) {
    CHECK(std::isnan(run.at(0, Indicator::hires, i)));
    CHECK(std::isnan(run.at(0, Indicator::separations, i)));
    CHECK(std::isfinite(run.at(1, Indicator::hires, i)));
  }
}

TEST_CASE("at least those who quit separate, and more quits mean more of both") {
  const auto flows = [](const std::string& quits) {
    const Run run = model_runs::simulate(load("mini", 500, {"parameters.labour.separations=" + quits}), 8);
    double hires = 0, left = 0, people = 0;
    for (std::size_t i = 0; i < run.extent(Indicator::hires); ++i) {
      hires += run.at(7, Indicator::hires, i);
      left += run.at(7, Indicator::separations, i);
      people += run.at(6, Indicator::employment, i);
    }
    return std::pair{hires / people, left / people};
  };
  const auto [hires_few, left_few] = flows("0.02");
  const auto [hires_many, left_many] = flows("0.1");
  CHECK(left_few >= 0.02 * (1 - kRounding));
  CHECK(left_many >= 0.1 * (1 - kRounding));
  CHECK(hires_many > hires_few + 0.04);
}

TEST_CASE("without quits, people who separate were laid off or worked in firms that closed") {
  const auto loaded =
      load("mini", 600,
           {"parameters.labour.separations=0", "parameters.labour.matching=1", "parameters.labour.matching_high=1"});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  int compared = 0;
  for (int q = 1; q < 16; ++q) {
    double closed = 0, laid_off = 0, separations = 0;
    for (int c = 0; c < s.cell_count(); ++c) closed += s.of(c, CellSum::closed_heads);
    std::map<std::uint64_t, double> before;
    const kaldor::Columns& c = s.firms.columns();
    open_model::for_each_firm(s, [&](std::size_t row) { before[c.id[row]] = c.employees[row]; });
    open_model::until_demand(s);
    open_model::for_each_firm(s, [&](std::size_t row) {
      laid_off += c.weight[row] * std::max(0.0, before.at(c.id[row]) - c.employees[row]);
    });
    bool short_of_people = false;
    for (int r = 0; r < s.base.regions; ++r) short_of_people |= s.labour_scale[r] < 1;
    open_model::from_demand(s);
    if (short_of_people) continue;
    ++compared;
    const std::size_t first = s.layout.offset[static_cast<std::size_t>(Indicator::separations)];
    for (int i = 0; i < s.base.industries; ++i) separations += s.frame[first + static_cast<std::size_t>(i)];
    CHECK(laid_off + closed > 0);
    CHECK(separations >= (laid_off + closed) * (1 - kRounding));
    CHECK(separations <= (laid_off + closed) * 1.1);  // the rest are people of research and functions
  }
  CHECK(compared >= 5);
}

TEST_CASE("the recorded transaction matrix closes: rows and columns sum to zero") {
  const Run run = model_runs::simulate(load("china-2017-small", 1000), 8);
  const std::size_t accounts = kaldor::kAccountCount;
  for (std::size_t q = 0; q < run.frames.size(); ++q) {
    const double gdp = run.at(q, Indicator::gdp);
    for (std::size_t f = 0; f < kaldor::kFlowCount; ++f) {
      double row = 0;
      for (std::size_t k = 0; k < accounts; ++k) row += run.at(q, Indicator::transactions, f * accounts + k);
      REQUIRE(std::fabs(row) <= 1e-12 * gdp);
    }
    for (std::size_t k = 0; k < accounts; ++k) {
      double column = 0;
      for (std::size_t f = 0; f < kaldor::kFlowCount; ++f)
        column += run.at(q, Indicator::transactions, f * accounts + k);
      REQUIRE(std::fabs(column) <= 1e-12 * gdp);
    }
    const auto at = [&](kaldor::Flow flow, kaldor::Account account) {
      return run.at(q, Indicator::transactions,
                    static_cast<std::size_t>(flow) * accounts + static_cast<std::size_t>(account));
    };
    using Kind = kaldor::Account;
    CHECK(at(kaldor::Flow::consumption, Kind::households) < 0);
    CHECK(at(kaldor::Flow::exports, Kind::firms_current) ==
          Approx(run.at(q, Indicator::export_share) * gdp).epsilon(1e-9));
  }
}

#include "strata.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "model_runs.hpp"
#include "model_state.hpp"
#include "open_model.hpp"

using kaldor::stratify;
using kaldor::Stratum;

namespace {

double firms_of(const std::vector<Stratum>& strata) {
  double firms = 0;
  for (const Stratum& s : strata) firms += s.weight;
  return firms;
}

/// Slope of log rank on log size: minus the exponent of a Pareto distribution. The largest `skipped` are left out.
double tail_exponent(const std::vector<Stratum>& falling, std::size_t skipped) {
  double rank = 0, n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t i = 0; i < falling.size(); ++i) {
    const double middle = rank + 0.5 * falling[i].weight;
    rank += falling[i].weight;
    if (i < skipped) continue;
    const double u = std::log(falling[i].size), v = std::log(middle);
    n += 1;
    x += u;
    y += v;
    xx += u * u;
    xy += u * v;
  }
  return -(n * xy - x * y) / (n * xx - x * x);
}

struct Case {
  double firms;
  std::size_t records;
};
const Case kCases[] = {{10, 10}, {50, 50}, {1000, 100}, {2000, 1999}, {1e5, 300}, {3e6, 2000}, {137, 20}};

}  // namespace

TEST_CASE("strata stand for all firms, whole and none twice") {
  for (const Case& c : kCases) {
    INFO(c.firms << " firms, " << c.records << " records");
    CHECK(firms_of(stratify(c.firms, c.records, 1.059, 0.06)) == Approx(c.firms).epsilon(1e-9));
  }
}

TEST_CASE("no stratum stands for less than one firm") {
  for (const Case& c : kCases)
    for (const Stratum& s : stratify(c.firms, c.records, 1.059, 0.06)) CHECK(s.weight >= 1);
}

TEST_CASE("there are about as many strata as records asked for") {
  for (const Case& c : kCases) {
    INFO(c.firms << " firms, " << c.records << " records");
    const double count = static_cast<double>(stratify(c.firms, c.records, 1.059, 0.06).size());
    CHECK(count <= 1.1 * static_cast<double>(c.records) + 2);
    CHECK(count >= 0.9 * static_cast<double>(c.records) - 2);
  }
}

TEST_CASE("as many records as firms means one firm a record") {
  const std::vector<Stratum> strata = stratify(250, 250, 1.059, 0.06);
  REQUIRE(strata.size() == 250);
  for (const Stratum& s : strata) CHECK(s.weight == 1);
}

TEST_CASE("sizes fall, and weights rise from one for the largest to the bottom weight of half of the records") {
  const std::vector<Stratum> strata = stratify(1e6, 1000, 1.059, 0.06);
  for (std::size_t i = 1; i < strata.size(); ++i) {
    CHECK(strata[i].size <= strata[i - 1].size);
    if (i + 1 < strata.size()) CHECK(strata[i].weight >= strata[i - 1].weight);
  }
  CHECK(strata.front().weight == 1);
  const double bottom = strata[strata.size() - 2].weight;
  const auto at_bottom = std::count_if(strata.begin(), strata.end(),
                                       [&](const Stratum& s) { return std::fabs(s.weight - bottom) < 1e-9 * bottom; });
  CHECK(at_bottom >= 400);
  CHECK(at_bottom <= 600);
  CHECK(strata.back().weight < 1.5 * bottom);
}

TEST_CASE("no firm holds more than the largest share") {
  for (const double limit : {0.02, 0.06, 0.3}) {
    const std::vector<Stratum> strata = stratify(5000, 1000, 1.059, limit);
    double total = 0;
    for (const Stratum& s : strata) total += s.weight * s.size;
    for (const Stratum& s : strata) CHECK(s.size / total <= limit * 1.001);
  }
  double total = 0;
  const std::vector<Stratum> free = stratify(5000, 1000, 1.059, 1);
  for (const Stratum& s : free) total += s.weight * s.size;
  CHECK(free.front().size / total > 0.06);  // the limit does something
}

TEST_CASE("sizes have the Pareto exponent asked for, whatever the number of records") {
  for (const double exponent : {1.059, 1.3, 2.0})
    for (const std::size_t records : {200, 2000, 20000}) {
      INFO(exponent << ", " << records << " records");
      CHECK(tail_exponent(stratify(20000, records, exponent, 1), 0) == Approx(exponent).epsilon(0.02));
    }
}

TEST_CASE("the firms that are founded have the economy's Pareto exponent") {
  const auto loaded = model_runs::load("china-2017-small", 8000);
  kaldor::Scenario scenario = loaded.scenario;
  scenario.mechanisms.entry = false;  // no firms under construction
  const kaldor::ModelState s(loaded.economy, scenario, 0, 1);
  const kaldor::Columns& c = s.firms.columns();
  for (int cell = 0; cell < s.cell_count(); ++cell) {
    std::vector<Stratum> firms;
    for (const std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(cell)))
      for (std::size_t row = s.firms.blocks()[b].row; row < s.firms.blocks()[b].row + s.firms.blocks()[b].used; ++row)
        firms.push_back({c.weight[row], c.share[row]});
    if (firms.size() < 50) continue;
    std::sort(firms.begin(), firms.end(), [](const Stratum& a, const Stratum& b) { return a.size > b.size; });
    INFO("cell " << cell << ", " << firms.size() << " records");
    CHECK(tail_exponent(firms, 5) == Approx(loaded.economy.pareto_exponent).epsilon(0.05));
  }
}

TEST_CASE("the records of an economy are about as many as asked for") {
  for (const char* name : {"mini", "china-2017-small", "china-2017"}) {
    auto loaded = model_runs::load(name, 8000);
    loaded.scenario.mechanisms.entry = false;
    const kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
    double firms = 0;
    for (const kaldor::Industry& i : loaded.economy.industries) firms += i.firms;
    INFO(name);
    CHECK(static_cast<double>(s.firms.records()) >= 0.9 * std::min(8000.0, firms));
    CHECK(static_cast<double>(s.firms.records()) <= 1.1 * 8000);
  }
}

TEST_CASE("the firms of an industry are the economy's firms") {
  auto loaded = model_runs::load("china-2017", 8000);
  loaded.scenario.mechanisms.entry = false;
  const kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int i = 0; i < s.base.industries; ++i) {
    double firms = 0;
    for (int r = 0; r < s.base.regions; ++r)
      open_model::for_each_firm(s, s.cell(i, r), [&](std::size_t row) { firms += s.firms.columns().weight[row]; });
    const kaldor::Industry& industry = loaded.economy.industries[static_cast<std::size_t>(i)];
    INFO(industry.id);
    CHECK(firms == Approx(industry.firms).epsilon(0.01).margin(10.0 * s.base.regions));
  }
}

#include "kaldor/indicators/input_output.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

const Values kCoefficients{.2, .3, .1, .4};
const MatrixView kTable{kCoefficients, 2, 2};
const Values kDemand{100, 100};

const Values kDomesticCoefficients{.1, .2, .1, .3};
const MatrixView kDomestic{kDomesticCoefficients, 2, 2};

void check_near(const Values& values, const Values& expected, double margin = 1e-13) {
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) CHECK(values[i] == near(expected[i], margin));
}

double dot(const Values& a, const Values& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

/// A productive table: columns sum to less than one.
Matrix random_table(std::uint64_t seed, std::size_t n) {
  TestNumbers numbers(seed);
  Matrix table(n, n);
  for (double& value : table.values) value = numbers.next() < .4 ? 0 : numbers.next() * 1.6 / static_cast<double>(n);
  return table;
}

Values random_demand(std::uint64_t seed, std::size_t n) {
  TestNumbers numbers(seed);
  Values demand(n);
  for (double& value : demand) value = 1 + 99 * numbers.next();
  return demand;
}

Values value_added_content(const Matrix& table) {
  Values content(table.columns, 1);
  for (std::size_t i = 0; i < table.rows; ++i)
    for (std::size_t j = 0; j < table.columns; ++j) content[j] -= table(i, j);
  return content;
}

}  // namespace

TEST_CASE("total requirements and output of the worked table") {
  check_near(total_requirements(kTable).values, {4. / 3, 2. / 3, 2. / 9, 16. / 9});
  check_near(gross_output(kTable, kDemand), {200, 200}, 1e-10);
}

TEST_CASE("full consumption coefficients of the worked table") {
  CHECK(full_consumption(kTable)(0, 1) == near(2. / 3, 1e-14));
  CHECK(full_consumption(kTable)(0, 0) == near(1. / 3, 1e-14));
}

TEST_CASE("upstreamness and downstreamness of the worked table") {
  check_near(upstreamness(kTable, Values{200, 200}), {2, 2});
  check_near(downstreamness(kTable), {14. / 9, 22. / 9});
}

TEST_CASE("upstreamness and downstreamness of the worked chain") {
  const Values chain{0, .5, 0, 0};
  const MatrixView table{chain, 2, 2};
  check_near(gross_output(table, Values{10, 100}), {60, 100});
  check_near(upstreamness(table, Values{60, 100}), {11. / 6, 1});
  check_near(downstreamness(table), {1, 3. / 2});
}

TEST_CASE("value added times upstreamness = demand times downstreamness = output, worked and random") {
  const Values output{200, 200}, value_added{140, 60};
  CHECK(dot(value_added, upstreamness(kTable, output)) == near(400, 1e-11));
  CHECK(dot(kDemand, downstreamness(kTable)) == near(400, 1e-11));
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Matrix table = random_table(seed, 12);
    const Values demand = random_demand(seed, 12), all = gross_output(table, demand);
    Values added = value_added_content(table);
    for (std::size_t j = 0; j < 12; ++j) added[j] *= all[j];
    const double total = std::accumulate(all.begin(), all.end(), 0.0);
    CHECK(dot(added, upstreamness(table, all)) == Approx(total).epsilon(1e-12));
    CHECK(dot(demand, downstreamness(table)) == Approx(total).epsilon(1e-12));
  }
}

TEST_CASE("upstreamness and downstreamness are never below one stage") {
  const Matrix table = random_table(5, 20);
  for (const double stages : upstreamness(table, gross_output(table, random_demand(5, 20)))) CHECK(stages >= 1);
  for (const double stages : downstreamness(table)) CHECK(stages >= 1);
}

TEST_CASE("open upstreamness is the closed one without trade and moves with exports") {
  const Values none{0, 0}, output{200, 200};
  check_near(open_upstreamness(kTable, output, none, none), {2, 2});
  CHECK(open_upstreamness(kTable, output, Values{20, 0}, none)[0] > 2);
  CHECK(open_upstreamness(kTable, output, none, Values{20, 0})[0] < 2);
}

TEST_CASE("an industry without output has no upstreamness and leaves the others' alone") {
  const Values coefficients{.2, .3, 0, .1, .4, .2, 0, 0, 0};
  const Values stages = upstreamness({coefficients, 3, 3}, Values{200, 200, 0});
  CHECK(stages[0] == near(2, 1e-13));
  CHECK(stages[1] == near(2, 1e-13));
  CHECK(std::isnan(stages[2]));
}

TEST_CASE("linkage length counts an industry once; position runs from source to final demand") {
  CHECK(linkage_length(2, 14. / 9) == near(23. / 9, 1e-15));
  CHECK(chain_position(11. / 6, 1) == 0);
  CHECK(chain_position(1, 1.5) == 1);
  CHECK(std::isnan(chain_position(1, 1)));
}

TEST_CASE("direct over total use of the worked table") {
  check_near(direct_to_total_use(kTable, kDemand), {.5, .5});
  const Values chain{0, .5, 0, 0};
  CHECK(std::isnan(direct_to_total_use({chain, 2, 2}, Values{10, 100})[1]));
}

TEST_CASE("domestic value added and vertical specialisation of the worked table add up to one") {
  const Values domestic = chain_content(kDomestic, Values{.6, .3}), imported = chain_content(kDomestic, Values{.2, .2});
  check_near(domestic, {45. / 61, 39. / 61});
  check_near(imported, {16. / 61, 22. / 61});
  CHECK(domestic[0] + imported[0] == near(1, 1e-14));
  CHECK(domestic[1] + imported[1] == near(1, 1e-14));
  // The second worked column, v = 0.3 and m = 0.2, leaves nothing out: 0.2 + 0.3 + 0.3 + 0.2 = 1.
  CHECK(domestic_value_added_in_exports(kDomestic, Values{.6, .3}, Values{30, 10}) == near(43.5 / 61, 1e-14));
  CHECK(domestic_value_added_in_exports(kDomestic, Values{.6, .3}, Values{1, 0}) == near(45. / 61, 1e-14));
}

TEST_CASE("value added of regions that all regions absorb is all value added") {
  const Matrix table = random_table(9, 6);
  const Values content = value_added_content(table), demand = random_demand(9, 12);
  const std::vector<int> regions{0, 0, 0, 1, 1, 1};
  const Matrix absorbed = absorbed_value_added(table, content, {demand, 6, 2}, regions);
  Values total(6);
  for (std::size_t i = 0; i < 6; ++i) total[i] = demand[2 * i] + demand[2 * i + 1];
  const Values output = gross_output(table, total);
  double first = 0, second = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    first += content[i] * output[i];
    second += content[i + 3] * output[i + 3];
  }
  CHECK(absorbed(0, 0) + absorbed(0, 1) == Approx(first).epsilon(1e-13));
  CHECK(absorbed(1, 0) + absorbed(1, 1) == Approx(second).epsilon(1e-13));
  const double use_of_first = absorbed(0, 0) + absorbed(1, 0);
  CHECK(use_of_first == Approx(demand[0] + demand[2] + demand[4] + demand[6] + demand[8] + demand[10]).epsilon(1e-13));
  CHECK(vax_ratio(absorbed, 0, 2 * absorbed(0, 1)) == near(.5, 1e-15));
}

TEST_CASE("exports of value added without trade in inputs are gross exports") {
  const Values none(4, 0.0), demand{10, 5, 3, 20};
  const std::vector<int> regions{0, 1};
  const Matrix absorbed = absorbed_value_added({none, 2, 2}, Values{1, 1}, {demand, 2, 2}, regions);
  CHECK(vax_ratio(absorbed, 0, 5) == 1);
  CHECK(vax_ratio(absorbed, 1, 3) == 1);
}

TEST_CASE("position and participation of exports of the worked example") {
  CHECK(chain_position_of_exports(.3, .2, 1) == near(.0800427077, 5e-11));
  CHECK(chain_position_of_exports(30, 20, 100) == near(std::log(1.3) - std::log(1.2), 1e-15));
  CHECK(chain_participation(.3, .2, 1) == .5);
  CHECK(std::isnan(chain_participation(.3, .2, 0)));
}

TEST_CASE("tables that are not productive or do not fit give not-a-number everywhere") {
  const Values greedy{.6, .7, .6, .5}, singular{1, 0, 0, .5};
  for (const double value : total_requirements({greedy, 2, 2}).values) CHECK(std::isnan(value));
  for (const double value : total_requirements({singular, 2, 2}).values) CHECK(std::isnan(value));
  for (const double value : downstreamness({greedy, 2, 2})) CHECK(std::isnan(value));
  for (const double value : gross_output(kTable, Values{1})) CHECK(std::isnan(value));
  CHECK(std::isnan(total_requirements({kCoefficients, 4, 1}).values[0]));
  const Values unknown{.2, std::nan(""), .1, .4};
  for (const double value : total_requirements({unknown, 2, 2}).values) CHECK(std::isnan(value));
}

#include "kaldor/indicators/complexity.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

const Values kNestedValues{1, 1, 1, 1, 1, 0, 1, 0, 0};
const MatrixView kNested{kNestedValues, 3, 3};
const Values kExportValues{60, 40, 20, 80};
const MatrixView kExports{kExportValues, 2, 2};

void check_near(const Values& values, const Values& expected, double margin = 1e-14) {
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) CHECK(values[i] == near(expected[i], margin));
}

Matrix random_presence(std::uint64_t seed, std::size_t rows, std::size_t columns) {
  TestNumbers numbers(seed);
  Matrix table(rows, columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      table(i, j) = numbers.next() < .2 + .6 * static_cast<double>(i + 1) / static_cast<double>(rows) ? 1 : 0;
  return table;
}

Matrix transposed(const Matrix& table) {
  Matrix result(table.columns, table.rows);
  for (std::size_t i = 0; i < table.rows; ++i)
    for (std::size_t j = 0; j < table.columns; ++j) result(j, i) = table(i, j);
  return result;
}

}  // namespace

TEST_CASE("comparative advantage of the worked exports") {
  check_near(comparative_advantage(kExports).values, {3. / 2, 2. / 3, 1. / 2, 4. / 3});
  CHECK(presence(comparative_advantage(kExports)).values == Values{1, 0, 0, 1});
}

TEST_CASE("comparative advantage is blind to the size of regions and products in proportion") {
  TestNumbers numbers(4);
  Values values(12);
  for (double& value : values) value = numbers.next();
  Values larger = values;
  for (double& value : larger) value *= 7;
  check_near(comparative_advantage({larger, 3, 4}).values, comparative_advantage({values, 3, 4}).values, 1e-13);
  const Values outer{2, 4, 3, 6};
  check_near(comparative_advantage({outer, 2, 2}).values, {1, 1, 1, 1});
}

TEST_CASE("comparative advantage of an empty region or product is undefined, and no presence") {
  const Values values{1, 0, 2, 0, 0, 0};
  const Matrix advantage = comparative_advantage({values, 2, 3});
  CHECK(std::isnan(advantage(0, 1)));
  CHECK(std::isnan(advantage(1, 0)));
  CHECK(presence(advantage).values == Values{1, 0, 1, 0, 0, 0});
}

TEST_CASE("diversity and ubiquity are row and column sums") {
  CHECK(diversity(kNested) == Values{3, 2, 1});
  CHECK(ubiquity(kNested) == Values{3, 2, 1});
}

TEST_CASE("reflection table and eigenvalue of the nested example") {
  check_near(reflection_table(kNested).values,
             {11. / 18, 5. / 18, 1. / 9, 5. / 12, 5. / 12, 1. / 6, 1. / 3, 1. / 3, 1. / 3});
  CHECK(economic_complexity(kNested).second_eigenvalue == near(.25, 1e-14));
}

TEST_CASE("complexity of regions and products of the nested example, in both deviations") {
  const Complexity population = economic_complexity(kNested);
  const double end = std::sqrt(1.5);
  CHECK(end == near(1.224744871391589, 1e-15));
  check_near(population.regions, {end, 0, -end}, 1e-13);
  check_near(population.products, {-end, 0, end}, 1e-13);
  check_near(economic_complexity(kNested, Deviation::sample).regions, {1, 0, -1}, 1e-13);
}

TEST_CASE("complexity solves the eigenvalue equation of the reflection table") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Matrix table = random_presence(seed, 8, 20);
    const Complexity complexity = economic_complexity(table);
    const Matrix reflections = reflection_table(table);
    // Standardising adds a constant, which the table keeps: M x = lambda x + (1 - lambda) c with one c for all rows.
    Values constant(8);
    for (std::size_t i = 0; i < 8; ++i) {
      double product = 0;
      for (std::size_t j = 0; j < 8; ++j) product += reflections(i, j) * complexity.regions[j];
      constant[i] = product - complexity.second_eigenvalue * complexity.regions[i];
    }
    for (const double value : constant) CHECK(value == near(constant[0], 1e-12));
  }
}

TEST_CASE("complexity does not depend on which side of the table is the longer one") {
  const Matrix table = random_presence(11, 8, 20);
  const Complexity straight = economic_complexity(table), turned = economic_complexity(transposed(table));
  const double sign = straight.regions[0] * turned.products[0] < 0 ? -1 : 1;
  for (std::size_t i = 0; i < 8; ++i) CHECK(turned.products[i] == near(sign * straight.regions[i], 1e-11));
  for (std::size_t j = 0; j < 20; ++j) CHECK(turned.regions[j] == near(sign * straight.products[j], 1e-11));
}

TEST_CASE("complexity leaves empty regions and products out") {
  const Values values{1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0};
  const Complexity complexity = economic_complexity({values, 4, 4});
  const double end = std::sqrt(1.5);
  CHECK(complexity.regions[0] == near(end, 1e-13));
  CHECK(std::isnan(complexity.regions[1]));
  CHECK(complexity.regions[3] == near(-end, 1e-13));
  CHECK(std::isnan(complexity.products[2]));
  CHECK(complexity.products[3] == near(end, 1e-13));
}

TEST_CASE("complexity is undefined for separate blocks, equal regions, one region and bad tables") {
  const Values blocks{1, 1, 0, 0, 0, 0, 1, 1}, equal{1, 1, 1, 1}, one{1, 1, 1}, bad{1, 2, 1, 0};
  CHECK(std::isnan(economic_complexity({blocks, 2, 4}).regions[0]));
  CHECK(std::isnan(economic_complexity({equal, 2, 2}).regions[0]));
  CHECK(std::isnan(economic_complexity({one, 1, 3}).regions[0]));
  CHECK(std::isnan(economic_complexity({bad, 2, 2}).regions[0]));
}

TEST_CASE("reflections start with diversity and ubiquity, and their gaps tend to complexity") {
  CHECK(reflect(kNested, 0).regions == Values{3, 2, 1});
  check_near(reflect(kNested, 1).regions, {2, 2.5, 3});
  check_near(reflect(kNested, 1).products, {2, 2.5, 3});
  const Values late = reflect(kNested, 20).regions;
  const double middle = (late[0] + late[1] + late[2]) / 3;
  CHECK((late[1] - middle) / (late[0] - middle) == near(0, 1e-6));
}

TEST_CASE("fitness and quality of the nested example after one, two and three iterations") {
  const Fitness first = fitness_complexity(kNested, 1), second = fitness_complexity(kNested, 2),
                third = fitness_complexity(kNested, 3);
  check_near(first.regions, {3. / 2, 1, 1. / 2});
  check_near(first.products, {6. / 11, 9. / 11, 18. / 11});
  check_near(second.regions, {11. / 6, 5. / 6, 1. / 3});
  check_near(second.products, {10. / 29, 22. / 29, 55. / 29});
  check_near(third.regions, {87. / 43, 32. / 43, 10. / 43});
  check_near(third.products, {480. / 1987, 1305. / 1987, 4176. / 1987});
  CHECK(third.iterations == 3);
}

TEST_CASE("fitness stops when the ranking of regions stays") {
  const Fitness fitness = fitness_complexity(kNested, 1000, 5);
  CHECK(fitness.iterations == 5);
  CHECK(fitness.regions[0] > fitness.regions[1]);
  CHECK(fitness.regions[1] > fitness.regions[2]);
}

TEST_CASE("fitness stays a number when that of some regions has gone to zero") {
  for (const double value : fitness_complexity(kNested, 5000).regions) CHECK(std::isfinite(value));
  for (const double value : fitness_complexity(kNested, 5000).products) CHECK(std::isfinite(value));
}

TEST_CASE("means of fitness and quality over what is there are one") {
  const Values values{1, 1, 0, 0, 0, 0, 1, 0, 0};
  const Fitness fitness = fitness_complexity({values, 3, 3}, 7);
  CHECK((fitness.regions[0] + fitness.regions[2]) / 2 == near(1, 1e-14));
  CHECK((fitness.products[0] + fitness.products[1]) / 2 == near(1, 1e-14));
  CHECK(std::isnan(fitness.regions[1]));
  CHECK(std::isnan(fitness.products[2]));
}

TEST_CASE("PRODY and EXPY of the worked exports") {
  const Values levels = prody(kExports, Values{10, 40});
  check_near(levels, {17.5, 30});
  check_near(expy(kExports, levels), {22.5, 27.5});
  CHECK(std::isnan(prody(kExports, Values{10})[0]));
}

TEST_CASE("PRODY and EXPY lie between the lowest and the highest income") {
  TestNumbers numbers(8);
  Values exports(60);
  for (double& value : exports) value = numbers.next();
  const Values incomes{3, 9, 14, 20, 41, 60}, levels = prody({exports, 6, 10}, incomes);
  for (const double level : levels) CHECK((level > 3 && level < 60));
  for (const double level : expy({exports, 6, 10}, levels)) CHECK((level > 3 && level < 60));
}

TEST_CASE("proximity and related density of the nested example") {
  const Matrix near_products = proximity(kNested);
  CHECK(near_products(0, 1) == near(2. / 3, 1e-15));
  CHECK(near_products(0, 2) == near(1. / 3, 1e-15));
  CHECK(near_products(1, 2) == near(1. / 2, 1e-15));
  CHECK(near_products(2, 1) == near_products(1, 2));
  CHECK(near_products(1, 1) == 1);
  const Matrix density = related_density(kNested, near_products);
  CHECK(density(2, 1) == near(4. / 7, 1e-15));
  CHECK(density(2, 2) == near(2. / 5, 1e-15));
  CHECK(density(1, 2) == near(1, 1e-15));
}

TEST_CASE("related density is undefined for a product that is near to nothing") {
  const Values values{1, 1, 0, 0, 0, 1};
  const MatrixView table{values, 2, 3};
  CHECK(std::isnan(related_density(table, proximity(table))(0, 2)));
  CHECK(related_density(table, proximity(table))(1, 0) == 0);
}

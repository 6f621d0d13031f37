#include "kaldor/economy/economy.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace {

// Whole numbers, so that sums are exact: rows 20+30+35+5+10 and 40+60+50+45-5+10, columns 20+40+10+30 and 30+60+5+105.
kaldor::Economy two_industries() {
  kaldor::Economy economy;
  economy.industries.resize(2);
  economy.domestic_inputs = kaldor::Matrix(2, 2);
  economy.imported_inputs = kaldor::Matrix(2, 2);
  economy.domestic_inputs.values = {20, 30, 40, 60};
  economy.imported_inputs.values = {0, 5, 10, 0};

  kaldor::Industry& first = economy.industries[0];
  first.output = 100;
  first.household_consumption = {35, 3};
  first.government_consumption = {5, 0};
  first.exports = 10;
  first.compensation = 20;
  first.production_taxes = -2;
  first.depreciation = 4;
  first.operating_surplus = 8;

  kaldor::Industry& second = economy.industries[1];
  second.output = 200;
  second.household_consumption = {50, 0};
  second.capital_formation = {45, 7};
  second.inventories = {-5, 0};
  second.exports = 10;
  second.compensation = 65;
  second.production_taxes = 10;
  second.depreciation = 10;
  second.operating_surplus = 20;
  return economy;
}

}  // namespace

TEST_CASE("an economy whose uses and costs add to its output has a balance of exactly zero") {
  const kaldor::Balance found = kaldor::balance(two_industries());
  CHECK(found.rows == 0.0);
  CHECK(found.columns == 0.0);
}

TEST_CASE("a use that nobody made shows in the rows, relative to output, and not in the columns") {
  auto economy = two_industries();
  economy.industries[1].capital_formation.domestic += 4;
  CHECK(kaldor::balance(economy).rows == Approx(0.02).epsilon(1e-14));
  CHECK(kaldor::balance(economy).columns == 0.0);
}

TEST_CASE("a cost that nobody booked shows in the columns and not in the rows") {
  auto economy = two_industries();
  economy.industries[0].operating_surplus -= 1;
  CHECK(kaldor::balance(economy).rows == 0.0);
  CHECK(kaldor::balance(economy).columns == Approx(0.01).epsilon(1e-14));
}

TEST_CASE("imported inputs are costs and no use of domestic output") {
  auto economy = two_industries();
  economy.imported_inputs(1, 0) += 2;
  CHECK(kaldor::balance(economy).rows == 0.0);
  CHECK(kaldor::balance(economy).columns == Approx(0.02).epsilon(1e-14));
}

TEST_CASE("the largest gap is reported, whichever its sign and industry") {
  auto economy = two_industries();
  economy.industries[0].exports -= 3;
  economy.industries[1].exports += 4;
  CHECK(kaldor::balance(economy).rows == Approx(0.03).epsilon(1e-14));
}

TEST_CASE("a figure that is not a number is never balanced") {
  auto economy = two_industries();
  economy.industries[0].compensation = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isinf(kaldor::balance(economy).columns));
}

TEST_CASE("uses of an industry without output are never balanced") {
  auto economy = two_industries();
  economy.industries[0].output = 0;
  CHECK(std::isinf(kaldor::balance(economy).rows));
}

#include "kaldor/indicators/value_chain.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "near.hpp"

using namespace kaldor::indicators;

TEST_CASE("the smile through three incomes is that of the worked example I-26") {
  const double income[3] = {0.5, 0.2, 0.6};
  const Smile s = smile(income);
  CHECK(std::fabs(s.level - 0.2) < 1e-15);
  CHECK(std::fabs(s.asymmetry - 0.05) < 1e-15);
  CHECK(std::fabs(s.curvature - 0.35) < 1e-15);
}

TEST_CASE(
    "the functional upgrading index is the share of the function that earns most when the others earn what production "
    "does") {
  const double value_added[3] = {10, 70, 20}, income[3] = {1, 1, 3};
  CHECK(std::fabs(functional_upgrading(value_added, income) - 0.2) < 1e-15);
  const double both[3] = {2, 1, 3};
  CHECK(std::fabs(functional_upgrading(value_added, both) - 0.25) < 1e-15);
}

TEST_CASE("the functional upgrading index is undefined where production earns most") {
  const double value_added[3] = {10, 70, 20}, income[3] = {1, 3, 2};
  CHECK(std::isnan(functional_upgrading(value_added, income)));
}

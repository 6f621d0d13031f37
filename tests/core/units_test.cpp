#include "kaldor/core/units.hpp"

#include <catch2/catch.hpp>

using namespace kaldor;

TEST_CASE("four quarters of growth compound to the year's") {
  for (double annual : {-0.5, -0.02, 0.0, 0.03, 0.08, 1.5}) {
    const double quarterly = quarterly_growth(annual);
    CHECK((1 + quarterly) * (1 + quarterly) * (1 + quarterly) * (1 + quarterly) == Approx(1 + annual).epsilon(1e-15));
    CHECK(annual_growth(quarterly) == Approx(annual).margin(4e-15));
  }
  CHECK(quarterly_growth(0.0) == 0.0);
  CHECK(quarterly_growth(-1.0) == -1.0);
}

TEST_CASE("four quarters of a hazard leave the year's survivors") {
  for (double annual : {0.0, 0.01, 0.12, 0.9}) {
    const double survive = 1 - quarterly_hazard(annual);
    CHECK(survive * survive * survive * survive == Approx(1 - annual).epsilon(1e-15));
  }
  CHECK(quarterly_hazard(0.0) == 0.0);
  CHECK(quarterly_hazard(1.0) == 1.0);
}

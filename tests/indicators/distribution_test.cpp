#include "kaldor/indicators/distribution.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "kaldor/indicators/concentration.hpp"
#include "kaldor/indicators/digital.hpp"
#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;
using Regions = std::vector<int>;

TEST_CASE("labour share is undefined unless value added is positive") {
  CHECK(labour_share(52, 100) == .52);
  CHECK(std::isnan(labour_share(52, 0)));
  CHECK(std::isnan(labour_share(52, -1)));
}

TEST_CASE("regional Theil of the worked example lies within regions only") {
  const TheilDecomposition result = regional_theil(Values{1, 3, 2, 2}, Regions{0, 0, 1, 1});
  CHECK(result.total == near(.06540601797, 5e-12));
  CHECK(result.between == near(0, 1e-15));
  CHECK(result.within == near(.06540601797, 5e-12));
}

TEST_CASE("between and within add up to the Theil index of all, weighted or not") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    TestNumbers numbers(seed);
    Values incomes, persons;
    Regions regions;
    for (int i = 0; i < 300; ++i) {
      incomes.push_back(100 * numbers.next());
      persons.push_back(9 * numbers.next());
      regions.push_back(static_cast<int>(6 * numbers.next()));
    }
    CHECK(regional_theil(incomes, regions).total == near(theil(incomes), 1e-13));
    CHECK(regional_theil(incomes, regions, persons).total == near(weighted_theil(incomes, persons), 1e-13));
  }
}

TEST_CASE("regional Theil bears regions without people and refuses negative incomes") {
  CHECK(regional_theil(Values{1, 3, 2, 2}, Regions{0, 0, 4, 4}).total == near(.06540601797, 5e-12));
  CHECK(std::isnan(regional_theil(Values{1, -3}, Regions{0, 1}).total));
  CHECK(std::isnan(regional_theil(Values{0, 0}, Regions{0, 1}).within));
  CHECK(std::isnan(regional_theil(Values{1, 1}, Regions{0, -1}).between));
  CHECK(std::isnan(regional_theil(Values{}, Regions{}).total));
}

TEST_CASE("digital intensity directly and along the chain") {
  CHECK(digital_intensity(5, 3, 2, 100) == near(.1, 1e-15));
  CHECK(std::isnan(digital_intensity(5, 3, 2, 0)));
  CHECK(complete_digital_intensity(Values{.3, .9}, Values{2. / 3, 16. / 9}) == near(1.8, 1e-14));
}

TEST_CASE("data intensity, cost share and reuse") {
  CHECK(data_intensity(20, 80) == near(.2, 1e-15));
  CHECK(std::isnan(data_intensity(0, 0)));
  CHECK(std::isnan(data_intensity(-1, 80)));
  CHECK(data_cost_share(3, 60) == .05);
  CHECK(data_reuse(Values{10, 30}, Values{0, .5}, Values{9, 4}) == near(2.5, 1e-15));
  CHECK(data_reuse(Values{10, 30}, Values{0, 0}, Values{9, 4}) == 1);
  CHECK(std::isnan(data_reuse(Values{0}, Values{1}, Values{5})));
}

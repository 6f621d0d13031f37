#include "kaldor/indicators/concentration.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

const Values kShares{.5, .3, .2};

/// Records with whole weights, and the list they stand for.
struct Written {
  Values values, weights, list;
};

Written written_out(std::uint64_t seed) {
  TestNumbers numbers(seed);
  Written written;
  for (int i = 0; i < 40; ++i) {
    const double value = std::floor(20 * numbers.next()) + 1;
    const int weight = static_cast<int>(6 * numbers.next());
    written.values.push_back(value);
    written.weights.push_back(weight);
    written.list.insert(written.list.end(), static_cast<std::size_t>(weight), value);
  }
  return written;
}

}  // namespace

TEST_CASE("HHI and effective number of the worked example") {
  CHECK(hhi(kShares) == near(.38, 1e-15));
  CHECK(10000 * hhi(kShares) == near(3800, 1e-10));
  CHECK(effective_number(hhi(kShares)) == near(50. / 19, 1e-14));
  CHECK(std::isnan(hhi(Values{.5, .3})));
  CHECK(std::isnan(hhi(Values{1.5, -.5})));
}

TEST_CASE("concentration ratio of the worked example counts the largest firms") {
  const Values shares{.3, .2, .15, .1, .1, .15};
  CHECK(concentration_ratio(shares, 4) == near(.8, 1e-15));
  CHECK(concentration_ratio(shares, 1) == .3);
  CHECK(concentration_ratio(shares, 99) == near(1, 1e-15));
  CHECK(concentration_ratio(shares, 0) == 0);
}

TEST_CASE("Shannon entropy and Theil index of the worked example") {
  CHECK(shannon(kShares) == near(1.029653014, 5e-10));
  CHECK(theil(kShares) == near(.0689592746, 5e-11));
  CHECK(theil(Values{5, 3, 2}) == near(std::log(3) - shannon(kShares), 1e-14));
  CHECK(shannon(Values{1, 0}) == 0);
  CHECK(std::isnan(shannon(Values{1.5, -.5})));
  CHECK(theil(Values{4, 4, 4}) == 0);
  CHECK(std::isnan(theil(Values{0, 0})));
  CHECK(std::isnan(theil(Values{})));
}

TEST_CASE("Gini of the worked example, whatever the order") {
  CHECK(gini(Values{2, 3, 5}) == near(.2, 1e-15));
  CHECK(gini(Values{5, 2, 3}) == near(.2, 1e-15));
  CHECK(gini(Values{0, 0, 0, 1}) == near(.75, 1e-15));
  CHECK(gini(Values{7, 7}) == 0);
  CHECK(std::isnan(gini(Values{-1, 2})));
  CHECK(std::isnan(gini(Values{0, 0})));
  CHECK(std::isnan(gini(Values{})));
}

TEST_CASE("weighted forms equal the plain ones of the list that the records stand for") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Written written = written_out(seed);
    const Values shares = shares_of(written.list);
    CHECK(weighted_hhi(written.values, written.weights) == Approx(hhi(shares)).epsilon(1e-13));
    CHECK(weighted_theil(written.values, written.weights) == Approx(theil(written.list)).epsilon(1e-11));
    CHECK(weighted_gini(written.values, written.weights) == Approx(gini(written.list)).epsilon(1e-12));
    for (const std::size_t count : {std::size_t{1}, std::size_t{4}, std::size_t{17}})
      CHECK(weighted_concentration_ratio(written.values, written.weights, static_cast<double>(count)) ==
            Approx(concentration_ratio(shares, count)).epsilon(1e-13));
  }
}

TEST_CASE("the order of records does not move the Gini coefficient") {
  Written written = written_out(7);
  const double before = weighted_gini(written.values, written.weights);
  std::reverse(written.values.begin(), written.values.end());
  std::reverse(written.weights.begin(), written.weights.end());
  CHECK(weighted_gini(written.values, written.weights) == near(before, 1e-15));
}

TEST_CASE("weighted forms are undefined for negative weights and unequal lengths") {
  CHECK(std::isnan(weighted_hhi(Values{1, 2}, Values{1, -1})));
  CHECK(std::isnan(weighted_theil(Values{1, 2}, Values{1})));
  CHECK(std::isnan(weighted_gini(Values{1, 2}, Values{0, 0})));
  CHECK(std::isnan(weighted_concentration_ratio(Values{1, 2}, Values{1, 1}, -1)));
}

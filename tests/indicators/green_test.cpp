#include "kaldor/indicators/green.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

TEST_CASE("Malmquist-Luenberger index of a producer that moves onto a fixed frontier") {
  const MalmquistLuenberger result = malmquist_luenberger({1. / 3, 0, 1. / 3, 0});
  CHECK(result.index == near(4. / 3, 1e-15));
  CHECK(result.efficiency_change == near(4. / 3, 1e-15));
  CHECK(result.technical_change == near(1, 1e-15));
}

TEST_CASE("Malmquist-Luenberger index is undefined for distances of minus one and less") {
  CHECK(std::isnan(malmquist_luenberger({.1, -1, .1, 0}).index));
  CHECK(std::isnan(malmquist_luenberger({.1, -2, -3, 0}).index));
}

TEST_CASE("productivity adjusted for the environment rises with falling pollution") {
  const Values growth{.02, .05}, elasticities{.6, .4};
  const double plain = environmentally_adjusted_mfp_growth(.06, growth, elasticities, 0, .1);
  CHECK(plain == near(.028, 1e-15));
  CHECK(environmentally_adjusted_mfp_growth(.06, growth, elasticities, -.05, .1) == near(.033, 1e-15));
  CHECK(environmentally_adjusted_mfp_growth(.06, growth, elasticities, .05, .1) < plain);
  CHECK(std::isnan(environmentally_adjusted_mfp_growth(.06, growth, Values{1}, 0, .1)));
}

TEST_CASE("logarithmic mean lies between its arguments and is smooth where they meet") {
  CHECK(logarithmic_mean(48, 50) == Approx(-2 / std::log(48. / 50)).epsilon(1e-14));
  CHECK(logarithmic_mean(7, 7) == 7);
  CHECK(logarithmic_mean(7, 0) == 0);
  CHECK(logarithmic_mean(1, 1 + 1e-9) == Approx(1 + .5e-9).epsilon(1e-15));
  // The two branches meet where ((a - b) / (a + b))^2 = 0.0025.
  CHECK(logarithmic_mean(1.05, .94999999) == Approx(logarithmic_mean(1.05, .95000001)).epsilon(2e-8));
  CHECK(std::isnan(logarithmic_mean(-1, 2)));
}

TEST_CASE("LMDI contributions of the worked example") {
  std::array<double, 2> contributions{};
  lmdi(Values{100, .5}, Values{120, .4}, contributions);
  CHECK(contributions[0] == near(8.932515862, 5e-10));
  CHECK(contributions[1] == near(-10.932515862, 5e-10));
  CHECK(contributions[0] + contributions[1] == near(-2, 1e-12));
}

TEST_CASE("LMDI contributions add up to the change of emissions over many sectors") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    TestNumbers numbers(seed);
    Values before, after;
    double change = 0;
    for (int sector = 0; sector < 40; ++sector) {
      double product_before = 1, product_after = 1;
      for (int factor = 0; factor < 3; ++factor) {
        before.push_back(.2 + numbers.next());
        after.push_back(.2 + numbers.next());
        product_before *= before.back();
        product_after *= after.back();
      }
      change += product_after - product_before;
    }
    std::array<double, 3> contributions{};
    lmdi(before, after, contributions);
    CHECK(contributions[0] + contributions[1] + contributions[2] == near(change, 1e-12));
  }
}

TEST_CASE("LMDI gives the change of a newborn or dying sector to the factors that appear or vanish") {
  std::array<double, 2> contributions{};
  lmdi(Values{0, .5}, Values{20, .4}, contributions);
  CHECK(contributions[0] == near(8, 1e-14));
  CHECK(contributions[1] == 0);
  lmdi(Values{20, .4}, Values{0, 0}, contributions);
  CHECK(contributions[0] == near(-4, 1e-14));
  CHECK(contributions[1] == near(-4, 1e-14));
  lmdi(Values{0, .4}, Values{0, .3}, contributions);
  CHECK(contributions[0] == 0);
}

TEST_CASE("LMDI is undefined for negative factors and rows that do not fit") {
  std::array<double, 2> contributions{};
  lmdi(Values{100, -.5}, Values{120, .4}, contributions);
  CHECK(std::isnan(contributions[0]));
  lmdi(Values{100, .5, 1}, Values{120, .4, 1}, contributions);
  CHECK(std::isnan(contributions[1]));
}

TEST_CASE("Tapio elasticity of the worked example is strong decoupling") {
  CHECK(tapio_elasticity(50, 48, 100, 120) == near(-.2, 1e-15));
  CHECK(decoupling(50, 48, 100, 120) == Decoupling::strong);
}

TEST_CASE("Tapio's eight cases") {
  CHECK(decoupling(100, 105, 100, 110) == Decoupling::weak);
  CHECK(decoupling(100, 110, 100, 110) == Decoupling::expansive_coupling);
  CHECK(decoupling(100, 120, 100, 110) == Decoupling::expansive_negative);
  CHECK(decoupling(100, 105, 100, 90) == Decoupling::strong_negative);
  CHECK(decoupling(100, 95, 100, 90) == Decoupling::weak_negative);
  CHECK(decoupling(100, 90, 100, 90) == Decoupling::recessive_coupling);
  CHECK(decoupling(100, 80, 100, 90) == Decoupling::recessive_decoupling);
  CHECK(decoupling(100, 80, 100, 100) == Decoupling::undefined);
  CHECK(std::isnan(tapio_elasticity(0, 80, 100, 110)));
}

TEST_CASE("intensities are ratios, and along the chain weighted sums") {
  CHECK(carbon_intensity(30, 60) == .5);
  CHECK(std::isnan(carbon_intensity(30, 0)));
  CHECK(embodied_intensity(Values{.3, .9}, Values{4. / 3, 2. / 9}) == near(.6, 1e-15));
  CHECK(std::isnan(embodied_intensity(Values{.3}, Values{1, 1})));
}

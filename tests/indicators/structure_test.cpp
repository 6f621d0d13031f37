#include "kaldor/indicators/structure.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "near.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

const Values kOutput{.1, .4, .5}, kLabour{.4, .3, .3};
const Values kBefore{.5, .3, .2}, kAfter{.3, .4, .3};

double angle_of(double primary, double secondary, double tertiary) {
  return upgrade_angle(std::array{primary, secondary, tertiary});
}

}  // namespace

TEST_CASE("structure advancement is tertiary over secondary value added") {
  CHECK(structure_advancement(40, 50) == 1.25);
  CHECK(std::isnan(structure_advancement(0, 50)));
}

TEST_CASE("rationalisation of the worked example, zero when output and labour are spread alike") {
  CHECK(rationalisation(kOutput, kLabour) == near(.2318562048, 1e-10));
  CHECK(rationalisation(Values{10, 40, 50}, Values{8, 6, 6}) == near(.2318562048, 1e-10));
  CHECK(rationalisation(kOutput, kOutput) == 0);
  CHECK(rationalisation(Values{0, 1}, Values{.5, .5}) == near(std::log(2), 1e-14));
  CHECK(std::isnan(rationalisation(Values{.5, .5}, Values{0, 1})));
  CHECK(std::isnan(rationalisation(Values{1, 1}, Values{1})));
}

TEST_CASE("structural deviation of the worked example, sectors with neither output nor labour left out") {
  CHECK(structural_deviation(kOutput, kLabour) == near(1.75, 1e-14));
  CHECK(structural_deviation(kOutput, kOutput) == near(0, 1e-15));
  CHECK(structural_deviation(Values{.1, .4, .5, 0}, Values{.4, .3, .3, 0}) == near(1.75, 1e-14));
  CHECK(std::isnan(structural_deviation(Values{.5, .5}, Values{0, 1})));
}

TEST_CASE("hierarchical upgrade of the worked example, undefined unless shares sum to one") {
  CHECK(hierarchical_upgrade(kOutput) == near(2.4, 1e-14));
  CHECK(std::isnan(hierarchical_upgrade(Values{.1, .4, .5 + 2e-12})));
  CHECK(hierarchical_upgrade(Values{.1, .4, .5 + 5e-13}) == near(2.4, 1e-11));
}

TEST_CASE("upgrade angle of the worked examples") {
  constexpr double kPi = std::numbers::pi;
  CHECK(angle_of(1, 0, 0) == near(3 * kPi / 2, 1e-14));
  CHECK(angle_of(0, 1, 0) == near(2 * kPi, 1e-14));
  CHECK(angle_of(0, 0, 1) == near(5 * kPi / 2, 1e-14));
  CHECK(angle_of(1. / 3, 1. / 3, 1. / 3) == near(6 * std::acos(1 / std::sqrt(3.)), 1e-13));
  CHECK(angle_of(1. / 3, 1. / 3, 1. / 3) == near(5.731899709, 5e-10));
  CHECK(angle_of(.1, .4, .5) == near(6.74839713, 5e-9));
  CHECK(angle_of(.5, .4, .1) == near(5.295798248, 5e-10));
  CHECK(angle_of(10, 40, 50) == near(angle_of(.1, .4, .5), 1e-14));
  CHECK(std::isnan(angle_of(0, 0, 0)));
}

TEST_CASE("Moore cosine and angle of the worked examples") {
  const Values a{3. / 7, 4. / 7}, b{4. / 7, 3. / 7};
  CHECK(moore_cosine(a, b) == near(24. / 25, 1e-15));
  CHECK(moore_angle(a, b) == near(16.26020471, 5e-9));
  CHECK(moore_angle(a, b) * std::numbers::pi / 180 == near(.2837941092, 5e-11));
  CHECK(moore_cosine(kBefore, kAfter) == near(.9180845587, 5e-11));
  CHECK(moore_angle(kBefore, kAfter) == near(.4075754898 * 180 / std::numbers::pi, 5e-9));
  CHECK(moore_angle(kBefore, kBefore) == 0);
  CHECK(std::isnan(moore_angle(kBefore, Values{0, 0, 0})));
}

TEST_CASE("Moore angle keeps small changes that a cosine in double would lose") {
  const double turn = 1e-10;
  CHECK(moore_angle(Values{1, 0}, Values{1, turn}) == Approx(turn * 180 / std::numbers::pi).epsilon(1e-9).margin(0));
}

TEST_CASE("half the sum of absolute changes of the worked example") {
  CHECK(nav(kBefore, kAfter) == near(.2, 1e-15));
  CHECK(nav(kBefore, kBefore) == 0);
  CHECK(std::isnan(nav(kBefore, Values{.3, .4, .2})));
}

TEST_CASE("Lilien index of the worked example under each weight") {
  const Values before{50, 50}, after{60, 40};
  CHECK(lilien(before, after, LilienWeight::current) == near(.1996544711, 5e-11));
  CHECK(lilien(before, after, LilienWeight::lagged) == near(.2037574472, 5e-11));
  CHECK(lilien(before, after, LilienWeight::mean) == near(.2017163914, 5e-11));
}

TEST_CASE("Lilien index is zero under even growth, leaves empty sectors out, is undefined for a newborn one") {
  CHECK(lilien(Values{50, 50}, Values{75, 75}, LilienWeight::mean) == near(0, 1e-15));
  CHECK(lilien(Values{50, 50, 0}, Values{60, 40, 0}, LilienWeight::mean) == near(.2017163914, 5e-11));
  CHECK(std::isnan(lilien(Values{50, 50, 0}, Values{60, 40, 1}, LilienWeight::mean)));
}

TEST_CASE("Krugman specialisation of the worked example") {
  CHECK(krugman_specialisation(Values{.7, .2, .1}, Values{.4, .3, .3}) == near(.6, 1e-15));
  CHECK(krugman_specialisation(Values{1, 0}, Values{0, 1}) == 2);
  CHECK(std::isnan(krugman_specialisation(Values{1, 0}, Values{1, 1})));
}

TEST_CASE("location quotients are those of the export example of revealed comparative advantage") {
  CHECK(location_quotient(60, 100, 80, 200) == near(3. / 2, 1e-15));
  CHECK(location_quotient(40, 100, 120, 200) == near(2. / 3, 1e-15));
  CHECK(location_quotient(20, 100, 80, 200) == near(1. / 2, 1e-15));
  CHECK(location_quotient(80, 100, 120, 200) == near(4. / 3, 1e-15));
  CHECK(std::isnan(location_quotient(0, 100, 0, 200)));
}

TEST_CASE("structural change has the sign of the upgrade and the speed of the shares") {
  CHECK(structural_change(kBefore, kAfter).direction == 1);
  CHECK(structural_change(kAfter, kBefore).direction == -1);
  CHECK(structural_change(kBefore, kAfter).speed == near(.2, 1e-15));
  const StructuralChange sideways = structural_change(Values{.3, .4, .3}, Values{.2, .6, .2});
  CHECK(sideways.direction == 0);
  CHECK(sideways.speed == near(.2, 1e-15));
  CHECK(std::isnan(structural_change(kBefore, Values{1, 1, 1}).direction));
}

TEST_CASE("shares by class of industries sum to one") {
  const Values shares = shares_by_class(Values{10, 30, 20, 40}, std::vector<int>{0, 1, 0, 2}, 4);
  CHECK(shares == Values{.3, .3, .4, 0});
  CHECK(std::isnan(shares_by_class(Values{10, 30}, std::vector<int>{0, 4}, 4)[0]));
  CHECK(std::isnan(shares_by_class(Values{0, 0}, std::vector<int>{0, 1}, 2)[0]));
}

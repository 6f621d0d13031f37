#include "kaldor/indicators/variety.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "kaldor/indicators/agglomeration.hpp"
#include "near.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;
using Groups = std::vector<int>;

TEST_CASE("related and unrelated variety of the worked example add up") {
  const Variety result = variety(Values{.25, .25, .5}, Groups{0, 0, 1});
  CHECK(result.total == near(1.5, 1e-14));
  CHECK(result.unrelated == near(1, 1e-14));
  CHECK(result.related == near(.5, 1e-14));
}

TEST_CASE("variety ignores groups without members and counts industries without share as zero") {
  const Variety result = variety(Values{.25, .25, .5, 0}, Groups{2, 2, 5, 5});
  CHECK(result.unrelated == near(1, 1e-14));
  CHECK(result.related == near(.5, 1e-14));
}

TEST_CASE("variety is undefined for shares that do not sum to one and for negative groups") {
  CHECK(std::isnan(variety(Values{.25, .25}, Groups{0, 1}).total));
  CHECK(std::isnan(variety(Values{.5, .5}, Groups{0, -1}).related));
  CHECK(std::isnan(variety(Values{}, Groups{}).unrelated));
}

TEST_CASE("Ellison-Glaeser index of the worked example") {
  CHECK(ellison_glaeser(Values{.8, .2}, Values{.5, .5}, .25) == near(11. / 75, 1e-15));
}

TEST_CASE("Ellison-Glaeser index is undefined with one region or one plant") {
  CHECK(std::isnan(ellison_glaeser(Values{1}, Values{1}, .25)));
  CHECK(std::isnan(ellison_glaeser(Values{.8, .2}, Values{.5, .5}, 1)));
  CHECK(std::isnan(ellison_glaeser(Values{.8, .1}, Values{.5, .5}, .25)));
}

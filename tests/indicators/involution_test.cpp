#include "kaldor/indicators/involution.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

TEST_CASE("effort-reward wedge of the worked example") { CHECK(effort_reward_wedge(.10, .02) == near(.08, 1e-15)); }

TEST_CASE("growth of competitive inputs is that of all outlays together") {
  CHECK(competitive_input_growth(Values{50, 30, 20}, Values{60, 20, 30}) == near(std::log(1.1), 1e-15));
  CHECK(std::isnan(competitive_input_growth(Values{0, 0}, Values{1, 2})));
  CHECK(std::isnan(competitive_input_growth(Values{1}, Values{1, 2})));
}

TEST_CASE("margin squeeze is positive when margins fall, and adds up over time") {
  CHECK(margin_squeeze(.2, .1) == near(std::log(1.2 / 1.1), 1e-15));
  CHECK(margin_squeeze(.1, .2) < 0);
  CHECK(margin_squeeze(.3, .2) + margin_squeeze(.2, .05) == near(margin_squeeze(.3, .05), 1e-15));
  CHECK(std::isnan(margin_squeeze(.2, -1)));
}

TEST_CASE("price-cost squeeze is the margin squeeze of full price setters") {
  const double price = std::log(1.05 * 1.1 / 1.2), cost = std::log(1.05);
  CHECK(price_cost_squeeze(price, cost) == near(margin_squeeze(.2, .1), 1e-15));
}

TEST_CASE("utilisation gap is zero at normal utilisation") {
  CHECK(utilisation_gap(.8, .8) == 0);
  CHECK(utilisation_gap(.6, .8) == near(.25, 1e-15));
  CHECK(std::isnan(utilisation_gap(.6, 0)));
}

TEST_CASE("loss share counts sales of firms with negative cash flow, weighted") {
  const Values sales{50, 30, 20}, cash{1, -1, 0};
  CHECK(loss_share(sales, cash) == near(.3, 1e-15));
  CHECK(loss_share(sales, cash, Values{1, 2, 1}) == near(60. / 130, 1e-15));
  CHECK(std::isnan(loss_share(Values{0}, Values{-1})));
  CHECK(std::isnan(loss_share(Values{1, 1}, Values{-1, std::nan("")})));
}

TEST_CASE("duplicated R&D is that of firms with a twin") {
  const Values technologies{1, 0, .99, .05, 0, 1, 0, 0};
  CHECK(duplicated_rd(Values{10, 20, 40, 0}, {technologies, 4, 2}) == 30);
  CHECK(duplicated_rd(Values{10, 0, 40, 0}, {technologies, 4, 2}) == 10);
  CHECK(std::isnan(duplicated_rd(Values{10, 20, 40, 1}, {technologies, 4, 2})));
  CHECK(rd_dilution(20, 30, 70) == near(50. / 70, 1e-15));
}

TEST_CASE("homogeneity is one when products are alike") {
  CHECK(quality_homogeneity(Values{2, 2, 2}) == 1);
  CHECK(quality_homogeneity(Values{1, 3}) == near(.5, 1e-15));
  CHECK(quality_homogeneity(Values{1, 3}, Values{3, 1}) == near(1 - std::sqrt(.75) / 1.5, 1e-15));
  CHECK(quality_homogeneity(Values{10, 30}) == near(quality_homogeneity(Values{1, 3}), 1e-15));
}

TEST_CASE("mean pairwise cosine equals the mean over written-out pairs") {
  const Values products{3, 4, 4, 3, 1, 0};
  CHECK(mean_pairwise_cosine({products, 3, 2}) == near((.96 + .6 + .8) / 3, 1e-15));
  const Values alike{1, 2, 2, 4};
  CHECK(mean_pairwise_cosine({alike, 2, 2}) == near(1, 1e-15));
  const Values one{1, 2}, empty{1, 2, 0, 0};
  CHECK(std::isnan(mean_pairwise_cosine({one, 1, 2})));
  CHECK(std::isnan(mean_pairwise_cosine({empty, 2, 2})));
}

TEST_CASE("R&D is cut when cash flow does not carry it") {
  CHECK(rd_cut(10, .5, 40) == 0);
  CHECK(rd_cut(10, .5, 10) == near(.5, 1e-15));
  CHECK(rd_cut(10, .5, -3) == 1);
  CHECK(std::isnan(rd_cut(0, .5, 10)));
  CHECK(rent_dissipation(80, 100) == near(.8, 1e-15));
}

TEST_CASE("mean z-scores have mean zero and do not depend on units") {
  const Values components{1, 10, 5, 2, 30, 5, 6, 20, 5};
  Values scores = mean_z_score({components, 3, 3});
  CHECK(scores[0] + scores[1] + scores[2] == near(0, 1e-15));
  Values scaled = components;
  for (std::size_t i = 0; i < 9; i += 3) scaled[i] = 100 * components[i] - 7;
  const Values again = mean_z_score({scaled, 3, 3});
  for (std::size_t i = 0; i < 3; ++i) CHECK(again[i] == near(scores[i], 1e-14));
}

TEST_CASE("first component of two columns is the z-mean scaled to variance one") {
  // Correlation 3/4 by hand; eigenvector (1, 1) / sqrt 2, eigenvalue 7/4, explained 7/8.
  const Values components{-1, -.5, 1, .5, -1, -1, 1, 1, 0, 0, -1, -.5, 1, .5};
  const FirstComponent component = first_component({components, 7, 2});
  const Values means = mean_z_score({components, 7, 2});
  CHECK(component.loadings[0] == near(std::sqrt(.5), 1e-14));
  CHECK(component.loadings[1] == near(std::sqrt(.5), 1e-14));
  double squares = 0;
  for (std::size_t i = 0; i < 7; ++i) {
    squares += component.scores[i] * component.scores[i] / 7;
    CHECK(component.scores[i] * means[0] == near(means[i] * component.scores[0], 1e-14));
  }
  CHECK(squares == near(1, 1e-14));
}

TEST_CASE("first component finds the one cause of many columns") {
  TestNumbers numbers(5);
  Values components, causes;
  for (int i = 0; i < 200; ++i) {
    causes.push_back(numbers.next());
    for (int k = 0; k < 5; ++k) components.push_back((k + 1) * causes.back() + .05 * numbers.next());
  }
  const FirstComponent component = first_component({components, 200, 5});
  CHECK(component.explained > .98);
  const auto highest = std::max_element(causes.begin(), causes.end()) - causes.begin();
  const auto lowest = std::min_element(causes.begin(), causes.end()) - causes.begin();
  CHECK(component.scores[static_cast<std::size_t>(highest)] > component.scores[static_cast<std::size_t>(lowest)]);
  const Values flat{1, 1, 1, 1};
  CHECK(std::isnan(first_component({flat, 2, 2}).explained));
}

TEST_CASE("a trap needs eight bad quarters in a row and slow productivity") {
  Values wedges(10, .01), squeezes(10, .02), gaps(10, .1);
  CHECK(involution_trap(wedges, squeezes, gaps, .001, .01) == 1);
  CHECK(involution_trap(wedges, squeezes, gaps, .02, .01) == 0);
  wedges[1] = -.01;
  CHECK(involution_trap(wedges, squeezes, gaps, .001, .01) == 1);
  gaps[2] = 0;
  CHECK(involution_trap(wedges, squeezes, gaps, .001, .01) == 0);
  gaps[2] = std::nan("");
  CHECK(std::isnan(involution_trap(wedges, squeezes, gaps, .001, .01)));
  CHECK(std::isnan(involution_trap(Values(7, 1), Values(7, 1), Values(7, 1), 0, 1)));
  CHECK(net_exit_of_capacity(12, 2, 100) == near(.1, 1e-15));
}

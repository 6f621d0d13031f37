// Closed forms of single mechanisms with worked answers.

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "kaldor/indicators/competition.hpp"
#include "kaldor/indicators/data_value.hpp"
#include "kaldor/indicators/diffusion.hpp"
#include "kaldor/indicators/knowledge.hpp"
#include "near.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

const double kProfit = .5;

double innovation(double competition, double catch_up) {
  return step_by_step(competition, kProfit, catch_up).innovation;
}

/// Competition in thousandths where innovation is highest.
int best_competition(double catch_up) {
  int best = 500;
  for (int d = 500; d <= 1000; ++d)
    if (innovation(d / 1000.0, catch_up) > innovation(best / 1000.0, catch_up)) best = d;
  return best;
}

}  // namespace

TEST_CASE("step-by-step duopoly of the worked example") {
  const StepByStep industry = step_by_step(.75, kProfit, .3);
  CHECK(industry.level_rate == near(.616515139, 5e-10));
  CHECK(industry.laggard_rate == near(.2959579191, 5e-11));
  CHECK(industry.level_share == near(.3258402214, 5e-11));
  CHECK(industry.innovation == near(.8035417176, 5e-11));
}

TEST_CASE("innovation in competition falls, has a peak or rises, as laggards catch up slowly or fast") {
  CHECK(innovation(.5, .05) == near(.7657846092, 5e-11));
  CHECK(innovation(1, .05) == near(.7012290646, 5e-11));
  CHECK(best_competition(.05) == 500);
  CHECK(innovation(.5, .3) == near(.7851520686, 5e-11));
  CHECK(innovation(1, .3) == near(.7902703011, 5e-11));
  CHECK(best_competition(.3) == 725);
  CHECK(best_competition(.6) == 1000);
  CHECK(best_competition(1) == 1000);
}

TEST_CASE("step-by-step rates satisfy the Bellman equations and the stationary flow") {
  for (const double competition : {.5, .6, .75, 1.})
    for (const double h : {.05, .3, 1.}) {
      const StepByStep s = step_by_step(competition, kProfit, h);
      const double n0 = s.level_rate, n1 = s.laggard_rate, level = (1 - competition) * kProfit;
      const double lead = kProfit - (n1 + h) * n0, even = level - n0 * n1 + n0 * n0 / 2;
      const double behind = (n1 + h) * n1 - n1 * n1 / 2;
      CHECK(lead - even == near(0, 1e-14));
      CHECK(even - behind == near(0, 1e-14));
      CHECK(2 * n0 * s.level_share == near((n1 + h) * (1 - s.level_share), 1e-14));
    }
}

TEST_CASE("step-by-step duopoly is undefined outside its ranges and without innovation") {
  CHECK(std::isnan(step_by_step(.4, kProfit, .3).innovation));
  CHECK(std::isnan(step_by_step(.75, kProfit, -.1).level_rate));
  CHECK(std::isnan(step_by_step(.75, 0, 0).level_share));
}

TEST_CASE("price-cost ratio of the worked Cournot firm") {
  CHECK(cournot_price_cost_ratio(1, .25) == near(4. / 3, 1e-15));
  CHECK(std::isnan(cournot_price_cost_ratio(.2, .25)));
}

TEST_CASE("Jaffe proximity of the worked example, blind to scale") {
  CHECK(technological_proximity(Values{3, 4}, Values{4, 3}) == near(.96, 1e-15));
  CHECK(technological_proximity(Values{30, 40}, Values{4, 3}) == near(.96, 1e-15));
  CHECK(technological_proximity(Values{1, 0}, Values{0, 1}) == 0);
  CHECK(std::isnan(technological_proximity(Values{0, 0}, Values{0, 1})));
  CHECK(std::isnan(technological_proximity(Values{-1, 1}, Values{0, 1})));
}

TEST_CASE("knowledge adds up, spills over without the own stock, and decays in space") {
  CHECK(knowledge_stock(100, 20, .15) == near(105, 1e-13));
  CHECK(spillover_pool(Values{1, .96, .5}, Values{100, 50, 10}, 0) == near(53, 1e-14));
  CHECK(geographic_proximity(0, 100) == 1);
  CHECK(geographic_proximity(100, 100) == near(.5, 1e-15));
  CHECK(geographic_proximity(200, 100) == near(.25, 1e-15));
  CHECK(absorptive_capacity(.5, 0) == 0);
  CHECK(absorptive_capacity(.5, 4) == near(1 - std::exp(-2), 1e-15));
}

TEST_CASE("search finds with the worked probability") {
  CHECK(search_success(.3, 10) == near(.9502129316, 5e-11));
  CHECK(std::isnan(search_success(.3, -1)));
}

TEST_CASE("new pairs of the worked example, and their sum is all pairs") {
  CHECK(new_pairs(2, 3) == 2);
  CHECK(new_pairs(3, 4) == 3);
  CHECK(new_pairs(2, 3) + new_pairs(3, 10) == new_pairs(2, 10));
}

TEST_CASE("clean over dirty profit and parity subsidy of the worked example") {
  const DirectedChange change{3, 1. / 3, .1, .1, .5, 1};
  // phi = (2/3)(-2) = -4/3, so (1/1.1)^(1/3) 0.5^(4/3).
  const double by_hand = std::pow(1 / 1.1, 1. / 3) * std::pow(.5, 4. / 3);
  CHECK(clean_to_dirty_profit(change, 0, 0) == near(by_hand, 1e-14));
  CHECK(clean_to_dirty_profit(change, 0, 0) == near(.3844404799, 5e-11));
  CHECK(parity_subsidy(change, 0) == near(1.601182894, 5e-10));
  CHECK(clean_to_dirty_profit(change, 0, parity_subsidy(change, 0)) == near(1, 1e-14));
}

TEST_CASE("research goes where technology leads when goods are substitutes, elsewhere when complements") {
  CHECK(clean_to_dirty_profit({3, 1. / 3, .1, .1, 2, 1}, 0, 0) >
        clean_to_dirty_profit({3, 1. / 3, .1, .1, 1, 1}, 0, 0));
  CHECK(clean_to_dirty_profit({.5, 1. / 3, .1, .1, 2, 1}, 0, 0) <
        clean_to_dirty_profit({.5, 1. / 3, .1, .1, 1, 1}, 0, 0));
  CHECK(parity_subsidy({3, 1. / 3, .1, .1, 1, 1}, .5) == near(0, 1e-15));
  CHECK(std::isnan(clean_to_dirty_profit({3, 1. / 3, .1, .1, 0, 1}, 0, 0)));
}

TEST_CASE("precision of the worked recursion, and where it stays") {
  const Foresight foresight{.9, .5, .2, 1};
  CHECK(next_precision(foresight, 1, 2) == near(2 + 1 / .47, 1e-14));
  CHECK(next_precision(foresight, 1, 2) == near(4.127659574, 5e-10));
  const double steady = steady_precision(foresight, 2);
  CHECK(next_precision(foresight, steady, 2) == near(steady, 1e-13));
  double precision = 0;
  for (int i = 0; i < 200; ++i) precision = next_precision(foresight, precision, 2);
  CHECK(precision == near(steady, 1e-12));
  CHECK(std::isnan(next_precision({.9, 0, .2, 1}, 1, 2)));
}

TEST_CASE("data have diminishing returns to precision") {
  const Foresight foresight{.9, .5, .2, 1};
  const auto variance = [&](double data) { return 1 / steady_precision(foresight, data); };
  CHECK(variance(1) - variance(2) > variance(2) - variance(3));
  CHECK(variance(0) > variance(1));
}

TEST_CASE("data are not used up: output rises by the elasticity, and others' data count") {
  CHECK(usable_data(.5, .8, 100, 40) == near(60, 1e-14));
  CHECK(output_with_data(8, 1. / 3, 5) == near(10, 1e-13));
  CHECK(output_with_data(0, .06, 5) == 0);
  CHECK(data_productivity(0, 10, .06) == 1);
  CHECK(data_productivity(10, 10, .06) == near(std::pow(2, .06), 1e-15));
  CHECK(std::isnan(data_productivity(-1, 10, .06)));
}

TEST_CASE("logistic time of the worked example") {
  CHECK(logistic_time(.4, .1, .9) == near(10.986122886681098, 1e-12));
  CHECK(std::isnan(logistic_time(.4, 0, .9)));
  CHECK(std::isnan(logistic_time(0, .1, .9)));
}

TEST_CASE("a logistic curve is found exactly, points at its ends left out") {
  Values times, levels;
  for (int t = 0; t <= 40; ++t) {
    times.push_back(t);
    levels.push_back(.8 / (1 + std::exp(-.35 * (t - 17.5))));
  }
  levels[0] = 0;
  levels[40] = .8;
  const LogisticCurve curve = fit_logistic(times, levels, .8);
  CHECK(curve.rate == near(.35, 1e-12));
  CHECK(curve.midpoint == near(17.5, 1e-10));
  CHECK(curve.fit > .9999);
  CHECK(curve.at(17.5) == near(.4, 1e-12));
  CHECK(fit_logistic(times, levels).fit < .99);
  CHECK(std::isnan(fit_logistic(Values{1, 1}, Values{.2, .3}).rate));
}

TEST_CASE("learning curve of the worked example") {
  const double exponent = learning_exponent(.8);
  CHECK(exponent == near(.3219280949, 5e-11));
  CHECK(learning_cost(10, exponent) == near(.4765098749, 5e-11));
  CHECK(learning_cost(2, exponent) == near(.8, 1e-15));
  CHECK(std::isnan(learning_exponent(0)));
}

TEST_CASE("relocation value of the worked example") {
  CHECK(relocation_value(10, .1, 10, 50) == near(11.4456710570, 5e-10));
  CHECK(relocation_value(10, .1, 10, 50, 12) < 0);
  CHECK(relocation_value(10, 0, 10, 50) == 50);
  CHECK(relocation_value(10, 1e-9, 10, 50) == near(50, 1e-5));
}

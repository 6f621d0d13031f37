#include "kaldor/indicators/tiers.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "kaldor/indicators/life_cycle.hpp"
#include "near.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

TEST_CASE("high growth is more than a fifth a year over three years, from ten employees on") {
  CHECK_FALSE(is_high_growth(10, 17.28));  // 1.2^3 exactly
  CHECK(is_high_growth(10, 17.2801));
  CHECK_FALSE(is_high_growth(9, 100));
  CHECK_FALSE(is_high_growth(std::nan(""), 100));
}

TEST_CASE("a gazelle is young and of high growth; a unicorn is young and dear") {
  CHECK(is_gazelle(5, 10, 20));
  CHECK_FALSE(is_gazelle(5.25, 10, 20));
  CHECK_FALSE(is_gazelle(3, 10, 12));
  CHECK(is_unicorn(10, 1000, 1000));
  CHECK_FALSE(is_unicorn(10.25, 5000, 1000));
  CHECK_FALSE(is_unicorn(2, 999, 1000));
  CHECK(is_start_up(5));
  CHECK_FALSE(is_start_up(5.25));
}

TEST_CASE("a specialised firm is large in its niche and spends on R&D") {
  CHECK(is_specialised(.2, 4, 100));
  CHECK_FALSE(is_specialised(.1, 4, 100));
  CHECK_FALSE(is_specialised(.2, 3, 100));
  CHECK_FALSE(is_specialised(.2, 4, 0));
}

TEST_CASE("worth of a growing profit is its present value, growth capped") {
  double value = 0;
  for (int t = 1; t <= 2000; ++t) value += 10 * std::pow(1.02 / 1.08, t);
  CHECK(gordon_value(10, .02, .08, .05) == near(value, 1e-9));
  CHECK(gordon_value(10, .5, .08, .05) == near(10 * 1.05 / .03, 1e-9));
  CHECK(gordon_value(-1, .02, .08, .05) == 0);
  CHECK(std::isnan(gordon_value(10, .5, .08, .09)));
}

TEST_CASE("tiers count real firms; a firm that died stays among the eligible") {
  const Values ages{2, 4, 8, 30, 12}, before{0, 10, 20, 50, 100}, after{5, 20, 40, 50, 0};
  const Values worth{2000, 10, 5000, 5000, 0}, weights{3, 2, 1, 4, 5};
  const TierCounts counts = count_tiers({ages, before, after, worth, weights}, 1000);
  CHECK(counts.firms == 10);
  CHECK(counts.start_ups == 5);
  CHECK(counts.eligible == 12);
  CHECK(counts.high_growth == 3);
  CHECK(counts.gazelles == 2);
  CHECK(counts.unicorns == 4);
  CHECK(counts.high_growth_share() == near(.25, 1e-15));
  CHECK(counts.gazelle_share() == near(1. / 6, 1e-15));
  CHECK(count_tiers({ages, before, after, worth, {}}, 1000).firms == 4);
  CHECK(std::isnan(count_tiers({ages, before, after, worth, Values{1}}, 1000).firms));
}

namespace {

/// Twenty firms in two industries; 0 and 1 are the most central, 0 and 10 lead in R&D.
struct Chain {
  Values centrality, rd, weights;
  std::vector<int> industries;
  std::vector<SupplyTie> ties;
  LeaderCriteria criteria{.sourcing_share = .3, .suppliers = 2};

  Chain() {
    for (int i = 0; i < 20; ++i) {
      centrality.push_back(20 - i);
      rd.push_back(i % 10 == 0 ? 100 : 1 + .01 * i);
      industries.push_back(i / 10);
    }
    ties = {{5, 0, .5}, {6, 0, .4}, {7, 0, .3}, {8, 10, .9}, {9, 10, .9}, {11, 1, .9}, {12, 1, .9}};
  }
  std::vector<unsigned char> leaders() const {
    return chain_leaders(centrality, rd, industries, ties, criteria, weights);
  }
  int count() const {
    int sum = 0;
    for (const unsigned char leader : leaders()) sum += leader;
    return sum;
  }
};

}  // namespace

TEST_CASE("a chain leader is central, inventive and sources heavily from several, all at once") {
  Chain chain;
  CHECK(chain.leaders()[0] == 1);
  CHECK(chain.leaders()[1] == 0);   // not inventive
  CHECK(chain.leaders()[10] == 0);  // not central
  CHECK(chain.count() == 1);
  chain.criteria.suppliers = 3;
  CHECK(chain.count() == 0);
  chain.criteria.sourcing_share = .29;
  CHECK(chain.count() == 1);
}

TEST_CASE("top parts are counted in real firms") {
  Chain chain;
  chain.ties = {{5, 1, .5}, {6, 1, .4}};
  chain.rd[1] = 99;
  CHECK(chain.leaders()[1] == 1);
  chain.weights = Values(20, 1);
  chain.weights[0] = 100;  // fills the top decile and the top quarter alone
  CHECK(chain.leaders()[1] == 0);
}

TEST_CASE("there are no chain leaders when a tie names a firm that does not exist") {
  Chain chain;
  chain.ties.push_back({20, 0, .5});
  CHECK(chain.count() == 0);
}

TEST_CASE("shake-out is the largest fall from the peak") {
  const ShakeOut result = shake_out(Values{1, 5, 20, 40, 30, 12, 15});
  CHECK(result.peak == 40);
  CHECK(result.peak_at == 3);
  CHECK(result.trough_at == 5);
  CHECK(result.fall == near(.7, 1e-15));
  CHECK(shake_out(Values{1, 2, 3}).fall == 0);
  CHECK(std::isnan(shake_out(Values{}).fall));
  CHECK(std::isnan(shake_out(Values{0, 0}).fall));
}

TEST_CASE("hazards make a life table") {
  const Values hazards = exit_hazards(Values{100, 80, 60, 0}, Values{20, 20, 6, 0});
  CHECK(hazards[0] == near(.2, 1e-15));
  CHECK(std::isnan(hazards[3]));
  const Values alive = survival(hazards);
  CHECK(alive[1] == near(.6, 1e-15));
  CHECK(alive[2] == near(.54, 1e-15));
  CHECK(std::isnan(alive[3]));
}

TEST_CASE("shares in job creation sum to one and ignore losses") {
  const std::vector<int> groups{0, 0, 1, 1};
  const Values shares = job_creation_shares(Values{0, 10, 10, 20}, Values{5, 5, 20, 25}, groups, 2);
  CHECK(shares[0] == near(.25, 1e-15));
  CHECK(shares[1] == near(.75, 1e-15));
  CHECK(job_creation_shares(Values{0, 10, 10, 20}, Values{5, 5, 20, 25}, groups, 2, Values{3, 1, 1, 1})[0] ==
        near(.5, 1e-15));
  CHECK(std::isnan(job_creation_shares(Values{5}, Values{5}, std::vector<int>{0}, 1)[0]));
}

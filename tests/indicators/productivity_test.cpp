#include "kaldor/indicators/productivity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;
using Values = std::vector<double>;

namespace {

double aggregate(const Values& shares, const Values& productivity) {
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) sum += shares[i] * productivity[i];
  return sum;
}

struct Panel {
  std::vector<Presence> presence;
  Values shares_before, shares_after, productivity_before, productivity_after, weights;
  FirmPairs pairs() const {
    return {presence, shares_before, shares_after, productivity_before, productivity_after, weights};
  }
  double change() const {
    return aggregate(shares_after, productivity_after) - aggregate(shares_before, productivity_before);
  }
};

/// Continuing A and B, leaving X, entering E of the worked example.
const Panel kExample{{Presence::continuing, Presence::continuing, Presence::exiting, Presence::entering},
                     {.5, .3, .2, 0},
                     {.55, .25, 0, .2},
                     {2, 1, .5, 0},
                     {2.2, 1.1, 0, 1.8},
                     {}};

Panel random_panel(std::uint64_t seed) {
  TestNumbers numbers(seed);
  Panel panel;
  for (int i = 0; i < 500; ++i) {
    const double fate = numbers.next();
    const Presence presence = fate < .1 ? Presence::entering : fate < .2 ? Presence::exiting : Presence::continuing;
    panel.presence.push_back(presence);
    panel.shares_before.push_back(presence == Presence::entering ? 0 : numbers.next());
    panel.shares_after.push_back(presence == Presence::exiting ? 0 : numbers.next());
    panel.productivity_before.push_back(presence == Presence::entering ? 0 : .1 + 10 * numbers.next());
    panel.productivity_after.push_back(presence == Presence::exiting ? 0 : .1 + 12 * numbers.next());
    panel.weights.push_back(1 + 50 * numbers.next());
  }
  panel.shares_before = shares_of(panel.shares_before);
  panel.shares_after = shares_of(panel.shares_after);
  return panel;
}

void check_terms(const Decomposition& terms, double within, double between, double cross, double entry, double exit) {
  CHECK(terms.within == near(within, 1e-14));
  CHECK(terms.between == near(between, 1e-14));
  CHECK(terms.cross == near(cross, 1e-14));
  CHECK(terms.entry == near(entry, 1e-14));
  CHECK(terms.exit == near(exit, 1e-14));
  CHECK(terms.total() == near(.445, 1e-14));
}

}  // namespace

TEST_CASE("shift-share of the worked example") {
  const ShiftShare terms = shift_share(Values{.6, .4}, Values{.5, .5}, Values{1, 4}, Values{1.1, 4.2});
  CHECK(terms.within == near(.14, 1e-14));
  CHECK(terms.static_shift == near(.30, 1e-14));
  CHECK(terms.dynamic_shift == near(.01, 1e-14));
  CHECK(terms.total() == near(.45, 1e-14));
}

TEST_CASE("McMillan-Rodrik terms of the worked example") {
  const WithinStructural terms = mcmillan_rodrik(Values{.6, .4}, Values{.5, .5}, Values{1, 4}, Values{1.1, 4.2});
  CHECK(terms.within == near(.14, 1e-14));
  CHECK(terms.structural == near(.31, 1e-14));
}

TEST_CASE("shift-share leaves a sector out that never had a share, and is undefined for bad shares") {
  const double unknown = std::nan("");
  const ShiftShare terms =
      shift_share(Values{.6, .4, 0}, Values{.5, .5, 0}, Values{1, 4, unknown}, Values{1.1, 4.2, unknown});
  CHECK(terms.total() == near(.45, 1e-14));
  CHECK(std::isnan(shift_share(Values{.6, .3}, Values{.5, .5}, Values{1, 4}, Values{1, 4}).within));
  CHECK(std::isnan(shift_share(Values{.6, .4}, Values{.5, .5}, Values{1}, Values{1, 4}).within));
}

TEST_CASE("Olley-Pakes of the worked example") {
  const OlleyPakes terms = olley_pakes(Values{.5, .3, .2}, Values{3, 2, 1});
  CHECK(terms.mean == near(2, 1e-14));
  CHECK(terms.covariance == near(.3, 1e-14));
  CHECK(terms.total() == near(2.3, 1e-14));
}

TEST_CASE("weighted Olley-Pakes equals the plain one of the list that the records stand for") {
  const OlleyPakes records = weighted_olley_pakes(Values{10, 4}, Values{3, 1}, Values{2, 3});
  const OlleyPakes list = olley_pakes(shares_of({10, 10, 4, 4, 4}), Values{3, 3, 1, 1, 1});
  CHECK(records.mean == near(list.mean, 1e-14));
  CHECK(records.covariance == near(list.covariance, 1e-14));
  CHECK(std::isnan(weighted_olley_pakes(Values{10, 4}, Values{3, 1}, Values{0, 0}).mean));
}

TEST_CASE("Baily-Hulten-Campbell of the worked panel") {
  check_terms(baily_hulten_campbell(kExample.pairs()), .13, .055, 0, .36, -.10);
}

TEST_CASE("Griliches-Regev of the worked panel") {
  check_terms(griliches_regev(kExample.pairs()), .1325, .0525, 0, .0355, .2245);
}

TEST_CASE("Foster-Haltiwanger-Krizan of the worked panel") {
  check_terms(foster_haltiwanger_krizan(kExample.pairs()), .13, .05, .005, .08, .18);
}

TEST_CASE("Melitz-Polanec of the worked panel, entry with the opposite sign") {
  check_terms(melitz_polanec(kExample.pairs()), .15, .08125, 0, -.01125, .225);
}

TEST_CASE("terms of every decomposition add up to the change to 1e-12 on random panels") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Panel panel = random_panel(seed);
    CHECK(std::abs(baily_hulten_campbell(panel.pairs()).total() - panel.change()) < 1e-12);
    CHECK(std::abs(griliches_regev(panel.pairs()).total() - panel.change()) < 1e-12);
    CHECK(std::abs(foster_haltiwanger_krizan(panel.pairs()).total() - panel.change()) < 1e-12);
    CHECK(std::abs(melitz_polanec(panel.pairs()).total() - panel.change()) < 1e-12);
  }
}

TEST_CASE("weights of records move the plain mean of Melitz-Polanec and nothing else") {
  Panel panel = random_panel(3);
  const Decomposition weighted = melitz_polanec(panel.pairs());
  panel.weights.clear();
  const Decomposition plain = melitz_polanec(panel.pairs());
  CHECK(std::abs(weighted.within - plain.within) > 1e-3);
  CHECK(weighted.entry == plain.entry);
  CHECK(weighted.exit == plain.exit);
}

TEST_CASE("values of firms that are not there are not read") {
  Panel panel = kExample;
  panel.productivity_before[3] = panel.shares_before[3] = std::nan("");
  panel.productivity_after[2] = panel.shares_after[2] = std::nan("");
  check_terms(griliches_regev(panel.pairs()), .1325, .0525, 0, .0355, .2245);
}

TEST_CASE("decompositions are undefined for bad shares, unequal lengths and without continuing firms") {
  Panel panel = kExample;
  panel.shares_after[0] = .5;
  CHECK(std::isnan(foster_haltiwanger_krizan(panel.pairs()).within));
  panel = kExample;
  panel.weights = {1};
  CHECK(std::isnan(baily_hulten_campbell(panel.pairs()).entry));
  const Panel turnover{{Presence::exiting, Presence::entering}, {1, 0}, {0, 1}, {2, 0}, {0, 3}, {}};
  CHECK(std::isnan(melitz_polanec(turnover.pairs()).total()));
  CHECK(griliches_regev(turnover.pairs()).total() == near(1, 1e-14));
}

TEST_CASE("misallocation loss of the worked example") { CHECK(misallocation_loss(3, .45) == near(.675, 1e-15)); }

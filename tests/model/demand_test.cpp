#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "base_year.hpp"
#include "market_table.hpp"

namespace kaldor {
// Of stages/demand.cpp.
void spread_spending(double spending, double people, const Vector& omega, const Vector& price, const Vector& epsilon,
                     double sigma, double* quantity);
}  // namespace kaldor

using kaldor::spread_spending;
using kaldor::Vector;

namespace {

Vector budget_shares(double spending, double people, const Vector& omega, const Vector& price, const Vector& epsilon,
                     double sigma) {
  Vector quantity(omega.size());
  spread_spending(spending, people, omega, price, epsilon, sigma, quantity.data());
  Vector shares;
  for (std::size_t g = 0; g < omega.size(); ++g) shares.push_back(quantity[g] * price[g] / spending);
  return shares;
}

const Vector kOmega{0.2, 0.5, 0.3, 0.0}, kPrice{1.1, 0.7, 1.9, 1.0}, kEpsilon{0.25, 1.0, 1.3, 1.0};

}  // namespace

// S§1.4: sigma 1/2, omega 1, epsilon (1, 2), prices one; E = 36 gives C = 4 and shares (1/3, 2/3).
TEST_CASE("the worked example of the non-homothetic CES gives a third and two thirds") {
  const Vector shares = budget_shares(36, 1, {1, 1}, {1, 1}, {1, 2}, 0.5);
  CHECK(shares[0] == Approx(1.0 / 3).epsilon(1e-12));
  CHECK(shares[1] == Approx(2.0 / 3).epsilon(1e-12));
}

// The same example: expenditure elasticities 0.8 and 1.1.
TEST_CASE("the worked example has the expenditure elasticities 0.8 and 1.1") {
  const double step = 1e-6;
  const Vector now = budget_shares(36, 1, {1, 1}, {1, 1}, {1, 2}, 0.5);
  const Vector more = budget_shares(36 * (1 + step), 1, {1, 1}, {1, 1}, {1, 2}, 0.5);
  const double expected[] = {0.8, 1.1};
  for (std::size_t g = 0; g < 2; ++g) {
    const double elasticity = 1 + (std::log(more[g]) - std::log(now[g])) / std::log(1 + step);
    CHECK(elasticity == Approx(expected[g]).epsilon(1e-4));
  }
}

TEST_CASE("the budget is spent, no more and no less, from the poorest to the richest") {
  for (const double spending : {1e-3, 0.5, 7.0, 1e6})
    for (const double sigma : {0.2, 0.5, 0.9}) {
      double total = 0;
      for (const double share : budget_shares(spending, 1, kOmega, kPrice, kEpsilon, sigma)) {
        CHECK(share >= 0);
        total += share;
      }
      INFO(spending << ", sigma " << sigma);
      CHECK(total == Approx(1).epsilon(1e-12));
    }
}

TEST_CASE("the spread solves the implicit equation of the non-homothetic CES") {
  const double sigma = 0.5, spending = 7;
  const Vector shares = budget_shares(spending, 1, kOmega, kPrice, kEpsilon, sigma);
  // C from each product's share: omega_g = Omega_g (p_g/E)^(1-sigma) C^(eps_g (1-sigma)).
  Vector c;
  for (std::size_t g = 0; g < 3; ++g)
    c.push_back(
        std::pow(shares[g] / kOmega[g] * std::pow(spending / kPrice[g], 1 - sigma), 1 / (kEpsilon[g] * (1 - sigma))));
  CHECK(c[1] == Approx(c[0]).epsilon(1e-9));
  CHECK(c[2] == Approx(c[0]).epsilon(1e-9));
}

TEST_CASE("expenditure elasticities weighted by budget shares sum to one") {
  for (const double spending : {0.5, 7.0, 300.0}) {
    const double step = 1e-6;
    const Vector now = budget_shares(spending, 1, kOmega, kPrice, kEpsilon, 0.5);
    const Vector more = budget_shares(spending * (1 + step), 1, kOmega, kPrice, kEpsilon, 0.5);
    double sum = 0;
    for (std::size_t g = 0; g < 3; ++g)
      sum += now[g] * (1 + (std::log(more[g]) - std::log(now[g])) / std::log(1 + step));
    CHECK(sum == Approx(1).epsilon(1e-6));
  }
}

TEST_CASE("the share of what is needed most falls as people grow richer and that of services rises") {
  Vector last = budget_shares(0.5, 1, kOmega, kPrice, kEpsilon, 0.5);
  for (const double spending : {1.0, 2.0, 4.0, 8.0}) {
    const Vector now = budget_shares(spending, 1, kOmega, kPrice, kEpsilon, 0.5);
    CHECK(now[0] < last[0]);
    CHECK(now[2] > last[2]);
    last = now;
  }
}

TEST_CASE("what is twice as many people spending twice as much buys twice as much of everything") {
  Vector one(4), two(4);
  spread_spending(5, 1, kOmega, kPrice, kEpsilon, 0.5, one.data());
  spread_spending(10, 2, kOmega, kPrice, kEpsilon, 0.5, two.data());
  for (std::size_t g = 0; g < 4; ++g) CHECK(two[g] == Approx(2 * one[g]).epsilon(1e-12));
}

TEST_CASE("a product without taste is not bought") {
  Vector quantity(4);
  spread_spending(5, 1, kOmega, kPrice, kEpsilon, 0.5, quantity.data());
  CHECK(quantity[3] == 0);
}

TEST_CASE("all prices doubled with twice the money buy the same") {
  Vector once(4), twice(4), doubled(kPrice);
  for (double& p : doubled) p *= 2;
  spread_spending(5, 1, kOmega, kPrice, kEpsilon, 0.5, once.data());
  spread_spending(10, 1, kOmega, doubled, kEpsilon, 0.5, twice.data());
  for (std::size_t g = 0; g < 4; ++g) CHECK(twice[g] == Approx(once[g]).epsilon(1e-10));
}

TEST_CASE("a share of imports moves with its ratio, stays between none and all and returns at one") {
  CHECK(kaldor::shifted_share(0.3, 1) == Approx(0.3).epsilon(1e-15));
  CHECK(kaldor::shifted_share(0, 5) == 0);
  CHECK(kaldor::shifted_share(1, 0.2) == Approx(1).epsilon(1e-15));
  CHECK(kaldor::shifted_share(0.5, 3) == Approx(0.75).epsilon(1e-15));
}

#include "kaldor/core/money.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"

using namespace kaldor;

namespace {

std::vector<double> payments(const MoneyGrid& grid, double largest) {
  std::vector<double> x(10'000);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Words w = draw(make_key(3, 0), i, 0, Stream::initial);
    x[i] = grid.round(largest * (math::unit_double(w.w0, w.w1) - 0.4));
  }
  return x;
}

}  // namespace

TEST_CASE("the step is a power of two, at most 2^-43 of the yearly flow") {
  for (double flow : {1.0, 0.3, 8.27e13, 1e-5, 3.5e20}) {
    const MoneyGrid grid = MoneyGrid::for_yearly_flow(flow);
    int exponent = 0;
    CHECK(std::frexp(grid.step, &exponent) == 0.5);
    CHECK(grid.step <= flow * 0x1p-43);
    CHECK(grid.step > flow * 0x1p-44);
    CHECK(grid.magic == 1.5 * 0x1p52 * grid.step);
  }
}

TEST_CASE("rounding goes to the nearest multiple of the step") {
  const MoneyGrid grid = MoneyGrid::for_yearly_flow(1e12);
  CHECK(grid.round(7 * grid.step) == 7 * grid.step);
  CHECK(grid.round(7.4 * grid.step) == 7 * grid.step);
  CHECK(grid.round(-7.6 * grid.step) == -8 * grid.step);
  CHECK(grid.round(0.1 * grid.step) == 0);
  CHECK(grid.round(200e12) == 200e12);
  CHECK(round_to_grid(7.4 * grid.step, grid.magic) == 7 * grid.step);
}

TEST_CASE("sums of payments on the grid are exact in any order") {
  const double flow = 8.27e13;
  const MoneyGrid grid = MoneyGrid::for_yearly_flow(flow);
  const std::vector<double> x = payments(grid, flow / 100);
  double forward = 0, backward = 0, balance = 0;
  for (std::size_t i = 0; i < x.size(); ++i) forward += x[i];
  for (std::size_t i = x.size(); i-- > 0;) backward += x[i];
  for (double payment : x) balance += payment;
  for (double payment : x) balance -= payment;
  CHECK(forward == backward);
  CHECK(balance == 0);
  CHECK(grid.exact(forward));
}

TEST_CASE("without the grid the same sums are not exact") {
  const MoneyGrid none{0, 0};
  const std::vector<double> x = payments(none, 8.27e11);
  double forward = 0, backward = 0;
  for (std::size_t i = 0; i < x.size(); ++i) forward += x[i];
  for (std::size_t i = x.size(); i-- > 0;) backward += x[i];
  CHECK(forward != backward);
}

TEST_CASE("balances beyond 2^53 steps are reported as inexact") {
  const MoneyGrid grid = MoneyGrid::for_yearly_flow(1.0);
  CHECK(grid.exact(1023.0));
  CHECK_FALSE(grid.exact(1024.0));
  CHECK_FALSE(grid.exact(-1024.0));
  CHECK_FALSE(grid.exact(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("a flow that is not positive and finite is refused") {
  CHECK_THROWS_AS(MoneyGrid::for_yearly_flow(0), std::domain_error);
  CHECK_THROWS_AS(MoneyGrid::for_yearly_flow(-1), std::domain_error);
  CHECK_THROWS_AS(MoneyGrid::for_yearly_flow(std::numeric_limits<double>::infinity()), std::domain_error);
  CHECK_THROWS_AS(MoneyGrid::for_yearly_flow(std::nan("")), std::domain_error);
}

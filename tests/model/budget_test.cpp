// Projects are served in the order of payback under one limit of finance.

#include "kernels/budget.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdint>

#include "kaldor/core/chance.hpp"

using namespace kaldor::KALDOR_ISA;

namespace {

/// One by one, the shortest payback first, of equals the first in the list.
std::array<float, kProjects> serve_in_order(const Budget& asked, float fund) {
  std::array<int, kProjects> order;
  for (int j = 0; j < kProjects; ++j) order[j] = j;
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return asked.payback[a] < asked.payback[b]; });
  std::array<float, kProjects> granted;
  for (const int j : order) {
    granted[j] = std::max(0.0F, std::min(asked.want[j], fund));
    fund -= asked.want[j];
  }
  return granted;
}

}  // namespace

TEST_CASE("projects are served as if sorted by payback, ties in their order, until the money is spent") {
  for (std::uint64_t id = 0; id < 500; ++id) {
    Budget budget;
    float all = 0;
    for (int j = 0; j < kProjects; ++j) {
      const kaldor::Words w =
          kaldor::draw(kaldor::make_key(1, 0), id, static_cast<std::uint32_t>(j), kaldor::Stream::project);
      // Whole numbers add exactly; few different paybacks make ties.
      budget.ask(static_cast<Project>(j), static_cast<float>(w.w0 % 50), static_cast<float>(w.w1 % 4));
      all += budget.want[j];
    }
    const float fund = static_cast<float>(id % 150);
    budget.share_out(fund);
    float spent = 0;
    for (int j = 0; j < kProjects; ++j) {
      CHECK(budget.granted[j] == serve_in_order(budget, fund)[j]);
      spent += budget.granted[j];
    }
    CHECK(spent == std::min(fund, all));
  }
}

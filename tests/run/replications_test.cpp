#include "kaldor/run/replications.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using kaldor::for_each_replication;
using kaldor::share_threads;

TEST_CASE("several replications have a thread each, one replication has them all") {
  CHECK(share_threads(8, 4).workers == 4);
  CHECK(share_threads(8, 4).threads_each == 1);
  CHECK(share_threads(1, 4).workers == 1);
  CHECK(share_threads(1, 4).threads_each == 4);
  CHECK(share_threads(2, 5).workers == 2);
  CHECK(share_threads(2, 5).threads_each == 2);
}

TEST_CASE("without a number of threads there is at least one") {
  CHECK(share_threads(1, 0).threads_each >= 1);
  CHECK(share_threads(1000, 0).workers >= 1);
}

TEST_CASE("every replication runs exactly once") {
  for (const int workers : {1, 2, 4}) {
    std::mutex mutex;
    std::multiset<int> seen;
    std::atomic<bool> stop{false};
    for_each_replication(20, workers, stop, [&](int replication) {
      const std::lock_guard lock(mutex);
      seen.insert(replication);
    });
    CHECK(seen.size() == 20);
    CHECK(std::set<int>(seen.begin(), seen.end()).size() == 20);
    CHECK_FALSE(stop);
  }
}

TEST_CASE("replications are started in rising order") {
  std::vector<int> order;
  std::atomic<bool> stop{false};
  for_each_replication(5, 1, stop, [&](int replication) { order.push_back(replication); });
  CHECK(order == std::vector<int>{0, 1, 2, 3, 4});
}

TEST_CASE("after a throw no further replication starts and the error comes out") {
  std::atomic<bool> stop{false};
  std::vector<int> seen;
  const auto work = [&](int replication) {
    seen.push_back(replication);
    if (replication == 2) throw std::runtime_error("two");
  };
  CHECK_THROWS_WITH(for_each_replication(100, 1, stop, work), "two");
  CHECK(seen == std::vector<int>{0, 1, 2});
  CHECK(stop);
}

TEST_CASE("of several errors the one of the lowest replication comes out, even if it is thrown last") {
  std::atomic<bool> stop{false};
  std::atomic<bool> second_failed{false};
  const auto work = [&](int replication) {
    if (replication == 1) {
      second_failed = true;
      throw std::runtime_error("second");
    }
    while (!second_failed) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    throw std::runtime_error("first");
  };
  CHECK_THROWS_WITH(for_each_replication(2, 2, stop, work), "first");
}

TEST_CASE("a stop set from outside ends the handing out") {
  std::atomic<bool> stop{false};
  int count = 0;
  for_each_replication(100, 1, stop, [&](int) {
    if (++count == 3) stop = true;
  });
  CHECK(count == 3);
}

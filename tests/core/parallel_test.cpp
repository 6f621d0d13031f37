#include "kaldor/core/parallel.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/sums.hpp"

using kaldor::Backend;
using kaldor::Workers;

namespace {

constexpr std::size_t kBlocks = 64, kRows = 500;

/// A sum over blocks, each block in lane order, blocks in their order.
double total(const Workers& workers) {
  std::vector<double> sums(kBlocks);
  workers.for_each(kBlocks, [&](std::size_t block) {
    float x[kRows];
    for (std::size_t i = 0; i < kRows; ++i)
      x[i] = kaldor::math::normal(static_cast<float>(block * kRows + i + 1) / 32'100.0f);
    sums[block] = kaldor::sum8(x, kRows);
  });
  double result = 0;
  for (double sum : sums) result += sum;
  return result;
}

}  // namespace

TEST_CASE("every index is visited once, at any thread count and with both backends") {
  for (Backend backend : {Backend::tbb, Backend::threads}) {
    for (int threads : {1, 2, 4}) {
      const Workers workers(threads, backend);
      CHECK(workers.threads() == threads);
      for (std::size_t count : {0u, 1u, 2u, 1000u}) {
        std::vector<int> visits(count);
        workers.for_each(count, [&](std::size_t i) { ++visits[i]; });
        CHECK(visits == std::vector<int>(count, 1));
      }
    }
  }
}

TEST_CASE("a sum over blocks has the same bits at 1, 2 and 4 threads") {
  const double expected = total(Workers(1));
  for (int threads : {2, 4}) {
    CHECK(total(Workers(threads)) == expected);
    CHECK(total(Workers(threads, Backend::threads)) == expected);
  }
}

TEST_CASE("two threads are really two") {
  for (Backend backend : {Backend::tbb, Backend::threads}) {
    std::mutex mutex;
    std::set<std::thread::id> seen;
    std::atomic<int> waiting{0};
    Workers(2, backend).for_each(2, [&](std::size_t) {
      ++waiting;
      // Each waits for the other; a single thread would give up here and be seen alone.
      for (int i = 0; i < 2000 && waiting < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      const std::lock_guard lock(mutex);
      seen.insert(std::this_thread::get_id());
    });
    CHECK(seen.size() == 2);
  }
}

TEST_CASE("one thread means the caller") {
  std::set<std::thread::id> seen;
  Workers(1).for_each(100, [&](std::size_t) { seen.insert(std::this_thread::get_id()); });
  CHECK(seen == std::set<std::thread::id>{std::this_thread::get_id()});
  CHECK(Workers(0).threads() == 1);
}

TEST_CASE("the exception of the smallest index comes out, whoever throws first") {
  for (Backend backend : {Backend::tbb, Backend::threads}) {
    for (int threads : {1, 2, 4}) {
      const Workers workers(threads, backend);
      for (int repeat = 0; repeat < 20; ++repeat) {
        std::string message;
        try {
          workers.for_each(200, [](std::size_t i) {
            if (i % 50 == 37) throw std::runtime_error("index " + std::to_string(i));
          });
        } catch (const std::runtime_error& error) {
          message = error.what();
        }
        CHECK(message == "index 37");
      }
    }
  }
}

TEST_CASE("workers are still usable after an exception and may be moved") {
  Workers first(2);
  CHECK_THROWS_AS(first.for_each(10, [](std::size_t) { throw 1; }), int);
  const Workers second = std::move(first);
  std::atomic<int> visits{0};
  second.for_each(10, [&](std::size_t) { ++visits; });
  CHECK(visits == 10);
}

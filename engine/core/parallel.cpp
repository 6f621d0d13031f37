#include "kaldor/core/parallel.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace kaldor {
namespace {

/// Keeps the exception of the smallest index. Indices above it are skipped, smaller ones still run, so the outcome does
/// not depend on who came first.
class FirstFailure {
public:
  template <class Call>
  void guard(std::size_t index, Call call) {
    if (index > index_.load(std::memory_order_relaxed)) return;
    try {
      call();
    } catch (...) {
      keep(index);
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

private:
  void keep(std::size_t index) {
    const std::lock_guard lock(mutex_);
    if (index >= index_.load(std::memory_order_relaxed)) return;
    index_.store(index, std::memory_order_relaxed);
    failure_ = std::current_exception();
  }

  std::atomic<std::size_t> index_{std::numeric_limits<std::size_t>::max()};
  std::mutex mutex_;
  std::exception_ptr failure_;
};

/// Every thread gets its share whoever is faster, and nothing but start and end orders them: so a sanitizer sees a race
/// between two indices in every run, not only when they happen to meet.
template <class Body>
void run_on_threads(std::size_t threads, std::size_t count, Body body) {
  const std::size_t used = std::min(threads, count);
  const auto share = [&](std::size_t first) {
    for (std::size_t i = first; i < count; i += used) body(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t t = 1; t < used; ++t) others.emplace_back(share, t);
  share(0);
}

}  // namespace

struct Workers::Pool {
  Pool(int wanted, Backend backend) : threads(std::max(wanted, 1)) {
    if (threads == 1 || backend != Backend::tbb) return;
    // TBB keeps to the number of cores unless told that more threads are wanted.
    if (threads > tbb::info::default_concurrency())
      limit.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    arena.emplace(threads);
  }
  int threads;
  std::optional<tbb::global_control> limit;
  std::optional<tbb::task_arena> arena;  ///< none with one thread, or with threads of our own
};

Workers::Workers(int threads, Backend backend) : pool_(std::make_unique<Pool>(threads, backend)) {}
Workers::~Workers() = default;
Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;

int Workers::threads() const { return pool_->threads; }

void Workers::run(std::size_t count, Call call, void* context) const {
  std::optional<tbb::task_arena>& arena = pool_->arena;
  if (pool_->threads == 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) call(context, i);
    return;
  }
  FirstFailure failure;
  const auto body = [&](std::size_t i) { failure.guard(i, [&] { call(context, i); }); };
  if (!arena) {
    run_on_threads(static_cast<std::size_t>(pool_->threads), count, body);
  } else {
    arena->execute([&] { tbb::parallel_for(std::size_t{0}, count, body, tbb::simple_partitioner()); });
  }
  failure.rethrow();
}

}  // namespace kaldor

#include "kaldor/run/replications.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace kaldor {
namespace {

/// Keeps the error of the lowest replication, whichever comes first on the clock.
class FirstError {
public:
  void note(int replication, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (replication < replication_) {
      replication_ = replication;
      error_ = std::move(error);
    }
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

private:
  std::mutex mutex_;
  int replication_ = std::numeric_limits<int>::max();
  std::exception_ptr error_;
};

}  // namespace

Shares share_threads(int replications, int threads) {
  const int available = threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int workers = std::clamp(replications, 1, available);
  return {workers, available / workers};
}

void for_each_replication(int replications, int workers, std::atomic<bool>& stop,
                          const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  FirstError error;
  const auto take_turns = [&] {
    while (!stop) {
      const int replication = next++;
      if (replication >= replications) return;
      try {
        work(replication);
      } catch (...) {
        error.note(replication, std::current_exception());
        stop = true;
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (int i = 1; i < workers; ++i) helpers.emplace_back(take_turns);
    take_turns();
  }
  error.rethrow();
}

}  // namespace kaldor

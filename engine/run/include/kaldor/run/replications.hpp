#pragma once

#include <atomic>
#include <functional>

namespace kaldor {

/// How many replications run at once, and how many threads each of them has.
struct Shares {
  int workers = 1;
  int threads_each = 1;
};

/// One thread a replication while there are as many replications as threads; otherwise the threads are shared out.
/// `threads` of 0 means as many as the machine has.
Shares share_threads(int replications, int threads);

/// Calls `work` once for each replication, taken in rising order by `workers` threads.
/// `stop` ends the handing out; it is set when a call throws, so that the others can end early. Throws again what was
/// thrown; of several errors, that of the lowest replication.
void for_each_replication(int replications, int workers, std::atomic<bool>& stop, const std::function<void(int)>& work);

}  // namespace kaldor

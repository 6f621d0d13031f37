#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <span>
#include <vector>

#include "kaldor/run/run.hpp"
#include "kaldor/scenario/declarations.hpp"

namespace kaldor {

/// What the summary needs of one replication, of a size that does not depend on the number of quarters.
class ReplicationSeries {
public:
  ReplicationSeries(const FrameLayout& layout, int planned_quarters);
  /// Takes the frame of the next quarter.
  void append(const FrameLayout& layout, std::span<const double> frame);

  int periods = 0;  ///< quarters taken so far
  int planned = 0;
  std::vector<std::vector<double>> first, last;   ///< national indicators in quarters at either end
  std::vector<double> sums;                       ///< of each national indicator over the quarters where it is finite
  std::vector<int> finite;                        ///< quarters in each of these sums
  std::vector<double> first_shares, last_shares;  ///< sums over the quarters of the year
  int year = 0;                                   ///< quarters in these sums: four, or fewer in a run that is shorter
};

/// Sums series over replications, always in rising order of replication, so that the means do not depend on who
/// finished first. Few series wait, for replications are started in rising order.
class Means {
public:
  explicit Means(std::size_t industries);
  void add(int replication, ReplicationSeries series);
  /// Merges also what waits for replications that were never finished, and writes the means.
  void finish(RunSummary& summary);

private:
  void merge(const ReplicationSeries& series);

  std::mutex mutex_;
  std::map<int, ReplicationSeries> waiting_;
  int next_ = 0;
  std::vector<std::vector<double>> first_, last_;  ///< sums over replications, [quarter][indicator]
  std::vector<int> reached_;                       ///< replications in each quarter of `first_`
  std::vector<double> mean_;                       ///< sums of the means of complete replications
  std::vector<int> finite_;                        ///< replications in each of these sums
  std::vector<double> first_shares_, last_shares_;
  int complete_ = 0;
};

std::vector<Indicator> national_indicators();

}  // namespace kaldor

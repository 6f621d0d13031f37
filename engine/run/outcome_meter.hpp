#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

/// What a measure reads in one quarter. A mean leaves out cells that are not a number or have no weight.
double measured(const Measure& measure, const FrameLayout& layout, std::span<const double> frame);

/// Takes the quarters of one arm and replication and keeps one number an outcome.
class OutcomeMeter {
public:
  OutcomeMeter(const std::vector<Outcome>& outcomes, const FrameLayout& layout);
  /// Takes the frame of quarter `period` (from 0).
  void take(int period, std::span<const double> frame);

  /// The mean of outcome `o` over its quarters.
  double value(std::size_t o) const;
  /// Public cost of policies over GDP, both cumulated from the first quarter to the last of outcome `o`; not a number
  /// when nothing records it.
  double cost(std::size_t o) const;

private:
  struct Sums {
    double value = 0, cost = 0, gdp = 0;
  };
  const std::vector<Outcome>& outcomes_;
  const FrameLayout& layout_;
  std::optional<std::size_t> cost_, gdp_;  ///< places in the frame
  std::vector<Sums> sums_;
};

}  // namespace kaldor

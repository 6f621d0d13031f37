#include "kaldor/indicators/dynamics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "numerics.hpp"
#include "sorted_records.hpp"

namespace kaldor::indicators {

double dhs_growth(double before, double after) {
  return before >= 0 && after >= 0 ? ratio(2 * (after - before), after + before) : kUndefined;
}

JobFlows job_flows(std::span<const double> before, std::span<const double> after, std::span<const double> weights) {
  const Weights weight(weights);
  constexpr JobFlows kNone{kUndefined, kUndefined, kUndefined, kUndefined, kUndefined};
  if (before.size() != after.size() || !weight.fit(before.size())) return kNone;
  if (!none_negative(before) || !none_negative(after) || !none_negative(weights)) return kNone;
  Sum gains, losses, size;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double change = weight[i] * (after[i] - before[i]);
    if (change > 0) gains += change;
    if (change < 0) losses += -change;
    size += weight[i] * (after[i] + before[i]) / 2;
  }
  const double creation = ratio(gains.value(), size.value());
  const double destruction = ratio(losses.value(), size.value());
  const double net = creation - destruction, reallocation = creation + destruction;
  return {creation, destruction, net, reallocation, reallocation - std::abs(net)};
}

double hill_tail(std::span<const double> values, std::size_t count) {
  if (count == 0 || values.size() <= count) return kUndefined;
  std::vector<double> sorted(values.begin(), values.end());
  if (!none_negative(sorted)) return kUndefined;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  const double smallest = sorted[count];
  Sum logs;
  for (std::size_t i = 0; i < count; ++i) logs += log_of(ratio(sorted[i], smallest));
  return ratio(static_cast<double>(count), logs.value());
}

double weighted_hill_tail(std::span<const double> values, std::span<const double> weights, double count) {
  const bool records_fit = values.size() == weights.size() && none_negative(values) && none_negative(weights);
  if (!records_fit || !(count > 0)) return kUndefined;
  const std::vector<Record> records = sorted_records(values, weights);
  // The record that holds the firm next below the `count` largest; firms of the same record add ln 1 = 0.
  auto next = records.rbegin();
  double above = 0;
  while (next != records.rend() && above + next->weight <= count) above += (next++)->weight;
  if (next == records.rend() || !(next->value > 0)) return kUndefined;
  Sum logs;
  for (auto record = records.rbegin(); record != next; ++record)
    logs += record->weight * math::log(record->value / next->value);
  return ratio(count, logs.value());
}

double median(std::span<const double> values) {
  if (values.empty()) return kUndefined;
  for (const double value : values)
    if (std::isnan(value)) return kUndefined;
  std::vector<double> sorted(values.begin(), values.end());
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  if (sorted.size() % 2 == 1) return *middle;
  return (*std::max_element(sorted.begin(), middle) + *middle) / 2;
}

double laplace_scale(std::span<const double> values) {
  const double centre = median(values);
  Sum deviations;
  for (const double value : values) deviations += std::abs(value - centre);
  return ratio(deviations.value(), static_cast<double>(values.size()));
}

}  // namespace kaldor::indicators

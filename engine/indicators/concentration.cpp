#include "kaldor/indicators/concentration.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include "numerics.hpp"
#include "sorted_records.hpp"

namespace kaldor::indicators {
namespace {

bool are_records(std::span<const double> values, std::span<const double> weights) {
  return values.size() == weights.size() && none_negative(values) && none_negative(weights);
}

}  // namespace

double hhi(std::span<const double> shares) {
  return sums_to_one(shares) && none_negative(shares) ? sum_of_products(shares, shares) : kUndefined;
}

double weighted_hhi(std::span<const double> values, std::span<const double> weights) {
  if (!are_records(values, weights)) return kUndefined;
  const double total = sum_of_products(values, weights);
  if (!(total > 0)) return kUndefined;
  Sum squares;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double share = values[i] / total;
    squares += weights[i] * share * share;
  }
  return squares.value();
}

double effective_number(double hhi) { return ratio(1, hhi); }

double concentration_ratio(std::span<const double> shares, std::size_t count) {
  if (!sums_to_one(shares) || !none_negative(shares)) return kUndefined;
  std::vector<double> sorted(shares.begin(), shares.end());
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  return sum_of(std::span(sorted).first(std::min(count, sorted.size())));
}

double weighted_concentration_ratio(std::span<const double> values, std::span<const double> weights, double count) {
  if (!are_records(values, weights) || !(count >= 0)) return kUndefined;
  const std::vector<Record> records = sorted_records(values, weights);
  double remaining = count;
  Sum largest;
  for (auto record = records.rbegin(); record != records.rend() && remaining > 0; ++record) {
    const double counted = std::min(record->weight, remaining);
    largest += counted * record->value;
    remaining -= counted;
  }
  return ratio(largest.value(), sum_of_products(values, weights));
}

double shannon(std::span<const double> shares) {
  if (!sums_to_one(shares)) return kUndefined;
  Sum terms;
  for (const double share : shares) terms += x_log_ratio(share, 1);
  return 0 - terms.value();
}

double theil(std::span<const double> values) {
  const auto count = static_cast<double>(values.size());
  const double mean = sum_of(values) / count;
  if (!(mean > 0)) return kUndefined;
  Sum terms;
  for (const double value : values) terms += x_log_ratio(value / mean, 1);
  return terms.value() / count;
}

double weighted_theil(std::span<const double> values, std::span<const double> weights) {
  if (!are_records(values, weights)) return kUndefined;
  const double count = sum_of(weights);
  const double mean = ratio(sum_of_products(values, weights), count);
  if (!(mean > 0)) return kUndefined;
  Sum terms;
  for (std::size_t i = 0; i < values.size(); ++i) terms += weights[i] * x_log_ratio(values[i] / mean, 1);
  return terms.value() / count;
}

double gini(std::span<const double> values) {
  if (!none_negative(values)) return kUndefined;
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const auto count = static_cast<double>(sorted.size());
  Sum ranked;
  for (std::size_t i = 0; i < sorted.size(); ++i) ranked += (2 * static_cast<double>(i) + 1 - count) * sorted[i];
  return ratio(ranked.value(), count * sum_of(sorted));
}

double weighted_gini(std::span<const double> values, std::span<const double> weights) {
  if (!are_records(values, weights)) return kUndefined;
  const std::vector<Record> records = sorted_records(values, weights);
  const double count = sum_of(weights);
  // The ranks of the real firms behind a record are consecutive; their mean stands for each of them.
  Sum ranked, below;
  for (const Record& record : records) {
    ranked += record.weight * record.value * (2 * below.value() + record.weight - count);
    below += record.weight;
  }
  return ratio(ranked.value(), count * sum_of_products(values, weights));
}

}  // namespace kaldor::indicators

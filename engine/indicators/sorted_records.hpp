#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "numerics.hpp"

namespace kaldor::indicators {

struct Record {
  double value;
  double weight;
};

/// Records in rising order of value, then weight: a full key, so that the order of the input never shows in the bits.
inline std::vector<Record> sorted_records(std::span<const double> values, std::span<const double> weights) {
  std::vector<Record> records(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) records[i] = {values[i], weights[i]};
  std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
    return a.value < b.value || (a.value == b.value && a.weight < b.weight);
  });
  return records;
}

}  // namespace kaldor::indicators

#pragma once

#include <vector>

#include "kaldor/indicators/complexity.hpp"
#include "numerics.hpp"

namespace kaldor::indicators {

inline bool is_presence_table(MatrixView table) {
  if (!table.is_whole()) return false;
  for (const double value : table.values)
    if (value != 0 && value != 1) return false;
  return true;
}

/// (1 / k_r) sum_p M_rp values_p; not-a-number for an empty row. Values of empty columns are not read.
inline std::vector<double> mean_over_products(MatrixView table, const std::vector<double>& values) {
  std::vector<double> means(table.rows);
  for (std::size_t r = 0; r < table.rows; ++r) {
    Sum sum, count;
    for (std::size_t p = 0; p < table.columns; ++p)
      if (table(r, p) == 1) {
        sum += values[p];
        count += 1;
      }
    means[r] = ratio(sum.value(), count.value());
  }
  return means;
}

/// The same the other way, (1 / k_p) sum_r M_rp values_r.
inline std::vector<double> mean_over_regions(MatrixView table, const std::vector<double>& values) {
  std::vector<double> means(table.columns);
  for (std::size_t p = 0; p < table.columns; ++p) {
    Sum sum, count;
    for (std::size_t r = 0; r < table.rows; ++r)
      if (table(r, p) == 1) {
        sum += values[r];
        count += 1;
      }
    means[p] = ratio(sum.value(), count.value());
  }
  return means;
}

}  // namespace kaldor::indicators

// What regions have and how near products are; complexity.cpp has the measures that iterate over both sides.

#include <algorithm>

#include "kaldor/indicators/complexity.hpp"
#include "presence_table.hpp"

namespace kaldor::indicators {

Matrix comparative_advantage(MatrixView values) {
  Matrix advantage(values.rows, values.columns, kUndefined);
  if (!values.is_whole()) return advantage;
  std::vector<Sum> columns(values.columns);
  for (std::size_t r = 0; r < values.rows; ++r)
    for (std::size_t p = 0; p < values.columns; ++p) columns[p] += values(r, p);
  const double all = sum_of(values.values);
  for (std::size_t r = 0; r < values.rows; ++r) {
    const double row = sum_of(values.row(r));
    for (std::size_t p = 0; p < values.columns; ++p)
      advantage(r, p) = ratio(ratio(values(r, p), row), ratio(columns[p].value(), all));
  }
  return advantage;
}

Matrix presence(MatrixView advantage, double threshold) {
  Matrix table(advantage.rows, advantage.columns, kUndefined);
  if (!advantage.is_whole()) return table;
  for (std::size_t i = 0; i < table.values.size(); ++i) table.values[i] = advantage.values[i] >= threshold ? 1 : 0;
  return table;
}

std::vector<double> diversity(MatrixView presence) {
  std::vector<double> counts(presence.rows, kUndefined);
  if (!is_presence_table(presence)) return counts;
  for (std::size_t r = 0; r < presence.rows; ++r) counts[r] = sum_of(presence.row(r));
  return counts;
}

std::vector<double> ubiquity(MatrixView presence) {
  std::vector<double> counts(presence.columns, is_presence_table(presence) ? 0 : kUndefined);
  if (!is_presence_table(presence)) return counts;
  for (std::size_t r = 0; r < presence.rows; ++r)
    for (std::size_t p = 0; p < presence.columns; ++p) counts[p] += presence(r, p);
  return counts;
}

Matrix proximity(MatrixView presence) {
  Matrix result(presence.columns, presence.columns, kUndefined);
  if (!is_presence_table(presence)) return result;
  const std::vector<double> counts = ubiquity(presence);
  for (std::size_t a = 0; a < presence.columns; ++a)
    for (std::size_t b = 0; b < presence.columns; ++b) {
      double common = 0;
      for (std::size_t r = 0; r < presence.rows; ++r) common += presence(r, a) * presence(r, b);
      if (counts[a] > 0 && counts[b] > 0) result(a, b) = common / std::max(counts[a], counts[b]);
    }
  return result;
}

Matrix related_density(MatrixView presence, MatrixView proximity) {
  Matrix density(presence.rows, presence.columns, kUndefined);
  if (!is_presence_table(presence) || !proximity.is_square() || proximity.rows != presence.columns) return density;
  for (std::size_t p = 0; p < presence.columns; ++p) {
    Sum near;
    for (std::size_t other = 0; other < presence.columns; ++other)
      if (other != p && proximity(other, p) > 0) near += proximity(other, p);
    for (std::size_t r = 0; r < presence.rows; ++r) {
      Sum present;
      for (std::size_t other = 0; other < presence.columns; ++other)
        if (other != p && proximity(other, p) > 0) present += presence(r, other) * proximity(other, p);
      density(r, p) = ratio(present.value(), near.value());
    }
  }
  return density;
}

std::vector<double> prody(MatrixView exports, std::span<const double> incomes) {
  std::vector<double> levels(exports.columns, kUndefined);
  if (!exports.is_whole() || incomes.size() != exports.rows) return levels;
  std::vector<Sum> shares(exports.columns), weighted(exports.columns);
  for (std::size_t r = 0; r < exports.rows; ++r) {
    const double total = sum_of(exports.row(r));
    if (total == 0) continue;
    for (std::size_t p = 0; p < exports.columns; ++p) {
      const double share = ratio(exports(r, p), total);
      shares[p] += share;
      weighted[p] += share * incomes[r];
    }
  }
  for (std::size_t p = 0; p < exports.columns; ++p) levels[p] = ratio(weighted[p].value(), shares[p].value());
  return levels;
}

std::vector<double> expy(MatrixView exports, std::span<const double> prody) {
  std::vector<double> levels(exports.rows, kUndefined);
  if (!exports.is_whole() || prody.size() != exports.columns) return levels;
  for (std::size_t r = 0; r < exports.rows; ++r) {
    Sum sum;
    for (std::size_t p = 0; p < exports.columns; ++p)
      if (exports(r, p) != 0) sum += exports(r, p) * prody[p];
    levels[r] = ratio(sum.value(), sum_of(exports.row(r)));
  }
  return levels;
}

}  // namespace kaldor::indicators

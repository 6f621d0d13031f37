#include "kaldor/indicators/complexity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "numerics.hpp"
#include "presence_table.hpp"
#include "symmetric_eigen.hpp"

namespace kaldor::indicators {
namespace {

/// Eigenvalues of reflection tables lie in [0, 1]; closer ones than this are one eigenvalue.
constexpr double kOneEigenvalue = 1e-9;

Matrix transposed(MatrixView table) {
  Matrix result(table.columns, table.rows);
  for (std::size_t i = 0; i < table.rows; ++i)
    for (std::size_t j = 0; j < table.columns; ++j) result(j, i) = table(i, j);
  return result;
}

/// Places of the rows that have an entry.
std::vector<std::size_t> filled_rows(MatrixView table) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < table.rows; ++i)
    if (sum_of(table.row(i)) > 0) rows.push_back(i);
  return rows;
}

struct SecondVector {
  std::vector<double> rows;  ///< not-a-number in empty rows
  double eigenvalue;
};

/// The reflection table is D^-1/2 S D^1/2 with the symmetric S_ij = sum_p M_ip M_jp / (k_p sqrt(k_i k_j)), D the
/// diversities: same eigenvalues, eigenvectors divided by sqrt(k_i).
SecondVector second_vector(MatrixView table) {
  const std::vector<std::size_t> filled = filled_rows(table);
  const std::vector<double> k_row = diversity(table), k_column = ubiquity(table);
  SecondVector result{std::vector<double>(table.rows, kUndefined), kUndefined};
  if (filled.size() < 2) return result;
  Matrix symmetric(filled.size(), filled.size());
  for (std::size_t i = 0; i < filled.size(); ++i)
    for (std::size_t j = i; j < filled.size(); ++j) {
      Sum common;
      for (std::size_t p = 0; p < table.columns; ++p)
        if (table(filled[i], p) == 1 && table(filled[j], p) == 1) common += 1 / k_column[p];
      symmetric(i, j) = symmetric(j, i) = common.value() / std::sqrt(k_row[filled[i]] * k_row[filled[j]]);
    }
  const SymmetricEigen eigen = symmetric_eigen(symmetric);
  const double third = eigen.values.size() > 2 ? eigen.values[2] : 0;
  const bool is_single = eigen.values[0] - eigen.values[1] > kOneEigenvalue && eigen.values[1] - third > kOneEigenvalue;
  if (!is_single) return result;
  result.eigenvalue = eigen.values[1];
  for (std::size_t i = 0; i < filled.size(); ++i)
    result.rows[filled[i]] = eigen.vectors(1, i) / std::sqrt(k_row[filled[i]]);
  return result;
}

/// Mean and standard deviation of the values that are defined.
struct Moments {
  double mean;
  double deviation;
};

Moments moments(const std::vector<double>& values, Deviation deviation) {
  Sum sum, squares;
  double count = 0;
  for (const double value : values)
    if (!std::isnan(value)) {
      sum += value;
      count += 1;
    }
  const double mean = ratio(sum.value(), count);
  for (const double value : values)
    if (!std::isnan(value)) squares += (value - mean) * (value - mean);
  const double freedom = deviation == Deviation::sample ? count - 1 : count;
  return {mean, std::sqrt(ratio(squares.value(), freedom))};
}

std::vector<double> standardised(std::vector<double> values, Deviation deviation, double sign) {
  const Moments scale = moments(values, deviation);
  for (double& value : values) value = sign * ratio(value - scale.mean, scale.deviation);
  return values;
}

/// Sign of the correlation, 0 when rounding could have made it.
double sign_of_correlation(const std::vector<double>& values, const std::vector<double>& reference) {
  std::vector<double> defined = reference;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::isnan(values[i])) defined[i] = kUndefined;
  const Moments a = moments(values, Deviation::population), b = moments(defined, Deviation::population);
  Sum products;
  double count = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) {
      products += (values[i] - a.mean) * (reference[i] - b.mean);
      count += 1;
    }
  const double correlation = ratio(products.value() / count, a.deviation * b.deviation);
  return std::abs(correlation) > kOneEigenvalue ? std::copysign(1.0, correlation) : 0;
}

void divide_by_mean(std::vector<double>& values, const std::vector<std::size_t>& filled) {
  Sum sum;
  for (const std::size_t i : filled) sum += values[i];
  const double mean = sum.value() / static_cast<double>(filled.size());
  for (const std::size_t i : filled) values[i] = ratio(values[i], mean);
}

/// Places by falling value, ties by place.
std::vector<std::size_t> ranking(const std::vector<double>& values, std::vector<std::size_t> places) {
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return values[a] > values[b] || (values[a] == values[b] && a < b); });
  return places;
}

}  // namespace

Matrix reflection_table(MatrixView presence) {
  Matrix table(presence.rows, presence.rows, kUndefined);
  if (!is_presence_table(presence)) return table;
  const std::vector<double> k_row = diversity(presence), k_column = ubiquity(presence);
  for (std::size_t r = 0; r < presence.rows; ++r)
    for (std::size_t other = 0; other < presence.rows; ++other) {
      Sum common;
      for (std::size_t p = 0; p < presence.columns; ++p)
        if (presence(r, p) == 1 && presence(other, p) == 1) common += 1 / k_column[p];
      table(r, other) = ratio(common.value(), k_row[r]);
    }
  return table;
}

Reflections reflect(MatrixView presence, int steps) {
  Reflections result{diversity(presence), ubiquity(presence)};
  if (!is_presence_table(presence)) return result;
  for (int step = 0; step < steps; ++step) {
    std::vector<double> regions = mean_over_products(presence, result.products);
    result.products = mean_over_regions(presence, result.regions);
    result.regions = std::move(regions);
  }
  return result;
}

Complexity economic_complexity(MatrixView presence, Deviation deviation) {
  Complexity none{std::vector<double>(presence.rows, kUndefined), std::vector<double>(presence.columns, kUndefined),
                  kUndefined};
  if (!is_presence_table(presence)) return none;
  // The shorter side has the smaller eigenproblem; the vector of the other side is its mean over the table.
  const bool rows_are_fewer = presence.rows <= presence.columns;
  const SecondVector vector = rows_are_fewer ? second_vector(presence) : second_vector(transposed(presence));
  if (std::isnan(vector.eigenvalue)) return none;
  const std::vector<double> regions = rows_are_fewer ? vector.rows : mean_over_products(presence, vector.rows);
  const std::vector<double> products = rows_are_fewer ? mean_over_regions(presence, vector.rows) : vector.rows;
  const double sign = sign_of_correlation(regions, diversity(presence));
  if (sign == 0) return none;
  return {standardised(regions, deviation, sign), standardised(products, deviation, sign), vector.eigenvalue};
}

Fitness fitness_complexity(MatrixView presence, int most_iterations, int steady_iterations) {
  Fitness result{std::vector<double>(presence.rows, kUndefined), std::vector<double>(presence.columns, kUndefined), 0};
  if (!is_presence_table(presence)) return result;
  const std::vector<std::size_t> rows = filled_rows(presence), columns = filled_rows(transposed(presence));
  for (const std::size_t r : rows) result.regions[r] = 1;
  for (const std::size_t p : columns) result.products[p] = 1;
  std::vector<std::size_t> order = ranking(result.regions, rows);
  int steady = 0;
  while (result.iterations < most_iterations && (steady_iterations <= 0 || steady < steady_iterations)) {
    const std::vector<double> fitness = result.regions, quality = result.products;
    for (const std::size_t r : rows) {
      Sum sum;
      for (const std::size_t p : columns) sum += presence(r, p) == 1 ? quality[p] : 0;
      result.regions[r] = sum.value();
    }
    for (const std::size_t p : columns) {
      double sum = 0;  // may be infinite once a fitness has gone to zero
      for (const std::size_t r : rows) sum += presence(r, p) == 1 ? 1 / fitness[r] : 0;
      result.products[p] = 1 / sum;
    }
    divide_by_mean(result.regions, rows);
    divide_by_mean(result.products, columns);
    ++result.iterations;
    std::vector<std::size_t> next = ranking(result.regions, rows);
    steady = next == order ? steady + 1 : 0;
    order = std::move(next);
  }
  return result;
}

}  // namespace kaldor::indicators

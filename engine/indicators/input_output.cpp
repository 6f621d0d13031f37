#include "kaldor/indicators/input_output.hpp"

#include <algorithm>

#include "linear_system.hpp"
#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

/// Rounding below zero that an inverse of a productive table may show.
constexpr double kRounding = 1e-12;

std::vector<double> undefined(std::size_t count) { return std::vector<double>(count, kUndefined); }

/// (I - a)^-1, or all not-a-number unless it exists and is at least zero (Hawkins and Simon).
Matrix inverse_of_rest(MatrixView a) {
  if (!a.is_square()) return {a.rows, a.columns, kUndefined};
  Matrix rest(a.rows, a.rows), inverse(a.rows, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < a.rows; ++j) rest(i, j) = (i == j ? 1 : 0) - a(i, j);
    inverse(i, i) = 1;
  }
  const bool solved = solve(rest, inverse);
  const auto is_negative = [](double value) { return !(value >= -kRounding); };
  if (!solved || std::any_of(inverse.values.begin(), inverse.values.end(), is_negative))
    return {a.rows, a.rows, kUndefined};
  return inverse;
}

std::vector<double> times(MatrixView matrix, std::span<const double> column) {
  std::vector<double> result(matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i) result[i] = sum_of_products(matrix.row(i), column);
  return result;
}

std::vector<double> row_times(std::span<const double> row, MatrixView matrix) {
  std::vector<double> result(matrix.columns);
  for (std::size_t j = 0; j < matrix.columns; ++j) {
    Sum sum;
    for (std::size_t i = 0; i < matrix.rows; ++i) sum += row[i] * matrix(i, j);
    result[j] = sum.value();
  }
  return result;
}

/// Upstreamness where `available` is what an industry's output is spread over.
std::vector<double> upstreamness_over(MatrixView a, std::span<const double> output, std::span<const double> available) {
  Matrix sales(a.rows, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < a.rows; ++j)
      if (output[i] != 0 && output[j] != 0) sales(i, j) = a(i, j) * ratio(output[j], available[i]);
  const Matrix inverse = inverse_of_rest(sales);
  std::vector<double> stages(a.rows);
  for (std::size_t i = 0; i < a.rows; ++i) stages[i] = output[i] == 0 ? kUndefined : sum_of(MatrixView(inverse).row(i));
  return stages;
}

}  // namespace

Matrix total_requirements(MatrixView coefficients) { return inverse_of_rest(coefficients); }

Matrix full_consumption(MatrixView coefficients) {
  Matrix result = inverse_of_rest(coefficients);
  for (std::size_t i = 0; i < std::min(result.rows, result.columns); ++i) result(i, i) -= 1;
  return result;
}

std::vector<double> gross_output(MatrixView coefficients, std::span<const double> final_demand) {
  if (!coefficients.is_square() || final_demand.size() != coefficients.rows) return undefined(final_demand.size());
  return times(inverse_of_rest(coefficients), final_demand);
}

std::vector<double> upstreamness(MatrixView coefficients, std::span<const double> output) {
  if (!coefficients.is_square() || output.size() != coefficients.rows) return undefined(output.size());
  return upstreamness_over(coefficients, output, output);
}

std::vector<double> open_upstreamness(MatrixView coefficients, std::span<const double> output,
                                      std::span<const double> exports, std::span<const double> imports) {
  const std::size_t n = output.size();
  const bool fits = coefficients.is_square() && coefficients.rows == n && exports.size() == n && imports.size() == n;
  if (!fits) return undefined(n);
  std::vector<double> available(n);
  for (std::size_t i = 0; i < n; ++i) available[i] = output[i] - exports[i] + imports[i];
  return upstreamness_over(coefficients, output, available);
}

std::vector<double> downstreamness(MatrixView coefficients) {
  return chain_content(coefficients, std::vector<double>(coefficients.rows, 1.0));
}

double linkage_length(double upstreamness, double downstreamness) { return upstreamness + downstreamness - 1; }

double chain_position(double upstreamness, double downstreamness) {
  return ratio(downstreamness - 1, upstreamness + downstreamness - 2);
}

std::vector<double> direct_to_total_use(MatrixView coefficients, std::span<const double> final_demand) {
  if (!coefficients.is_square() || final_demand.size() != coefficients.rows) return undefined(final_demand.size());
  std::vector<double> direct = times(coefficients, final_demand);
  const std::vector<double> total = times(inverse_of_rest(coefficients), direct);
  for (std::size_t i = 0; i < direct.size(); ++i) direct[i] = ratio(direct[i], total[i]);
  return direct;
}

std::vector<double> chain_content(MatrixView domestic_coefficients, std::span<const double> direct_content) {
  if (!domestic_coefficients.is_square() || direct_content.size() != domestic_coefficients.rows)
    return undefined(direct_content.size());
  return row_times(direct_content, inverse_of_rest(domestic_coefficients));
}

double domestic_value_added_in_exports(MatrixView domestic_coefficients, std::span<const double> value_added_content,
                                       std::span<const double> exports) {
  if (value_added_content.size() != exports.size()) return kUndefined;
  const std::vector<double> shares = chain_content(domestic_coefficients, value_added_content);
  return ratio(sum_of_products(shares, exports), sum_of(exports));
}

Matrix absorbed_value_added(MatrixView coefficients, std::span<const double> value_added_content,
                            MatrixView final_demand, std::span<const int> regions) {
  const std::size_t n = coefficients.rows, region_count = final_demand.columns;
  Matrix absorbed(region_count, region_count, kUndefined);
  const auto is_unknown = [&](int region) { return region < 0 || static_cast<std::size_t>(region) >= region_count; };
  const bool fits = coefficients.is_square() && final_demand.is_whole() && final_demand.rows == n &&
                    value_added_content.size() == n && regions.size() == n;
  if (!fits || std::any_of(regions.begin(), regions.end(), is_unknown)) return absorbed;
  const Matrix inverse = inverse_of_rest(coefficients);
  for (std::size_t use = 0; use < region_count; ++use) {
    std::vector<Sum> sums(region_count);
    for (std::size_t i = 0; i < n; ++i) {
      Sum output;
      for (std::size_t j = 0; j < n; ++j) output += inverse(i, j) * final_demand(j, use);
      sums[static_cast<std::size_t>(regions[i])] += value_added_content[i] * output.value();
    }
    for (std::size_t r = 0; r < region_count; ++r) absorbed(r, use) = sums[r].value();
  }
  return absorbed;
}

double vax_ratio(MatrixView absorbed, std::size_t region, double gross_exports) {
  if (!absorbed.is_square() || region >= absorbed.rows) return kUndefined;
  Sum abroad;
  for (std::size_t use = 0; use < absorbed.columns; ++use)
    if (use != region) abroad += absorbed(region, use);
  return ratio(abroad.value(), gross_exports);
}

double chain_position_of_exports(double indirect_value_added, double foreign_value_added, double exports) {
  return log_of(1 + ratio(indirect_value_added, exports)) - log_of(1 + ratio(foreign_value_added, exports));
}

double chain_participation(double indirect_value_added, double foreign_value_added, double exports) {
  return ratio(indirect_value_added + foreign_value_added, exports);
}

}  // namespace kaldor::indicators

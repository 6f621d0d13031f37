// One number from several components of involution.

#include <cmath>

#include "kaldor/indicators/involution.hpp"
#include "numerics.hpp"
#include "symmetric_eigen.hpp"

namespace kaldor::indicators {
namespace {

/// Columns of mean zero and population deviation one; a column without spread is zero.
Matrix z_scores(MatrixView components) {
  Matrix scores(components.rows, components.columns);
  const auto count = static_cast<double>(components.rows);
  for (std::size_t k = 0; k < components.columns; ++k) {
    Sum sum, squares;
    for (std::size_t i = 0; i < components.rows; ++i) sum += components(i, k);
    const double mean = sum.value() / count;
    for (std::size_t i = 0; i < components.rows; ++i) squares += (components(i, k) - mean) * (components(i, k) - mean);
    const double deviation = std::sqrt(squares.value() / count);
    const bool has_spread = !(deviation <= 1e-14 * std::abs(mean));  // below that it is rounding of the mean
    for (std::size_t i = 0; i < components.rows; ++i)
      scores(i, k) = has_spread ? (components(i, k) - mean) / deviation : 0;
  }
  return scores;
}

Matrix correlations(const Matrix& scores) {
  Matrix result(scores.columns, scores.columns);
  for (std::size_t a = 0; a < scores.columns; ++a)
    for (std::size_t b = a; b < scores.columns; ++b) {
      Sum products;
      for (std::size_t i = 0; i < scores.rows; ++i) products += scores(i, a) * scores(i, b);
      result(a, b) = result(b, a) = products.value() / static_cast<double>(scores.rows);
    }
  return result;
}

}  // namespace

std::vector<double> mean_z_score(MatrixView components) {
  if (!components.is_whole()) return std::vector<double>(components.rows, kUndefined);
  const Matrix scores = z_scores(components);
  std::vector<double> means(components.rows);
  for (std::size_t i = 0; i < components.rows; ++i)
    means[i] = sum_of(MatrixView(scores).row(i)) / static_cast<double>(components.columns);
  return means;
}

FirstComponent first_component(MatrixView components) {
  FirstComponent result{std::vector<double>(components.rows, kUndefined),
                        std::vector<double>(components.columns, kUndefined), kUndefined};
  if (!components.is_whole() || components.rows < 2) return result;
  for (const double value : components.values)
    if (!std::isfinite(value)) return result;
  constexpr double kOneEigenvalue = 1e-9;
  const Matrix scores = z_scores(components);
  const SymmetricEigen eigen = symmetric_eigen(correlations(scores));
  const double second = eigen.values.size() > 1 ? eigen.values[1] : 0;
  if (!(eigen.values[0] - second > kOneEigenvalue)) return result;
  const std::span<const double> vector = MatrixView(eigen.vectors).row(0);
  // A score rises with the mean z-score when the vector's covariance with the vector of ones is positive; that is
  // eigenvalue times the sum of its elements.
  const double total = sum_of(vector);
  if (std::abs(total) <= kOneEigenvalue) return result;
  const double sign = std::copysign(1.0, total);
  for (std::size_t k = 0; k < components.columns; ++k) result.loadings[k] = sign * vector[k];
  for (std::size_t i = 0; i < components.rows; ++i)
    result.scores[i] = sum_of_products(MatrixView(scores).row(i), result.loadings) / std::sqrt(eigen.values[0]);
  result.explained = eigen.values[0] / sum_of(eigen.values);
  return result;
}

}  // namespace kaldor::indicators

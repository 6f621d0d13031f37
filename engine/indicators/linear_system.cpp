#include "linear_system.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaldor::indicators {
namespace {

/// A pivot this small against the largest number of the matrix is rounding.
constexpr double kSmallestPivot = 1e-14;

double largest_absolute(const std::vector<double>& values) {
  double largest = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) return value;
    largest = std::max(largest, std::abs(value));
  }
  return largest;
}

void swap_rows(Matrix& matrix, std::size_t a, std::size_t b) {
  for (std::size_t j = 0; j < matrix.columns; ++j) std::swap(matrix(a, j), matrix(b, j));
}

/// row(target) -= factor x row(source), from column `first` on.
void subtract_row(Matrix& matrix, std::size_t target, std::size_t source, double factor, std::size_t first) {
  for (std::size_t j = first; j < matrix.columns; ++j) matrix(target, j) -= factor * matrix(source, j);
}

std::size_t pivot_row(const Matrix& matrix, std::size_t column) {
  std::size_t best = column;
  for (std::size_t i = column + 1; i < matrix.rows; ++i)
    if (std::abs(matrix(i, column)) > std::abs(matrix(best, column))) best = i;
  return best;
}

}  // namespace

bool solve(Matrix& left, Matrix& right) {
  const double scale = largest_absolute(left.values);
  if (!(scale > 0 && std::isfinite(scale))) return false;
  for (std::size_t k = 0; k < left.rows; ++k) {
    const std::size_t pivot = pivot_row(left, k);
    if (!(std::abs(left(pivot, k)) > kSmallestPivot * scale)) return false;
    swap_rows(left, k, pivot);
    swap_rows(right, k, pivot);
    for (std::size_t i = k + 1; i < left.rows; ++i) {
      const double factor = left(i, k) / left(k, k);
      if (factor == 0) continue;
      subtract_row(left, i, k, factor, k);
      subtract_row(right, i, k, factor, 0);
    }
  }
  for (std::size_t k = left.rows; k-- > 0;) {
    for (std::size_t i = k + 1; i < left.rows; ++i) subtract_row(right, k, i, left(k, i), 0);
    for (std::size_t j = 0; j < right.columns; ++j) right(k, j) /= left(k, k);
  }
  return true;
}

}  // namespace kaldor::indicators

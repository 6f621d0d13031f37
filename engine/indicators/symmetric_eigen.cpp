#include "symmetric_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kaldor::indicators {
namespace {

constexpr int kMostSweeps = 60;  // convergence is quadratic; six to ten are usual

/// Rows p and q of `matrix` turned by the angle with cosine c and sine s.
void turn_rows(Matrix& matrix, std::size_t p, std::size_t q, double c, double s) {
  for (std::size_t j = 0; j < matrix.columns; ++j) {
    const double at_p = matrix(p, j), at_q = matrix(q, j);
    matrix(p, j) = c * at_p - s * at_q;
    matrix(q, j) = s * at_p + c * at_q;
  }
}

void turn_columns(Matrix& matrix, std::size_t p, std::size_t q, double c, double s) {
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    const double at_p = matrix(i, p), at_q = matrix(i, q);
    matrix(i, p) = c * at_p - s * at_q;
    matrix(i, q) = s * at_p + c * at_q;
  }
}

/// The rotation that makes element (p, q) zero; false when it is zero already.
bool rotate(Matrix& matrix, Matrix& vectors, std::size_t p, std::size_t q) {
  const double off = matrix(p, q);
  // An element that cannot change either diagonal number in its last place is zero for the purpose.
  if (std::abs(off) <= 0x1p-54 * std::min(std::abs(matrix(p, p)), std::abs(matrix(q, q))) || std::abs(off) < 1e-300) {
    matrix(p, q) = matrix(q, p) = 0;
    return false;
  }
  const double theta = (matrix(q, q) - matrix(p, p)) / (2 * off);
  const double t = std::copysign(1.0, theta) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1), s = t * c;
  turn_rows(matrix, p, q, c, s);
  turn_columns(matrix, p, q, c, s);
  turn_rows(vectors, p, q, c, s);
  matrix(p, q) = matrix(q, p) = 0;
  return true;
}

bool sweep(Matrix& matrix, Matrix& vectors) {
  bool turned = false;
  for (std::size_t p = 0; p + 1 < matrix.rows; ++p)
    for (std::size_t q = p + 1; q < matrix.rows; ++q) turned = rotate(matrix, vectors, p, q) || turned;
  return turned;
}

}  // namespace

SymmetricEigen symmetric_eigen(Matrix matrix) {
  const std::size_t n = matrix.rows;
  Matrix vectors(n, n);
  for (std::size_t i = 0; i < n; ++i) vectors(i, i) = 1;
  for (int i = 0; i < kMostSweeps && sweep(matrix, vectors); ++i) {
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return matrix(a, a) > matrix(b, b) || (matrix(a, a) == matrix(b, b) && a < b);
  });
  SymmetricEigen result{std::vector<double>(n), Matrix(n, n)};
  for (std::size_t k = 0; k < n; ++k) {
    result.values[k] = matrix(order[k], order[k]);
    for (std::size_t j = 0; j < n; ++j) result.vectors(k, j) = vectors(order[k], j);
  }
  return result;
}

}  // namespace kaldor::indicators

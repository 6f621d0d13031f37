#include <catch2/catch.hpp>
#include <cmath>

#include "../../engine/indicators/linear_system.hpp"
#include "../../engine/indicators/symmetric_eigen.hpp"
#include "near.hpp"
#include "test_numbers.hpp"

using namespace kaldor::indicators;

namespace {

Matrix random_matrix(std::uint64_t seed, std::size_t n) {
  TestNumbers numbers(seed);
  Matrix matrix(n, n);
  for (double& value : matrix.values) value = 2 * numbers.next() - 1;
  return matrix;
}

Matrix symmetric_part(const Matrix& matrix) {
  Matrix result(matrix.rows, matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i)
    for (std::size_t j = 0; j < matrix.rows; ++j) result(i, j) = (matrix(i, j) + matrix(j, i)) / 2;
  return result;
}

}  // namespace

TEST_CASE("solution of a linear system reproduces the right side, also when rows must change places") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Matrix matrix = random_matrix(seed, 30), right = random_matrix(seed + 100, 30);
    matrix(0, 0) = 0;
    Matrix left = matrix, solution = right;
    REQUIRE(solve(left, solution));
    for (std::size_t i = 0; i < 30; ++i)
      for (std::size_t j = 0; j < 30; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < 30; ++k) sum += matrix(i, k) * solution(k, j);
        CHECK(std::abs(sum - right(i, j)) < 1e-11);
      }
  }
}

TEST_CASE("a singular system has no solution") {
  Matrix matrix(2, 2), right(2, 1, 1);
  matrix.values = {1, 2, 2, 4};
  CHECK_FALSE(solve(matrix, right));
  matrix.values = {0, 0, 0, 0};
  CHECK_FALSE(solve(matrix, right));
}

TEST_CASE("eigenvectors of a symmetric matrix reproduce it, are orthogonal and in falling order") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const std::size_t n = 25;
    const Matrix matrix = symmetric_part(random_matrix(seed, n));
    const SymmetricEigen eigen = symmetric_eigen(matrix);
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        double rebuilt = 0, product = 0;
        for (std::size_t k = 0; k < n; ++k) {
          rebuilt += eigen.values[k] * eigen.vectors(k, i) * eigen.vectors(k, j);
          product += eigen.vectors(i, k) * eigen.vectors(j, k);
        }
        worst = std::max({worst, std::abs(rebuilt - matrix(i, j)), std::abs(product - (i == j ? 1 : 0))});
      }
    CHECK(worst < 1e-13);
    for (std::size_t k = 1; k < n; ++k) CHECK(eigen.values[k - 1] >= eigen.values[k]);
  }
}

TEST_CASE("eigenvalues of diagonal and of repeated matrices are exact") {
  Matrix diagonal(3, 3);
  diagonal(0, 0) = 2;
  diagonal(1, 1) = 5;
  diagonal(2, 2) = -1;
  CHECK(symmetric_eigen(diagonal).values == std::vector<double>{5, 2, -1});
  Matrix pair(2, 2, 1);
  CHECK(symmetric_eigen(pair).values[0] == near(2, 1e-15));
  CHECK(symmetric_eigen(pair).values[1] == near(0, 1e-15));
}

#pragma once

#include <vector>

#include "kaldor/indicators/matrix.hpp"

namespace kaldor::indicators {

/// Eigenvalues in falling order and the unit eigenvector of each as a row.
struct SymmetricEigen {
  std::vector<double> values;
  Matrix vectors;
};

/// Cyclic Jacobi rotations on a symmetric matrix: + - * / and square root in one fixed order, hence the same bits on
/// every machine, and no trouble with eigenvalues that lie close together. About ten sweeps of 4 n^3 operations.
SymmetricEigen symmetric_eigen(Matrix matrix);

}  // namespace kaldor::indicators

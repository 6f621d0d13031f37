#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace kaldor::indicators {

/// Numbers of a table row by row, not owned.
struct MatrixView {
  std::span<const double> values;
  std::size_t rows = 0;
  std::size_t columns = 0;

  double operator()(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
  std::span<const double> row(std::size_t index) const { return values.subspan(index * columns, columns); }
  /// True when there is one number for each row and column, and at least one.
  bool is_whole() const { return rows > 0 && columns > 0 && values.size() == rows * columns; }
  bool is_square() const { return is_whole() && rows == columns; }
};

/// The same, owned; what functions answer with.
struct Matrix {
  std::vector<double> values;
  std::size_t rows = 0;
  std::size_t columns = 0;

  Matrix() = default;
  Matrix(std::size_t row_count, std::size_t column_count, double value = 0)
      : values(row_count * column_count, value), rows(row_count), columns(column_count) {}

  double& operator()(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  double operator()(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
  operator MatrixView() const { return {values, rows, columns}; }  // NOLINT(google-explicit-constructor)
};

}  // namespace kaldor::indicators

#include "kaldor/indicators/frontier.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

/// Least c'x subject to A x <= b and x >= 0 with c >= 0, as a tableau of slack variables. Since c is not negative the
/// slacks are a dual feasible start and no first phase is needed. Ties go to the smallest index, so it cannot cycle.
class DualSimplex {
public:
  DualSimplex(std::size_t rows, std::size_t variables) : table_(rows + 1, variables + rows + 1), basis_(rows) {
    for (std::size_t i = 0; i < rows; ++i) {
      table_(i, variables + i) = 1;
      basis_[i] = variables + i;
    }
  }

  double& coefficient(std::size_t row, std::size_t variable) { return table_(row, variable); }
  double& bound(std::size_t row) { return table_(row, table_.columns - 1); }
  double& cost(std::size_t variable) { return table_(basis_.size(), variable); }

  /// Value of one variable in the solution, not-a-number when there is none.
  double solve(std::size_t wanted) {
    constexpr int kMostPivots = 10000;
    for (int i = 0; i < kMostPivots; ++i) {
      const std::size_t row = leaving();
      if (row == basis_.size()) return value_of(wanted);
      const std::size_t column = entering(row);
      if (column == last()) return kUndefined;
      pivot(row, column);
    }
    return kUndefined;
  }

private:
  static constexpr double kZero = 1e-11;  // of numbers that the caller has scaled to one

  std::size_t last() const { return table_.columns - 1; }

  /// The infeasible row whose basic variable has the smallest index.
  std::size_t leaving() const {
    std::size_t best = basis_.size();
    for (std::size_t i = 0; i < basis_.size(); ++i)
      if (table_(i, last()) < -kZero && (best == basis_.size() || basis_[i] < basis_[best])) best = i;
    return best;
  }

  /// The column that keeps all reduced costs at least zero.
  std::size_t entering(std::size_t row) const {
    std::size_t best = last();
    double least = 0;
    for (std::size_t j = 0; j < last(); ++j) {
      if (!(table_(row, j) < -kZero)) continue;
      const double price = table_(basis_.size(), j) / -table_(row, j);
      if (best == last() || price < least) {
        best = j;
        least = price;
      }
    }
    return best;
  }

  void pivot(std::size_t row, std::size_t column) {
    const double scale = table_(row, column);
    for (std::size_t j = 0; j < table_.columns; ++j) table_(row, j) /= scale;
    for (std::size_t i = 0; i < table_.rows; ++i) {
      const double factor = table_(i, column);
      if (i == row || factor == 0) continue;
      for (std::size_t j = 0; j < table_.columns; ++j) table_(i, j) -= factor * table_(row, j);
      table_(i, column) = 0;
    }
    basis_[row] = column;
  }

  double value_of(std::size_t variable) const {
    for (std::size_t i = 0; i < basis_.size(); ++i)
      if (basis_[i] == variable) return table_(i, last());
    return 0;
  }

  Matrix table_;  ///< the last row holds reduced costs, the last column bounds
  std::vector<std::size_t> basis_;
};

bool are_positive(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value > 0; });
}

bool is_table(MatrixView table, std::size_t producers, std::size_t columns) {
  return table.is_whole() && table.rows == producers && table.columns == columns && none_negative(table.values);
}

}  // namespace

double directional_distance(const Producers& technology, std::span<const double> inputs, std::span<const double> goods,
                            std::span<const double> bads) {
  const std::size_t count = technology.inputs.rows;
  const bool fits = is_table(technology.inputs, count, inputs.size()) &&
                    is_table(technology.goods, count, goods.size()) && is_table(technology.bads, count, bads.size());
  if (!fits || !none_negative(inputs) || !are_positive(goods) || !are_positive(bads)) return kUndefined;

  // Variables: the intensity z of each producer and gamma = 1 - beta, which is at least zero because bads are. Every
  // row is divided by the producer's own number, so that units do not matter.
  //   goods  sum z y / y0 >= 2 - gamma      bads  sum z b / b0 = gamma      inputs  sum z x / x0 <= 1
  DualSimplex programme(goods.size() + 2 * bads.size() + inputs.size(), count + 1);
  std::size_t row = 0;
  for (std::size_t g = 0; g < goods.size(); ++g, ++row) {
    for (std::size_t i = 0; i < count; ++i) programme.coefficient(row, i) = -technology.goods(i, g) / goods[g];
    programme.coefficient(row, count) = -1;
    programme.bound(row) = -2;
  }
  for (std::size_t b = 0; b < bads.size(); ++b)
    for (const double sign : {1.0, -1.0}) {
      for (std::size_t i = 0; i < count; ++i) programme.coefficient(row, i) = sign * technology.bads(i, b) / bads[b];
      programme.coefficient(row, count) = -sign;
      ++row;
    }
  for (std::size_t k = 0; k < inputs.size(); ++k, ++row) {
    const double scale = inputs[k] > 0 ? inputs[k] : 1;
    for (std::size_t i = 0; i < count; ++i) programme.coefficient(row, i) = technology.inputs(i, k) / scale;
    programme.bound(row) = inputs[k] / scale;
  }
  programme.cost(count) = 1;
  return 1 - programme.solve(count);
}

}  // namespace kaldor::indicators

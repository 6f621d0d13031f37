#pragma once

#include <memory>
#include <span>
#include <vector>

#include "kaldor/economy/economy.hpp"

namespace kaldor {

/// How near industries are in what they use: the cosine of their input structures (S§1.11, Jaffe), as a graph whose
/// edges are the closer pairs.
class Relatedness {
public:
  /// `close`: proximity from which industries are neighbours.
  Relatedness(const Economy& economy, double close);
  ~Relatedness();
  Relatedness(Relatedness&&) noexcept;
  Relatedness& operator=(Relatedness&&) noexcept;

  /// For each industry the mean of `knowledge` over its neighbours, weighted by proximity; its own value without any.
  /// An industry that is not `present` teaches nobody; without the list all are.
  std::vector<double> pool(const std::vector<double>& knowledge, const std::vector<char>& present = {}) const;
  /// Relatedness density (S§1.13): part of an industry's neighbours, weighted by proximity, in which a region is
  /// specialised; `specialised` is 1 or 0 [industry, region]. Zero for an industry without neighbours that are present.
  Matrix density(const Matrix& specialised, const std::vector<char>& present = {}) const;
  double proximity(int a, int b) const;
  /// Of an industry to each.
  std::span<const double> proximity(int industry) const;

private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

}  // namespace kaldor

#pragma once

#include <memory>
#include <vector>

#include "kaldor/economy/economy.hpp"

namespace kaldor {

/// How near industries are in what they use: the cosine of their input structures (S§1.11, Jaffe), as a graph whose edges
/// are the closer pairs.
class Relatedness {
public:
  /// `close`: proximity from which industries are neighbours.
  Relatedness(const Economy& economy, double close);
  ~Relatedness();
  Relatedness(Relatedness&&) noexcept;
  Relatedness& operator=(Relatedness&&) noexcept;

  /// For each industry the mean of `knowledge` over its neighbours, weighted by proximity; its own value without any.
  std::vector<double> pool(const std::vector<double>& knowledge) const;
  double proximity(int a, int b) const;

private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

}  // namespace kaldor

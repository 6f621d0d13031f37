#pragma once

#include <memory>

#include "base_year.hpp"
#include "kaldor/core/chance.hpp"
#include "relatedness.hpp"

namespace kaldor {

/// Ties between those who do R&D: the cells (industry, region) and one institute in each region, a sparse graph
/// (S§1.11). Two are tied if a number that belongs to the pair for good lies below a chance that rises with the effort
/// of both, their likeness and nearness; more effort therefore adds ties and takes none away.
class Ties {
public:
  Ties(const BaseYear& base, const Relatedness& relatedness, const Parameters& parameters, Key key);
  ~Ties();
  Ties(Ties&&) noexcept;
  Ties& operator=(Ties&&) noexcept;

  /// Ties anew where the effort of a cell has changed. `effort`: part of R&D that goes into ties, by cell.
  void form(const Vector& effort);
  /// What cell c reaches, with knowledge by node (cells, then institutes), over what it reached in the base year; one
  /// without R&D.
  double reach(int c, const Vector& knowledge) const;
  /// Ties with an end in the region over the pairs that could be tied.
  double density(int region) const;
  double base_density(int region) const { return base_density_[static_cast<std::size_t>(region)]; }
  /// How much the industry uses public knowledge: its R&D over sales relative to the mean, one at most.
  double use_of_knowledge(int industry) const { return use_[static_cast<std::size_t>(industry)]; }

private:
  struct Graph;
  double sum_over_ties(int node, const Vector& knowledge) const;
  std::unique_ptr<Graph> graph_;
  Vector effort_, base_reach_, base_density_, use_;
};

}  // namespace kaldor

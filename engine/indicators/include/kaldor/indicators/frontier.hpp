#pragma once

#include <span>

#include "kaldor/indicators/matrix.hpp"

namespace kaldor::indicators {

/// Observed producers, one a row: what they use, what good and what bad they make. All numbers at least zero.
struct Producers {
  MatrixView inputs;
  MatrixView goods;
  MatrixView bads;
};

/// Directional distance of one producer from the frontier of the observed ones: the largest beta for which goods (1 +
/// beta) and bads (1 - beta) can be made from its inputs. Constant returns to scale, bads weakly disposable (they fall
/// only together with goods). Zero on the frontier, positive inside, negative beyond it (a frontier of another period).
/// I-30, Chung, Fare and Grosskopf (1997).
///
/// Solved as a linear programme by the dual simplex method, about (goods + bads + inputs)^2 x producers operations.
/// Not-a-number when the programme has no solution, a number is negative, the producer makes no good or no bad of some
/// kind, or sizes do not fit.
double directional_distance(const Producers& technology, std::span<const double> inputs, std::span<const double> goods,
                            std::span<const double> bads);

}  // namespace kaldor::indicators

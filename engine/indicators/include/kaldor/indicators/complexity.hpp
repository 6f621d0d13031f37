#pragma once

// Relatedness and complexity (S§1.13, S§4.4, I-27). Rows are regions (countries, firms), columns are products
// (industries, functions). A presence table M holds 1 where a region has a product and 0 elsewhere. A region without
// products and a product without regions are left out, and not-a-number themselves; so is every number of an answer
// when the table is not whole, holds anything but 0 and 1, or lengths do not fit.

#include <span>
#include <vector>

#include "kaldor/indicators/matrix.hpp"

namespace kaldor::indicators {

/// Revealed comparative advantage (x_rp / x_r) / (x_p / x), the location quotient of every region and product. I-27,
/// Balassa (1965). Not-a-number in empty rows and columns.
Matrix comparative_advantage(MatrixView values);

/// 1 where the advantage is at least `threshold`, else 0; not-a-number counts as 0.
Matrix presence(MatrixView advantage, double threshold = 1);

/// Products a region has, and regions that have a product: row and column sums. S§4.4.
std::vector<double> diversity(MatrixView presence);
std::vector<double> ubiquity(MatrixView presence);

/// Proximity of products, min of the two conditional probabilities that a region with one has the other: common regions
/// over the larger ubiquity. Symmetric; 1 on the diagonal. Hidalgo, Klinger, Barabasi and Hausmann (2007).
Matrix proximity(MatrixView presence);

/// Related density of each product (column) in each region (row): proximity to the products the region has, over
/// proximity to all, the product itself left out. Not-a-number for a product that is near to nothing. Hidalgo et al.
/// (2007).
Matrix related_density(MatrixView presence, MatrixView proximity);

/// Transition table of the method of reflections, M~_rr' = sum_p M_rp M_r'p / (k_r k_p); rows sum to one.
Matrix reflection_table(MatrixView presence);

/// Mean properties after `steps` reflections k_r,n = (1/k_r) sum_p M_rp k_p,n-1 and the like for products, starting
/// with diversity and ubiquity. Hidalgo and Hausmann (2009).
struct Reflections {
  std::vector<double> regions;
  std::vector<double> products;
};
Reflections reflect(MatrixView presence, int steps);

/// Which standard deviation scales complexity to one; published tables differ.
enum class Deviation { population, sample };

/// Economic complexity of regions (ECI) and products (PCI): second eigenvector of the reflection table, standardised,
/// signed so that the complexity of regions rises with their diversity. Undefined, all not-a-number, where that vector
/// is: fewer than two regions or products, several eigenvectors with one eigenvalue (a table in separate blocks, all
/// regions alike), or no correlation with diversity to give the sign. S§4.4, Hausmann et al. (2014).
struct Complexity {
  std::vector<double> regions;
  std::vector<double> products;
  double second_eigenvalue;
};
Complexity economic_complexity(MatrixView presence, Deviation deviation = Deviation::population);

/// Fitness of regions, sum of the qualities of their products, and quality of products, the inverse of the sum of
/// inverse fitness; each divided by its mean and repeated. Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero
/// (2012).
struct Fitness {
  std::vector<double> regions;
  std::vector<double> products;
  int iterations;  ///< done
};

/// Stops after `most_iterations`, or before when the ranking of regions has stayed the same for `steady_iterations`
/// (0: never before), as values of nested tables go to zero without end.
Fitness fitness_complexity(MatrixView presence, int most_iterations, int steady_iterations = 0);

/// Income level of each product: mean income of its exporters, weighted by comparative advantage. S§4.4, Hausmann,
/// Hwang and Rodrik (2007).
std::vector<double> prody(MatrixView exports, std::span<const double> incomes);

/// Sophistication of each region's exports: mean PRODY weighted by export shares. S§4.4.
std::vector<double> expy(MatrixView exports, std::span<const double> prody);

}  // namespace kaldor::indicators

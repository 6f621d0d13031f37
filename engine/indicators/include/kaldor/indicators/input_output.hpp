#pragma once

// Input-output tables and positions in chains of production (S§4.3, I-20 to I-24 and I-26b). A holds technical
// coefficients: column j is what industry j uses of each industry i for one unit of its output. A table is productive
// when L = (I - A)^-1 exists and has no negative number; otherwise, and when lengths do not fit, every number of an
// answer is not-a-number. Each function solves one system, n^3 operations, and allocates a few n x n tables.

#include <cstddef>
#include <span>
#include <vector>

#include "kaldor/indicators/matrix.hpp"

namespace kaldor::indicators {

/// Total requirements L = (I - A)^-1: output of i for one unit of final demand for j.
Matrix total_requirements(MatrixView coefficients);

/// Full consumption coefficients L - I: what production of one unit of j uses up of i, directly and indirectly. I-26b.
Matrix full_consumption(MatrixView coefficients);

/// Output that final demand calls for, L F.
std::vector<double> gross_output(MatrixView coefficients, std::span<const double> final_demand);

/// Mean number of stages from industry to final demand, (I - Delta)^-1 1 with Delta_ij = a_ij Y_j / Y_i; 1 = sells to
/// final demand only. An industry without output is left out and not-a-number itself. I-20, Antras, Chor, Fally and
/// Hillberry (2012).
std::vector<double> upstreamness(MatrixView coefficients, std::span<const double> output);

/// The same with Delta_ij = a_ij Y_j / (Y_i - X_i + M_i), for a table that holds the use of imports too. I-20.
std::vector<double> open_upstreamness(MatrixView coefficients, std::span<const double> output,
                                      std::span<const double> exports, std::span<const double> imports);

/// Mean number of stages behind an industry's output, (I - A')^-1 1; 1 = uses no inputs. I-21, Miller and Temurshoev.
std::vector<double> downstreamness(MatrixView coefficients);

/// Stages of the chain that runs through an industry, itself counted once: U + D - 1. S§1.16, after Ye, Meng and Wei
/// (2015).
double linkage_length(double upstreamness, double downstreamness);

/// Where on that chain it stands, (D - 1) / (U + D - 2): 0 at the source, 1 next to final demand. Undefined for a chain
/// of one stage. A proposal of the project.
double chain_position(double upstreamness, double downstreamness);

/// Direct over total use of an industry's output as input, (A F)_i / (L A F)_i; small = far from final demand. I-22,
/// Antras and Chor (2013). Not-a-number for an industry whose output nobody uses as input.
std::vector<double> direct_to_total_use(MatrixView coefficients, std::span<const double> final_demand);

/// What a unit of final demand for each industry holds along its chain, w' L, for direct contents w a unit of output:
/// value added gives shares of domestic value added, imports vertical specialisation, emissions embodied emissions,
/// digital inputs complete digital intensity. With all of output accounted for (v + m = 1 - column sums of A) the
/// contents of v and m add up to one. I-23, Hummels, Ishii and Yi (2001); I-34; I-35.
std::vector<double> chain_content(MatrixView domestic_coefficients, std::span<const double> direct_content);

/// Share of exports that is domestic value added, v' L e / sum e. I-23.
double domestic_value_added_in_exports(MatrixView domestic_coefficients, std::span<const double> value_added_content,
                                       std::span<const double> exports);

/// Value added of region r (row) that final demand of region s (column) absorbs, over a table of all regions.
/// `final_demand` has one row an industry of a region, one column a region of use; `regions` says where each row is.
/// The rows sum to the value added of regions. Johnson and Noguera (2012).
Matrix absorbed_value_added(MatrixView coefficients, std::span<const double> value_added_content,
                            MatrixView final_demand, std::span<const int> regions);

/// Value added absorbed abroad over gross exports, for the region of one row of `absorbed_value_added`. Johnson and
/// Noguera (2012), S-10.
double vax_ratio(MatrixView absorbed, std::size_t region, double gross_exports);

/// Position in world chains, ln(1 + IV/E) - ln(1 + FV/E), from domestic value added in others' exports IV, foreign
/// value added in own exports FV and exports E. I-24, Koopman, Powers, Wang and Wei (2010).
double chain_position_of_exports(double indirect_value_added, double foreign_value_added, double exports);

/// Participation in world chains, (IV + FV) / E. I-24.
double chain_participation(double indirect_value_added, double foreign_value_added, double exports);

}  // namespace kaldor::indicators

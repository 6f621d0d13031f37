#pragma once

// How far a simulated series behaves like an observed one (S§4.7). Undefined is not-a-number.

#include <span>

namespace kaldor::indicators {

/// Subtracted divergence 2 H(m) - H(q) of a simulated distribution q from an observed one p over the same words, m
/// their mean, H the entropy to `base`. Both must sum to one within 1e-12. Lamperti (2018).
double subtracted_divergence(std::span<const double> observed, std::span<const double> simulated, double base);

/// The same less H(p): the L-divergence of Lin (1991), zero for equal distributions, symmetric, never negative.
double l_divergence(std::span<const double> observed, std::span<const double> simulated, double base);

/// Generalised subtracted divergence: both series, of one length, are written in `bins` equal bins over their own
/// ranges; distributions of the words of length 1 to `longest_word` are compared to base bins^length, with weights that
/// grow by 2 / (L (L + 1)) from length to length and the correction (B_m - B_q) / (2 T) for words B that were met in T
/// periods. Smaller = more alike. Lamperti (2018); correction as in the package black-it.
///
/// Not-a-number for series of unequal length, shorter than the longest word, or without movement, for fewer than two
/// bins, and when there are 2^63 possible words or more.
double gsl_divergence(std::span<const double> observed, std::span<const double> simulated, int bins, int longest_word);

}  // namespace kaldor::indicators

#pragma once

// Spread of the new: S-curves, learning curves, moving away (S§1.8, S§1.19, S-02, S-04). Undefined is not-a-number.

#include <span>

namespace kaldor::indicators {

/// Logistic curve ceiling / (1 + exp(-rate (t - midpoint))).
struct LogisticCurve {
  double rate;      ///< speed of diffusion, per unit of time
  double midpoint;  ///< time at which half of the ceiling has adopted
  double ceiling;
  double fit;  ///< share of the variance of the levels that the curve explains
  double at(double time) const;
};

/// Least squares on the log odds ln(y / (ceiling - y)) of the points that lie strictly between zero and the ceiling;
/// `fit` is measured on all points. Undefined with fewer than two different times. Griliches (1957).
LogisticCurve fit_logistic(std::span<const double> times, std::span<const double> levels, double ceiling = 1);

/// Time a logistic curve needs from share `from` to share `to` of its ceiling, both in (0, 1): the difference of log
/// odds over the rate. S-02.
double logistic_time(double rate, double from, double to);

/// Exponent b of a learning curve, cost proportional to cumulative output^-b, from the progress ratio (cost after a
/// doubling over cost before): -log2 of it. S§1.8, Wright (1936).
double learning_exponent(double progress_ratio);

/// Cost over initial cost after cumulative output has grown `multiple` times, multiple^-b. S§1.8.
double learning_cost(double multiple, double exponent);

/// Present value of moving: the yearly saving over so many years at the discount rate, first at the end of year one,
/// less the fixed cost and the worth of lost local spillovers. A firm moves when it is positive. S§1.19.
double relocation_value(double yearly_saving, double discount_rate, double years, double fixed_cost,
                        double lost_spillovers = 0);

}  // namespace kaldor::indicators

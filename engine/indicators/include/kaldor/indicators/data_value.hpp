#pragma once

// Data as a factor of production and of foresight (S§1.10). Undefined is not-a-number.

namespace kaldor::indicators {

/// Data that a firm works with, alpha x own share x output + (1 - alpha) x bundle of others' data. Jones and Tonetti
/// (2020), S§1.10.
double usable_data(double own_weight, double own_share, double output, double bundle);

/// Output of labour with data, D^eta L. Jones and Tonetti (2020).
double output_with_data(double data, double elasticity, double labour);

/// Factor (1 + D / D_ref)^eta on productivity, one without data. S§1.10.
double data_productivity(double data, double reference_data, double elasticity);

/// How precisely a firm knows its best action, from one period to the next.
struct Foresight {
  double persistence;      ///< rho of the state that the firm predicts
  double action_variance;  ///< sigma_a^2: noise of what its own result tells it
  double state_variance;   ///< sigma_theta^2: innovation of the state
  double signal_variance;  ///< sigma_epsilon^2 of one datum
};

/// Precision after a period with `data` data points, [rho^2 / (Omega + 1 / sigma_a^2) + sigma_theta^2]^-1 + n /
/// sigma_epsilon^2. Farboodi and Veldkamp (NBER 28427), S§1.10.
double next_precision(const Foresight& foresight, double precision, double data);

/// The precision that stays the same with `data` data points every period: the positive root of a quadratic.
double steady_precision(const Foresight& foresight, double data);

}  // namespace kaldor::indicators

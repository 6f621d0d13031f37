#include "kaldor/indicators/data_value.hpp"

#include <cmath>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

bool is_positive(const Foresight& f) { return f.action_variance > 0 && f.state_variance > 0 && f.signal_variance > 0; }

}  // namespace

double usable_data(double own_weight, double own_share, double output, double bundle) {
  return own_weight * own_share * output + (1 - own_weight) * bundle;
}

double output_with_data(double data, double elasticity, double labour) {
  return data == 0 && elasticity > 0 ? 0 * labour : math::exp(elasticity * log_of(data)) * labour;
}

double data_productivity(double data, double reference_data, double elasticity) {
  return data >= 0 ? math::exp(elasticity * log_of(1 + ratio(data, reference_data))) : kUndefined;
}

double next_precision(const Foresight& foresight, double precision, double data) {
  if (!is_positive(foresight) || !(precision >= 0 && data >= 0)) return kUndefined;
  const double learnt = precision + 1 / foresight.action_variance;
  const double kept = foresight.persistence * foresight.persistence / learnt + foresight.state_variance;
  return 1 / kept + data / foresight.signal_variance;
}

double steady_precision(const Foresight& foresight, double data) {
  if (!is_positive(foresight) || !(data >= 0)) return kUndefined;
  // With x = Omega + 1 / sigma_a^2 and c = n / sigma_e^2 + 1 / sigma_a^2 it is x - c = x / (rho^2 + sigma_t^2 x), so
  // sigma_t^2 x^2 + (rho^2 - 1 - c sigma_t^2) x - c rho^2 = 0.
  const double own = 1 / foresight.action_variance;
  const double c = data / foresight.signal_variance + own;
  const double square = foresight.persistence * foresight.persistence, s = foresight.state_variance;
  const double middle = square - 1 - c * s;
  const double root = std::sqrt(middle * middle + 4 * s * c * square);
  // The form without a difference of near numbers.
  const double x = middle <= 0 ? (root - middle) / (2 * s) : 2 * c * square / (root + middle);
  return x - own;
}

}  // namespace kaldor::indicators

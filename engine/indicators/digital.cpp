#include "kaldor/indicators/digital.hpp"

#include "numerics.hpp"

namespace kaldor::indicators {

double digital_intensity(double digital_intermediates, double digital_capital_services, double ict_labour,
                         double gross_output) {
  return ratio(digital_intermediates + digital_capital_services + ict_labour, gross_output);
}

double complete_digital_intensity(std::span<const double> direct_intensities, std::span<const double> requirements) {
  if (direct_intensities.size() != requirements.size()) return kUndefined;
  return sum_of_products(direct_intensities, requirements);
}

double data_intensity(double data, double capital) {
  return data >= 0 && capital >= 0 ? ratio(data, capital + data) : kUndefined;
}

double data_cost_share(double data_cost, double total_cost) { return ratio(data_cost, total_cost); }

double data_reuse(std::span<const double> data, std::span<const double> openness, std::span<const double> other_users) {
  if (data.size() != openness.size() || data.size() != other_users.size()) return kUndefined;
  if (!none_negative(data) || !none_negative(openness) || !none_negative(other_users)) return kUndefined;
  Sum used;
  for (std::size_t i = 0; i < data.size(); ++i) used += data[i] * (1 + openness[i] * other_users[i]);
  return ratio(used.value(), sum_of(data));
}

}  // namespace kaldor::indicators

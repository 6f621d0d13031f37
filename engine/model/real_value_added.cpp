// Value added at base-year prices, for every indicator that needs it.

#include "circular_use.hpp"
#include "functions.hpp"
#include "record.hpp"

namespace kaldor {

double real_value_added(const ModelState& s, int c) {
  const IndustryBase& i = s.base.industry[static_cast<std::size_t>(s.industry_of(c))];
  const double output = s.of(c, CellSum::output);
  // Fees are counted among the inputs of the base year at the mean; what firms do themselves they do not buy.
  const double fees_saved = i.fee > 0 ? i.fee * (output - s.of(c, CellSum::service_used)) : 0.0;
  return output * (service_volume(s, s.inputs[static_cast<std::size_t>(c)].market) - (i.inputs - i.energy_inputs)) -
         s.of(c, CellSum::energy_used) * i.energy_inputs + fees_saved +
         s.of(c, CellSum::circular_used) * circular_saving(s, s.industry_of(c));
}

double real_value_added_of_industry(const ModelState& s, int industry) {
  double sum = 0;
  for (int r = 0; r < s.base.regions; ++r) sum += real_value_added(s, s.cell(industry, r));
  return sum;
}

}  // namespace kaldor

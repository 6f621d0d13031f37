// Two firms of one cell become one record.

#include <algorithm>

#include "mergers.hpp"

namespace kaldor {

void join_records(const Columns& c, std::size_t a, std::size_t b) {
  const auto mean = [&](float* column, double wa, double wb) {
    if (wa + wb > 0) column[a] = static_cast<float>((wa * column[a] + wb * column[b]) / (wa + wb));
  };
  const double ka = c.capital[a], kb = c.capital[b], da = c.expected_demand[a], db = c.expected_demand[b];
  // Labour of both together: harmonic over capital, as vintages are mixed.
  if (ka + kb > 0)
    c.productivity[a] = static_cast<float>((ka + kb) / (ka / c.productivity[a] + kb / c.productivity[b]));
  c.technique[a] = std::max(c.technique[a], c.technique[b]);
  const double ea = da * c.energy_intensity[a], eb = db * c.energy_intensity[b];
  mean(c.abatement, ea, eb);
  mean(c.energy_intensity, da, db);
  c.energy_technique[a] = std::min(c.energy_technique[a], c.energy_technique[b]);
  mean(c.automated, c.employees[a], c.employees[b]);
  mean(c.log_efficiency, c.employees[a], c.employees[b]);
  mean(c.log_quality, c.share[a], c.share[b]);
  mean(c.log_markup, c.share[a], c.share[b]);
  mean(c.price, c.share[a], c.share[b]);
  mean(c.utilisation, ka, kb);
  mean(c.scrapping, ka, kb);
  mean(c.smoothed_return, ka, kb);
  mean(c.practice, c.employees[a], c.employees[b]);
  mean(c.digital, da, db);
  const double sa = c.last_sales[a], sb = c.last_sales[b];
  for (float* column : {c.design, c.brand, c.service_share, c.smoothed_growth}) mean(column, sa, sb);
  // The function in which more is invested goes on; the other order is cancelled before it is paid.
  if (c.function_order[b] > c.function_order[a]) {
    constexpr std::int32_t kOwn = 1;  // bit 0: where the headquarters are
    c.function_order[a] = c.function_order[b];
    c.function_state[a] = (c.function_state[a] & kOwn) | (c.function_state[b] & ~kOwn);
  }
  for (float* column : {c.digital_order, c.data, c.employees, c.last_sales, c.share, c.share_before, c.capital,
                        c.investment, c.automation_order, c.abatement_order, c.offered, c.base_emissions,
                        c.expected_demand, c.inventory, c.materials})
    column[a] += column[b];
  c.deposits[a] += c.deposits[b];
  c.loans[a] += c.loans[b];
  clear_row(c, b);
}

}  // namespace kaldor

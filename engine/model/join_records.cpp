// Firms of one cell join those of another record.

#include "join_records.hpp"

#include <algorithm>

namespace kaldor {

void join_records(const Columns& c, std::size_t a, std::size_t b, float firms, const MoneyGrid& grid) {
  const double q = static_cast<double>(firms) / c.weight[a];  // of the second's firms for each of the first's
  const auto mean = [&](float* column, double wa, double wb) {
    if (wa + wb > 0) column[a] = static_cast<float>((wa * column[a] + wb * column[b]) / (wa + wb));
  };
  const double ka = c.capital[a], kb = q * c.capital[b], da = c.expected_demand[a], db = q * c.expected_demand[b];
  // Labour of both together: harmonic over capital, as vintages are mixed.
  if (ka + kb > 0)
    c.productivity[a] = static_cast<float>((ka + kb) / (ka / c.productivity[a] + kb / c.productivity[b]));
  const auto better = [&](float own, float best) {
    return static_cast<float>(own + q * (static_cast<double>(best) - own));
  };
  c.technique[a] = better(c.technique[a], std::max(c.technique[a], c.technique[b]));
  const double ea = da * c.energy_intensity[a], eb = db * c.energy_intensity[b];
  mean(c.abatement, ea, eb);
  mean(c.energy_intensity, da, db);
  c.energy_technique[a] = better(c.energy_technique[a], std::min(c.energy_technique[a], c.energy_technique[b]));
  mean(c.automated, c.employees[a], q * c.employees[b]);
  mean(c.log_efficiency, c.employees[a], q * c.employees[b]);
  mean(c.log_quality, c.share[a], q * c.share[b]);
  mean(c.log_markup, c.share[a], q * c.share[b]);
  mean(c.price, c.share[a], q * c.share[b]);
  mean(c.utilisation, ka, kb);
  mean(c.scrapping, ka, kb);
  mean(c.smoothed_return, ka, kb);
  mean(c.practice, c.employees[a], q * c.employees[b]);
  mean(c.digital, da, db);
  mean(c.circular_share, da, db);
  const double sa = c.last_sales[a], sb = q * c.last_sales[b];
  for (float* column : {c.design, c.brand, c.service_share, c.smoothed_growth}) mean(column, sa, sb);
  // The function in which more is invested goes on; the other order is cancelled before it is paid.
  const float order = static_cast<float>(q * c.function_order[b]);
  if (order > c.function_order[a]) {
    constexpr std::int32_t kOwn = 1;  // bit 0: where the headquarters are
    c.function_order[a] = order;
    c.function_state[a] = (c.function_state[a] & kOwn) | (c.function_state[b] & ~kOwn);
  }
  for (float* column : {c.digital_order, c.data, c.employees, c.last_sales, c.share, c.share_before, c.capital,
                        c.investment, c.automation_order, c.abatement_order, c.circular_order, c.offered,
                        c.base_emissions, c.expected_demand, c.inventory, c.materials})
    column[a] += static_cast<float>(q * column[b]);
  const bool all = c.weight[b] == firms;
  const double part = firms / static_cast<double>(c.weight[b]);
  for (double* column : {c.deposits, c.loans}) {
    const double moved = all ? column[b] : grid.round(part * column[b]);
    column[a] += moved;
    column[b] -= moved;
  }
  if (all)
    clear_row(c, b);
  else
    c.weight[b] -= firms;
}

}  // namespace kaldor

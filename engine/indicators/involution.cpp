#include "kaldor/indicators/involution.hpp"

#include <cmath>

#include "numerics.hpp"
#include "vectors.hpp"

namespace kaldor::indicators {

double competitive_input_growth(std::span<const double> outlays_before, std::span<const double> outlays_after) {
  if (outlays_before.size() != outlays_after.size()) return kUndefined;
  return log_of(ratio(sum_of(outlays_after), sum_of(outlays_before)));
}

double effort_reward_wedge(double input_growth, double value_added_growth) { return input_growth - value_added_growth; }

double margin_squeeze(double markup_before, double markup_after) {
  return log_of(1 + markup_before) - log_of(1 + markup_after);
}

double utilisation_gap(double utilisation, double normal_utilisation) {
  return 1 - ratio(utilisation, normal_utilisation);
}

double price_cost_squeeze(double price_growth, double unit_cost_growth) { return unit_cost_growth - price_growth; }

double loss_share(std::span<const double> sales, std::span<const double> operating_cash_flow,
                  std::span<const double> weights) {
  const Weights weight(weights);
  const bool fits = sales.size() == operating_cash_flow.size() && weight.fit(sales.size());
  if (!fits || !none_negative(sales) || !none_negative(weights)) return kUndefined;
  Sum losing, all;
  for (std::size_t i = 0; i < sales.size(); ++i) {
    if (std::isnan(operating_cash_flow[i])) return kUndefined;
    if (operating_cash_flow[i] < 0) losing += weight[i] * sales[i];
    all += weight[i] * sales[i];
  }
  return ratio(losing.value(), all.value());
}

double duplicated_rd(std::span<const double> rd, MatrixView technologies, double threshold) {
  if (!technologies.is_whole() || rd.size() != technologies.rows || !none_negative(rd)) return kUndefined;
  Sum duplicated;
  for (std::size_t i = 0; i < rd.size(); ++i) {
    if (rd[i] == 0) continue;
    if (!(sum_of_products(technologies.row(i), technologies.row(i)) > 0)) return kUndefined;
    for (std::size_t j = 0; j < rd.size(); ++j)
      if (j != i && cosine(technologies.row(i), technologies.row(j)) > threshold) {
        duplicated += rd[i];
        break;
      }
  }
  return duplicated.value();
}

double rd_dilution(double imitation_rd, double duplicated_rd, double total_rd) {
  return ratio(imitation_rd + duplicated_rd, total_rd);
}

double quality_homogeneity(std::span<const double> qualities, std::span<const double> weights) {
  const Weights weight(weights);
  if (!weight.fit(qualities.size()) || !none_negative(weights)) return kUndefined;
  Sum count, total, squares;
  for (std::size_t i = 0; i < qualities.size(); ++i) {
    count += weight[i];
    total += weight[i] * qualities[i];
  }
  const double mean = ratio(total.value(), count.value());
  for (std::size_t i = 0; i < qualities.size(); ++i)
    squares += weight[i] * (qualities[i] - mean) * (qualities[i] - mean);
  return 1 - ratio(std::sqrt(ratio(squares.value(), count.value())), mean);
}

double mean_pairwise_cosine(MatrixView products) {
  if (!products.is_whole() || products.rows < 2 || !none_negative(products.values)) return kUndefined;
  // The squared length of the sum of unit vectors is n plus twice the sum of cosines over pairs.
  std::vector<Sum> sums(products.columns);
  for (std::size_t i = 0; i < products.rows; ++i) {
    const double length = std::sqrt(sum_of_products(products.row(i), products.row(i)));
    for (std::size_t k = 0; k < products.columns; ++k) sums[k] += ratio(products(i, k), length);
  }
  Sum squares;
  for (const Sum& sum : sums) squares += sum.value() * sum.value();
  const auto count = static_cast<double>(products.rows);
  return (squares.value() - count) / (count * (count - 1));
}

double rd_cut(double intended_rd, double cash_share, double operating_cash_flow) {
  const double affordable = cash_share * (operating_cash_flow < 0 ? 0 : operating_cash_flow);
  return 1 - ratio(affordable < intended_rd ? affordable : intended_rd, intended_rd);
}

double rent_dissipation(double excess_outlays, double rents) { return ratio(excess_outlays, rents); }

double involution_trap(std::span<const double> wedges, std::span<const double> squeezes, std::span<const double> gaps,
                       double productivity_growth, double median_productivity_growth, std::size_t quarters) {
  const bool fits = wedges.size() == squeezes.size() && wedges.size() == gaps.size() && wedges.size() >= quarters;
  if (!fits || std::isnan(productivity_growth) || std::isnan(median_productivity_growth)) return kUndefined;
  bool is_trap = productivity_growth < median_productivity_growth;
  for (std::size_t i = wedges.size() - quarters; i < wedges.size(); ++i) {
    if (std::isnan(wedges[i] + squeezes[i] + gaps[i])) return kUndefined;
    is_trap = is_trap && wedges[i] > 0 && squeezes[i] > 0 && gaps[i] > 0;
  }
  return is_trap ? 1 : 0;
}

double net_exit_of_capacity(double left, double entered, double before) { return ratio(left - entered, before); }

}  // namespace kaldor::indicators

#include "kaldor/economy/economy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaldor {
namespace {

double relative_gap(double output, double sum) {
  const double gap = std::abs(output - sum);
  if (!std::isfinite(gap)) return std::numeric_limits<double>::infinity();
  if (output > 0) return gap / output;
  return gap > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

double domestic_uses(const Economy& economy, std::size_t i) {
  const Industry& industry = economy.industries[i];
  double sum = industry.household_consumption.domestic + industry.government_consumption.domestic +
               industry.capital_formation.domestic + industry.inventories.domestic + industry.exports;
  for (std::size_t j = 0; j < economy.industry_count(); ++j) sum += economy.domestic_inputs(i, j);
  return sum;
}

double costs(const Economy& economy, std::size_t j) {
  const Industry& industry = economy.industries[j];
  double sum = industry.compensation + industry.production_taxes + industry.depreciation + industry.operating_surplus;
  for (std::size_t i = 0; i < economy.industry_count(); ++i) {
    sum += economy.domestic_inputs(i, j) + economy.imported_inputs(i, j);
  }
  return sum;
}

}  // namespace

Balance balance(const Economy& economy) {
  Balance result;
  for (std::size_t i = 0; i < economy.industry_count(); ++i) {
    const double output = economy.industries[i].output;
    result.rows = std::max(result.rows, relative_gap(output, domestic_uses(economy, i)));
    result.columns = std::max(result.columns, relative_gap(output, costs(economy, i)));
  }
  return result;
}

}  // namespace kaldor

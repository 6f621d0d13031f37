#include "kaldor/indicators/price_index.hpp"

#include <algorithm>
#include <cmath>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

bool fit(const TwoPeriods& items) {
  const std::size_t count = items.prices_before.size();
  return items.quantities_before.size() == count && items.prices_after.size() == count &&
         items.quantities_after.size() == count;
}

bool has_both_prices(const TwoPeriods& items, std::size_t i) {
  return items.prices_before[i] > 0 && items.prices_after[i] > 0;
}

/// Values of the items in the link: quantities of one period at prices of one period.
struct Values {
  double before_before, before_after, after_before, after_after;  ///< prices, then quantities
};

Values values_of(const TwoPeriods& items) {
  if (!fit(items)) return {kUndefined, kUndefined, kUndefined, kUndefined};
  Sum before_before, before_after, after_before, after_after;
  for (std::size_t i = 0; i < items.prices_before.size(); ++i) {
    if (!has_both_prices(items, i)) continue;
    before_before += items.prices_before[i] * items.quantities_before[i];
    before_after += items.prices_before[i] * items.quantities_after[i];
    after_before += items.prices_after[i] * items.quantities_before[i];
    after_after += items.prices_after[i] * items.quantities_after[i];
  }
  return {before_before.value(), before_after.value(), after_before.value(), after_after.value()};
}

double geometric_mean(double a, double b) { return a > 0 && b > 0 ? std::sqrt(a) * std::sqrt(b) : kUndefined; }

/// exp of the mean of log(after / before), weighted by mean value shares over the items that `in_link` admits.
template <class InLink>
double tornqvist(const TwoPeriods& items, std::span<const double> before, std::span<const double> after,
                 const InLink& in_link) {
  Sum value_before, value_after;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!in_link(i)) continue;
    value_before += items.prices_before[i] * items.quantities_before[i];
    value_after += items.prices_after[i] * items.quantities_after[i];
  }
  if (!(value_before.value() > 0 && value_after.value() > 0)) return kUndefined;
  Sum growth;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!in_link(i)) continue;
    const double share_before = items.prices_before[i] * items.quantities_before[i] / value_before.value();
    const double share_after = items.prices_after[i] * items.quantities_after[i] / value_after.value();
    growth += (share_before + share_after) / 2 * math::log(after[i] / before[i]);
  }
  return math::exp(growth.value());
}

}  // namespace

double fisher_price_link(const TwoPeriods& items) {
  const Values value = values_of(items);
  return geometric_mean(ratio(value.after_before, value.before_before), ratio(value.after_after, value.before_after));
}

double fisher_quantity_link(const TwoPeriods& items) {
  const Values value = values_of(items);
  return geometric_mean(ratio(value.before_after, value.before_before), ratio(value.after_after, value.after_before));
}

double tornqvist_price_link(const TwoPeriods& items) {
  if (!fit(items)) return kUndefined;
  return tornqvist(items, items.prices_before, items.prices_after,
                   [&](std::size_t i) { return has_both_prices(items, i); });
}

double tornqvist_quantity_link(const TwoPeriods& items) {
  if (!fit(items)) return kUndefined;
  return tornqvist(items, items.quantities_before, items.quantities_after, [&](std::size_t i) {
    return has_both_prices(items, i) && items.quantities_before[i] > 0 && items.quantities_after[i] > 0;
  });
}

void chain(double base, std::span<const double> links, std::span<double> levels) {
  if (levels.size() != links.size() + 1) {
    std::fill(levels.begin(), levels.end(), kUndefined);
    return;
  }
  levels[0] = base;
  for (std::size_t i = 0; i < links.size(); ++i) levels[i + 1] = levels[i] * links[i];
}

}  // namespace kaldor::indicators

#pragma once

// Links of chained indices between two neighbouring periods. Items without a positive price in both periods are left
// out of the link, so a newborn item joins the chain in its second period. Undefined (no item left, a sum that is not
// positive, unequal lengths) is not-a-number. Source: System of National Accounts 2008, chapter 15; Diewert (1976).

#include <span>

namespace kaldor::indicators {

/// Prices and quantities of the same items in two periods. Quantities may be negative (value added by double
/// deflation).
struct TwoPeriods {
  std::span<const double> prices_before, quantities_before;
  std::span<const double> prices_after, quantities_after;
};

/// sqrt(Laspeyres x Paasche). Price link times quantity link is the ratio of the values of the items in the link.
double fisher_price_link(const TwoPeriods& items);
double fisher_quantity_link(const TwoPeriods& items);

/// exp of the mean-value-share weighted mean of log price ratios.
double tornqvist_price_link(const TwoPeriods& items);

/// The same of quantities; an item must have positive quantities in both periods to be in the link.
double tornqvist_quantity_link(const TwoPeriods& items);

/// Writes base, base x link 1, base x link 1 x link 2, ...: `levels` is one longer than `links`. An undefined link
/// makes every later level undefined. Fills not-a-number when the lengths do not fit.
void chain(double base, std::span<const double> links, std::span<double> levels);

}  // namespace kaldor::indicators

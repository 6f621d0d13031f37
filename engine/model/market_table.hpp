#pragma once

#include <vector>

#include "base_year.hpp"

namespace kaldor {

/// Import share of a use whose base-year share is `base`, when imports weigh `ratio` times what they did (S§1.23).
inline double shifted_share(double base, double ratio) { return base * ratio / (base * ratio + 1 - base); }

/// Where products meet their buyers: a tradable has one national market, a non-tradable one in each region.
struct MarketTable {
  MarketTable(const BaseYear& base, const Economy& economy);

  int industries, regions;
  std::vector<int> first;      ///< first market of an industry
  std::vector<int> industry;   ///< industry of a market
  std::vector<bool> tradable;  ///< by industry
  int count() const { return static_cast<int>(industry.size()); }
  int of(int g, int region) const { return first[g] + (tradable[g] ? 0 : region); }
  /// Share of the orders for product g placed in `from` that go to the firms of region `to`.
  double route(const BaseYear& base, int g, int from, int to) const;
  Vector local;  ///< share of orders placed in the own region where digital delivery has changed it, by industry; else
                 ///< empty
  Matrix reach;  ///< weight of a region's offers to other regions with it [industry, region]

  // One entry a market, this quarter
  Vector orders;           ///< quantity ordered from domestic firms
  Vector directed;         ///< of it, only for firms that meet a policy's condition
  Vector posted_price;     ///< mean of posted prices, by share
  Vector share_sum;        ///< sum of shares before renormalisation
  Vector served_shares;    ///< the same with what goes to tied suppliers
  Vector competitiveness;  ///< mean, by share
  Vector quality;          ///< mean log quality, by share
  Vector brand, service;   ///< mean own brand and service with the product, by share
  Vector unfilled, spare;  ///< after the first round
  Vector spill;            ///< part of spare capacity used in the second round
  Vector fill;             ///< delivered over ordered
  Vector sales, revenue;   ///< quantity, money
  Vector price;            ///< paid
  Vector last_price;       ///< the quarter before
  // One entry an industry: standard deviation of log quality inside its markets, this quarter and the first
  Vector quality_spread, first_spread;
  // Expectations
  Vector slow_orders, last_orders, growth, inflation;  ///< expected, log change for each quarter
  Vector slow_ratio;                                   ///< slow over fast expectation, inside its band
  Vector last_for_a_share;                             ///< orders for a unit of share, the quarter before
  Vector orders_before;                                ///< the same over this quarter's
};

}  // namespace kaldor

// Stage 13: where industries stand on chains of production, and what their products hold along them (S§4.3), from what
// firms order of each other at the prices of the quarter.

#include <cmath>

#include "circular_use.hpp"
#include "kaldor/indicators/input_output.hpp"
#include "record.hpp"

namespace kaldor {

double exports(const ModelState& s, int i, int r) {
  const auto sold = [&](int place) {
    const int m = s.markets.of(i, place);
    return (s.quarter.export_orders(i, place) + s.quarter.directed_exports(i, place)) * s.markets.fill[m] *
           s.markets.price[m];
  };
  if (!s.markets.tradable[i]) return sold(r);
  double all = 0;
  for (int q = 0; q < s.base.regions; ++q) all += sold(q);
  const double revenue = s.of_industry(i, CellSum::revenue);
  return revenue > 0 ? all * s.of(s.cell(i, r), CellSum::revenue) / revenue : 0.0;
}

namespace {

/// What industry `user` pays industry `seller` at home for intermediate inputs.
double paid_at_home(const ModelState& s, int seller, int user) {
  const double use = s.base.domestic(seller, user) + s.base.imported(seller, user);
  const double abroad =
      use > 0 ? shifted_share(s.base.imported(seller, user) / use, s.world.import_ratio[seller]) : 0.0;
  const double home = use * (1 - abroad);
  const double function = s.base.function_part(seller, user), kept = s.service_kept(seller, user);
  double paid = 0, sorted = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    const int c = s.cell(user, r);
    const double price = s.quarter.buyer_value(seller, r);
    paid += ((1 - function) * kept * bundles_with(s, seller, c) + function * s.of(c, CellSum::orders_service)) * price;
    sorted += collected(s, seller, c) * price;
  }
  return home * paid + sorted;
}

}  // namespace

indicators::Matrix domestic_coefficients(const ModelState& s) {
  const std::size_t n = static_cast<std::size_t>(s.base.industries);
  indicators::Matrix coefficients(n, n);
  for (int user = 0; user < s.base.industries; ++user) {
    const double revenue = s.of_industry(user, CellSum::revenue);
    if (!(revenue > 0)) continue;
    for (int seller = 0; seller < s.base.industries; ++seller)
      coefficients(static_cast<std::size_t>(seller), static_cast<std::size_t>(user)) =
          paid_at_home(s, seller, user) / revenue;
  }
  return coefficients;
}

void record_chain_positions(ModelState& s) {
  const std::size_t n = static_cast<std::size_t>(s.base.industries);
  // One inverse serves all; `indicators::upstreamness` and the others would each solve anew.
  const indicators::Matrix needs = indicators::total_requirements(domestic_coefficients(s));
  Vector revenue(n), added(n), carbon(n);
  for (std::size_t i = 0; i < n; ++i) {
    revenue[i] = s.of_industry(static_cast<int>(i), CellSum::revenue);
    if (!(revenue[i] > 0)) continue;
    added[i] = 1 - s.of_industry(static_cast<int>(i), CellSum::materials_paid) / revenue[i];
    carbon[i] = s.of_industry(static_cast<int>(i), CellSum::emissions) / revenue[i];
  }
  double held = 0, sold = 0;
  for (std::size_t j = 0; j < n; ++j) {
    double down = 0, up = 0, domestic = 0, emitted = 0;
    for (std::size_t i = 0; i < n; ++i) {
      down += needs(i, j);
      domestic += added[i] * needs(i, j);
      emitted += carbon[i] * needs(i, j);
      up += needs(j, i) * revenue[i];
    }
    for (int r = 0; r < s.base.regions; ++r) {
      const double abroad = exports(s, static_cast<int>(j), r);
      sold += abroad;
      held += abroad * domestic;
    }
    const bool sells = revenue[j] > 0;
    value(s, Indicator::upstreamness, j) = ratio(up, revenue[j]);
    value(s, Indicator::downstreamness, j) = sells ? down : std::nan("");
    value(s, Indicator::domestic_content, j) = sells ? domestic : std::nan("");
    value(s, Indicator::embodied_carbon, j) = sells ? emitted : std::nan("");
  }
  value(s, Indicator::export_domestic_content) = ratio(held, sold);
}

}  // namespace kaldor

// Stage 13: what functions of the value chain earn (S§4.3). Value added of research and design is their payroll; that
// of brand and service is theirs and what a brand lets firms ask beyond an unbranded one; production has the rest.
// Income for each person leaves out the base-year return on capital; what is left of surplus goes to all functions in
// proportion to their payroll.

#include <algorithm>
#include <cmath>

#include "functions.hpp"
#include "kaldor/indicators/value_chain.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

/// Sums over all goods industries.
struct Functions {
  double value_added = 0, design_pay = 0, brand_pay = 0, brand_rent = 0, wages = 0, surplus = 0, heads = 0;
  double fees = 0, fees_abroad = 0, in_hub = 0, pay = 0, people = 0, tax = 0, tax_in_hub = 0;
};

void add_fees(const ModelState& s, int i, Functions& f) {
  for (int g = 0; g < s.base.industries; ++g) {
    const double use = (s.base.domestic(g, i) + s.base.imported(g, i)) * s.base.function_part(g, i);
    if (use == 0) continue;
    const double abroad =
        shifted_share(s.base.imported(g, i) / (s.base.domestic(g, i) + s.base.imported(g, i)), s.world.import_ratio[g]);
    for (int r = 0; r < s.base.regions; ++r) {
      const double orders = s.of(s.cell(i, r), CellSum::orders_service) * use;
      const double home = orders * (1 - abroad) * s.quarter.buyer_value(g, r),
                   foreign = orders * abroad * s.world.domestic_price[g];
      f.fees += home + foreign;
      f.fees_abroad += foreign;
    }
  }
}

void add_industry(const ModelState& s, int i, Functions& f) {
  for (int r = 0; r < s.base.regions; ++r) {
    const int c = s.cell(i, r);
    const double staff = s.of(c, CellSum::staff), away = s.of(c, CellSum::staff_away), rd = s.of(c, CellSum::rd);
    const double design = s.of(c, CellSum::design_staff), capital = s.prices.capital * s.of(c, CellSum::capital);
    f.value_added += s.of(c, CellSum::revenue) - s.of(c, CellSum::materials_paid) + s.of(c, CellSum::stock_change);
    f.design_pay += rd + design;
    f.brand_pay += staff - design;
    f.brand_rent += s.of(c, CellSum::brand_rent);
    f.wages += s.of(c, CellSum::wages);
    f.surplus += s.of(c, CellSum::surplus) - s.economy.return_on_capital / 4 * capital;
    f.heads += s.of(c, CellSum::heads) * s.labour_scale[r];
    f.in_hub += r == s.base.hub ? staff : away;
    const double tax = s.of(c, CellSum::profit_tax) - s.of(c, CellSum::tax_credit);
    f.tax += tax;
    f.tax_in_hub += r == s.base.hub ? tax : s.of(c, CellSum::profit_tax_away);
    f.pay += staff;
    f.people += (rd + staff - away) / s.households.wage(r, 1) + away / s.households.wage(s.base.hub, 1);
  }
  add_fees(s, i, f);
}

}  // namespace

void record_functions(ModelState& s) {
  for (Indicator i : {Indicator::value_added_design, Indicator::value_added_production, Indicator::value_added_brand,
                      Indicator::functional_upgrading_index, Indicator::smile_curvature, Indicator::fees_abroad_share,
                      Indicator::headquarters_concentration, Indicator::headquarters_tax_share,
                      Indicator::income_design, Indicator::income_production, Indicator::income_brand})
    value(s, i) = std::nan("");
  Functions f;
  for (int i = 0; i < s.base.industries; ++i) {
    const std::size_t k = static_cast<std::size_t>(i);
    const bool on = s.base.industry[i].fee > 0;
    const double revenue = on ? s.of_industry(i, CellSum::revenue) : 0;
    value(s, Indicator::own_design_share, k) = ratio(s.of_industry(i, CellSum::own_design), revenue);
    value(s, Indicator::own_brand_share, k) = ratio(s.of_industry(i, CellSum::own_brand), revenue);
    value(s, Indicator::service_revenue_share, k) = ratio(s.of_industry(i, CellSum::service_sales), revenue);
    if (on) add_industry(s, i, f);
  }
  if (!(f.pay > 0)) return;
  const double brand = f.brand_pay + f.brand_rent, production = f.value_added - f.design_pay - brand;
  value(s, Indicator::value_added_design) = f.design_pay;
  value(s, Indicator::value_added_production) = production;
  value(s, Indicator::value_added_brand) = brand;
  // Surplus beyond what capital costs and brands earn is shared by everybody's payroll alike.
  const double shared = 1 + (f.surplus - f.brand_rent) / (f.wages + f.design_pay + f.brand_pay);
  const double expert = (f.design_pay + f.brand_pay) / f.people * shared, worker = f.wages / f.heads * shared;
  const double income[3] = {expert, worker,
                            expert + (f.design_pay + f.brand_pay) / f.people * f.brand_rent / f.brand_pay};
  value(s, Indicator::income_design) = income[0];
  value(s, Indicator::income_production) = income[1];
  value(s, Indicator::income_brand) = income[2];
  const double added[3] = {f.design_pay, production, brand};
  value(s, Indicator::functional_upgrading_index) = indicators::functional_upgrading(added, income);
  value(s, Indicator::smile_curvature) = income[1] > 0 ? indicators::smile(income).curvature / income[1] : std::nan("");
  value(s, Indicator::fees_abroad_share) = ratio(f.fees_abroad, f.fees);
  value(s, Indicator::headquarters_concentration) = f.in_hub / f.pay;
  value(s, Indicator::headquarters_tax_share) = ratio(f.tax_in_hub, f.tax);
}

}  // namespace kaldor

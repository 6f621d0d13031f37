// Stage 13: what regions make and pay, and how varied their industries are.

#include <algorithm>
#include <cmath>

#include "functions.hpp"
#include "kaldor/indicators/structure.hpp"
#include "kaldor/indicators/variety.hpp"
#include "record.hpp"

namespace kaldor {

void record_regions(ModelState& s) {
  const int n = s.base.industries;
  std::vector<int> sector(n);
  for (int i = 0; i < n; ++i) sector[i] = static_cast<int>(s.economy.industries[i].sector) - 1;
  for (int r = 0; r < s.base.regions; ++r) {
    double va = 0, people = 0;
    for (int i = 0; i < n; ++i) {
      va += value_added(s, s.cell(i, r)) + headquarters(s, s.cell(i, r));
      people += heads(s, s.cell(i, r));
    }
    Vector own(n), jobs(n), rest(n);
    double rest_total = 0, jobs_total = 0, own_total = 0;
    for (int i = 0; i < n; ++i) {
      const int c = s.cell(i, r);
      const std::size_t k = static_cast<std::size_t>(r * n + i);
      const double away = headquarters(s, c), v = value_added(s, c) + away, l = heads(s, c),
                   output = s.of(c, CellSum::output), revenue = s.of(c, CellSum::revenue),
                   all = value(s, Indicator::value_added, static_cast<std::size_t>(i));
      const IndustryBase& base = s.base.industry[i];
      value(s, Indicator::value_added_by_region, k) = v;
      value(s, Indicator::value_added_share_by_region, k) = ratio(v, va);
      value(s, Indicator::employment_by_region, k) = l;
      value(s, Indicator::employment_share_by_region, k) = ratio(l, people);
      value(s, Indicator::output_by_region, k) = output;
      value(s, Indicator::price_by_region, k) =
          ratio(revenue, s.of(c, CellSum::sales)) / service_volume(s, s.markets.of(i, r));
      value(s, Indicator::markup_by_region, k) =
          ratio(s.of(c, CellSum::markup_sales) * (1 - base.tax_rate), s.of(c, CellSum::unit_sales)) - 1;
      const double real = real_value_added(s, c) + away * ratio(real_value_added_of_industry(s, i), all);
      value(s, Indicator::productivity_by_region, k) = ratio(real, l);
      value(s, Indicator::rd_intensity_by_region, k) = ratio(s.of(c, CellSum::rd), revenue);
      value(s, Indicator::emissions_by_region, k) = s.of(c, CellSum::emissions);
      value(s, Indicator::concentration_by_region, k) = ratio(s.of(c, CellSum::squares), revenue * revenue);
      own[i] = std::max(0.0, v);
      jobs[i] = l;
      rest[i] = std::max(0.0, all - v);
      own_total += own[i];
      rest_total += rest[i];
      jobs_total += l;
    }
    for (int i = 0; i < n; ++i) {
      own[i] /= own_total;
      rest[i] /= rest_total;
      jobs[i] /= jobs_total;
    }
    const std::size_t k = static_cast<std::size_t>(r);
    value(s, Indicator::specialisation_by_region, k) =
        s.base.regions > 1 ? indicators::krugman_specialisation(own, rest) : std::nan("");
    const indicators::Variety variety = indicators::variety(jobs, sector);
    value(s, Indicator::related_variety_by_region, k) = variety.related;
    value(s, Indicator::unrelated_variety_by_region, k) = variety.unrelated;
    value(s, Indicator::gdp_by_region, k) = va;
    double employed = 0, force = 0;
    for (int skill = 0; skill < kSkills; ++skill) {
      employed += s.households.employed(r, skill);
      force += s.force_at_work(r, skill);
      value(s, Indicator::wage, static_cast<std::size_t>(r * kSkills + skill)) = s.households.wage(r, skill);
    }
    value(s, Indicator::unemployment_by_region, k) = 1 - employed / force;
    value(s, Indicator::labour_force_by_region, k) = force;
  }
}

}  // namespace kaldor

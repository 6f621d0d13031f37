// Land of the base year (S§1.9): all that is open to firms is in use but for the usual vacancy; how much of it a unit
// of capital takes in a region follows from that, so firms in dense regions build on less.

#include "land.hpp"

#include <algorithm>

#include "kaldor/core/units.hpp"

namespace kaldor {

int land_use_of(const Industry& industry) {
  if (industry.budget_funded || industry.sector == Sector::primary) return -1;
  return industry.sector == Sector::secondary ? kIndustryLand : kServicesLand;
}

double land_need(const Industry& industry, const Parameters& p) {
  if (land_use_of(industry) < 0) return 0;
  switch (industry.intensity) {
    case FactorIntensity::labour:
      return p.land_labour_need;
    case FactorIntensity::knowledge:
      return p.land_knowledge_need;
    case FactorIntensity::data:
      return p.land_data_need;
    case FactorIntensity::capital:
      break;
  }
  return 1;
}

double Land::room(int region, int which, double tight) const {
  const double vacancy = open(region, which) > 0 ? 1 - used(region, which) / open(region, which) : 1.0;
  return tight > 0 ? std::clamp(vacancy / tight, 0.0, 1.0) : 1.0;
}

Land open_land(const BaseYear& b, const Economy& e, const Scenario& scenario) {
  const Parameters& p = scenario.parameters;
  const std::size_t n = static_cast<std::size_t>(b.industries), regions = static_cast<std::size_t>(b.regions);
  Land l;
  l.need = Matrix(n, regions);
  for (Matrix* m : {&l.zoned, &l.open, &l.used, &l.idle, &l.freed, &l.rent}) *m = Matrix(regions, kLandUses);
  std::fill(l.rent.values.begin(), l.rent.values.end(), 1.0);
  l.use_share.assign(n * regions, 0.0);
  for (const Industry& i : e.industries) l.use.push_back(land_use_of(i));
  const double idle =
      scenario.mechanisms.land_release && p.land_clearing_speed > 0 ? b.rates.churn / p.land_clearing_speed : 0.0;
  for (std::size_t r = 0; r < regions; ++r) {
    double weighted = 0;
    for (std::size_t i = 0; i < n; ++i)
      weighted += land_need(e.industries[i], p) * b.industry[i].capital * b.share(i, r);
    const double area = std::max(1.0, e.regions[r].land) * p.land_business_share;
    for (std::size_t i = 0; i < n; ++i) {
      l.need(i, r) = weighted > 0 ? land_need(e.industries[i], p) * p.land_base_use * area / weighted : 0.0;
      if (l.use[i] >= 0)
        l.used(r, static_cast<std::size_t>(l.use[i])) += l.need(i, r) * b.industry[i].capital * b.share(i, r);
    }
    for (std::size_t i = 0; i < n; ++i) {
      const double all = l.use[i] >= 0 ? l.used(r, static_cast<std::size_t>(l.use[i])) : 0.0;
      if (all > 0) l.use_share[i * regions + r] = l.need(i, r) * b.industry[i].capital * b.share(i, r) / all;
    }
    for (std::size_t u = 0; u < kLandUses; ++u) {
      l.open(r, u) = l.used(r, u) / p.land_base_use;
      l.idle(r, u) = idle * l.used(r, u);
      l.zoned(r, u) = l.open(r, u) + l.idle(r, u);
    }
  }
  return l;
}

}  // namespace kaldor

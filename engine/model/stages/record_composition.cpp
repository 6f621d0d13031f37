// Stage 13: how varied industries are and where they are, and how unequal incomes (S§4.1, I-40).

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kaldor/indicators/concentration.hpp"
#include "kaldor/indicators/distribution.hpp"
#include "kaldor/indicators/structure.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

/// Each over their sum, what is below zero left out.
Vector shares_of(Vector values) {
  for (double& v : values) v = std::max(0.0, v);
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  for (double& v : values) v /= sum;
  return values;
}

void record_variety(ModelState& s) {
  Vector added;
  for (int i = 0; i < s.base.industries; ++i) added.push_back(value(s, Indicator::value_added, i));
  const Vector shares = shares_of(std::move(added));
  value(s, Indicator::industry_entropy) = indicators::shannon(shares);
  value(s, Indicator::effective_industries) = indicators::effective_number(indicators::hhi(shares));
}

void record_region(ModelState& s, int r, double nation) {
  const int n = s.base.industries;
  Vector jobs;
  for (int i = 0; i < n; ++i) jobs.push_back(value(s, Indicator::employment_by_region, r * n + i));
  const double region = std::accumulate(jobs.begin(), jobs.end(), 0.0);
  for (int i = 0; i < n; ++i)
    value(s, Indicator::location_quotient_by_region, r * n + i) = indicators::location_quotient(
        jobs[static_cast<std::size_t>(i)], region, value(s, Indicator::employment, i), nation);
  value(s, Indicator::effective_industries_by_region, r) =
      indicators::effective_number(indicators::hhi(shares_of(std::move(jobs))));
}

void record_inequality(ModelState& s) {
  Vector income, persons;
  std::vector<int> region;
  for (int r = 0; r < s.base.regions; ++r)
    for (int k = 0; k < kSkills; ++k) {
      income.push_back(value(s, Indicator::real_income, r * kSkills + k));
      persons.push_back(s.force_at_work(r, k));
      region.push_back(r);
    }
  const indicators::TheilDecomposition theil = indicators::regional_theil(income, region, persons);
  value(s, Indicator::income_theil) = theil.total;
  value(s, Indicator::income_theil_between) = theil.between;
  value(s, Indicator::income_theil_within) = theil.within;
}

}  // namespace

void record_composition(ModelState& s) {
  record_variety(s);
  double nation = 0;
  for (int i = 0; i < s.base.industries; ++i) nation += value(s, Indicator::employment, i);
  for (int r = 0; r < s.base.regions; ++r) record_region(s, r, nation);
  record_inequality(s);
}

}  // namespace kaldor

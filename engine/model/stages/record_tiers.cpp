// Stage 13: the tiers that firms are found in, and the jobs that each creates (docs/model/tiers.md).

#include <cmath>
#include <utility>

#include "record.hpp"

namespace kaldor {

namespace {

void record_job_creation(ModelState& s) {
  const double jobs = s.total(CellSum::jobs_created);
  const auto part = [&](CellSum created) { return s.period > 0 ? ratio(s.total(created), jobs) : std::nan(""); };
  value(s, Indicator::startup_job_creation_share) = ratio(s.total(CellSum::jobs_created_young), jobs);
  value(s, Indicator::small_firm_job_creation_share) = part(CellSum::jobs_created_small);
  value(s, Indicator::high_growth_job_creation_share) = part(CellSum::jobs_created_fast);
  value(s, Indicator::gazelle_job_creation_share) = part(CellSum::jobs_created_gazelles);
  value(s, Indicator::unicorn_job_creation_share) = part(CellSum::jobs_created_unicorns);
  value(s, Indicator::leader_job_creation_share) = part(CellSum::jobs_created_leaders);
}

void record_places(ModelState& s) {
  constexpr std::pair<Indicator, CellSum> kTiers[] = {{Indicator::startup_count_by_region, CellSum::startups},
                                                      {Indicator::small_firm_count_by_region, CellSum::small},
                                                      {Indicator::high_growth_count_by_region, CellSum::high_growth},
                                                      {Indicator::gazelle_count_by_region, CellSum::gazelles},
                                                      {Indicator::unicorn_count_by_region, CellSum::unicorns},
                                                      {Indicator::leader_count_by_region, CellSum::leaders}};
  for (const auto& [indicator, sum] : kTiers)
    for (int r = 0; r < s.base.regions; ++r)
      for (int i = 0; i < s.base.industries; ++i)
        value(s, indicator, r * s.base.industries + i) = s.of(s.cell(i, r), sum);
}

}  // namespace

void record_tiers(ModelState& s) {
  double heads = 0;
  for (int r = 0; r < s.base.regions; ++r)
    for (int i = 0; i < s.base.industries; ++i)
      heads += s.of(s.cell(i, r), CellSum::heads) * s.labour_scale[static_cast<std::size_t>(r)];
  value(s, Indicator::startup_count) = s.total(CellSum::startups);
  value(s, Indicator::startup_employment_share) = ratio(s.total(CellSum::startup_heads), heads);
  value(s, Indicator::small_firm_count) = s.total(CellSum::small);
  value(s, Indicator::small_firm_employment_share) = ratio(s.total(CellSum::small_heads), heads);
  value(s, Indicator::high_growth_share) = ratio(s.total(CellSum::high_growth), s.total(CellSum::sizeable));
  value(s, Indicator::gazelle_count) = s.total(CellSum::gazelles);
  value(s, Indicator::unicorn_count) = s.total(CellSum::unicorns);
  value(s, Indicator::leader_count) = s.total(CellSum::leaders);
  value(s, Indicator::leader_sourcing_share) = ratio(s.total(CellSum::leader_orders), s.total(CellSum::orders));
  record_job_creation(s);
  record_places(s);
}

}  // namespace kaldor

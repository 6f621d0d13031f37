// Stage 13: who was hired and who left since the quarter before.

#include <algorithm>
#include <cmath>

#include "record.hpp"

namespace kaldor {

namespace {

struct JobFlows {
  double hires = 0, separations = 0;
};

/// Of production: what firms planned, and whom they did not find. People who are not found are first of all not hired;
/// only where firms lose more than they wanted to hire do others leave.
JobFlows planned_flows(const ModelState& s, int c) {
  const double hired = s.of(c, CellSum::hired);
  const double missing = (1.0 - s.labour_scale[s.region_of(c)]) * s.of(c, CellSum::heads);
  return {std::max(0.0, hired - missing), s.of(c, CellSum::separated) + std::max(0.0, missing - hired)};
}

/// Of research, functions and practice, whose people are known for an industry but not for a firm.
JobFlows staff_flows(const ModelState& s, double before, double now) {
  const double quit = s.scenario.parameters.labour_separations;
  return {std::max(0.0, now - (1 - quit) * before), std::max(quit * before, before - now)};
}

}  // namespace

void record_jobs(ModelState& s) {
  const auto n = static_cast<std::size_t>(s.base.industries);
  const bool first = s.period == 0;
  for (Vector* v : {&s.jobs.staff, &s.jobs.closed, &s.jobs.first}) v->resize(n, 0.0);
  for (std::size_t k = 0; k < n; ++k) {
    const int i = static_cast<int>(k);
    JobFlows sum{s.jobs.first[k], s.jobs.closed[k]};
    double staff = 0;
    for (int r = 0; r < s.base.regions; ++r) {
      const int c = s.cell(i, r);
      const JobFlows planned = planned_flows(s, c);
      sum.hires += planned.hires;
      sum.separations += planned.separations;
      staff += staff_heads(s, c);
    }
    const JobFlows office = staff_flows(s, s.jobs.staff[k], staff);
    value(s, Indicator::hires, k) = first ? std::nan("") : sum.hires + office.hires;
    value(s, Indicator::separations, k) = first ? std::nan("") : sum.separations + office.separations;
    s.jobs.staff[k] = staff;
    s.jobs.closed[k] = s.of_industry(i, CellSum::closed_heads);
    s.jobs.first[k] = s.of_industry(i, CellSum::first_heads);
  }
}

}  // namespace kaldor

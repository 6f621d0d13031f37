// Stage 13: indicators of people, tolerance, what firms report, and who survives.

#include <cmath>

#include "record.hpp"

namespace kaldor {

namespace {

void record_living(ModelState& s, std::size_t r, std::size_t k) {
  const Households& h = s.households;
  const std::size_t place = r * kSkills + k;
  value(s, Indicator::real_wage, place) = h.wage(r, k) / s.prices.consumer;
  value(s, Indicator::real_income, place) = ratio(h.income(r, k), s.force_at_work(r, k) * s.prices.consumer);
  value(s, Indicator::unemployment_by_skill, place) = 1 - ratio(h.employed(r, k), s.force_at_work(r, k));
  value(s, Indicator::labour_force_by_skill, place) = s.force_at_work(r, k);
}

void record_people(ModelState& s) {
  double wages[kSkills] = {}, force[kSkills] = {};
  for (std::size_t r = 0; r < static_cast<std::size_t>(s.base.regions); ++r) {
    for (std::size_t k = 0; k < kSkills; ++k) {
      wages[k] += s.households.wage(r, k) * s.force_at_work(r, k);
      force[k] += s.force_at_work(r, k);
      record_living(s, r, k);
    }
    value(s, Indicator::high_skill_share_by_region, r) =
        ratio(s.force_at_work(r, 1), s.force_at_work(r, 0) + s.force_at_work(r, 1));
    value(s, Indicator::trained_by_region, r) = s.programmes.graduates[r];
    value(s, Indicator::public_data_by_region, r) = s.programmes.data[r];
  }
  value(s, Indicator::skill_premium) = ratio(wages[1] / force[1], wages[0] / force[0]);
  value(s, Indicator::targeting_error) = targeting_error(s);
  value(s, Indicator::second_founding_share) = ratio(s.founders.second, s.founders.expected);
}

void record_reports(ModelState& s) {
  const double rd = s.total(CellSum::rd), relabelled = s.total(CellSum::relabelled);
  value(s, Indicator::reported_rd_share) = (rd + relabelled) / s.quarter.gdp;
  value(s, Indicator::relabelled_share) = ratio(relabelled, rd + relabelled);
  const double credited = s.total(CellSum::credited);
  value(s, Indicator::rd_bunching_share) = credited > 0 ? s.total(CellSum::bunched) / credited : 0;
  for (int i = 0; i < s.base.industries; ++i)
    value(s, Indicator::energy_intensity, static_cast<std::size_t>(i)) =
        ratio(s.of_industry(i, CellSum::energy_used), s.of_industry(i, CellSum::output));
}

/// Who lives of those who entered five to six years ago, by industry and in all. The first quarter's cohort is left
/// out: it holds the firms under construction at the start.
void record_survival(ModelState& s) {
  constexpr int kOldest = 23, kCohorts = 4;
  double all = 0, alive = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    double founded = 0;
    if (s.period > kOldest)
      for (int r = 0; r < s.base.regions; ++r)
        for (std::size_t k = 0; k < kCohorts; ++k) founded += s.entered[k][static_cast<std::size_t>(s.cell(i, r))];
    const double left = founded > 0 ? s.of_industry(i, CellSum::cohort) : 0;
    value(s, Indicator::startup_survival_by_industry, static_cast<std::size_t>(i)) = ratio(left, founded);
    all += founded;
    alive += left;
  }
  value(s, Indicator::startup_survival) = ratio(alive, all);
}

}  // namespace

void record_people_and_reports(ModelState& s) {
  record_people(s);
  record_reports(s);
  record_survival(s);
}

}  // namespace kaldor

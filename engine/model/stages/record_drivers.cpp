// Stage 13: how much of growth comes from land, labour and capital and how much from knowledge, talent, data and
// organisation (mission U2, docs/model/growth.md). Where a factor is paid its weight is its share of income, where it
// is not, what the model's own equation makes of it.

#include <algorithm>
#include <array>
#include <cmath>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "kaldor/indicators/growth_accounting.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

using Record = DriverRecord;

constexpr std::size_t kYear = kQuartersPerYear, kFiveYears = 5 * kQuartersPerYear;
constexpr Indicator kFactor[] = {Indicator::driver_land, Indicator::driver_capital, Indicator::driver_labour,
                                 Indicator::driver_talent, Indicator::driver_knowledge};
static_assert(std::size(kFactor) == Record::kFactors);

/// Product less taxes on production, carbon and resources: what factors earn.
double income(const ModelState& s) {
  return s.quarter.gdp - s.total(CellSum::production_tax) - s.total(CellSum::carbon) - s.total(CellSum::resource_tax);
}

/// Part of the benefit of data that a firm of this practice can take (docs/model/data.md).
double taken(const ModelState& s, double practice) {
  const double share = s.scenario.parameters.data_practice_share;
  return 1 - share + share * practice;
}

/// What automation and practice leave of the labour of a cell.
double left(const ModelState& s, double practice, double automated) {
  const Parameters& p = s.scenario.parameters;
  return 1 - automated * (1 + p.practice_automation_share * (practice - p.practice_initial));
}

/// The cell as firms planned, with the practice that they had then.
Record::Cell cell_of(const ModelState& s, int c, double nation, double practice) {
  const double heads = s.of(c, CellSum::heads);
  if (!(heads > 0)) return {};
  const double lift = s.of(c, CellSum::data_productivity) / heads, elasticity = s.scenario.parameters.data_elasticity;
  const double use = (elasticity > 0 ? lift / elasticity : 0.0) + s.data.base_log[s.industry_of(c)];
  return {s.of(c, CellSum::wages) / nation, use / taken(s, practice), practice,
          s.of(c, CellSum::automated_heads) / heads};
}

/// Growth since the quarter before that data and practice bring: labour that they save, weighted by what it is paid.
void add_unpaid(ModelState& s, double nation, Record::Quarter& now) {
  Vector& practice = s.drivers.practice;
  if (practice.empty()) practice.assign(s.data.practice.size(), s.scenario.parameters.practice_initial);
  s.drivers.cells.resize(practice.size());
  const double elasticity = s.scenario.mechanisms.data ? s.scenario.parameters.data_elasticity : 0.0;
  for (int c = 0; c < s.cell_count(); ++c) {
    const std::size_t k = static_cast<std::size_t>(c);
    const Record::Cell next = cell_of(s, c, nation, practice[k]), last = s.drivers.cells[k];
    s.drivers.cells[k] = next;
    practice[k] = s.data.practice[k];
    if (!(next.wage_share > 0 && last.wage_share > 0)) continue;
    const double weight = (last.wage_share + next.wage_share) / 2;
    const double can = taken(s, next.practice), could = taken(s, last.practice);
    now.data += weight * elasticity * (can + could) / 2 * (next.log_use - last.log_use);
    const double automated = (last.automated + next.automated) / 2;
    now.organisation += weight * (elasticity * (next.log_use + last.log_use) / 2 * (can - could) -
                                  math::log(left(s, next.practice, automated) / left(s, last.practice, automated)));
  }
}

Record::Quarter measure(ModelState& s) {
  const double nation = income(s);
  Record::Quarter now;
  if (!s.drivers.quarters.empty()) now = s.drivers.quarters.back();
  now.output = s.gdp_real;
  double low = 0, high = 0, research = 0, low_wages = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    double rd = 0;
    for (int i = 0; i < s.base.industries; ++i) {
      const int c = s.cell(i, r);
      rd += s.of(c, CellSum::rd);
      low_wages +=
          s.of(c, CellSum::wages) -
          std::min(s.of(c, CellSum::wages), s.of(c, CellSum::hours) * s.cells.high_skill[c] * s.cells.wage_high[c]);
    }
    const double people = rd / s.households.wage(r, 1);
    research += people;
    low += s.households.employed(r, 0);
    high += s.households.employed(r, 1) - s.staff_part[static_cast<std::size_t>(r)] * people;
  }
  const double wear = quarterly_hazard(s.scenario.parameters.innovation_knowledge_depreciation);
  double& stock = s.drivers.research;
  stock = s.period == 0 ? research : (1 - wear) * stock + wear * research;
  double used = 0;
  for (const double u : s.land.used.values) used += u;
  const bool rents = s.scenario.mechanisms.land && used > 0;
  const double rent = rents ? s.total(CellSum::rent) / nation : 0.0, rd = s.total(CellSum::rd) / nation,
               labour = low_wages / nation, talent = s.quarter.wages / nation - rd - labour;
  now.stocks = {used, s.total(CellSum::capital), low, high, stock};
  now.shares = {rent, 1 - rent - labour - talent - rd, labour, talent, rd};
  add_unpaid(s, nation, now);
  return now;
}

struct Drivers {
  std::array<double, Record::kFactors> paid{};
  double data = 0, organisation = 0, output = 0;
  double fresh() const { return paid[Record::talent] + paid[Record::knowledge] + data + organisation; }
  double all() const { return fresh() + paid[Record::land] + paid[Record::capital] + paid[Record::labour]; }
};

Drivers drivers(const Record::Quarter& then, const Record::Quarter& now) {
  const indicators::GrowthAccount account =
      indicators::growth_account(then.output, now.output, then.stocks, now.stocks, then.shares, now.shares);
  Drivers d{{}, now.data - then.data, now.organisation - then.organisation, account.output};
  std::copy(account.factors.begin(), account.factors.end(), d.paid.begin());
  return d;
}

}  // namespace

void record_drivers(ModelState& s) {
  std::vector<Record::Quarter>& q = s.drivers.quarters;
  q.push_back(measure(s));
  if (q.size() > kFiveYears + 1) q.erase(q.begin());
  for (const Indicator i : kFactor) value(s, i) = std::nan("");
  for (const Indicator i :
       {Indicator::driver_data, Indicator::driver_organisation, Indicator::driver_rest, Indicator::new_driver_share})
    value(s, i) = std::nan("");
  if (q.size() <= kYear) return;
  const Drivers year = drivers(q[q.size() - 1 - kYear], q.back());
  for (std::size_t k = 0; k < std::size(kFactor); ++k) value(s, kFactor[k]) = year.paid[k];
  value(s, Indicator::driver_data) = year.data;
  value(s, Indicator::driver_organisation) = year.organisation;
  value(s, Indicator::driver_rest) = year.output - year.all();
  if (q.size() <= kFiveYears) return;
  const Drivers five = drivers(q.front(), q.back());
  if (five.all() > 0) value(s, Indicator::new_driver_share) = five.fresh() / five.all();
}

}  // namespace kaldor

// Stage 13: how much of growth comes from more capital and people and how much from what is made of them; which kinds
// of industries grow; what processes cost; whether incumbents, reallocation, entry or exit raise productivity
// (docs/model/growth.md).

#include <algorithm>
#include <cmath>

#include "kaldor/core/elementary.hpp"
#include "kaldor/indicators/growth_accounting.hpp"
#include "kaldor/indicators/structure.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

constexpr std::size_t kFiveYears = 20;
constexpr std::size_t kYear = 4;
constexpr double kAllButNothing = 1e-9;  ///< part of a market below which rounding decides what is left of it

double sum_over_industries(ModelState& s, Indicator indicator) {
  double sum = 0;
  for (int i = 0; i < s.base.industries; ++i) sum += value(s, indicator, static_cast<std::size_t>(i));
  return sum;
}

/// Means of a market's embodied productivity between the events of the quarter, as logarithms, in their order.
struct Levels {
  bool known = false;
  double served = 0, kept = 0, renewed = 0, stayed = 0, moved = 0, end = 0;
};

Levels levels(const ModelState& s, int m) {
  const auto of = [&](CellSum which) { return s.of_market(m, which); };
  const double served = of(CellSum::served), kept = of(CellSum::kept), stayed = kept - of(CellSum::left);
  const double serving = of(CellSum::serving), moved = serving - of(CellSum::opened);
  if (!(stayed > kAllButNothing * kept && moved > kAllButNothing * serving)) return {};
  const double renewed = of(CellSum::renewed_productivity), end = of(CellSum::serving_productivity);
  return {true,
          math::log(of(CellSum::served_productivity) / served),
          math::log(of(CellSum::kept_productivity) / kept),
          math::log(renewed / kept),
          math::log((renewed - of(CellSum::left_productivity)) / stayed),
          math::log((end - of(CellSum::opened_productivity)) / moved),
          math::log(end / serving)};
}

/// Sources of the quarter's growth, markets weighted by base-year value added. The steps of a market add up to its
/// growth exactly, as each begins where the one before it ended.
GrowthRecord::Sources sources(ModelState& s) {
  GrowthRecord::Sources sum;
  Vector& last = s.growth.log_productivity;
  last.resize(static_cast<std::size_t>(s.markets.count()), std::nan(""));
  double weight = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    for (int r = 0; r < (s.markets.tradable[i] ? 1 : s.base.regions); ++r) {
      const int m = s.markets.of(i, r);
      const double v = s.base.industry[i].value_added * (s.markets.tradable[i] ? 1.0 : s.base.share(i, r));
      const Levels now = levels(s, m);
      const double before = last[m];
      last[m] = now.known ? now.end : std::nan("");
      if (!(v > 0) || !now.known || std::isnan(before)) continue;
      weight += v;
      // Second-hand machines came while firms planned, new ones now.
      sum.incumbents += v * ((now.served - before) + (now.renewed - now.kept));
      sum.reallocation += v * ((now.kept - now.served) + (now.moved - now.stayed));
      sum.exit += v * (now.stayed - now.renewed);
      sum.entry += v * (now.end - now.moved);
    }
  }
  if (!(weight > 0)) return {};
  return {sum.incumbents / weight, sum.reallocation / weight, sum.entry / weight, sum.exit / weight};
}

/// Tornqvist weights: the mean of both dates' shares of income.
indicators::GrowthAccount account(const GrowthRecord::Quarter& then, const GrowthRecord::Quarter& now) {
  const double factors[2][2] = {{then.capital, then.people}, {now.capital, now.people}};
  const double shares[2][2] = {{1 - then.labour_share, then.labour_share}, {1 - now.labour_share, now.labour_share}};
  return indicators::growth_account(then.output, now.output, factors[0], factors[1], shares[0], shares[1]);
}

void record_accounts(ModelState& s) {
  const std::vector<GrowthRecord::Quarter>& q = s.growth.quarters;
  const indicators::GrowthAccount year = account(q[q.size() - 1 - kYear], q.back());
  value(s, Indicator::capital_contribution) = year.factors[0];
  value(s, Indicator::labour_contribution) = year.factors[1];
  value(s, Indicator::technology_contribution) = year.productivity;
  if (q.size() <= kFiveYears) return;
  value(s, Indicator::intensive_share) = account(q[q.size() - 1 - kFiveYears], q.back()).intensive_share();
}

void record_sources(ModelState& s) {
  GrowthRecord::Sources year;
  for (std::size_t q = s.growth.quarters.size() - kYear; q < s.growth.quarters.size(); ++q) {
    const GrowthRecord::Sources& part = s.growth.quarters[q].sources;
    year.incumbents += part.incumbents;
    year.reallocation += part.reallocation;
    year.entry += part.entry;
    year.exit += part.exit;
  }
  value(s, Indicator::incumbents_contribution) = year.incumbents;
  value(s, Indicator::reallocation_contribution) = year.reallocation;
  value(s, Indicator::entry_contribution) = year.entry;
  value(s, Indicator::exit_contribution) = year.exit;
  value(s, Indicator::embodied_growth) = year.incumbents + year.reallocation + year.entry + year.exit;
}

void record_classes(ModelState& s) {
  constexpr Indicator kClass[] = {Indicator::labour_intensive_share, Indicator::capital_intensive_share,
                                  Indicator::knowledge_intensive_share, Indicator::data_intensive_share};
  static_assert(static_cast<int>(FactorIntensity::labour) == 0 && static_cast<int>(FactorIntensity::data) == 3);
  Vector added;
  std::vector<int> kind;
  for (int i = 0; i < s.base.industries; ++i) {
    added.push_back(std::max(0.0, value(s, Indicator::value_added, static_cast<std::size_t>(i))));
    kind.push_back(static_cast<int>(s.economy.industries[i].intensity));
  }
  const std::vector<double> shares = indicators::shares_by_class(added, kind, std::size(kClass));
  for (std::size_t k = 0; k < std::size(kClass); ++k) value(s, kClass[k]) = shares[k];
}

/// Process upgrading beside productivity and energy, which other records tell.
void record_processes(ModelState& s) {
  const auto ratio = [](double a, double b) { return b > 0 ? a / b : std::nan(""); };
  for (int i = 0; i < s.base.industries; ++i) {
    const std::size_t k = static_cast<std::size_t>(i);
    value(s, Indicator::unit_cost, k) =
        ratio(s.of_industry(i, CellSum::unit_sales), s.of_industry(i, CellSum::sales) * s.prices.consumer);
    value(s, Indicator::automation_share_by_industry, k) =
        ratio(s.of_industry(i, CellSum::automated_heads), s.of_industry(i, CellSum::heads));
  }
}

}  // namespace

void record_growth(ModelState& s) {
  record_processes(s);
  record_classes(s);
  const double taxes = s.total(CellSum::production_tax) + s.total(CellSum::carbon) + s.total(CellSum::resource_tax);
  s.growth.quarters.push_back({s.gdp_real, s.total(CellSum::capital), sum_over_industries(s, Indicator::employment),
                               s.quarter.wages / (s.quarter.gdp - taxes), sources(s)});
  if (s.growth.quarters.size() > kFiveYears + 1) s.growth.quarters.erase(s.growth.quarters.begin());
  for (Indicator i :
       {Indicator::capital_contribution, Indicator::labour_contribution, Indicator::technology_contribution,
        Indicator::intensive_share, Indicator::incumbents_contribution, Indicator::reallocation_contribution,
        Indicator::entry_contribution, Indicator::exit_contribution, Indicator::embodied_growth})
    value(s, i) = std::nan("");
  if (s.growth.quarters.size() <= kYear) return;
  record_accounts(s);
  record_sources(s);
}

}  // namespace kaldor

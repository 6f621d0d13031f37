#include "kaldor/indicators/tiers.hpp"

#include <algorithm>
#include <numeric>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

constexpr TierCounts kNoCounts{kUndefined, kUndefined, kUndefined, kUndefined, kUndefined, kUndefined};

/// Marks the members whose value is in the top part of the members' weight; ties stand together.
void mark_top(std::span<const double> values, const Weights& weights, std::vector<std::size_t> members, double part,
              std::vector<unsigned char>& marks) {
  std::sort(members.begin(), members.end(),
            [&](std::size_t a, std::size_t b) { return values[a] > values[b] || (values[a] == values[b] && a < b); });
  Sum total, above;
  for (const std::size_t i : members) total += weights[i];
  for (std::size_t k = 0; k < members.size();) {
    if (!(above.value() < part * total.value())) return;
    std::size_t next = k;
    Sum level;
    for (; next < members.size() && values[members[next]] == values[members[k]]; ++next) {
      marks[members[next]] = 1;
      level += weights[members[next]];
    }
    above += level.value();
    k = next;
  }
}

bool are_firms(std::span<const double> centrality, std::span<const double> rd, std::span<const int> industries,
               std::span<const SupplyTie> ties, std::span<const double> weights) {
  const std::size_t count = centrality.size();
  const auto is_unknown = [&](const SupplyTie& tie) { return tie.supplier >= count || tie.buyer >= count; };
  return rd.size() == count && industries.size() == count && Weights(weights).fit(count) && none_negative(weights) &&
         none_negative(centrality) && none_negative(rd) && std::none_of(ties.begin(), ties.end(), is_unknown) &&
         std::none_of(industries.begin(), industries.end(), [](int industry) { return industry < 0; });
}

}  // namespace

bool is_start_up(double age, const TierBounds& bounds) { return age <= bounds.start_up_age; }

bool is_high_growth(double employees_before, double employees_after, const TierBounds& bounds) {
  const double multiple = math::pow(1 + bounds.high_growth_rate, bounds.high_growth_years);
  // Growth of exactly the rate is not above it; the power carries a rounding error of a few units in the last place.
  constexpr double kRounding = 1e-12;
  return employees_before >= bounds.high_growth_employees &&
         employees_after > employees_before * multiple * (1 + kRounding);
}

bool is_gazelle(double age, double employees_before, double employees_after, const TierBounds& bounds) {
  return age <= bounds.gazelle_age && is_high_growth(employees_before, employees_after, bounds);
}

bool is_unicorn(double age, double equity_value, double threshold, const TierBounds& bounds) {
  return age <= bounds.unicorn_age && equity_value >= threshold;
}

bool is_specialised(double niche_share, double rd, double sales, const TierBounds& bounds) {
  return niche_share > bounds.specialised_niche_share && ratio(rd, sales) > bounds.specialised_rd_share;
}

double gordon_value(double profit, double growth, double discount_rate, double highest_growth) {
  if (profit <= 0) return 0;
  const double counted = growth < highest_growth ? growth : highest_growth;
  return ratio(profit * (1 + counted), discount_rate - counted);
}

double TierCounts::high_growth_share() const { return ratio(high_growth, eligible); }
double TierCounts::gazelle_share() const { return ratio(gazelles, eligible); }

TierCounts count_tiers(const FirmsByTier& firms, double unicorn_threshold, const TierBounds& bounds) {
  const std::size_t count = firms.ages.size();
  const Weights weight(firms.weights);
  const bool fits = firms.employees_before.size() == count && firms.employees_after.size() == count &&
                    firms.equity_values.size() == count && weight.fit(count) && none_negative(firms.weights);
  if (!fits) return kNoCounts;
  Sum present, start_ups, eligible, high_growth, gazelles, unicorns;
  for (std::size_t i = 0; i < count; ++i) {
    const double before = firms.employees_before[i], after = firms.employees_after[i];
    if (before >= bounds.high_growth_employees) eligible += weight[i];
    if (!(after > 0)) continue;
    present += weight[i];
    if (is_start_up(firms.ages[i], bounds)) start_ups += weight[i];
    if (is_high_growth(before, after, bounds)) high_growth += weight[i];
    if (is_gazelle(firms.ages[i], before, after, bounds)) gazelles += weight[i];
    if (is_unicorn(firms.ages[i], firms.equity_values[i], unicorn_threshold, bounds)) unicorns += weight[i];
  }
  return {present.value(),     start_ups.value(), eligible.value(),
          high_growth.value(), gazelles.value(),  unicorns.value()};
}

std::vector<unsigned char> chain_leaders(std::span<const double> centrality, std::span<const double> rd,
                                         std::span<const int> industries, std::span<const SupplyTie> ties,
                                         const LeaderCriteria& criteria, std::span<const double> weights) {
  const std::size_t count = centrality.size();
  std::vector<unsigned char> leaders(count, 0);
  if (count == 0 || !are_firms(centrality, rd, industries, ties, weights)) return leaders;

  const Weights weight(weights);
  std::vector<unsigned char> central(count, 0), inventive(count, 0);
  std::vector<std::size_t> everyone(count);
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  mark_top(centrality, weight, everyone, criteria.central_part, central);
  std::vector<std::vector<std::size_t>> members(
      static_cast<std::size_t>(*std::max_element(industries.begin(), industries.end())) + 1);
  for (std::size_t i = 0; i < count; ++i) members[static_cast<std::size_t>(industries[i])].push_back(i);
  for (const std::vector<std::size_t>& firms : members) mark_top(rd, weight, firms, criteria.rd_part, inventive);

  std::vector<std::size_t> captive(count, 0);  // suppliers that depend on the firm
  for (const SupplyTie& tie : ties)
    if (tie.share_of_supplier_sales > criteria.sourcing_share) ++captive[tie.buyer];
  for (std::size_t i = 0; i < count; ++i)
    leaders[i] = central[i] != 0 && inventive[i] != 0 && captive[i] >= criteria.suppliers ? 1 : 0;
  return leaders;
}

}  // namespace kaldor::indicators

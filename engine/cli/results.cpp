#include "results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaldor::cli {
namespace {

constexpr std::size_t kQuartersAYear = 4;
static_assert(kEndQuarters == kQuartersAYear + 1);
constexpr std::size_t kIndustriesShown = 5;
constexpr double kPercent = 100;
constexpr double kMillionTonnesAYear = kQuartersAYear / 1e6;
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

struct Shown {
  Indicator indicator;
  const char *label, *unit;
  double scale;
};

constexpr Shown kShown[] = {
    {Indicator::inflation, "inflation", "% a year", kPercent},
    {Indicator::unemployment, "unemployment", "% of labour force", kPercent},
    {Indicator::labour_share, "labour share", "% of GDP", kPercent},
    {Indicator::investment_share, "investment share", "% of GDP", kPercent},
    {Indicator::capacity_utilisation, "capacity utilisation", "%", kPercent},
    {Indicator::entry_rate, "entry of firms", "% a year", kPercent},
    {Indicator::exit_rate, "exit of firms", "% a year", kPercent},
    {Indicator::trade_balance_share, "trade balance", "% of GDP", kPercent},
    {Indicator::government_debt_ratio, "government debt", "% of a year's GDP", kPercent},
    {Indicator::carbon_emissions, "emissions", "million t CO2 a year", kMillionTonnesAYear},
    {Indicator::emission_intensity, "emissions per real GDP", "first quarter = 1", 1},
    {Indicator::structure_advancement, "structure advancement", "tertiary over secondary", 1},
};

using Values = std::vector<double>;

std::size_t place_of(const RunSummary& summary, Indicator indicator) {
  const auto place = std::find(summary.indicators.begin(), summary.indicators.end(), indicator);
  return static_cast<std::size_t>(place - summary.indicators.begin());
}

Values values_of(const std::vector<Values>& quarters, std::size_t indicator) {
  Values values;
  for (const Values& quarter : quarters) values.push_back(quarter[indicator]);
  return values;
}

/// Mean of the finite ones among values [first, end).
double mean(const Values& values, std::size_t first, std::size_t end) {
  double sum = 0;
  int count = 0;
  for (std::size_t i = first; i < end; ++i) {
    if (!std::isfinite(values[i])) continue;
    sum += values[i];
    ++count;
  }
  return count > 0 ? sum / count : kNotANumber;
}

/// In per cent a year, over `quarters` quarters.
double growth(double from, double to, std::size_t quarters) {
  return kPercent * (std::pow(to / from, static_cast<double>(kQuartersAYear) / static_cast<double>(quarters)) - 1);
}

ResultRow growth_row(const RunSummary& summary) {
  const std::size_t gdp = place_of(summary, Indicator::gdp_real);
  const Values first = values_of(summary.first, gdp), last = values_of(summary.last, gdp);
  ResultRow row{"growth", "growth of real GDP", "% a year", kNotANumber, kNotANumber, kNotANumber};
  if (summary.periods > 1) row.mean = growth(first.front(), last.back(), static_cast<std::size_t>(summary.periods - 1));
  if (first.size() <= kQuartersAYear) return row;
  row.first_year = growth(first.front(), first[kQuartersAYear], kQuartersAYear);
  row.last_year = growth(last.front(), last.back(), kQuartersAYear);
  return row;
}

ResultRow mean_row(const RunSummary& summary, const Shown& shown) {
  const std::size_t place = place_of(summary, shown.indicator);
  const Values first = values_of(summary.first, place), last = values_of(summary.last, place);
  const std::size_t year = std::min(first.size(), kQuartersAYear);
  const auto name = indicator_declarations()[static_cast<std::size_t>(shown.indicator)].name;
  return {std::string(name),
          shown.label,
          shown.unit,
          shown.scale * mean(first, 0, year),
          shown.scale * mean(last, last.size() - year, last.size()),
          shown.scale * summary.mean[place]};
}

void add_share_changes(const RunSummary& summary, const Economy& economy, Results& results) {
  std::vector<ShareChange> changes;
  for (std::size_t i = 0; i < summary.last_shares.size(); ++i) {
    const Industry& industry = economy.industries[i];
    changes.push_back(
        {industry.id, industry.name, kPercent * summary.first_shares[i], kPercent * summary.last_shares[i]});
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& a, const auto& b) { return a.change() > b.change(); });
  for (auto each = changes.begin(); each != changes.end() && results.gaining.size() < kIndustriesShown; ++each) {
    if (each->change() > 0) results.gaining.push_back(*each);
  }
  for (auto each = changes.rbegin(); each != changes.rend() && results.losing.size() < kIndustriesShown; ++each) {
    if (each->change() < 0) results.losing.push_back(*each);
  }
}

std::string number(double value) {
  if (!std::isfinite(value)) return "-";
  return std::abs(value) < 1000 ? fmt::format("{:.2f}", value) : fmt::format("{:.0f}", value);
}

std::string changes_text(const std::string& heading, const std::vector<ShareChange>& changes) {
  if (changes.empty()) return "";
  std::string text = fmt::format("\n{:<50}{:>12}{:>12}{:>12}\n", heading, "first year", "last year", "change");
  for (const ShareChange& change : changes) {
    text += fmt::format("  {:<48.47}{:>12}{:>12}{:>+12.2f}\n", change.name, number(change.first_year),
                        number(change.last_year), change.change());
  }
  return text;
}

}  // namespace

Results results_of(const RunSummary& summary, const Economy& economy) {
  Results results;
  results.rows.push_back(growth_row(summary));
  for (const Shown& shown : kShown) results.rows.push_back(mean_row(summary, shown));
  add_share_changes(summary, economy, results);
  return results;
}

std::string results_text(const Results& results) {
  std::string text = fmt::format("{:<26}{:<24}{:>12}{:>12}{:>12}\n", "", "", "first year", "last year", "mean");
  for (const ResultRow& row : results.rows) {
    text += fmt::format("{:<26}{:<24}{:>12}{:>12}{:>12}\n", row.label, row.unit, number(row.first_year),
                        number(row.last_year), number(row.mean));
  }
  text += changes_text("Gaining shares of value added, %", results.gaining);
  text += changes_text("Losing shares of value added, %", results.losing);
  return text;
}

}  // namespace kaldor::cli

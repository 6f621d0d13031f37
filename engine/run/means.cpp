#include "means.hpp"

#include <algorithm>

namespace kaldor {
namespace {

constexpr int kQuartersAYear = 4;

void add_to(std::vector<double>& sums, std::span<const double> values) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += values[i];
}

std::vector<double> divided(std::vector<double> sums, int count) {
  for (double& sum : sums) sum /= count;
  return sums;
}

std::span<const double> part(const FrameLayout& layout, std::span<const double> frame, Indicator indicator) {
  const auto index = static_cast<std::size_t>(indicator);
  return frame.subspan(layout.offset[index], layout.extent[index]);
}

}  // namespace

std::vector<Indicator> national_indicators() {
  std::vector<Indicator> indicators;
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    if (declaration.shape == Shape::national) indicators.push_back(declaration.indicator);
  }
  return indicators;
}

ReplicationSeries::ReplicationSeries(const FrameLayout& layout, int planned_quarters)
    : planned(planned_quarters),
      first_shares(layout.industries, 0.0),
      last_shares(layout.industries, 0.0),
      year(std::min(planned_quarters, kQuartersAYear)) {
  national.reserve(static_cast<std::size_t>(planned_quarters) * national_indicators().size());
}

void ReplicationSeries::append(const FrameLayout& layout, std::span<const double> frame) {
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    if (declaration.shape == Shape::national) national.push_back(part(layout, frame, declaration.indicator)[0]);
  }
  const auto shares = part(layout, frame, Indicator::value_added_share);
  if (periods < year) add_to(first_shares, shares);
  if (periods >= planned - year) add_to(last_shares, shares);
  ++periods;
}

Means::Means(std::size_t industries, int periods)
    : national_(static_cast<std::size_t>(periods) * national_indicators().size(), 0.0),
      counts_(static_cast<std::size_t>(periods), 0),
      first_shares_(industries, 0.0),
      last_shares_(industries, 0.0) {}

void Means::add(int replication, ReplicationSeries series) {
  const std::lock_guard lock(mutex_);
  waiting_.emplace(replication, std::move(series));
  for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; first = waiting_.begin()) {
    merge(first->second);
    waiting_.erase(first);
    ++next_;
  }
}

void Means::merge(const ReplicationSeries& series) {
  for (std::size_t i = 0; i < series.national.size(); ++i) national_[i] += series.national[i];
  for (int period = 0; period < series.periods; ++period) ++counts_[static_cast<std::size_t>(period)];
  if (series.periods < series.planned) return;
  add_to(first_shares_, divided(series.first_shares, series.year));
  add_to(last_shares_, divided(series.last_shares, series.year));
  ++complete_;
}

void Means::finish(RunSummary& summary) {
  const std::lock_guard lock(mutex_);
  for (const auto& [replication, series] : waiting_) merge(series);
  waiting_.clear();
  summary.indicators = national_indicators();
  const std::size_t width = summary.indicators.size();
  for (std::size_t period = 0; period < counts_.size() && counts_[period] > 0; ++period) {
    const auto first = national_.begin() + static_cast<std::ptrdiff_t>(period * width);
    summary.national.push_back(
        divided(std::vector<double>(first, first + static_cast<std::ptrdiff_t>(width)), counts_[period]));
  }
  if (complete_ == 0) return;
  summary.first_shares = divided(first_shares_, complete_);
  summary.last_shares = divided(last_shares_, complete_);
}

}  // namespace kaldor

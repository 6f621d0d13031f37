#include "means.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaldor {
namespace {

constexpr int kQuartersAYear = 4;

void add_to(std::vector<double>& sums, std::span<const double> values) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += values[i];
}

/// Adds quarter by quarter; the sums grow to the length of what is added.
void add_quarters(std::vector<std::vector<double>>& sums, const std::vector<std::vector<double>>& quarters) {
  for (std::size_t quarter = 0; quarter < quarters.size(); ++quarter) {
    if (quarter == sums.size()) sums.emplace_back(quarters[quarter].size(), 0.0);
    add_to(sums[quarter], quarters[quarter]);
  }
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
  sums.assign(national_indicators().size(), 0.0);
  finite.assign(sums.size(), 0);
}

void ReplicationSeries::append(const FrameLayout& layout, std::span<const double> frame) {
  std::vector<double> national;
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    if (declaration.shape == Shape::national) national.push_back(part(layout, frame, declaration.indicator)[0]);
  }
  for (std::size_t i = 0; i < national.size(); ++i) {
    if (!std::isfinite(national[i])) continue;
    sums[i] += national[i];
    ++finite[i];
  }
  if (periods < kEndQuarters) first.push_back(national);
  if (periods >= planned - kEndQuarters) last.push_back(std::move(national));
  const auto shares = part(layout, frame, Indicator::value_added_share);
  if (periods < year) add_to(first_shares, shares);
  if (periods >= planned - year) add_to(last_shares, shares);
  ++periods;
}

Means::Means(std::size_t industries)
    : mean_(national_indicators().size(), 0.0),
      finite_(mean_.size(), 0),
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
  add_quarters(first_, series.first);
  reached_.resize(first_.size(), 0);
  for (std::size_t quarter = 0; quarter < series.first.size(); ++quarter) ++reached_[quarter];
  if (series.periods < series.planned) return;
  add_quarters(last_, series.last);
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    if (series.finite[i] == 0) continue;
    mean_[i] += series.sums[i] / series.finite[i];
    ++finite_[i];
  }
  add_to(first_shares_, divided(series.first_shares, series.year));
  add_to(last_shares_, divided(series.last_shares, series.year));
  ++complete_;
}

void Means::finish(RunSummary& summary) {
  const std::lock_guard lock(mutex_);
  for (const auto& [replication, series] : waiting_) merge(series);
  waiting_.clear();
  summary.indicators = national_indicators();
  for (std::size_t quarter = 0; quarter < first_.size(); ++quarter) {
    summary.first.push_back(divided(first_[quarter], reached_[quarter]));
  }
  if (complete_ == 0) return;
  for (const std::vector<double>& quarter : last_) summary.last.push_back(divided(quarter, complete_));
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    summary.mean.push_back(finite_[i] > 0 ? mean_[i] / finite_[i] : std::numeric_limits<double>::quiet_NaN());
  }
  summary.first_shares = divided(first_shares_, complete_);
  summary.last_shares = divided(last_shares_, complete_);
}

}  // namespace kaldor

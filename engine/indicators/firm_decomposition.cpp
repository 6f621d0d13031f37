#include <cmath>

#include "kaldor/indicators/productivity.hpp"
#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

constexpr Decomposition kUndecomposed{kUndefined, kUndefined, kUndefined, kUndefined, kUndefined};

/// Aggregates of the firms that are there in one period.
struct Aggregate {
  Sum shares;
  Sum productivity;  ///< sum of share times productivity
  void add(double share, double level) {
    shares += share;
    productivity += share * level;
  }
};

struct Aggregates {
  Aggregate before, after;
};

/// True when every column has one entry a firm.
bool fit(const FirmPairs& firms) {
  const std::size_t count = firms.presence.size();
  return firms.shares_before.size() == count && firms.shares_after.size() == count &&
         firms.productivity_before.size() == count && firms.productivity_after.size() == count &&
         Weights(firms.weights).fit(count);
}

Aggregates aggregate(const FirmPairs& firms) {
  Aggregates all;
  for (std::size_t i = 0; i < firms.presence.size(); ++i) {
    if (firms.presence[i] != Presence::entering) all.before.add(firms.shares_before[i], firms.productivity_before[i]);
    if (firms.presence[i] != Presence::exiting) all.after.add(firms.shares_after[i], firms.productivity_after[i]);
  }
  return all;
}

bool sum_to_one(const Aggregates& all) {
  return std::abs(all.before.shares.value() - 1) <= kShareTolerance &&
         std::abs(all.after.shares.value() - 1) <= kShareTolerance;
}

/// The three older methods differ in the weight of the second period in the shares that carry the within term and in
/// the levels that carry the between term, and in the level that the others are compared with.
struct Method {
  double lead_of_shares;
  double lead_of_levels;
  double reference;
  bool has_cross;
};

Decomposition decompose(const FirmPairs& firms, const Method& method) {
  Sum within, between, cross, entry, exit;
  for (std::size_t i = 0; i < firms.presence.size(); ++i) {
    const double s0 = firms.shares_before[i], s1 = firms.shares_after[i];
    const double p0 = firms.productivity_before[i], p1 = firms.productivity_after[i];
    switch (firms.presence[i]) {
      case Presence::continuing:
        within += (s0 + method.lead_of_shares * (s1 - s0)) * (p1 - p0);
        between += (s1 - s0) * (p0 + method.lead_of_levels * (p1 - p0) - method.reference);
        if (method.has_cross) cross += (s1 - s0) * (p1 - p0);
        break;
      case Presence::entering:
        entry += s1 * (p1 - method.reference);
        break;
      case Presence::exiting:
        exit += s0 * (method.reference - p0);
        break;
    }
  }
  return {within.value(), between.value(), cross.value(), entry.value(), exit.value()};
}

/// Plain mean of the continuing firms in both periods.
struct Means {
  double before, after;
};

Means means_of_continuing(const FirmPairs& firms) {
  const Weights weights(firms.weights);
  Sum count, before, after;
  for (std::size_t i = 0; i < firms.presence.size(); ++i) {
    if (firms.presence[i] != Presence::continuing) continue;
    count += weights[i];
    before += weights[i] * firms.productivity_before[i];
    after += weights[i] * firms.productivity_after[i];
  }
  return {ratio(before.value(), count.value()), ratio(after.value(), count.value())};
}

}  // namespace

Decomposition baily_hulten_campbell(const FirmPairs& firms) {
  if (!fit(firms) || !sum_to_one(aggregate(firms))) return kUndecomposed;
  return decompose(firms, {.lead_of_shares = 0, .lead_of_levels = 1, .reference = 0, .has_cross = false});
}

Decomposition griliches_regev(const FirmPairs& firms) {
  if (!fit(firms)) return kUndecomposed;
  const Aggregates all = aggregate(firms);
  if (!sum_to_one(all)) return kUndecomposed;
  const double mean = (all.before.productivity.value() + all.after.productivity.value()) / 2;
  return decompose(firms, {.lead_of_shares = 0.5, .lead_of_levels = 0.5, .reference = mean, .has_cross = false});
}

Decomposition foster_haltiwanger_krizan(const FirmPairs& firms) {
  if (!fit(firms)) return kUndecomposed;
  const Aggregates all = aggregate(firms);
  if (!sum_to_one(all)) return kUndecomposed;
  const double base = all.before.productivity.value();
  return decompose(firms, {.lead_of_shares = 0, .lead_of_levels = 0, .reference = base, .has_cross = true});
}

Decomposition melitz_polanec(const FirmPairs& firms) {
  if (!fit(firms) || !sum_to_one(aggregate(firms))) return kUndecomposed;
  Aggregates stayers;
  Aggregate entrants, leavers;
  for (std::size_t i = 0; i < firms.presence.size(); ++i) {
    const double s0 = firms.shares_before[i], s1 = firms.shares_after[i];
    const double p0 = firms.productivity_before[i], p1 = firms.productivity_after[i];
    switch (firms.presence[i]) {
      case Presence::continuing:
        stayers.before.add(s0, p0);
        stayers.after.add(s1, p1);
        break;
      case Presence::entering:
        entrants.add(s1, p1);
        break;
      case Presence::exiting:
        leavers.add(s0, p0);
        break;
    }
  }
  const double before = ratio(stayers.before.productivity.value(), stayers.before.shares.value());
  const double after = ratio(stayers.after.productivity.value(), stayers.after.shares.value());
  const Means mean = means_of_continuing(firms);
  const double entry = entrants.productivity.value() - entrants.shares.value() * after;
  const double exit = leavers.shares.value() * before - leavers.productivity.value();
  return {mean.after - mean.before, (after - mean.after) - (before - mean.before), 0, entry, exit};
}

}  // namespace kaldor::indicators

#include "kaldor/indicators/diffusion.hpp"

#include <numbers>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

double log_odds(double share) { return log_of(ratio(share, 1 - share)); }

/// Share of the variance of `levels` that the curve explains.
double explained(const LogisticCurve& curve, std::span<const double> times, std::span<const double> levels) {
  const double mean = sum_of(levels) / static_cast<double>(levels.size());
  Sum left, all;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double residual = levels[i] - curve.at(times[i]);
    left += residual * residual;
    all += (levels[i] - mean) * (levels[i] - mean);
  }
  return 1 - ratio(left.value(), all.value());
}

}  // namespace

double LogisticCurve::at(double time) const { return ceiling / (1 + math::exp(-rate * (time - midpoint))); }

LogisticCurve fit_logistic(std::span<const double> times, std::span<const double> levels, double ceiling) {
  const LogisticCurve none{kUndefined, kUndefined, ceiling, kUndefined};
  if (times.size() != levels.size() || !(ceiling > 0)) return none;
  const auto is_inside = [&](std::size_t i) { return levels[i] > 0 && levels[i] < ceiling; };
  Sum time_sum, odds_sum, spread, slope;
  double count = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!is_inside(i)) continue;
    time_sum += times[i];
    odds_sum += log_odds(levels[i] / ceiling);
    count += 1;
  }
  const double mean_time = ratio(time_sum.value(), count), mean_odds = ratio(odds_sum.value(), count);
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!is_inside(i)) continue;
    const double gap = times[i] - mean_time;
    spread += gap * gap;
    slope += gap * log_odds(levels[i] / ceiling);
  }
  const double rate = ratio(slope.value(), spread.value());
  LogisticCurve curve{rate, rate == 0 ? kUndefined : mean_time - mean_odds / rate, ceiling, kUndefined};
  curve.fit = explained(curve, times, levels);
  return curve;
}

double logistic_time(double rate, double from, double to) { return ratio(log_odds(to) - log_odds(from), rate); }

double learning_exponent(double progress_ratio) { return -log_of(progress_ratio) / std::numbers::ln2; }

double learning_cost(double multiple, double exponent) { return math::exp(-exponent * log_of(multiple)); }

double relocation_value(double yearly_saving, double discount_rate, double years, double fixed_cost,
                        double lost_spillovers) {
  if (!(discount_rate > -1 && years >= 0)) return kUndefined;
  const double annuity =
      discount_rate == 0 ? years : (1 - math::exp(-years * math::log(1 + discount_rate))) / discount_rate;
  return yearly_saving * annuity - fixed_cost - lost_spillovers;
}

}  // namespace kaldor::indicators

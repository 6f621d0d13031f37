#include "kaldor/indicators/knowledge.hpp"

#include <numbers>

#include "numerics.hpp"
#include "vectors.hpp"

namespace kaldor::indicators {

double knowledge_stock(double stock, double rd, double depreciation) { return (1 - depreciation) * stock + rd; }

double technological_proximity(std::span<const double> fields, std::span<const double> other_fields) {
  const bool fits = fields.size() == other_fields.size() && none_negative(fields) && none_negative(other_fields);
  return fits ? cosine(fields, other_fields) : kUndefined;
}

double geographic_proximity(double distance, double half_distance) {
  if (!(distance >= 0 && half_distance > 0)) return kUndefined;
  return math::exp(-std::numbers::ln2 * (distance / half_distance));
}

double spillover_pool(std::span<const double> proximities, std::span<const double> stocks, std::size_t own) {
  if (proximities.size() != stocks.size()) return kUndefined;
  Sum pool;
  for (std::size_t j = 0; j < stocks.size(); ++j)
    if (j != own) pool += proximities[j] * stocks[j];
  return pool.value();
}

double absorptive_capacity(double capability, double own_stock) { return search_success(capability, own_stock); }

double search_success(double capability, double effort) {
  return capability >= 0 && effort >= 0 ? 1 - math::exp(-capability * effort) : kUndefined;
}

double new_pairs(double before, double after) { return after * (after - 1) / 2 - before * (before - 1) / 2; }

double clean_to_dirty_profit(const DirectedChange& change, double clean_scientists, double subsidy) {
  const double phi = (1 - change.capital_share) * (1 - change.elasticity);
  const double clean_step = 1 + change.step_times_clean_odds * clean_scientists;
  const double dirty_step = 1 + change.step_times_dirty_odds * (1 - clean_scientists);
  const double odds = ratio(change.step_times_clean_odds, change.step_times_dirty_odds);
  const double log_steps = log_of(ratio(clean_step, dirty_step));
  const double log_lead = log_of(ratio(change.clean_technology, change.dirty_technology));
  return (1 + subsidy) * odds * math::exp(-(phi + 1) * log_steps - phi * log_lead);
}

double parity_subsidy(const DirectedChange& change, double clean_scientists) {
  return ratio(1, clean_to_dirty_profit(change, clean_scientists, 0)) - 1;
}

}  // namespace kaldor::indicators

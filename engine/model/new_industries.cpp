// What industries need before they exist, and what buyers take up of them once they do: their product wins demand from
// its parents', among final buyers along a logistic curve, among industries as these renew their machines (S§1.15,
// S§6.8, S§6.9).

#include "new_industries.hpp"

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

NewIndustry* NewIndustries::of(int industry) {
  for (NewIndustry& entry : list)
    if (entry.latent.industry == industry) return &entry;
  return nullptr;
}

const NewIndustry* NewIndustries::of(int industry) const { return const_cast<NewIndustries*>(this)->of(industry); }

double distance_gain(double proximity, double best, double spread) {
  const double z = (proximity - best) / spread;
  return math::exp(-0.5 * z * z);
}

double entry_chance(double base, double relatedness, double density_gap, double response, double gain) {
  const double odds = math::exp(std::clamp(base + relatedness * density_gap + response * gain, -50.0, 50.0));
  return odds / (1 + odds);
}

double of_parents(const ModelState& s, const LatentIndustry& latent, const Vector& by_market) {
  double price = 0;
  for (int k = 0; k < 2; ++k)
    for (int r = 0; r < s.base.regions; ++r)
      price += latent.weights[k] * s.base.share(latent.parents[k], r) * by_market[s.markets.of(latent.parents[k], r)];
  return price;
}

namespace {

double blend(const ModelState& s, const LatentIndustry& latent, const Vector& by_cell, int r) {
  return latent.weights[0] * by_cell[s.cell(latent.parents[0], r)] +
         latent.weights[1] * by_cell[s.cell(latent.parents[1], r)];
}

/// The part `share` of what `v` holds of the parents goes to the new product.
void take(Vector& v, const Vector& before, const LatentIndustry& latent, double share) {
  for (int k = 0; k < 2; ++k) {
    const double taken = share * latent.weights[k] * before[latent.parents[k]];
    v[latent.parents[k]] -= taken;
    v[latent.industry] += taken;
  }
}

void take_inputs(Matrix& m, const Matrix& before, const NewIndustry& entry) {
  const LatentIndustry& latent = entry.latent;
  for (std::size_t user = 0; user < m.columns; ++user)
    for (int k = 0; k < 2; ++k) {
      const double taken = latent.reach * entry.adoption[user] * latent.weights[k] * before(latent.parents[k], user);
      m(latent.parents[k], user) -= taken;
      m(latent.industry, user) += taken;
    }
}

/// Tastes: parents lose what the new product takes, which counts for more by the love of variety.
void take_tastes(ModelState& s, const NewIndustry& entry) {
  const LatentIndustry& latent = entry.latent;
  for (int k = 0; k < 2; ++k) {
    const double taken = latent.reach * entry.diffusion * latent.weights[k] * s.births.parents.omega[latent.parents[k]];
    s.households.omega[latent.parents[k]] -= taken;
    s.households.omega[latent.industry] += (1 + s.scenario.parameters.birth_variety) * entry.taste[k] * taken;
  }
}

/// Logistic, toward a share that falls with the product's price and rises with its quality against the parents'.
void diffuse(const ModelState& s, NewIndustry& entry) {
  const Parameters& p = s.scenario.parameters;
  const LatentIndustry& latent = entry.latent;
  const int m = s.markets.of(latent.industry, 0);
  double& x = entry.diffusion;
  const double parents = of_parents(s, latent, s.markets.last_price);
  const double advantage =
      parents / s.markets.last_price[m] * math::exp(s.markets.quality[m] - of_parents(s, latent, s.markets.quality));
  const double limit = std::min(1.0, math::pow(advantage, p.birth_diffusion_price));
  x = std::clamp(x + p.birth_diffusion * x * (1 - x / limit), (1 - p.birth_diffusion) * x, 1.0);
  for (int i = 0; i < s.base.industries; ++i) {
    const double capital = s.of_industry(i, CellSum::capital);
    const double renewed = capital > 0 ? std::min(1.0, s.of_industry(i, CellSum::investment) / capital) : 1.0;
    entry.adoption[i] += renewed * (x - entry.adoption[i]);
  }
}

}  // namespace

void start_new_industries(ModelState& s) {
  NewIndustries& b = s.births;
  const std::size_t n = static_cast<std::size_t>(s.base.industries), regions = static_cast<std::size_t>(s.base.regions);
  b.present.assign(n, 1);
  b.purchases.assign(n, 0.0);
  b.incubation_heads.assign(regions, 0.0);
  b.density = b.density_first = Matrix(n, regions);
  b.alive_last = s.base.industries - static_cast<int>(s.economy.latent.size());
  if (s.economy.latent.empty()) return;
  b.parents = {s.base.domestic,
               s.base.imported,
               s.base.government_need,
               s.base.investment_domestic,
               s.base.investment_imported,
               s.base.exports,
               s.households.omega};
  b.knowledge = Matrix(2 * s.economy.latent.size(), regions);
  for (const LatentIndustry& latent : s.economy.latent) {
    NewIndustry entry;
    entry.latent = latent;
    entry.adoption.assign(n, 0.0);
    b.present[latent.industry] = 0;
    double records = 0;
    for (int k = 0; k < 2; ++k) {
      records += latent.weights[k] * s.industry_records[latent.parents[k]];
      for (std::size_t r = 0; r < regions; ++r)
        b.knowledge(2 * b.list.size() + k, r) = s.base.share(latent.parents[k], r);
    }
    s.industry_records[latent.industry] = records;
    for (int r = 0; r < s.base.regions; ++r) {
      const int c = s.cell(latent.industry, r);
      for (Vector* v : {&s.base_size, &s.smallest_size, &s.bottom_weight, &s.cells.mean_size})
        (*v)[c] = blend(s, latent, *v, r);
    }
    s.log_markup_norm[s.markets.of(latent.industry, 0)] = of_parents(s, latent, s.log_markup_norm);
    b.list.push_back(std::move(entry));
  }
}

void spread_new_products(ModelState& s) {
  NewIndustries& b = s.births;
  if (!b.taken) return;
  for (NewIndustry& entry : b.list)
    if (entry.alive() && s.period > entry.born + 1) diffuse(s, entry);
  const ParentUses& before = b.parents;
  s.base.domestic = before.domestic;
  s.base.imported = before.imported;
  s.base.government_need = before.government_need;
  s.base.investment_domestic = before.investment_domestic;
  s.base.investment_imported = before.investment_imported;
  s.base.exports = before.exports;
  s.households.omega = before.omega;
  for (const NewIndustry& entry : b.list) {
    if (!entry.alive()) continue;
    const double share = entry.latent.reach * entry.diffusion;
    take(s.base.government_need, before.government_need, entry.latent, share);
    take(s.base.investment_domestic, before.investment_domestic, entry.latent, share);
    take(s.base.investment_imported, before.investment_imported, entry.latent, share);
    take(s.base.exports, before.exports, entry.latent, share);
    take_tastes(s, entry);
    take_inputs(s.base.domestic, before.domestic, entry);
    take_inputs(s.base.imported, before.imported, entry);
  }
  measure_materials(s.base, s.economy);
}

double expected_new_entrants(const ModelState& s, int c) {
  const Parameters& p = s.scenario.parameters;
  const int industry = s.industry_of(c), r = s.region_of(c), m = s.markets.of(industry, r);
  const NewIndustry& entry = *s.births.of(industry);
  if (!entry.alive()) return 0;
  const IndustryBase& i = s.base.industry[industry];
  const double wanted = s.markets.orders[m] / p.production_utilisation;
  const double there =
      s.of_industry(industry, CellSum::capacity) + i.capacity * s.of_industry(industry, CellSum::investment);
  const double people =
      std::max(0.0, wanted - there) * p.production_utilisation * i.unit_labour / s.cells.mean_productivity[c];
  double mean = 0;
  for (int q = 0; q < s.base.regions; ++q) mean += s.base.share(industry, q) * s.births.density(industry, q);
  const double gap = s.scenario.mechanisms.related_entry ? s.births.density(industry, r) - mean : 0.0;
  const double gain = 4 * (s.cells.return_on_capital[c] - s.economy.return_on_capital / 4);
  return people / (p.entry_size * s.cells.mean_size[c]) * s.base.share(industry, r) *
         entry_chance(p.birth_entry_base, p.birth_entry_relatedness, gap, p.birth_entry_return, gain);
}

}  // namespace kaldor

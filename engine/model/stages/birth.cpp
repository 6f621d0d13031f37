// Stage 11: latent industries come into being in a region, by breakthrough, need, recombination or permission; their
// first firms are founded out of the parents' industries (S§1.13, S§1.15). Also where industries find relatives.

#include <algorithm>

#include "demography.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

double lever(const ModelState& s, Lever which, const NewIndustry& entry, int r) {
  return s.levers.strength(static_cast<std::size_t>(which), s.cell(entry.latent.industry, r));
}

/// R&D people of parent k in the region over those of the nation in the base year.
double effort(const ModelState& s, const NewIndustry& entry, int k, int r) {
  const int parent = entry.latent.parents[k];
  const IndustryBase& i = s.base.industry[parent];
  const double first = i.rd_rate * i.output / s.base.wage[1];
  return first > 0 ? s.of(s.cell(parent, r), CellSum::rd) / s.households.wage(r, 1) / first : 0.0;
}

double effort(const ModelState& s, const NewIndustry& entry, int r) {
  double sum = 0;
  for (int k = 0; k < 2; ++k) sum += entry.latent.weights[k] * effort(s, entry, k, r);
  return sum * (1 + lever(s, Lever::incubation, entry, r));
}

double technology(const ModelState& s, const LatentIndustry& latent) {
  double level = 0;
  for (int k = 0; k < 2; ++k) {
    const double over = s.of_industry(latent.parents[k], CellSum::sales_over_productivity);
    level += latent.weights[k] * (over > 0 ? s.of_industry(latent.parents[k], CellSum::sales) / over : 1.0);
  }
  return level;
}

double people(const Matrix& force, int r) { return force(r, 0) + force(r, 1); }

/// Real income a head in the region over the base year's.
double income_level(const ModelState& s, int r) {
  const double first = (s.base.income(r, 0) + s.base.income(r, 1)) / people(s.base.labour_force, r);
  return (s.households.income(r, 0) + s.households.income(r, 1)) / people(s.households.labour_force, r) /
         s.prices.consumer / first;
}

/// In which industries a region employs more than its part (RCA of at least one), and how many relatives each industry
/// has there.
void measure_relatedness(ModelState& s) {
  const int n = s.base.industries, regions = s.base.regions;
  Matrix heads(n, regions), specialised(n, regions);
  Vector region(regions, 0.0), industry(n, 0.0);
  double all = 0;
  for (int i = 0; i < n; ++i)
    for (int r = 0; r < regions; ++r) {
      heads(i, r) = s.of(s.cell(i, r), CellSum::heads) * s.labour_scale[r];
      region[r] += heads(i, r);
      industry[i] += heads(i, r);
      all += heads(i, r);
    }
  for (int i = 0; i < n; ++i)
    for (int r = 0; r < regions; ++r)
      specialised(i, r) = heads(i, r) > 0 && heads(i, r) * all >= region[r] * industry[i] ? 1.0 : 0.0;
  s.births.density = s.relatedness.density(specialised, s.births.present);
  s.births.specialised = std::move(specialised);
  if (s.period > 0) return;
  s.births.density_first = s.births.density;
  s.births.specialised_first = s.births.specialised;
}

void update_regional_knowledge(ModelState& s) {
  const double wear = quarterly_hazard(s.scenario.parameters.innovation_knowledge_depreciation);
  for (std::size_t l = 0; l < s.births.list.size(); ++l)
    for (int k = 0; k < 2; ++k)
      for (int r = 0; r < s.base.regions; ++r) {
        double& stock = s.births.knowledge(2 * l + static_cast<std::size_t>(k), r);
        stock += wear * (effort(s, s.births.list[l], k, r) - stock);
      }
}

/// Where nobody makes the product yet, founders see what the parents' firms in the region are like.
void imagine_cells(ModelState& s, const NewIndustry& entry) {
  const LatentIndustry& latent = entry.latent;
  for (int r = 0; r < s.base.regions; ++r) {
    const int c = s.cell(latent.industry, r);
    if (s.cells.firms[c] > 0) continue;
    const int a = s.cell(latent.parents[0], r), b = s.cell(latent.parents[1], r);
    for (Vector* v :
         {&s.cells.mean_productivity, &s.cells.mean_size, &s.cells.return_on_capital, &s.mean_energy, &s.known_energy})
      (*v)[c] = latent.weights[0] * (*v)[a] + latent.weights[1] * (*v)[b];
  }
}

/// The first idea of the quarter over regions and routes, if any: the one whose luck lies furthest below its chance.
void have_ideas(ModelState& s, NewIndustry& entry) {
  double best = 1;
  for (int r = 0; r < s.base.regions; ++r) {
    const auto chance = birth_chances(s, entry, r);
    for (int k = 0; k < kBirthRoutes; ++k) {
      if (chance[k] <= 0) continue;
      const Words w = draw(s.key, static_cast<std::uint64_t>(s.cell(entry.latent.industry, r)),
                           static_cast<std::uint32_t>(s.period + 1), Stream::birth, static_cast<std::uint32_t>(k));
      const double luck = math::unit_double(w.w0, w.w1) / chance[k];
      if (luck >= best) continue;
      best = luck;
      entry.idea_region = r;
      entry.idea_route = k + 1;
      entry.waited = 0;
    }
  }
}

double parents_orders(const ModelState& s, const LatentIndustry& latent) {
  double orders = 0;
  for (int k = 0; k < 2; ++k)
    for (int r = 0; r < (s.markets.tradable[latent.parents[k]] ? 1 : s.base.regions); ++r)
      orders += latent.weights[k] * s.markets.orders[s.markets.of(latent.parents[k], r)];
  return orders;
}

/// What a unit of taste taken from a parent is worth for the new product, so that at today's level of consumption the
/// same is spent: the two answer income differently (S§1.4).
void set_tastes(const ModelState& s, NewIndustry& entry) {
  double force = 0;
  for (double v : s.households.labour_force.values) force += v;
  const double level = math::log(s.quarter.consumption_real / (force * s.spending_unit));
  const double own = s.income_elasticity(entry.latent.industry);
  for (int k = 0; k < 2; ++k) {
    const double parent = s.income_elasticity(entry.latent.parents[k]);
    entry.taste[k] = math::exp((1 - s.scenario.parameters.household_substitution) * (parent - own) * level);
  }
}

/// Firms that serve the first buyers, spun off from the parents' industries and paid by the region's households; as
/// many as these can afford.
void found_industry(ModelState& s, NewIndustry& entry) {
  const Parameters& p = s.scenario.parameters;
  const LatentIndustry& latent = entry.latent;
  const int c = s.cell(latent.industry, entry.idea_region), r = entry.idea_region;
  const double served = latent.reach * parents_orders(s, latent), first = latent.seed_share * served;
  const double heads = first * s.base.industry[latent.industry].unit_labour / s.cells.mean_productivity[c];
  const double firms = std::max(1.0, heads / (p.entry_size * s.cells.mean_size[c]));
  const int records = std::max(1, static_cast<int>(std::min(firms, p.birth_pioneers)));
  std::vector<Founder> founders;
  double equity = 0, demand = 0;
  for (int j = 0; j < records; ++j) {
    const std::uint64_t id = make_id(c, s.period + 1, Origin::pioneer, static_cast<std::uint32_t>(j));
    founders.push_back(draw_founder(s, c, id, firms / records, {0.0, p.birth_heritage_spread}));
    equity += founders.back().weight * founders.back().equity;
  }
  const double purse = p.entry_wealth_limit * std::max(0.0, s.households.deposits(r, 0) + s.households.deposits(r, 1));
  for (Founder& f : founders) {
    if (equity > purse) f.weight = std::max(1.0, f.weight * purse / equity);
    admit(s, f);
    demand += f.weight * f.demand;
  }
  s.births.taken = true;
  entry.born = s.period;
  entry.route = entry.idea_route;
  entry.idea_region = -1;
  entry.diffusion = std::clamp(demand / served, 1e-9, 1.0);
  set_tastes(s, entry);
  s.births.present[latent.industry] = 1;
  double formation = s.base.firm_investment + s.base.housing + s.base.public_investment, domestic = 0;
  for (int k = 0; k < 2; ++k) {
    const int g = latent.parents[k];
    domestic += latent.weights[k] *
                (s.base.household_need[g] + s.births.parents.government_need[g] +
                 (s.births.parents.investment_domestic[g] + s.births.parents.investment_imported[g]) * formation);
  }
  s.births.purchases[latent.industry] = latent.reach * domestic;
}

/// An industry that has lost all its firms is latent again, and its parents have their buyers back.
void bury(ModelState& s, NewIndustry& entry) {
  if (s.period <= entry.born + s.scenario.parameters.birth_patience) return;
  for (int r = 0; r < s.base.regions; ++r)
    if (s.firms.records_of(static_cast<std::size_t>(s.cell(entry.latent.industry, r))) > 0) return;
  entry.born = -1;
  entry.route = 0;
  entry.diffusion = 0;
  std::fill(entry.adoption.begin(), entry.adoption.end(), 0.0);
  s.births.present[entry.latent.industry] = 0;
  s.births.purchases[entry.latent.industry] = 0;
}

}  // namespace

std::array<double, kBirthRoutes> birth_chances(const ModelState& s, const NewIndustry& entry, int r) {
  const Parameters& p = s.scenario.parameters;
  const Mechanisms& on = s.scenario.mechanisms;
  const LatentIndustry& latent = entry.latent;
  const auto chance = [&](bool allowed, BirthRoute route, double hazard) {
    return allowed ? 1 - math::exp(-latent.route[static_cast<int>(route)] * std::max(0.0, hazard)) : 0.0;
  };
  const std::size_t l = static_cast<std::size_t>(&entry - s.births.list.data());
  const double search = effort(s, entry, r), permitted = lever(s, Lever::pilot_permission, entry, r);
  const double promised = std::clamp(lever(s, Lever::procurement, entry, r), 0.0, 1.0);
  const double ahead = technology(s, latent) / latent.technology_threshold - 1,
               richer = income_level(s, r) / latent.income_threshold - 1;
  double all = 0;
  for (double v : s.households.labour_force.values) all += v;
  const double here = people(s.households.labour_force, r) / all;
  const double met = std::min(s.births.knowledge(2 * l, r), s.births.knowledge(2 * l + 1, r)) *
                     distance_gain(s.relatedness.proximity(latent.parents[0], latent.parents[1]),
                                   p.birth_best_proximity, p.birth_proximity_spread);
  return {chance(on.birth_by_technology, BirthRoute::technology, p.birth_technology * search * std::max(0.0, ahead)),
          chance(on.birth_by_demand, BirthRoute::demand, p.birth_demand * here * std::max(0.0, richer)),
          chance(on.birth_by_convergence, BirthRoute::convergence, p.birth_convergence * search * met),
          chance(on.birth_by_policy, BirthRoute::policy,
                 p.birth_policy * std::min(1.0, permitted + promised) * s.births.density(latent.industry, r))};
}

void give_birth(ModelState& s) {
  measure_relatedness(s);
  if (s.births.list.empty()) return;
  update_regional_knowledge(s);
  for (NewIndustry& entry : s.births.list) {
    imagine_cells(s, entry);
    if (entry.alive()) {
      bury(s, entry);
      continue;
    }
    if (!s.scenario.mechanisms.industry_birth) continue;
    if (entry.idea_region < 0)
      have_ideas(s, entry);
    else
      ++entry.waited;
    if (entry.idea_region < 0) continue;
    const double lag =
        s.scenario.parameters.birth_permission_lag * (1 - lever(s, Lever::pilot_permission, entry, entry.idea_region));
    if (entry.waited >= lag) found_industry(s, entry);
  }
}

double incubation_wages(ModelState& s, int r) {
  NewIndustries& b = s.births;
  if (r == 0) b.incubation_cost = 0;
  b.incubation_heads[r] = 0;
  double wages = 0;
  for (const NewIndustry& entry : b.list) {
    if (entry.alive() || !s.scenario.mechanisms.industry_birth) continue;
    double rd = 0;
    for (int k = 0; k < 2; ++k) rd += entry.latent.weights[k] * s.of(s.cell(entry.latent.parents[k], r), CellSum::rd);
    wages += lever(s, Lever::incubation, entry, r) * rd;
  }
  wages = s.grid.round(wages);
  b.incubation_heads[r] = wages / s.households.wage(r, 1);
  b.incubation_cost += wages;
  return wages;
}

}  // namespace kaldor

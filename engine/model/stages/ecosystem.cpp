// Stages 6, 8 and 10 for what regions share: government buys universities, platforms and parks; stocks take up what
// arrives and wear; firms learn from their region, from institutes and along ties (S§1.11, S§1.12).

#include "ecosystem.hpp"

#include <algorithm>
#include <numeric>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

double pull(const ModelState& s, Lever lever, int c) {
  return s.levers.strength(static_cast<std::size_t>(lever), static_cast<std::size_t>(c));
}

double base_value_added(const ModelState& s, int c) {
  return s.base.industry[s.industry_of(c)].value_added * s.base.share(s.industry_of(c), s.region_of(c));
}

/// Public services of knowledge: half what government buys of each product in proportion to the product's R&D, half
/// what it buys of knowledge services.
Vector service_basket(const ModelState& s) {
  const int n = s.base.industries;
  Vector laboratories(n, 0.0), lectures(n, 0.0);
  double of_laboratories = 0, of_lectures = 0, all = 0;
  for (int g = 0; g < n; ++g) {
    const Industry& i = s.economy.industries[g];
    const double need = s.base.government_need[g];
    all += need;
    if (i.sector != Sector::tertiary) continue;
    laboratories[g] = need * s.base.industry[g].rd_rate;
    lectures[g] = i.intensity == FactorIntensity::knowledge ? need : 0.0;
    of_laboratories += laboratories[g];
    of_lectures += lectures[g];
  }
  const double part = s.scenario.parameters.universities_laboratories;
  Vector basket(n, 0.0);
  for (int g = 0; g < n; ++g) {
    const double plain = all > 0 ? s.base.government_need[g] / all : 0.0;
    basket[g] = part * (of_laboratories > 0 ? laboratories[g] / of_laboratories : plain) +
                (1 - part) * (of_lectures > 0 ? lectures[g] / of_lectures : plain);
  }
  return basket;
}

/// Paid for a unit of public services ordered in a region, and the part of it that is delivered.
struct Service {
  double price = 0, delivered = 0;
};

Service service(const ModelState& s, int r) {
  Service result;
  for (int g = 0; g < s.base.industries; ++g) {
    const double part = s.ecosystem.basket[g];
    if (part == 0) continue;
    const double abroad = shifted_share(s.base.government_import_share[g], s.world.import_ratio[g]);
    const double unfilled = 1 - s.quarter.buyer_fill(g, r),
                 relief = s.markets.tradable[g] ? (1 - abroad) * unfilled : 0.0;
    result.price += part * ((1 - abroad) * s.quarter.buyer_value(g, r) + (abroad + relief) * s.world.domestic_price[g]);
    result.delivered += part * (s.markets.tradable[g] ? 1.0 : abroad + (1 - abroad) * s.quarter.buyer_fill(g, r));
  }
  return result;
}

void pay_into_funds(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  e.paid_in = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    double wish = 0;
    if (s.scenario.mechanisms.venture_capital)
      for (int i = 0; i < s.base.industries; ++i)
        wish += pull(s, Lever::guidance_fund, s.cell(i, r)) * base_value_added(s, s.cell(i, r));
    const double amount = s.grid.round(wish * s.government.trend * s.prices.consumer);
    s.ledger.pay(Flow::guidance_capital, s.sectors.government(), s.sectors.venture_funds(), amount);
    e.fund[r] += amount;
    e.paid_in += amount;
  }
}

}  // namespace

Ecosystem::Ecosystem(const BaseYear& base, const Relatedness& relatedness, const Parameters& parameters, Key key)
    : ties(base, relatedness, parameters, key) {
  const std::size_t regions = static_cast<std::size_t>(base.regions),
                    cells = static_cast<std::size_t>(base.industries) * regions;
  for (Vector* v : {&research, &fund, &research_order, &park_order, &running_order, &dividends, &fund_equity,
                    &stake_sales, &backed})
    v->assign(regions, 0.0);
  for (Vector* v : {&platform, &park, &platform_order, &park_units, &places, &free_places, &founded, &founder_skill})
    v->assign(cells, 0.0);
  for (Vector* v : {&own_knowledge, &pool}) v->assign(cells, 1.0);
  crowd.assign(regions, 1.0);
  flagged.assign(cells, 0);
}

double Ecosystem::purchases(int g, int r) const {
  const std::size_t region = static_cast<std::size_t>(r), regions = research.size();
  double platforms = 0;
  for (std::size_t c = region; c < platform_order.size(); c += regions) platforms += platform_order[c];
  return basket[static_cast<std::size_t>(g)] * (research_order[region] + running_order[region] + platforms);
}

void order_public_stocks(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  if (e.basket.empty()) e.basket = service_basket(s);
  for (Vector* v : {&e.research_order, &e.park_order, &e.running_order}) std::fill(v->begin(), v->end(), 0.0);
  e.ordered = false;
  const double running = s.scenario.parameters.park_operating_cost / kQuartersPerYear;
  for (int c = 0; c < s.cell_count(); ++c) {
    const int r = s.region_of(c);
    const double size = base_value_added(s, c) * s.government.trend;
    e.research_order[r] += pull(s, Lever::public_research, c) * size;
    e.platform_order[c] = pull(s, Lever::technology_platform, c) * size;
    e.park_units[c] = pull(s, Lever::park_building, c) * size;
    e.park_order[r] += e.park_units[c];
    e.running_order[r] += running * e.park[c];
    e.ordered = e.ordered || e.research_order[r] > 0 || e.platform_order[c] > 0 || e.park_units[c] > 0 || e.park[c] > 0;
  }
  for (int r = 0; r < s.base.regions; ++r) s.quarter.public_investment(r, 0) += e.park_order[r];
}

void settle_public_stocks(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  const Parameters& p = s.scenario.parameters;
  e.research_cost = e.platform_cost = 0;
  e.park_cost = s.total(CellSum::park_relief);
  pay_into_funds(s);
  const double wear_research = quarterly_hazard(p.universities_depreciation),
               wear_platform = quarterly_hazard(p.platform_depreciation);
  const double wear_park = quarterly_hazard(p.park_depreciation);
  for (int r = 0; r < s.base.regions; ++r) {
    const Service bought = e.ordered ? service(s, r) : Service{};
    double product = 0;
    for (int i = 0; i < s.base.industries; ++i) {
      const int c = s.cell(i, r);
      product += base_value_added(s, c);
      e.platform[c] += e.platform_order[c] * bought.delivered - wear_platform * e.platform[c];
      e.park[c] += e.park_units[c] * s.quarter.investment_delivered[r] - wear_park * e.park[c];
      e.platform_cost += e.platform_order[c] * bought.price;
    }
    const double extra =
        e.research_order[r] * bought.delivered / (p.universities_base_spending * product * s.government.trend);
    e.research[r] += wear_research * (extra - e.research[r]);
    e.research_cost += e.research_order[r] * bought.price;
    e.park_cost += e.park_order[r] * s.quarter.investment_value[r] + e.running_order[r] * bought.price;
  }
}

namespace {

/// People in the R&D of a cell in the base year.
double base_researchers(const ModelState& s, int c) {
  const IndustryBase& i = s.base.industry[s.industry_of(c)];
  return i.rd_rate * i.output * s.base.share(s.industry_of(c), s.region_of(c)) / s.base.wage[1];
}

/// How many more than in the base year share the institutes of each region, relative to the nation.
void update_crowds(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  Vector first(e.crowd.size(), 0.0), now(e.crowd.size(), 0.0);
  for (int c = 0; c < s.cell_count(); ++c) {
    const int r = s.region_of(c);
    first[r] += base_researchers(s, c);
    now[r] += base_researchers(s, c) * e.own_knowledge[c];
  }
  const double all_first = std::accumulate(first.begin(), first.end(), 0.0),
               all_now = std::accumulate(now.begin(), now.end(), 0.0);
  for (std::size_t r = 0; r < e.crowd.size(); ++r)
    e.crowd[r] = first[r] > 0 && now[r] > 0 ? (now[r] / first[r]) / (all_now / all_first) : 1.0;
}

/// R&D stocks of cells, and what a cell can learn of them over what its industry can learn in the nation.
void update_local_pools(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  const Parameters& p = s.scenario.parameters;
  const int n = s.base.industries;
  const double wear = quarterly_hazard(p.innovation_knowledge_depreciation), least = p.innovation_least_knowledge;
  Vector national(n), local(n);
  for (int i = 0; i < n; ++i) national[i] = s.cells.knowledge[i];
  national = s.relatedness.pool(national);
  for (int r = 0; r < s.base.regions; ++r) {
    for (int i = 0; i < n; ++i) {
      const int c = s.cell(i, r);
      const double base = base_researchers(s, c);
      if (base > 0)
        e.own_knowledge[c] += wear * (s.of(c, CellSum::rd) / s.households.wage(r, 1) / base - e.own_knowledge[c]);
      local[i] = e.own_knowledge[c];
    }
    local = s.relatedness.pool(local);
    for (int i = 0; i < n; ++i) e.pool[s.cell(i, r)] = std::max(least, local[i]) / std::max(least, national[i]);
  }
}

Vector tie_effort(const ModelState& s) {
  Vector effort(s.cell_count());
  for (int c = 0; c < s.cell_count(); ++c)
    effort[c] = s.scenario.parameters.openness_share + pull(s, Lever::open_innovation, c);
  return effort;
}

double power(double x, double exponent) { return x == 1 ? 1.0 : math::pow(x, exponent); }

}  // namespace

double public_knowledge(const ModelState& s, int r) {
  const Ecosystem& e = s.ecosystem;
  return 1 + e.research[r] * power(e.crowd[r], -s.scenario.parameters.universities_crowding);
}

double served_need(const ModelState& s, int c) {
  const Ecosystem& e = s.ecosystem;
  if (e.platform[c] == 0) return 0;
  const IndustryBase& i = s.base.industry[s.industry_of(c)];
  const double need =
      s.scenario.parameters.platform_reference * kQuartersPerYear * i.value_added / i.output * s.of(c, CellSum::output);
  return e.platform[c] / (e.platform[c] + std::max(need, 1e-12));
}

void update_ecosystem(ModelState& s) {
  Ecosystem& e = s.ecosystem;
  const Parameters& p = s.scenario.parameters;
  const Mechanisms& on = s.scenario.mechanisms;
  update_local_pools(s);
  update_crowds(s);
  if (on.open_innovation) e.ties.form(tie_effort(s));
  // Knowledge of the nodes of the graph over the mean of all cells.
  Vector knowledge;
  double mean = 0, cells = 0;
  for (int c = 0; c < s.cell_count(); ++c) {
    if (base_value_added(s, c) == 0) continue;
    mean += e.own_knowledge[c];
    ++cells;
  }
  mean /= cells;
  for (const double own : e.own_knowledge) knowledge.push_back(own / mean);
  for (int r = 0; r < s.base.regions; ++r) knowledge.push_back(on.universities ? public_knowledge(s, r) : 1.0);
  for (int c = 0; c < s.cell_count(); ++c) {
    const int industry = s.industry_of(c), r = s.region_of(c);
    CellInput& in = s.inputs[c];
    double spill = on.spillovers ? s.cells.spillover[industry] : 1.0;
    if (on.spillovers && on.local_knowledge)
      spill *= power(e.pool[c], p.innovation_spillover * p.universities_locality);
    const double use = e.ties.use_of_knowledge(industry);
    if (on.universities) spill *= power(public_knowledge(s, r), p.universities_elasticity * use);
    if (on.open_innovation) spill *= power(e.ties.reach(c, knowledge), p.openness_elasticity);
    const double researchers = on.park_spillover ? s.of(c, CellSum::park_rd) / s.households.wage(r, 1) : 0.0;
    const double inside = power(1 + researchers / p.park_critical_mass, p.park_agglomeration);
    const double outside = 1 + p.park_leakage * (inside - 1);
    in.spillover = static_cast<float>(spill * outside);
    in.park_lesson = static_cast<float>(spill * (inside - outside));
    in.platform = on.platforms ? static_cast<float>(p.platform_opportunity * served_need(s, c)) : 0.0F;
    in.own_search = on.open_innovation ? static_cast<float>(1 - pull(s, Lever::open_innovation, c)) : 1.0F;
    const double workplace = p.park_workplace_cost * kQuartersPerYear * s.base.industry[industry].value_added /
                             std::max(1e-12, s.base.industry[industry].heads) * s.government.trend;
    e.places[c] = e.park[c] > 0 ? e.park[c] / workplace : 0.0;
    e.free_places[c] = std::max(0.0, e.places[c] - s.of(c, CellSum::park_heads));
  }
}

double park_advantage(const ModelState& s, int c) {
  const Ecosystem& e = s.ecosystem;
  if (!(e.free_places[c] > 0)) return 0;
  const Parameters& p = s.scenario.parameters;
  const IndustryBase& i = s.base.industry[s.industry_of(c)];
  const double rate = s.economy.corporate_tax;
  double gain = 0;
  if (s.scenario.mechanisms.park_tax)
    gain += p.park_tax_relief * rate / (1 - rate) * std::max(0.0, s.cells.return_on_capital[c]);
  if (s.scenario.mechanisms.park_infrastructure)
    gain += (1 - rate) * p.park_overhead * i.labour_cost * i.capacity * p.production_utilisation;
  const double seekers = quarterly_hazard(p.entry_rate) * s.cells.firms[c] * p.entry_size * s.cells.mean_size[c];
  return gain * std::min(1.0, e.free_places[c] / std::max(seekers, 1e-12));
}

double talent_pull(const ModelState& s, int r) {
  const Ties& ties = s.ecosystem.ties;
  if (!s.scenario.mechanisms.open_innovation || ties.base_density(r) == 0 || ties.density(r) == 0) return 0;
  return s.scenario.parameters.openness_talent * math::log(ties.density(r) / ties.base_density(r));
}

double founding_climate(const ModelState& s, int c) {
  const Ecosystem& e = s.ecosystem;
  const Parameters& p = s.scenario.parameters;
  const int r = s.region_of(c);
  const double use = e.ties.use_of_knowledge(s.industry_of(c));
  double factor = 1;
  if (s.scenario.mechanisms.universities) factor *= power(public_knowledge(s, r), p.universities_founding * use);
  if (s.scenario.mechanisms.open_innovation && e.ties.base_density(r) > 0)
    factor *= power(e.ties.density(r) / e.ties.base_density(r), p.openness_founding * use);
  return factor;
}

}  // namespace kaldor

// Data as a factor of production (S§1.10): what regions keep up for them, what firms of a region share, how far digital
// services reach. The firms' own part is in kernels/data.hpp.

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

double initial_digital(const Parameters& p, FactorIntensity intensity) {
  switch (intensity) {
    case FactorIntensity::labour:
      return p.digital_initial_labour;
    case FactorIntensity::capital:
      return p.digital_initial_capital;
    case FactorIntensity::knowledge:
      return p.digital_initial_knowledge;
    case FactorIntensity::data:
      return p.digital_initial_data;
  }
  return 0;
}

bool any(const ModelState& s, Lever lever) { return s.levers.any[static_cast<std::size_t>(lever)]; }

double strength(const ModelState& s, Lever lever, int c) {
  return s.levers.strength(static_cast<std::size_t>(lever), c);
}

bool is_service(const ModelState& s, int g) {
  return s.economy.industries[g].sector == Sector::tertiary && !s.markets.tradable[g];
}

double base_product(const ModelState& s, int r) {
  double product = 0;
  for (int i = 0; i < s.base.industries; ++i) product += s.base.industry[i].value_added * s.base.share(i, r);
  return product;
}

/// Spending that keeps the stock of a region where it is, over the trend.
double upkeep(const ModelState& s, int r) {
  return s.scenario.parameters.data_infrastructure_share * base_product(s, r) * s.government.trend;
}

/// Builds on what the quarter delivered; wears out.
void build_infrastructure(ModelState& s) {
  if (!any(s, Lever::data_infrastructure) &&
      std::all_of(s.data.infrastructure.begin(), s.data.infrastructure.end(), [](double x) { return x == 1; }))
    return;
  const double wear = quarterly_hazard(s.scenario.parameters.data_infrastructure_depreciation);
  for (int r = 0; r < s.base.regions; ++r) {
    const double normal = upkeep(s, r), more = data_infrastructure_units(s, r);
    const double built = std::max(0.0, 1 + more * (more > 0 ? s.quarter.investment_delivered[r] : 1.0) / normal);
    s.data.infrastructure[r] = (1 - wear) * s.data.infrastructure[r] + wear * built;
  }
}

/// Data that firms of the region share, over sales: of the own industry and of related ones, as far as infrastructure
/// carries.
void pool_data(ModelState& s) {
  std::fill(s.data.pool.begin(), s.data.pool.end(), 0.0);
  if (!any(s, Lever::data_openness)) return;
  const int n = s.base.industries;
  const double own = s.scenario.parameters.data_own_industry;
  for (int r = 0; r < s.base.regions; ++r) {
    Vector shared(n, 0.0);
    for (int i = 0; i < n; ++i) {
      const int c = s.cell(i, r);
      if (s.of(c, CellSum::sales) > 0) shared[i] = s.of(c, CellSum::shared_data) / s.of(c, CellSum::sales);
    }
    const Vector related = s.relatedness.pool(shared);
    const double stock = s.data.infrastructure[r], carried = stock / (1 + stock);
    for (int i = 0; i < n; ++i) s.data.pool[s.cell(i, r)] = carried * (own * shared[i] + (1 - own) * related[i]);
  }
}

/// Services that are delivered digitally need not be bought where one lives; regions whose services are more digital
/// sell more of them to others.
void extend_reach(ModelState& s) {
  if (!s.scenario.mechanisms.digital_services || !s.inputs.front().digital) return;
  const int n = s.base.industries, regions = s.base.regions;
  MarketTable& m = s.markets;
  if (m.local.empty()) m.reach = Matrix(static_cast<std::size_t>(n), static_cast<std::size_t>(regions));
  m.local = s.base.locality;
  std::fill(m.reach.values.begin(), m.reach.values.end(), 1.0);
  for (int g = 0; g < n; ++g) {
    const double start = s.data.base_digital[g], sales = s.of_industry(g, CellSum::sales);
    if (!is_service(s, g) || sales <= 0 || start <= 0) continue;
    const double gained = s.of_industry(g, CellSum::digital) / sales - start;
    m.local[g] *= std::clamp(1 - s.scenario.parameters.digital_reach * gained, 0.0, 1.0);
    double offers = 0, places = 0;
    for (int r = 0; r < regions; ++r) {
      offers += s.base.location(g, r) * s.data.digital[s.cell(g, r)];
      places += s.base.location(g, r);
    }
    if (offers > 0)
      for (int r = 0; r < regions; ++r) m.reach(g, r) = s.data.digital[s.cell(g, r)] * places / offers;
  }
}

}  // namespace

void open_data(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const KernelParameters& k = s.kernel_parameters;
  const double use = 1 - p.data_practice_share + p.data_practice_share * p.practice_initial;
  for (int i = 0; i < s.base.industries; ++i) {
    const double digital = initial_digital(p, s.economy.industries[i].intensity);
    const double own = std::min<double>(digital * k.data_quarters, k.data_most);
    s.data.base_digital.push_back(digital);
    s.data.base_log.push_back(use * math::log(1 + own / p.data_reference));
  }
  double skilled = 0, heads = 0;
  for (const IndustryBase& i : s.base.industry) {
    skilled += i.high_skill * i.heads;
    heads += i.heads;
  }
  s.data.base_skill = skilled / heads;
  s.data.infrastructure.assign(s.base.regions, 1.0);
  s.data.pool.assign(s.cell_count(), 0.0);
  for (Vector* v : {&s.data.practice, &s.data.shown}) v->assign(s.cell_count(), p.practice_initial);
  for (int c = 0; c < s.cell_count(); ++c) s.data.digital.push_back(s.data.base_digital[s.industry_of(c)]);
}

void set_data_inputs(ModelState& s) {
  const Mechanisms& on = s.scenario.mechanisms;
  const Parameters& p = s.scenario.parameters;
  for (int c = 0; c < s.cell_count(); ++c) {
    CellInput& in = s.inputs[c];
    const int i = s.industry_of(c), r = s.region_of(c);
    const double stock = s.data.infrastructure[r];
    in.digital_base = static_cast<float>(s.data.base_digital[i]);
    in.practice_base = static_cast<float>(p.practice_initial);
    in.data_base = static_cast<float>(s.data.base_log[i]);
    in.data_pool = static_cast<float>(s.data.pool[c]);
    in.capture = static_cast<float>(2 * stock / (1 + stock));
    in.practice_shown = static_cast<float>(s.data.shown[c]);
    const double skill =
        std::clamp(s.cells.high_skill[c] / s.data.base_skill, p.digital_skill_low, p.digital_skill_high);
    in.skill = static_cast<float>(skill);
    in.digital_cost = static_cast<float>(p.digital_cost * (1 - s.base.industry[i].inputs));
    in.digital_speed = static_cast<float>(p.digital_speed * skill);
    in.contact =
        is_service(s, i) ? static_cast<float>(std::clamp(strength(s, Lever::contact_restriction, c), 0.0, 1.0)) : 0.0F;
    in.sharing = any(s, Lever::data_openness);
    in.piloted = any(s, Lever::demonstration_pilot);
    in.digital = on.data || on.digitalisation || on.practice;
  }
}

double data_infrastructure_units(const ModelState& s, int r) {
  double share = 0;
  for (int i = 0; i < s.base.industries; ++i)
    share +=
        strength(s, Lever::data_infrastructure, s.cell(i, r)) * s.base.industry[i].value_added * s.base.share(i, r);
  return std::max(share * s.government.trend, -upkeep(s, r));
}

double data_infrastructure_cost(const ModelState& s) {
  double cost = 0;
  for (int r = 0; r < s.base.regions; ++r) cost += data_infrastructure_units(s, r) * s.quarter.investment_value[r];
  return cost;
}

double contact_left(const ModelState& s, int g, int r) {
  const double contact = s.inputs[s.cell(g, r)].contact;
  if (contact <= 0) return 1;
  const double shares = s.of(s.cell(g, r), CellSum::shares);
  const double digital = shares > 0 ? s.of(s.cell(g, r), CellSum::digital_shares) / shares : 0;
  return 1 - contact * (1 - digital);
}

void update_data(ModelState& s) {
  for (int c = 0; c < s.cell_count(); ++c) {
    const double sales = s.of(c, CellSum::sales);
    if (sales <= 0 || !s.inputs[c].digital) continue;
    s.data.digital[c] = s.of(c, CellSum::digital) / sales;
    s.data.practice[c] = s.data.shown[c] = s.of(c, CellSum::practice) / sales;
    // Demonstration firms open their doors to the whole industry.
    const double shown = s.of_industry(s.industry_of(c), CellSum::shown_sales);
    if (shown > 0)
      s.data.shown[c] = std::max(s.data.practice[c], s.of_industry(s.industry_of(c), CellSum::shown_practice) / shown);
  }
  build_infrastructure(s);
  pool_data(s);
  extend_reach(s);
}

}  // namespace kaldor

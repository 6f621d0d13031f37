// Functions of the value chain (S§1.16): what the base year says of fees and staff, how capable the first firms are,
// and what each cell tells its firms.

#include "functions.hpp"

#include <algorithm>

#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"

namespace kaldor {

namespace {

constexpr double kMostOwn = 0.95;  ///< nobody starts with all of a function
constexpr int kShifts = 8;         ///< steps that bring the mean of a cell to the declared one

bool sells_knowledge(const Industry& i) {
  return i.sector == Sector::tertiary && i.intensity == FactorIntensity::knowledge && !i.tradable && !i.budget_funded;
}

bool makes_goods(const Industry& i) { return i.sector == Sector::secondary && i.tradable && i.storable && !i.energy; }

/// Employment in knowledge services over all of the region, in the base year.
double knowledge_density(const Economy& e, int r) {
  double knowledge = 0, all = 0;
  for (const Industry& i : e.industries) {
    const double people = i.employment * i.region_share[static_cast<std::size_t>(r)];
    all += people;
    if (sells_knowledge(i)) knowledge += people;
  }
  return all > 0 ? knowledge / all : 0;
}

/// Cost of staff in the hub over that of staff in region r.
double away_cost(const ModelState& s, int r) {
  const Parameters& p = s.scenario.parameters;
  const int hub = s.base.hub;
  if (r == hub) return 1;
  const double wage = s.households.wage(hub, 1) > 0 ? s.households.wage(hub, 1) / s.households.wage(r, 1) : 1;
  return wage * math::pow(s.base.knowledge_density[r] / s.base.knowledge_density[hub], p.functions_hub_gain) *
         (1 + p.functions_hub_distance);
}

/// Own parts of one function: by size and luck, shifted until the firms of the cell do the declared part by output.
double draw_own(ModelState& s, int c, double mean, bool first, float* own) {
  const Parameters& p = s.scenario.parameters;
  const Columns& columns = s.firms.columns();
  std::vector<std::size_t> rows;
  for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(c))) {
    const Block& block = s.firms.blocks()[b];
    for (std::size_t row = block.row; row < block.row + block.used; ++row)
      if (columns.weight[row] > 0) rows.push_back(row);
  }
  Vector wish(rows.size());
  double output = 0;
  for (std::size_t j = 0; j < rows.size(); ++j) {
    const Words w = draw(s.key, columns.id[rows[j]], 0, Stream::functions);
    const double luck = math::normal(first ? math::unit_double(w.w0, w.w1) : math::unit_double(w.w2, w.w3));
    wish[j] = p.functions_size_slope * math::log(std::max(1e-6, columns.employees[rows[j]] / s.base_size[c])) +
              p.functions_spread * luck;
    output += static_cast<double>(columns.weight[rows[j]]) * columns.expected_demand[rows[j]];
  }
  double shift = mean, got = mean;
  for (int step = 0; step <= kShifts; ++step) {
    got = 0;
    for (std::size_t j = 0; j < rows.size(); ++j) {
      own[rows[j]] = static_cast<float>(std::clamp(shift + wish[j], 0.0, kMostOwn));
      got += static_cast<double>(columns.weight[rows[j]]) * columns.expected_demand[rows[j]] * own[rows[j]];
    }
    got = output > 0 ? got / output : mean;
    if (step < kShifts) shift += mean - got;
  }
  return std::clamp(got, 0.01, 0.99);
}

/// Large firms for which the hub pays have gone there before the start.
void place_headquarters(ModelState& s, int c) {
  const Parameters& p = s.scenario.parameters;
  const Columns& columns = s.firms.columns();
  const double away = away_cost(s, s.region_of(c));
  if (s.region_of(c) == s.base.hub || away >= 1) return;
  for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(c))) {
    const Block& block = s.firms.blocks()[b];
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      if (!(columns.weight[row] > 0) || columns.employees[row] < p.functions_headquarters_size) continue;
      const Words w = draw(s.key, columns.id[row], 0, Stream::project);
      const double x = p.functions_dispersion * (2 * math::unit_float(w.w3) - 1),
                   taste = (1 + x) / (1 - x);  // as function_taste
      if (taste * p.functions_headquarters_cost / (1 - away) <= p.investment_payback) columns.function_state[row] = 1;
    }
  }
}

}  // namespace

void solve_functions(BaseYear& b, const Economy& e, const Scenario& scenario) {
  const Parameters& p = scenario.parameters;
  const std::size_t n = e.industry_count();
  b.function_part = Matrix(n, n);
  b.knowledge_density.assign(e.region_count(), 0.0);
  for (std::size_t r = 0; r < e.region_count(); ++r) {
    b.knowledge_density[r] = knowledge_density(e, static_cast<int>(r));
    if (b.knowledge_density[r] > b.knowledge_density[static_cast<std::size_t>(b.hub)]) b.hub = static_cast<int>(r);
  }
  if (!scenario.mechanisms.functions) return;
  const double design = p.functions_design_mean, brand = p.functions_brand_mean;
  const double odds =
      p.functions_design_part * design / (1 - design) + (1 - p.functions_design_part) * brand / (1 - brand);
  for (std::size_t s = 0; s < n; ++s) {
    if (!makes_goods(e.industries[s])) continue;
    IndustryBase& i = b.industry[s];
    for (std::size_t g = 0; g < n; ++g) {
      if (!sells_knowledge(e.industries[g])) continue;
      b.function_part(g, s) = p.functions_fee_part;
      i.fee += p.functions_fee_part * (b.domestic(g, s) + b.imported(g, s));
    }
    i.staff_rate = p.functions_staff_cost * (i.fee * odds + p.functions_service_own * p.functions_service_start);
    i.staff_part = 1;
    if (!(i.fee > 0)) i.staff_rate = 0;
  }
}

void found_functions(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  s.service_kept = Matrix(s.economy.industry_count(), s.economy.industry_count());
  std::fill(s.service_kept.values.begin(), s.service_kept.values.end(), 1.0);
  const std::size_t cells = static_cast<std::size_t>(s.cell_count());
  for (Vector* v : {&s.base_design, &s.base_brand}) v->assign(cells, 0.0);
  for (Vector* v : {&s.markets.brand, &s.markets.service}) v->assign(static_cast<std::size_t>(s.markets.count()), 0.0);
  Vector shares(static_cast<std::size_t>(s.markets.count()), 0.0);
  const Columns& columns = s.firms.columns();
  for (int c = 0; c < s.cell_count(); ++c) {
    const int industry = s.industry_of(c), m = s.markets.of(industry, s.region_of(c));
    if (!(s.base.industry[industry].fee > 0)) continue;
    s.base_design[c] = draw_own(s, c, p.functions_design_mean, true, columns.design);
    s.base_brand[c] = draw_own(s, c, p.functions_brand_mean, false, columns.brand);
    if (s.scenario.mechanisms.headquarters) place_headquarters(s, c);
    for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(c))) {
      const Block& block = s.firms.blocks()[b];
      for (std::size_t row = block.row; row < block.row + block.used; ++row) {
        columns.service_share[row] = static_cast<float>(p.functions_service_start);
        const double share = static_cast<double>(columns.weight[row]) * columns.share[row];
        s.markets.brand[m] += share * columns.brand[row];
        shares[m] += share;
      }
    }
    s.markets.service[m] = static_cast<float>(p.functions_service_start);
    set_function_weights(s, c, s.inputs[c]);
  }
  for (std::size_t m = 0; m < shares.size(); ++m)
    if (shares[m] > 0) s.markets.brand[m] /= shares[m];
}

FunctionCost function_cost(const ModelState& s, int c, std::size_t row) {
  const Parameters& p = s.scenario.parameters;
  const IndustryBase& i = s.base.industry[s.industry_of(c)];
  if (!(i.fee > 0)) return {};
  const Columns& columns = s.firms.columns();
  const CellInput& in = s.inputs[c];
  const double design = columns.design[row], brand = columns.brand[row], service = columns.service_share[row];
  FunctionCost f;
  f.in_hub = in_hub(columns.function_state[row]);
  const double fee = 1 - in.buy_design * (design - in.base_design) - in.buy_brand * (brand - in.base_brand) +
                     in.buy_service * (service - in.base_service);
  f.staff = i.fee * (in.own_design * design + in.own_brand * brand + in.own_service * service) *
            (f.in_hub ? in.away_cost : 1.0);
  f.cost = i.fee * (std::max(0.0, fee) - 1) + f.staff;
  const double lerner = 1 / p.functions_price_elasticity;
  const double above = brand - s.markets.brand[s.markets.of(s.industry_of(c), s.region_of(c))];
  f.premium = math::log(1 - lerner) - math::log(1 - lerner / (1 - p.functions_brand_grip * above));
  return f;
}

void set_function_weights(const ModelState& s, int c, CellInput& in) {
  const Parameters& p = s.scenario.parameters;
  const IndustryBase& i = s.base.industry[s.industry_of(c)];
  const double design = p.functions_design_part, brand = 1 - design;
  const double base_design = s.base_design[c], base_brand = s.base_brand[c];
  const double staff = p.functions_staff_cost * i.staff_part;
  in.base_design = static_cast<float>(base_design);
  in.base_brand = static_cast<float>(base_brand);
  in.base_service = static_cast<float>(p.functions_service_start);
  in.buy_design = static_cast<float>(design / (1 - base_design));
  in.buy_brand = static_cast<float>(brand / (1 - base_brand));
  in.buy_service = static_cast<float>((1 - p.functions_service_own) / i.fee);
  in.own_design =
      static_cast<float>(staff * design * p.functions_design_mean / (1 - p.functions_design_mean) / base_design);
  in.own_brand = static_cast<float>(staff * brand * p.functions_brand_mean / (1 - p.functions_brand_mean) / base_brand);
  in.own_service = static_cast<float>(staff * p.functions_service_own / i.fee);
  in.away_cost = static_cast<float>(away_cost(s, s.region_of(c)));
}

/// Service that comes with goods replaces, one for one, knowledge services that their buyers among firms bought apart.
void replace_services(ModelState& s) {
  const int n = s.base.industries;
  for (int buyer = 0; buyer < n; ++buyer) {
    double received = 0, bought = 0;
    for (int g = 0; g < n; ++g) {
      received += s.base.domestic(g, buyer) * (service_volume(s, s.markets.first[g]) - 1);
      if (sells_knowledge(s.economy.industries[g]))
        bought += (1 - s.base.function_part(g, buyer)) * (s.base.domestic(g, buyer) + s.base.imported(g, buyer));
    }
    const double kept = bought > 0 ? std::max(0.0, 1 - received / bought) : 1.0;
    for (int g = 0; g < n; ++g)
      if (sells_knowledge(s.economy.industries[g])) s.service_kept(g, buyer) = kept;
  }
}

void set_function_inputs(ModelState& s) {
  if (!s.scenario.mechanisms.functions) return;
  for (int c = 0; c < s.cell_count(); ++c) {
    CellInput& in = s.inputs[c];
    const int industry = s.industry_of(c), m = in.market;
    const IndustryBase& i = s.base.industry[industry];
    in.functions = i.fee > 0;
    if (!in.functions) continue;
    set_function_weights(s, c, in);
    in.hub = in.region == s.base.hub;
    in.cost_service = static_cast<float>(s.cells.cost_service[c]);
    in.mean_brand = static_cast<float>(s.markets.brand[m]);
    in.mean_service = static_cast<float>(s.markets.service[m]);
    in.design_gain = static_cast<float>(s.scenario.parameters.functions_quality_gain);
    in.base_fee = static_cast<float>(i.fee);
    in.mean_output = static_cast<float>(s.base_size[c] / i.unit_labour);
    in.mean_productivity = static_cast<float>(s.cells.mean_productivity[c]);
  }
}

double service_volume(const ModelState& s, int market) {
  const bool sold = s.base.industry[s.markets.industry[market]].fee > 0;
  return sold ? 1 + s.markets.service[market] - s.scenario.parameters.functions_service_start : 1.0;
}

double function_payroll(const ModelState& s, int industry, int region) {
  double pay = s.of(s.cell(industry, region), CellSum::staff) - s.of(s.cell(industry, region), CellSum::staff_away);
  if (region == s.base.hub)
    for (int r = 0; r < s.base.regions; ++r) pay += s.of(s.cell(industry, r), CellSum::staff_away);
  return pay;
}

double function_payroll(const ModelState& s, int region) {
  double pay = 0;
  for (int i = 0; i < s.base.industries; ++i) pay += function_payroll(s, i, region);
  return pay;
}

}  // namespace kaldor

// Stage 2: where firms settle. Founders prefer regions where labour and land cost less (S§1.14); a few firms look at
// another region and move if what they save there is worth more than what the move destroys (S§1.19). Only where the
// market is national: who serves the own region does not leave it, and farms stay.

#include "relocation.hpp"

#include <algorithm>

#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

double net_present_value(double saving, double years, double rate, double cost) {
  return saving * (1 - math::pow(1 + rate, -years)) / rate - cost;
}

namespace {

/// Whether an industry sells in the whole nation and stands on no soil of its own.
bool footloose(const ModelState& s, int industry) {
  return s.markets.tradable[industry] && land_use_of(s.economy.industries[industry]) >= 0;
}

/// Wage that firms of the cell pay, with the floor of a policy.
double paid_wage(const ModelState& s, int c) {
  const double floor =
      s.levers.strength(static_cast<std::size_t>(Lever::minimum_wage), c) * s.median_wage[s.region_of(c)];
  return s.cells.wage[c] + (1 - s.cells.high_skill[c]) * std::max(0.0, floor - s.cells.wage_low[c]);
}

double rent_cost(const ModelState& s, int c) {
  const IndustryBase& i = s.base.industry[s.industry_of(c)];
  return land_rent(s, c) / (i.capacity * s.scenario.parameters.production_utilisation);
}

/// Labour and land for a unit of output at the mean productivity of the industry.
double factor_cost(const ModelState& s, int c) {
  const int i = s.industry_of(c);
  const double sales = s.of_industry(i, CellSum::sales), over = s.of_industry(i, CellSum::sales_over_productivity);
  const double productivity = over > 0 ? sales / over : 1.0;
  return paid_wage(s, c) * s.base.industry[i].unit_labour / productivity + rent_cost(s, c);
}

struct Place {
  double bought = 0, wage = 0;  ///< cost of a unit of output but for labour; of a person
};

struct Move {
  std::size_t row;
  int from, to;
};

struct Mover {
  double productivity, tasks, demand, capital;
};

/// What moving is worth to one real firm: saved cost, less machines that do not survive it, less output that its first
/// quarters cost for lack of the old neighbours.
double worth_of_move(const ModelState& s, int industry, const Place& here, const Place& there, const Mover& f) {
  const Parameters& p = s.scenario.parameters;
  const double labour = s.base.industry[industry].unit_labour * f.tasks / f.productivity;
  const double saving = here.bought - there.bought + (here.wage - there.wage) * labour;
  const double lost = p.relocation_capital_loss * s.prices.capital * f.capital +
                      p.relocation_disruption * there.wage * labour * f.demand / (1 - p.noise_efficiency_persistence);
  return net_present_value(4 * saving * f.demand, p.relocation_horizon, p.relocation_discount, lost);
}

/// Whether even the most backward firm would stay, wherever it looked.
bool all_stay(const ModelState& s, int industry, int r, const std::vector<Place>& places) {
  const IndustryBase& i = s.base.industry[industry];
  const double productivity =
      s.scenario.parameters.relocation_least_productivity * s.cells.mean_productivity[s.cell(industry, r)];
  for (int to = 0; to < s.base.regions; ++to)
    if (to != r && worth_of_move(s, industry, places[r], places[to], {productivity, 1.0, i.capacity, 1.0}) > 0)
      return false;
  return true;
}

/// Another region, with the chance of its part in the industry; the own one if there is no other.
int candidate(const ModelState& s, int industry, int r, double uniform) {
  double rest = 0;
  for (int q = 0; q < s.base.regions; ++q) rest += q == r ? 0.0 : s.base.share(industry, q);
  double passed = 0;
  for (int q = 0; q < s.base.regions; ++q) {
    if (q == r) continue;
    passed += s.base.share(industry, q);
    if (uniform * rest < passed) return q;
  }
  return r;
}

void search_cell(const ModelState& s, int industry, int r, const std::vector<Place>& places, std::vector<Move>& moves) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const double least = p.relocation_least_productivity * s.cells.mean_productivity[s.cell(industry, r)];
  const int cell = s.cell(industry, r), oldest = s.period - static_cast<int>(p.exit_grace);
  for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(cell))) {
    const Block& block = s.firms.blocks()[b];
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      if (c.weight[row] == 0 || c.share[row] <= 0 || c.founded[row] >= oldest) continue;
      const Words w = draw(s.key, c.id[row], static_cast<std::uint32_t>(s.period), Stream::relocation);
      if (math::unit_float(w.w0) >= p.relocation_search_rate) continue;
      const int to = candidate(s, industry, r, math::unit_float(w.w1));
      if (to == r) continue;
      const double efficiency = math::exp(static_cast<double>(c.log_efficiency[row]));
      const Mover firm{std::max(least, c.productivity[row] * efficiency), 1.0 - c.automated[row],
                       c.expected_demand[row], c.capital[row]};
      if (worth_of_move(s, industry, places[r], places[to], firm) > 0)
        moves.push_back({row, cell, s.cell(industry, to)});
    }
  }
}

/// The record goes to a row of the other cell with its name, accounts and customers.
void carry_out(ModelState& s, const Move& move) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const std::size_t row = s.firms.take_row(static_cast<std::size_t>(move.to));
  copy_row(c, move.row, row);
  const double w = c.weight[row];
  s.relocation.vacated[move.from] += w * c.capital[row];
  s.relocation.out[s.region_of(move.from)] += w;
  s.relocation.in[s.region_of(move.to)] += w;
  c.capital[row] *= static_cast<float>(1 - p.relocation_capital_loss);
  c.log_efficiency[row] -= static_cast<float>(p.relocation_disruption);
  clear_row(c, move.row);
}

}  // namespace

double factor_cost_entry(const ModelState& s, int c) {
  const int industry = s.industry_of(c);
  if (!s.scenario.mechanisms.relocation || !footloose(s, industry)) return 1;
  double cost = 0, weight = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    const double part = s.of(s.cell(industry, r), CellSum::sales);
    cost += part * factor_cost(s, s.cell(industry, r));
    weight += part;
  }
  if (weight <= 0 || cost <= 0) return 1;
  const double limit = s.scenario.parameters.relocation_entry_limit;
  const double gap = std::clamp(math::log(factor_cost(s, c) * weight / cost), -limit, limit);
  return math::exp(-s.scenario.parameters.relocation_entry_response * gap);
}

void relocate_firms(ModelState& s) {
  if (!s.scenario.mechanisms.relocation) return;
  for (Vector* v : {&s.relocation.in, &s.relocation.out}) v->assign(static_cast<std::size_t>(s.base.regions), 0.0);
  s.relocation.vacated.assign(static_cast<std::size_t>(s.cell_count()), 0.0);
  if (s.period == 0 || s.base.regions < 2) return;
  std::vector<Move> moves;
  std::vector<Place> places(static_cast<std::size_t>(s.base.regions));
  for (int i = 0; i < s.base.industries; ++i) {
    if (!footloose(s, i)) continue;
    for (int r = 0; r < s.base.regions; ++r) {
      const int c = s.cell(i, r);
      places[r] = {s.cells.cost_other[c] + s.cells.cost_energy[c] + rent_cost(s, c), paid_wage(s, c)};
    }
    for (int r = 0; r < s.base.regions; ++r)
      if (!all_stay(s, i, r, places)) search_cell(s, i, r, places, moves);
  }
  if (moves.empty()) return;
  std::vector<std::vector<std::uint32_t>> left(static_cast<std::size_t>(s.cell_count()));
  for (const Move& move : moves) {
    carry_out(s, move);
    left[move.from].push_back(static_cast<std::uint32_t>(move.row));
  }
  for (int c = 0; c < s.cell_count(); ++c)
    if (!left[c].empty()) s.firms.release_rows(static_cast<std::size_t>(c), left[c]);
  s.results.resize(s.firms.blocks().size());
}

}  // namespace kaldor

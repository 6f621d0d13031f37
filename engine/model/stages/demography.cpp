// Stage 12: firms enter where profit and potential demand invite them (S§1.14), paid by the region's households and the
// bank; records that stand for several large firms split; rows of those who left become holes.

#include "demography.hpp"

#include <algorithm>
#include <cmath>

#include "ecosystem.hpp"
#include "founders.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/distributions.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"
#include "owner.hpp"
#include "programme.hpp"
#include "tastes.hpp"

namespace kaldor {

Founder make_founder(const ModelState& s, int c, std::uint64_t id, double weight, double size, double skill,
                     const Talent& talent) {
  const Parameters& p = s.scenario.parameters;
  const int industry = s.industry_of(c);
  const IndustryBase& i = s.base.industry[industry];
  const double mean = s.cells.mean_size[c], spread = p.entry_size_spread;
  const double least = p.entry_size_margin * p.exit_minimum_size * s.smallest_size[c];
  Founder f;
  f.cell = c;
  f.id = id;
  f.weight = weight;
  f.heads = std::max(least, p.entry_size * mean * math::exp(spread * size - 0.5 * spread * spread));
  const double distance = std::clamp(skill, -p.entry_productivity_limit, p.entry_productivity_limit);
  f.productivity = s.cells.mean_productivity[c] * math::exp(talent.mean + talent.spread * distance);
  f.demand = f.heads * f.productivity / i.unit_labour;
  f.capital = f.demand / (i.capacity * p.production_utilisation);
  const double value = s.prices.capital * f.capital * (1 + s.prices.expected);
  const double bundle = s.cells.cost_other[c] + s.cells.cost_energy[c] + s.cells.cost_service[c];
  const double working = f.demand * bundle * p.production_materials_target +
                         p.entry_working_capital * (p.finance_buffer * f.demand *
                                                        s.markets.last_price[s.markets.of(industry, s.region_of(c))] +
                                                    p.entry_wage_cash * f.heads * s.cells.wage[c]);
  f.equity = p.finance_entrant_equity * value + working;
  f.loan = (1 - p.finance_entrant_equity) * value;
  return f;
}

Founder draw_founder(const ModelState& s, int c, std::uint64_t id, double weight, const Talent& talent) {
  const Words w = draw(s.key, id, static_cast<std::uint32_t>(s.period), Stream::entrant);
  double size = math::normal(math::unit_double(w.w0, w.w1)), skill = math::normal(math::unit_double(w.w2, w.w3));
  // Whom the cost of founding kept out has an idea of the lower half.
  if (talent.lower_half) {
    size = -std::fabs(size);
    skill = -std::fabs(skill);
  }
  return make_founder(s, c, id, weight, size, skill, talent);
}

namespace {

/// Gives a founder a place in a park if there is room and it is good enough.
bool admitted_to_park(ModelState& s, const Founder& f) {
  const Parameters& p = s.scenario.parameters;
  double& places = s.ecosystem.free_places[f.cell];
  const double heads = f.weight * f.heads;
  if (heads > places) return false;
  const double least = p.entry_productivity + p.park_selectivity * p.entry_productivity_spread;
  if (s.scenario.mechanisms.park_selection && f.productivity < s.cells.mean_productivity[f.cell] * math::exp(least))
    return false;
  places -= heads;
  return true;
}

/// What of a founder's equity the fund pays, and what government gives; the rest is the households'.
double outside_money(ModelState& s, const Founder& f, std::size_t row, double equity) {
  Ecosystem& e = s.ecosystem;
  const Columns& c = s.firms.columns();
  const int r = s.region_of(f.cell);
  if (e.free_places[f.cell] > 0 && admitted_to_park(s, f)) c.programme[row] |= programme::kMember;
  const double paid = f.fund_share > 0 ? std::min(e.fund[r], s.grid.round(f.fund_share * equity)) : 0.0;
  if (paid > 0) {
    c.programme[row] = programme::with_venture(c.programme[row], programme::seed, paid / equity);
    e.fund[r] -= paid;
    e.fund_equity[r] += paid;
    e.backed[r] += f.weight;
  }
  const double grant =
      s.grid.round(s.levers.strength.values.empty()
                       ? 0.0
                       : s.levers.strength(static_cast<std::size_t>(Lever::start_up_grant), f.cell) * equity);
  c.deposits[row] += grant;
  e.grants += grant;
  if (c.programme[row] != 0) e.flagged[f.cell] = e.any_flagged = true;
  e.founded[f.cell] += f.weight;
  e.founder_skill[f.cell] += f.weight * math::log(f.productivity / s.cells.mean_productivity[f.cell]);
  return paid;
}

}  // namespace

std::size_t open_firm(ModelState& s, const Founder& f, double equity, double loan) {
  const Columns& c = s.firms.columns();
  const std::size_t row = s.firms.take_row(f.cell);
  const int industry = s.industry_of(f.cell), r = s.region_of(f.cell), m = s.markets.of(industry, r);
  c.id[row] = f.id;
  draw_tastes(s, row);
  c.weight[row] = static_cast<float>(f.weight);
  c.founded[row] = s.period;
  c.owner[row] = make_owner(0, s.economy.industries[static_cast<std::size_t>(industry)].budget_funded);
  c.productivity[row] = c.technique[row] = static_cast<float>(f.productivity);
  c.energy_intensity[row] = static_cast<float>(s.mean_energy[f.cell]);
  c.energy_technique[row] = static_cast<float>(s.known_energy[f.cell]);  // machines are chosen when they are bought
  c.log_quality[row] = static_cast<float>(s.markets.quality[m]);
  c.log_markup[row] = static_cast<float>(s.log_markup_norm[m]);
  c.digital[row] = static_cast<float>(s.data.digital[f.cell]);  // founders know the trade; data they have none
  c.practice[row] = static_cast<float>(s.data.practice[f.cell]);
  c.expected_demand[row] = static_cast<float>(f.demand);
  c.investment[row] = static_cast<float>(f.capital);
  c.utilisation[row] = static_cast<float>(s.scenario.parameters.production_utilisation);
  c.price[row] = static_cast<float>(s.markets.last_price[m]);
  if (s.base.industry[industry].fee > 0) {
    const Parameters& p = s.scenario.parameters;
    c.design[row] = static_cast<float>(p.functions_entrant * s.base_design[f.cell]);
    c.brand[row] = static_cast<float>(p.functions_entrant * s.base_brand[f.cell]);
    c.service_share[row] = static_cast<float>(p.functions_service_start);
  }
  c.deposits[row] = equity + loan;
  c.loans[row] = loan;
  s.entry_loans += loan;
  s.entrants[f.cell] += f.weight;
  s.entrants_heads += f.weight * f.heads;
  pay_entry_fee(s, f.cell, f.weight);
  return row;
}

void admit(ModelState& s, const Founder& f) {
  const double equity = s.grid.round(f.weight * f.equity), loan = s.grid.round(f.weight * f.loan);
  const std::size_t row = open_firm(s, f, equity, loan);
  s.entry_equity(static_cast<std::size_t>(s.region_of(f.cell)), 0) += equity - outside_money(s, f, row, equity);
}

namespace {

Talent entrants_talent(const ModelState& s, FounderKind kind = FounderKind::invited) {
  const Parameters& p = s.scenario.parameters;
  const double learnt = kind == FounderKind::second ? p.restart_experience : 0;
  return {p.entry_productivity + learnt, p.entry_productivity_spread, kind == FounderKind::held_back};
}

/// Relatives that a cell has gained since the base year (S§1.13).
double relatives_gained(const ModelState& s, int c) {
  return s.births.density(s.industry_of(c), s.region_of(c)) - s.births.density_first(s.industry_of(c), s.region_of(c));
}

/// The same where the nation's firms are, on average: relatedness decides where firms enter, not how many.
double mean_gained(const ModelState& s) {
  double gained = 0, firms = 0;
  for (int c = 0; c < s.cell_count(); ++c) {
    gained += s.cells.firms[c] * relatives_gained(s, c);
    firms += s.cells.firms[c];
  }
  return firms > 0 ? gained / firms : 0.0;
}

double expected_entrants(const ModelState& s, int c, double mean_relatives) {
  if (s.births.of(s.industry_of(c)) != nullptr) return expected_new_entrants(s, c);
  const Parameters& p = s.scenario.parameters;
  const int industry = s.industry_of(c), r = s.region_of(c), m = s.markets.of(industry, r);
  const IndustryBase& i = s.base.industry[industry];
  const double share = s.markets.share_sum[m] > 0 ? s.of(c, CellSum::shares) / s.markets.share_sum[m] : 0;
  const double place = s.markets.tradable[industry]
                           ? p.entry_place_memory * share + (1 - p.entry_place_memory) * s.base.share(industry, r)
                           : 1.0;
  const double potential = s.markets.orders[m] * place * i.unit_labour / s.cells.mean_productivity[c] / s.base_size[c];
  const double gain = p.entry_profit_response * 4 *
                      (s.cells.return_on_capital[c] + park_advantage(s, c) - s.economy.return_on_capital / 4);
  const double room = p.entry_size_response * math::log(std::max(1e-6, s.cells.mean_size[c] / s.base_size[c]));
  const double related =
      s.scenario.mechanisms.related_entry ? p.entry_relatedness * (relatives_gained(s, c) - mean_relatives) : 0.0;
  return quarterly_hazard(p.entry_rate) *
         ((1 - p.entry_potential_weight) * s.cells.firms[c] + p.entry_potential_weight * potential) *
         math::exp(std::clamp(gain + room, -p.entry_response_limit, p.entry_response_limit) + related) *
         land_entry(s, c) * factor_cost_entry(s, c) * founding_climate(s, c);
}

}  // namespace

Vector expected_entrants(const ModelState& s) {
  const double mean_relatives = mean_gained(s);
  Vector expected(static_cast<std::size_t>(s.cell_count()));
  for (int c = 0; c < s.cell_count(); ++c) expected[c] = expected_entrants(s, c, mean_relatives);
  return expected;
}

void open_with_construction(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const double hazard = s.base.rates.entry;
  for (int c = 0; c < s.cell_count(); ++c) {
    if (s.firms.records_of(c) == 0) continue;
    const IndustryBase& i = s.base.industry[s.industry_of(c)];
    const std::vector<std::size_t> blocks = s.firms.blocks_of(c);
    const std::size_t incumbents = s.firms.records_of(c);
    const double weight = s.bottom_weight[c];
    const Words w = draw(s.key, static_cast<std::uint64_t>(c), 0, Stream::entry_count);
    const int count =
        std::min(math::poisson_by_inversion(math::unit_double(w.w0, w.w1), hazard * s.cells.firms[c] / weight),
                 static_cast<int>(p.entry_opening_share * static_cast<double>(incumbents)));
    const double planned = (s.base.rates.growth + s.base.rates.depreciation + s.base.rates.churn) * i.capital *
                           s.base.share(s.industry_of(c), s.region_of(c));
    double capital = 0, demand = 0;
    for (int j = 0; j < count; ++j) {
      const Founder f = draw_founder(
          s, c, make_id(c, 0, Origin::founder, static_cast<std::uint32_t>(incumbents) + static_cast<std::uint32_t>(j)),
          weight, entrants_talent(s));
      if (capital + f.capital * f.weight > p.entry_opening_limit * planned)
        break;  // newcomers' machines come out of what the cell invests
      admit(s, f);
      capital += f.capital * f.weight;
      demand += f.demand * f.weight;
    }
    const double output = i.output * s.base.share(s.industry_of(c), s.region_of(c));
    s.opening_orders[c] = demand / output;
    const Columns& columns = s.firms.columns();
    const double total = i.capital * s.base.share(s.industry_of(c), s.region_of(c));
    for (std::size_t b : s.firms.blocks_of(c))
      for (std::size_t row = s.firms.blocks()[b].row; row < s.firms.blocks()[b].row + s.firms.blocks()[b].used; ++row)
        if (columns.share[row] > 0)
          columns.investment[row] =
              std::max(0.0F, columns.investment[row] - static_cast<float>(capital / total) * columns.capital[row]);
  }
}

void enter_firms(ModelState& s) {
  const std::vector<Block>& blocks = s.firms.blocks();
  std::vector<std::vector<std::uint32_t>> left(s.cell_count());
  for (std::size_t b = 0; b < s.left.size(); ++b)
    for (std::uint32_t row : s.left[b]) left[blocks[b].cell].push_back(static_cast<std::uint32_t>(blocks[b].row) + row);
  for (int c = 0; c < s.cell_count(); ++c)
    if (!left[c].empty()) s.firms.release_rows(c, left[c]);
  if (!s.scenario.mechanisms.entry) return end_entry(s);
  const Parameters& p = s.scenario.parameters;

  // Heavier entrants when there are more records than asked for, lighter ones when there are fewer.
  const double crowding = static_cast<double>(s.firms.records()) / static_cast<double>(s.asked_records);
  const double lift = std::clamp(crowding * crowding, 1 / p.entry_weight_limit, p.entry_weight_limit);
  const Vector all_invited = expected_entrants(s);
  std::vector<Founder> founders;
  Vector purse(s.base.regions, 0.0);
  for (int c = 0; c < s.cell_count(); ++c) {
    const double weight = std::max(1.0, s.bottom_weight[c] * lift);
    const double invited = std::max(0.0, all_invited[c] - s.diversified[c]);  // some were taken up already
    const MoreFounders more = more_founders(s, c, invited);
    const double expected = invited + more.second + more.held_back;
    const Words w =
        draw(s.key, static_cast<std::uint64_t>(c), static_cast<std::uint32_t>(s.period + 1), Stream::entry_count);
    const int count = math::poisson_by_inversion(math::unit_double(w.w0, w.w1), expected / weight);
    for (int j = 0; j < count; ++j) {
      const std::uint64_t id = make_id(c, s.period + 1, Origin::founder, static_cast<std::uint32_t>(j));
      founders.push_back(draw_founder(s, c, id, weight, entrants_talent(s, kind_of(s, id, invited, more))));
      purse[s.region_of(c)] += weight * (founders.back().equity + entry_fee(s, c));
    }
  }
  for (const Founder& f : seed_ventures(s, lift)) {
    founders.push_back(f);
    purse[s.region_of(f.cell)] += f.weight * f.equity * (1 - f.fund_share);
  }
  require_swaps(s, founders, purse);
  for (Founder& f : founders) {
    const int r = s.region_of(f.cell);
    const double limit =
        p.entry_wealth_limit * std::max(0.0, s.households.deposits(r, 0) + s.households.deposits(r, 1));
    if (purse[r] > limit) f.weight = std::max(1.0, f.weight * limit / purse[r]);
    admit(s, f);
  }
  end_entry(s);
}

void split_records(ModelState& s) {
  const Columns& c = s.firms.columns();
  std::vector<std::uint32_t> ordinal(s.cell_count(), 0);
  const std::size_t count = s.crowded.size();
  for (std::size_t b = 0; b < count; ++b) {
    const Block block = s.firms.blocks()[b];
    for (std::uint32_t i : s.crowded[b]) {
      const std::size_t old = block.row + i;
      if (c.weight[old] < 2) continue;  // sold, all or in part, since it was found crowded
      const std::size_t row = s.firms.take_row(block.cell);
      copy_row(c, old, row);
      c.id[row] = make_id(block.cell, s.period + 1, Origin::split_half, ordinal[block.cell]++);
      draw_tastes(s, row);
      // Halves that add up to the grid cent.
      c.weight[row] = c.weight[old] = 0.5F * c.weight[old];
      const double deposits = s.grid.round(0.5 * c.deposits[old]), loans = s.grid.round(0.5 * c.loans[old]);
      c.deposits[row] = deposits;
      c.loans[row] = loans;
      c.deposits[old] -= deposits;
      c.loans[old] -= loans;
      s.stakes.split(c.id[old], {c.id[row], row, block.cell});
    }
  }
  s.firms.compact();
}

}  // namespace kaldor

// The firms of the base year, on the balanced path (stability.md section 2, step 8).

#include <algorithm>
#include <cmath>

#include "demography.hpp"
#include "functions.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"
#include "strata.hpp"
#include "tastes.hpp"

namespace kaldor {

namespace {

/// Standard deviation of log productivity that gives the wanted spread of unit costs.
double productivity_spread(const ModelState& s, const IndustryBase& i) {
  const Parameters& p = s.scenario.parameters;
  return std::min(p.firms_productivity_spread, p.firms_cost_spread * (i.inputs + i.labour_cost) / i.labour_cost);
}

void found_cell(ModelState& s, int c, const std::vector<Stratum>& strata) {
  const Parameters& p = s.scenario.parameters;
  const PathRates& q = s.base.rates;
  const int industry = s.industry_of(c), r = s.region_of(c);
  const IndustryBase& i = s.base.industry[industry];
  const double part = s.base.share(industry, r) / (s.markets.tradable[industry] ? 1.0 : s.base.share(industry, r));
  const double output = i.output * s.base.share(industry, r);
  double mass = 0, mean_log = 0, var_log = 0, firms = 0;
  Vector log_size(strata.size());
  for (std::size_t j = 0; j < strata.size(); ++j) {
    const Stratum& t = strata[j];
    log_size[j] = math::log(t.size);
    mass += t.weight * t.size;
    firms += t.weight;
    mean_log += t.weight * log_size[j];
  }
  mean_log /= firms;
  for (std::size_t j = 0; j < strata.size(); ++j)
    var_log += strata[j].weight * (log_size[j] - mean_log) * (log_size[j] - mean_log);
  const double sd_log = std::max(1e-9, math::sqrt(var_log / firms));
  const double spread = productivity_spread(s, i), corr = p.firms_size_correlation;
  // Technique leads what is embodied by growth over renewal, or growth stalls while vintages catch up.
  const double lead = p.innovation_initial_lead * q.growth / quarterly_growth(p.innovation_lead_growth);

  const Columns& columns = s.firms.columns();
  Vector productivity(strata.size()), efficiency(strata.size());
  double normaliser = 0;
  for (std::size_t j = 0; j < strata.size(); ++j) {
    const std::uint64_t id = make_id(c, 0, Origin::founder, static_cast<std::uint32_t>(j));
    const Words w = draw(s.key, id, 0, Stream::initial);
    const double z = std::clamp(corr * (log_size[j] - mean_log) / sd_log +
                                    math::sqrt(1 - corr * corr) * math::normal(math::unit_double(w.w0, w.w1)),
                                -p.firms_productivity_limit, p.firms_productivity_limit);
    productivity[j] = math::exp(spread * z);
    // Transitory efficiency starts from its long-run distribution.
    const Words luck = draw(s.key, id, 0, Stream::plan_efficiency);
    const double spell = std::clamp(math::normal(math::unit_double(luck.w0, luck.w1)), -p.firms_efficiency_limit,
                                    p.firms_efficiency_limit);
    efficiency[j] = s.scenario.mechanisms.noise ? p.noise_efficiency * spell : 0.0;
    normaliser += strata[j].weight * strata[j].size / mass / (productivity[j] * math::exp(efficiency[j]));
  }
  for (std::size_t j = 0; j < strata.size(); ++j) {
    const std::size_t row = s.firms.first_row(static_cast<std::size_t>(c), j);
    const std::uint64_t id = make_id(c, 0, Origin::founder, static_cast<std::uint32_t>(j));
    const Words w = draw(s.key, id, 0, Stream::founding);
    const double of_cell = strata[j].size / mass, a = productivity[j] * normaliser, demand = output * of_cell;
    columns.id[row] = id;
    draw_tastes(s, row);
    columns.weight[row] = static_cast<float>(strata[j].weight);
    columns.founded[row] = -static_cast<std::int32_t>(
        4 * p.firms_least_age + 4 * p.firms_mean_age * math::exponential(math::unit_double(w.w0, w.w1)));
    columns.share[row] = columns.share_before[row] = static_cast<float>(of_cell * part);
    columns.productivity[row] = static_cast<float>(a);
    columns.log_efficiency[row] = static_cast<float>(efficiency[j]);
    const double uniform = math::unit_double(w.w2, w.w3);
    columns.technique[row] = static_cast<float>(
        a * math::exp(lead * (1 - 0.5 * p.innovation_lead_spread + p.innovation_lead_spread * uniform)));
    columns.expected_demand[row] = static_cast<float>(demand);
    columns.capital[row] = static_cast<float>(demand / (i.capacity * p.production_utilisation));
    columns.materials[row] = static_cast<float>(p.production_materials_target * demand);
    columns.inventory[row] =
        s.economy.industries[industry].storable ? static_cast<float>(p.production_inventory_target * demand) : 0.0F;
    columns.employees[row] = static_cast<float>(demand * i.unit_labour / (a * math::exp(efficiency[j])));
    columns.utilisation[row] = static_cast<float>(p.production_utilisation);
    columns.smoothed_return[row] = static_cast<float>(s.economy.return_on_capital / 4);
    columns.digital[row] = static_cast<float>(s.data.base_digital[industry]);
    columns.data[row] = static_cast<float>(s.data.base_digital[industry] * demand * s.kernel_parameters.data_quarters);
    columns.practice[row] = static_cast<float>(p.practice_initial);
    columns.base_emissions[row] = static_cast<float>(demand * i.emission_factor);
    columns.investment[row] = static_cast<float>((q.growth + q.depreciation + q.churn) * columns.capital[row]);
  }
  s.base_size[c] = output * i.unit_labour / firms;
  s.smallest_size[c] = strata.back().size / mass * output * i.unit_labour;
  s.bottom_weight[c] = strata.back().weight;
  for (const Stratum& t : strata) s.bottom_weight[c] = std::max(s.bottom_weight[c], t.weight);
  s.cells.firms[c] = firms;
  s.cells.mean_size[c] = s.base_size[c];
}

/// Products differ at the start as they do later; their mean quality in each cell is one.
void differ_in_quality(ModelState& s, int c) {
  const Columns& columns = s.firms.columns();
  double mean = 0, shares = 0;
  const auto each_firm = [&](auto&& body) {
    for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(c)))
      for (std::size_t row = s.firms.blocks()[b].row; row < s.firms.blocks()[b].row + s.firms.blocks()[b].used; ++row)
        body(row);
  };
  each_firm([&](std::size_t row) {
    const Words w = draw(s.key, columns.id[row], 0, Stream::first_quality);
    const double z =
        std::clamp(math::normal(math::unit_double(w.w0, w.w1)), -s.scenario.parameters.firms_productivity_limit,
                   s.scenario.parameters.firms_productivity_limit);
    const double part = static_cast<double>(columns.weight[row]) * columns.share[row];
    columns.log_quality[row] = static_cast<float>(s.scenario.parameters.involution_quality_spread * z);
    mean += part * columns.log_quality[row];
    shares += part;
  });
  const float middle = shares > 0 ? static_cast<float>(mean / shares) : 0.0F;
  each_firm([&](std::size_t row) { columns.log_quality[row] -= middle; });
}

/// More capital than the base year needs, in industries that sell goods to the whole nation.
void add_overhang(ModelState& s) {
  const double more = 1 + s.scenario.parameters.firms_initial_overhang;
  if (more == 1) return;
  const Columns& c = s.firms.columns();
  for (const Block& block : s.firms.blocks()) {
    const Industry& i = s.economy.industries[static_cast<std::size_t>(s.industry_of(block.cell))];
    if (i.sector != Sector::secondary || !i.tradable) continue;
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      c.capital[row] *= static_cast<float>(more);
      c.utilisation[row] /= static_cast<float>(more);
    }
  }
}

}  // namespace

Strata plan_strata(const Economy& e, const BaseYear& base, const Scenario& scenario, const Workers& workers) {
  const Parameters& p = scenario.parameters;
  const double asked = static_cast<double>(scenario.firms);
  const int measured = static_cast<int>(e.measured_count());  // latent industries, the last ones, have no firms
  const int cells = measured * base.regions;
  Vector wish(cells);
  double total = 0, employment = 0;
  for (const Industry& i : e.industries) employment += i.employment;
  for (int c = 0; c < cells; ++c) {
    const int industry = c / base.regions, r = c % base.regions;
    wish[c] = math::pow(e.industries[industry].employment / employment, p.firms_industry_power) *
              math::pow(base.share(industry, r), p.firms_region_power);
    total += wish[c];
  }
  const double least = std::clamp(asked / cells / p.firms_least_part, p.firms_least_low, p.firms_least_high);
  Strata result(static_cast<std::size_t>(base.industries * base.regions));
  workers.for_each(static_cast<std::size_t>(cells), [&](std::size_t c) {
    const int industry = static_cast<int>(c) / base.regions, r = static_cast<int>(c) % base.regions;
    const double firms = std::max(least, std::floor(e.industries[industry].firms * base.share(industry, r)));
    const double rest = std::max(0.0, asked - cells * least);
    const double records = std::min(firms, least + wish[c] / total * rest);
    result[c] = stratify(firms, static_cast<std::size_t>(records), e.pareto_exponent, p.firms_largest_share);
  });
  return result;
}

void found_firms(ModelState& s, const Strata& strata) {
  for (std::size_t c = 0; c < strata.size(); ++c) s.firms.take_first_rows(c, strata[c].size());
  s.workers.for_each(strata.size(), [&](std::size_t c) {
    if (!strata[c].empty()) found_cell(s, static_cast<int>(c), strata[c]);
  });
  found_functions(s);
  if (s.scenario.mechanisms.involution)
    s.workers.for_each(strata.size(), [&](std::size_t c) {
      if (!strata[c].empty()) differ_in_quality(s, static_cast<int>(c));
    });
  s.asked_records = 0;
  s.industry_records.assign(s.base.industries, 0.0);
  for (int c = 0; c < s.cell_count(); ++c) {
    s.asked_records += strata[c].size();
    s.industry_records[s.industry_of(c)] += static_cast<double>(strata[c].size());
  }
  settle_first_accounts(s);
  found_owners(s);
  if (s.scenario.mechanisms.entry) open_with_construction(s);
  add_overhang(s);
}

}  // namespace kaldor

// The firms of the base year, on the balanced path (stability.md section 2, steps 8 and 9).

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demography.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"
#include "strata.hpp"

namespace kaldor {

namespace {

constexpr double kLargestShare = 0.06;  ///< of a cell, for one firm at the start (stability.md 2, step 8)

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
  for (const Stratum& t : strata) {
    mass += t.weight * t.size;
    firms += t.weight;
    mean_log += t.weight * math::log(t.size);
  }
  mean_log /= firms;
  for (const Stratum& t : strata) var_log += t.weight * (math::log(t.size) - mean_log) * (math::log(t.size) - mean_log);
  const double sd_log = std::max(1e-9, math::sqrt(var_log / firms));
  const double spread = productivity_spread(s, i), corr = p.firms_size_correlation;
  // Technique leads what is embodied by growth over renewal, or growth stalls while vintages catch up.
  const double lead = p.innovation_initial_lead * q.growth / quarterly_growth(0.04);

  const Columns& columns = s.firms.columns();
  std::vector<double> productivity, efficiency;
  double normaliser = 0;
  for (std::size_t j = 0; j < strata.size(); ++j) {
    const std::uint64_t id = make_id(c, 0, static_cast<std::uint32_t>(j));
    const Words w = draw(s.key, id, 0, Stream::initial);
    const double z = std::clamp(corr * (math::log(strata[j].size) - mean_log) / sd_log +
                                    math::sqrt(1 - corr * corr) * math::normal(math::unit_double(w.w0, w.w1)),
                                -2.2, 2.2);
    productivity.push_back(math::exp(spread * z));
    // Transitory efficiency starts from its long-run distribution.
    const Words luck = draw(s.key, id, 0, Stream::plan_efficiency);
    const double spell = s.scenario.mechanisms.noise ? std::clamp(math::normal(math::unit_double(luck.w0, luck.w1)), -2.5, 2.5) : 0.0;
    efficiency.push_back(p.noise_efficiency * spell);
    normaliser += strata[j].weight * strata[j].size / mass / (productivity.back() * math::exp(efficiency.back()));
  }
  for (std::size_t j = 0; j < strata.size(); ++j) {
    const std::size_t row = s.firms.take_row(c);
    const std::uint64_t id = make_id(c, 0, static_cast<std::uint32_t>(j));
    const Words w = draw(s.key, id, 0, Stream::founding);
    const double of_cell = strata[j].size / mass, a = productivity[j] * normaliser, demand = output * of_cell;
    columns.id[row] = id;
    columns.weight[row] = static_cast<float>(strata[j].weight);
    columns.founded[row] = -static_cast<std::int32_t>(4 + 4 * p.firms_mean_age * math::exponential(math::unit_double(w.w0, w.w1)));
    columns.share[row] = columns.share_before[row] = static_cast<float>(of_cell * part);
    columns.productivity[row] = static_cast<float>(a);
    columns.log_efficiency[row] = static_cast<float>(efficiency[j]);
    const double uniform = math::unit_double(w.w2, w.w3);
    columns.technique[row] = static_cast<float>(a * math::exp(lead * (0.8 + 0.4 * uniform)));
    columns.expected_demand[row] = static_cast<float>(demand);
    columns.capital[row] = static_cast<float>(demand / (i.capacity * p.production_utilisation));
    columns.materials[row] = static_cast<float>(p.production_materials_target * demand);
    columns.inventory[row] =
        s.economy.industries[industry].storable ? static_cast<float>(p.production_inventory_target * demand) : 0.0F;
    columns.employees[row] = static_cast<float>(demand * i.unit_labour / (a * math::exp(efficiency[j])));
    columns.utilisation[row] = static_cast<float>(p.production_utilisation);
    columns.smoothed_return[row] = static_cast<float>(s.economy.return_on_capital / 4);
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

/// Price of a firm in the first quarter.
double first_price(const ModelState& s, std::size_t row, const IndustryBase& i, double markup) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const double cost = i.inputs + i.labour_cost / (c.productivity[row] * math::exp(static_cast<double>(c.log_efficiency[row])));
  const double above = std::max(0.0, c.share[row] - p.price_dominance_reference);
  const double dominance =
      s.scenario.mechanisms.monopoly_control ? std::min(p.price_dominance_limit, p.price_dominance_premium * above) : 0.0;
  const double own = markup + math::log(cost) - math::log(1 - i.tax_rate);
  return std::max(math::exp((1 - p.price_pass_through) * own + dominance), p.price_floor * cost / (1 - i.tax_rate));
}

/// Markups such that posted prices average one in every market under the pass-through rule.
void solve_markups(ModelState& s) {
  const Columns& c = s.firms.columns();
  for (int m = 0; m < s.markets.count(); ++m) {
    const int industry = s.markets.industry[m];
    const IndustryBase& i = s.base.industry[industry];
    const auto each_firm = [&](auto&& body) {
      for (int r = 0; r < s.base.regions; ++r) {
        if (s.markets.of(industry, r) != m) continue;
        for (std::size_t b : s.firms.blocks_of(s.cell(industry, r)))
          for (std::size_t row = s.firms.blocks()[b].row; row < s.firms.blocks()[b].row + s.firms.blocks()[b].used; ++row) body(row);
      }
    };
    double low = -1, high = 4;
    for (int step = 0; step < 60; ++step) {
      const double markup = 0.5 * (low + high);
      double mean = 0;
      each_firm([&](std::size_t row) {
        mean += static_cast<double>(c.weight[row]) * c.share[row] * first_price(s, row, i, markup);
      });
      (mean > 1 ? high : low) = markup;
    }
    s.log_markup_norm[m] = low;
    each_firm([&](std::size_t row) { c.log_markup[row] = static_cast<float>(low); });
  }
}


/// Deposits at the buffer, debt at the economy's leverage and never below the target, so that nobody has to adjust.
void fund_firms(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  for (const Block& block : s.firms.blocks()) {
    const IndustryBase& i = s.base.industry[s.industry_of(block.cell)];
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      const double w = c.weight[row], capital = c.capital[row];
      const double buffer = p.finance_buffer * first_price(s, row, i, c.log_markup[row]) * c.expected_demand[row];
      c.deposits[row] = s.grid.round(w * buffer);
      c.loans[row] = s.grid.round(w * std::max(s.economy.firm_leverage * capital, p.finance_target_leverage * capital + buffer));
    }
  }
}

struct FirmYear {
  double weight, profit, debt_room, cash;
};

/// Profit of every firm in the first quarter, and what of it the base year has to add up to.
ObservedFirms observe(const ModelState& s, std::vector<FirmYear>& years) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const PathRates& q = s.base.rates;
  ObservedFirms o;
  o.heads = Matrix(s.base.regions, kSkills);
  o.rd_by_region.assign(s.base.regions, 0.0);
  for (const Block& block : s.firms.blocks()) {
    const int industry = s.industry_of(block.cell), r = s.region_of(block.cell);
    const IndustryBase& i = s.base.industry[industry];
    // Output of the first quarter feeds the growth of the stock of goods; only the rest is sold.
    const double sold = s.economy.industries[industry].storable ? 1 - q.growth * p.production_inventory_target : 1.0;
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      const double w = c.weight[row], demand = c.expected_demand[row], a = c.productivity[row] * math::exp(static_cast<double>(c.log_efficiency[row])), capital = c.capital[row];
      const double cost = i.inputs + i.labour_cost / a, price = first_price(s, row, i, c.log_markup[row]);
      const double revenue = price * demand * sold, operating = revenue * (1 - i.tax_rate) - demand * cost;
      const double rd = std::min(i.rd_rate * revenue, p.innovation_cash_limit * std::max(0.0, operating));
      const double profit = operating - rd - q.loan * c.loans[row] / w + q.deposit * c.deposits[row] / w - q.depreciation * capital;
      const double tax = s.economy.corporate_tax * std::max(0.0, profit);
      o.loans += c.loans[row];
      o.deposits += c.deposits[row];
      o.profit_tax += w * tax;
      o.rd += w * rd;
      o.rd_by_region[r] += w * rd;
      o.heads(r, 0) += w * c.employees[row] * (1 - i.high_skill);
      o.heads(r, 1) += w * c.employees[row] * i.high_skill;
      const double spent = c.investment[row] + demand * i.inputs * q.growth * p.production_materials_target;
      const double cash = c.deposits[row] / w + profit - tax + q.depreciation * capital - spent;
      const double room = p.finance_target_leverage * capital - (c.loans[row] / w - cash);
      years.push_back({w, profit - tax, p.finance_leverage_speed * std::max(0.0, room), cash});
    }
  }
  return o;
}

/// Closes the accounts for the firms that were drawn; the payout ratio is the one at which they pay the dividends needed.
void close_base_year(ModelState& s) {
  std::vector<FirmYear> years;
  const ObservedFirms firms = observe(s, years);
  const double needed = close_accounts(s.base, s.economy, s.scenario, firms);
  const double support = s.kernel_parameters.owner_support;
  double low = 0, high = 4;
  for (int step = 0; step < 60; ++step) {
    const double payout = 0.5 * (low + high);
    double paid = 0;
    for (const FirmYear& y : years)
      if (y.profit <= 0)
        paid += y.weight * support * payout * y.profit;
      else
        paid += y.weight * std::max(0.0, std::min(payout * y.profit + y.debt_room, y.cash));
    (paid > needed ? high : low) = payout;
  }
  s.base.payout = 0.5 * (low + high);
  s.kernel_parameters.payout = static_cast<float>(s.base.payout);
}

}  // namespace

std::vector<std::vector<Stratum>> plan_strata(const Economy& e, const BaseYear& base, std::int64_t asked) {
  const int cells = base.industries * base.regions;
  Vector wish(cells);
  double total = 0, employment = 0;
  for (const Industry& i : e.industries) employment += i.employment;
  for (int c = 0; c < cells; ++c) {
    const int industry = c / base.regions, r = c % base.regions;
    wish[c] = math::pow(e.industries[industry].employment / employment, 0.4) * math::pow(base.share(industry, r), 0.6);
    total += wish[c];
  }
  const double least = std::clamp(static_cast<double>(asked) / cells / 3, 2.0, 10.0);
  std::vector<std::vector<Stratum>> result;
  for (int c = 0; c < cells; ++c) {
    const int industry = c / base.regions, r = c % base.regions;
    const double firms = std::max(least, std::floor(e.industries[industry].firms * base.share(industry, r)));
    const double records = std::min(firms, std::max(least, wish[c] / total * static_cast<double>(asked)));
    result.push_back(stratify(firms, static_cast<std::size_t>(records), e.pareto_exponent, kLargestShare));
  }
  return result;
}

void found_firms(ModelState& s) {
  const std::vector<std::vector<Stratum>> strata = plan_strata(s.economy, s.base, s.scenario.firms);
  s.asked_records = 0;
  for (int c = 0; c < s.cell_count(); ++c) {
    found_cell(s, c, strata[c]);
    s.asked_records += strata[c].size();
  }
  solve_markups(s);
  s.industry_records.assign(s.base.industries, 0.0);
  for (int c = 0; c < s.cell_count(); ++c) s.industry_records[s.industry_of(c)] += static_cast<double>(strata[c].size());
  fund_firms(s);
  close_base_year(s);
  if (s.scenario.mechanisms.entry) open_with_construction(s);
}

}  // namespace kaldor

// Prices, deposits and loans of the firms of the base year, and the base year closed for the firms that were drawn
// (stability.md section 2, steps 8 and 9).

#include <algorithm>

#include "demography.hpp"
#include "functions.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

constexpr int kMostSteps = 60;
constexpr double kLeastMarkup = -1, kLargestMarkup = 4, kLargestPayout = 4;

/// What sets a firm's price in the first quarter.
struct FirstPrice {
  double ask = 0;  ///< at a log markup of zero
  double floor = 0;
};

FirstPrice first_price(const ModelState& s, int cell, std::size_t row, const IndustryBase& i) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const FunctionCost function = function_cost(s, cell, row);
  const double labour = i.labour_cost / (c.productivity[row] * math::exp(static_cast<double>(c.log_efficiency[row])));
  const double cost = i.inputs + i.rent_cost + labour + function.cost;
  const double above = std::max(0.0, c.share[row] - p.price_dominance_reference);
  const double dominance = s.scenario.mechanisms.monopoly_control
                               ? std::min(p.price_dominance_limit, p.price_dominance_premium * above)
                               : 0.0;
  const double net_cost = cost / (1 - i.tax_rate);
  return {math::exp((1 - p.price_pass_through) * (math::log(net_cost) + function.premium) + dominance),
          p.price_floor * net_cost};
}

/// What the markup of its market makes of the prices asked in a block.
double markup_factor(const ModelState& s, const Block& block) {
  const int m = s.markets.of(s.industry_of(block.cell), s.region_of(block.cell));
  const double markup = static_cast<float>(s.log_markup_norm[m]);
  return math::exp((1 - s.scenario.parameters.price_pass_through) * markup);
}

/// The markup at which posted prices of the market average one under the pass-through rule: with x the factor that it
/// applies, sum max(x ask, floor) = 1 over the shares. Newton's steps on this convex function end at the root.
double solve_markup(const ModelState& s, int m) {
  const Columns& c = s.firms.columns();
  const int industry = s.markets.industry[m];
  std::vector<FirstPrice> firms;
  for (int r = 0; r < s.base.regions; ++r) {
    if (s.markets.of(industry, r) != m) continue;
    for (std::size_t b : s.firms.blocks_of(s.cell(industry, r))) {
      const Block& block = s.firms.blocks()[b];
      for (std::size_t row = block.row; row < block.row + block.used; ++row) {
        const FirstPrice price = first_price(s, block.cell, row, s.base.industry[industry]);
        const double part = static_cast<double>(c.weight[row]) * c.share[row];
        firms.push_back({part * price.ask, part * price.floor});
      }
    }
  }
  const double response = std::max(1e-9, 1 - s.scenario.parameters.price_pass_through);
  const double least = math::exp(kLeastMarkup * response), largest = math::exp(kLargestMarkup * response);
  double factor = 1;
  for (int step = 0; step < kMostSteps; ++step) {
    double asked = 0, held = 0;
    for (const FirstPrice& f : firms) {
      const bool free = factor * f.ask > f.floor;
      asked += free ? f.ask : 0.0;
      held += free ? 0.0 : f.floor;
    }
    const double next = asked > 0 ? std::clamp((1 - held) / asked, least, largest) : largest;
    if (next == factor) break;
    factor = next;
  }
  return math::log(factor) / response;
}

void solve_markups(ModelState& s) {
  const Columns& c = s.firms.columns();
  s.workers.for_each(s.log_markup_norm.size(),
                     [&](std::size_t m) { s.log_markup_norm[m] = solve_markup(s, static_cast<int>(m)); });
  for (const Block& block : s.firms.blocks()) {
    const double markup = s.log_markup_norm[s.markets.of(s.industry_of(block.cell), s.region_of(block.cell))];
    std::fill_n(c.log_markup + block.row, block.used, static_cast<float>(markup));
  }
}

/// Deposits at the buffer, debt at the economy's leverage and never below the target once the quarter's profit is in,
/// so that nobody has to adjust.
void fund_firms(ModelState& s, const Block& block) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const IndustryBase& i = s.base.industry[s.industry_of(block.cell)];
  const double lift = markup_factor(s, block);
  for (std::size_t row = block.row; row < block.row + block.used; ++row) {
    const double w = c.weight[row], capital = c.capital[row];
    const FirstPrice first = first_price(s, block.cell, row, i);
    const double price = std::max(first.ask * lift, first.floor),
                 buffer = p.finance_buffer * price * c.expected_demand[row];
    const double margin = price * (1 - i.tax_rate) - first.floor * (1 - i.tax_rate) / p.price_floor;  // over unit cost
    const double needed = p.finance_target_leverage * capital + buffer + std::max(0.0, margin) * c.expected_demand[row];
    c.deposits[row] = s.grid.round(w * buffer);
    c.loans[row] = s.grid.round(w * std::max(s.economy.firm_leverage * capital, needed));
  }
}

struct FirmYear {
  double weight, profit, debt_room, cash;
};

struct BlockYear {
  double loans = 0, deposits = 0, profit_tax = 0, rd = 0, staff = 0, staff_away = 0, heads = 0;
  std::vector<FirmYear> firms;
};

/// Profit of every firm of a block in the first quarter, and what it adds to the base year.
BlockYear observe(const ModelState& s, const Block& block) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const PathRates& q = s.base.rates;
  const int industry = s.industry_of(block.cell);
  const IndustryBase& i = s.base.industry[industry];
  // Output of the first quarter feeds the growth of the stock of goods; only the rest is sold.
  const double sold = s.economy.industries[industry].storable ? 1 - q.growth * p.production_inventory_target : 1.0;
  const double lift = markup_factor(s, block);
  BlockYear o;
  o.firms.reserve(block.used);
  for (std::size_t row = block.row; row < block.row + block.used; ++row) {
    const double w = c.weight[row], demand = c.expected_demand[row], capital = c.capital[row];
    const double a = c.productivity[row] * math::exp(static_cast<double>(c.log_efficiency[row]));
    const FirstPrice first = first_price(s, block.cell, row, i);
    const FunctionCost function = function_cost(s, block.cell, row);
    const double cost = i.inputs + i.rent_cost + i.labour_cost / a + function.cost,
                 price = std::max(first.ask * lift, first.floor);
    const double revenue = price * demand * sold, operating = revenue * (1 - i.tax_rate) - demand * cost;
    const double rd = std::min(i.rd_rate * revenue, p.innovation_cash_limit * std::max(0.0, operating));
    const double profit =
        operating - rd - q.loan * c.loans[row] / w + q.deposit * c.deposits[row] / w - q.depreciation * capital;
    const double tax = s.economy.corporate_tax * std::max(0.0, profit);
    o.loans += c.loans[row];
    o.deposits += c.deposits[row];
    o.profit_tax += w * tax;
    o.rd += w * rd;
    o.staff += w * demand * (function.in_hub ? 0.0 : function.staff);
    o.staff_away += w * demand * (function.in_hub ? function.staff : 0.0);
    o.heads += w * c.employees[row];
    const double spent = c.investment[row] + demand * i.inputs * q.growth * p.production_materials_target;
    const double cash = c.deposits[row] / w + profit - tax + q.depreciation * capital - spent;
    const double room = p.finance_target_leverage * capital - (c.loans[row] / w - cash);
    o.firms.push_back({w, profit - tax, p.finance_leverage_speed * std::max(0.0, room), cash});
  }
  return o;
}

/// What all firms add up to, in block order.
ObservedFirms add_up(const ModelState& s, const std::vector<BlockYear>& years) {
  ObservedFirms o;
  o.heads = Matrix(s.base.regions, kSkills);
  o.rd_by_region.assign(s.base.regions, 0.0);
  for (std::size_t b = 0; b < years.size(); ++b) {
    const int cell = s.firms.blocks()[b].cell, r = s.region_of(cell);
    const double high = s.base.industry[s.industry_of(cell)].high_skill;
    const BlockYear& y = years[b];
    o.loans += y.loans;
    o.deposits += y.deposits;
    o.profit_tax += y.profit_tax;
    o.rd += y.rd + y.staff + y.staff_away;
    o.rd_by_region[r] += y.rd + y.staff;
    o.rd_by_region[s.base.hub] += y.staff_away;
    o.heads(r, 0) += y.heads * (1 - high);
    o.heads(r, 1) += y.heads * high;
  }
  return o;
}

struct Dividends {
  double paid = 0, slope = 0;  ///< at a payout ratio, and for each unit more of it
};

Dividends dividends(const BlockYear& year, double payout, double support) {
  Dividends d;
  for (const FirmYear& y : year.firms) {
    const double wish = payout * y.profit + y.debt_room, able = std::min(wish, y.cash);
    const bool gains = y.profit > 0;
    const double loss = support * payout * y.profit, gain = std::max(0.0, able);
    const double more = ((wish < y.cash) & (wish > 0)) ? y.profit : 0.0;
    d.paid += y.weight * (gains ? gain : loss);
    d.slope += y.weight * (gains ? more : support * y.profit);
  }
  return d;
}

/// The payout ratio at which firms pay the dividends needed: Newton's steps, halving where they leave the bracket.
double solve_payout(const ModelState& s, const std::vector<BlockYear>& years, double needed) {
  const double support = s.kernel_parameters.owner_support;
  std::vector<Dividends> parts(years.size());
  double low = 0, high = kLargestPayout, payout = 0.5;
  for (int step = 0; step < kMostSteps; ++step) {
    s.workers.for_each(years.size(), [&](std::size_t b) { parts[b] = dividends(years[b], payout, support); });
    Dividends all;
    for (const Dividends& d : parts) {
      all.paid += d.paid;
      all.slope += d.slope;
    }
    (all.paid > needed ? high : low) = payout;
    const double next = payout - (all.paid - needed) / all.slope;
    const double last = payout;
    payout = next > low && next < high ? next : 0.5 * (low + high);
    if (payout == last) break;
  }
  return payout;
}

}  // namespace

void settle_first_accounts(ModelState& s) {
  const std::vector<Block>& blocks = s.firms.blocks();
  solve_markups(s);
  std::vector<BlockYear> years(blocks.size());
  s.workers.for_each(blocks.size(), [&](std::size_t b) {
    fund_firms(s, blocks[b]);
    years[b] = observe(s, blocks[b]);
  });
  const double needed = close_accounts(s.base, s.economy, s.scenario, add_up(s, years));
  s.base.payout = solve_payout(s, years, needed);
  s.kernel_parameters.payout = static_cast<float>(s.base.payout);
}

}  // namespace kaldor

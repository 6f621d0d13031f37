// Stage 7: orders reach firms by their shares; spare capacity takes rest orders in one more round; what is still
// missing is imported if tradable, else rationed pro rata (stability.md section 1, step 5).

#include <algorithm>

#include "circular_use.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

void first_round(ModelState& s) {
  const MarketTable& m = s.markets;
  s.markets.served_shares = m.share_sum;
  for (int c = 0; c < s.cell_count(); ++c) {
    CellInput& in = s.inputs[c];
    const int k = in.market;
    const double along =
        s.markets.tradable[in.industry] ? s.chains.ordered[static_cast<std::size_t>(in.industry)] : 0.0;
    in.share_of_unit = along > 0 ? static_cast<float>(m.share_sum[k] / (m.orders[k] - m.directed[k])) : 0.0F;
    if (along > 0) s.markets.served_shares[k] = m.share_sum[k] + along * in.share_of_unit;
    in.demand_scale = m.share_sum[k] > 0 ? static_cast<float>((m.orders[k] - m.directed[k]) / m.share_sum[k]) : 0.0F;
    in.log_posted = static_cast<float>(math::log(m.posted_price[k]));
    in.mean_quality = static_cast<float>(m.quality[k]);
    in.labour_scale = static_cast<float>(s.labour_scale[in.region]);
    if (in.contact > 0)
      in.contact_digital = static_cast<float>(s.of(c, CellSum::digital_shares) / s.of(c, CellSum::shares));
  }
  const Kernels& run = kernels();
  const KernelContext context = kernel_context(s);
  sweep(s, [&](std::size_t b) {
    const Block& block = s.firms.blocks()[b];
    BlockMemory& memory = block_memory();
    const LeverColumns levers = lever_columns(s, block, memory);
    run.market(s.firms.columns().at(block.row), block.padded(), s.inputs[block.cell], levers, context, memory.buffers,
               s.results[b].sums);
  });
  s.collect_sums();
}

/// Of log quality between the firms of a market. Firms of a record share one draw: a sample of n equal records shows
/// (1 - 1/n) of the variance that they are drawn from.
double quality_variance(const ModelState& s, int k) {
  const double sellers = s.of_market(k, CellSum::sellers);
  const double mean = s.of_market(k, CellSum::quality_deviation) / sellers,
               square = s.of_market(k, CellSum::quality_square) / sellers;
  const double strangers = 1 - s.of_market(k, CellSum::seller_weights) / (sellers * sellers);
  return std::max(0.0, square - mean * mean) / std::max(kLeastStrangers, strangers);
}

/// How much products differ inside the markets of each industry. Its regions count together: a variance from few
/// records is mostly chance.
void compare_products(ModelState& s) {
  MarketTable& m = s.markets;
  for (int g = 0; g < s.base.industries; ++g) {
    double sum = 0, orders = 0;
    for (int k = m.first[g]; k < m.first[g] + (m.tradable[g] ? 1 : s.base.regions); ++k) {
      if (m.share_sum[k] <= 0) continue;
      sum += m.orders[k] * quality_variance(s, k);
      orders += m.orders[k];
    }
    if (orders > 0) m.quality_spread[g] = math::sqrt(sum / orders);
  }
  if (s.period == 0) m.first_spread = m.quality_spread;
}

void settle_prices(ModelState& s) {
  MarketTable& m = s.markets;
  for (int k = 0; k < m.count(); ++k) {
    const double unfilled = s.of_market(k, CellSum::unfilled), spare = s.of_market(k, CellSum::spare);
    m.unfilled[k] = unfilled;
    m.spare[k] = spare;
    m.spill[k] = spare > 0 ? std::clamp(unfilled / spare, 0.0, 1.0) : 0.0;
    const double rest = std::max(0.0, unfilled - m.spill[k] * spare);
    m.fill[k] = m.orders[k] > 0 ? std::clamp(1 - rest / m.orders[k], 0.0, 1.0) : 1.0;
    if (m.share_sum[k] <= 0) {  // nobody sells: what is ordered comes from abroad
      m.fill[k] = 0;
      m.price[k] = m.posted_price[k];
      m.competitiveness[k] = 0;
      const NewIndustry* entry = s.births.of(m.industry[k]);
      if (entry != nullptr)
        m.quality[k] = of_parents(s, entry->latent, m.quality);  // pioneers make what their parents can
      continue;
    }
    const double quantity = s.of_market(k, CellSum::first_sales) + m.spill[k] * spare;
    const double value = s.of_market(k, CellSum::first_revenue) + m.spill[k] * s.of_market(k, CellSum::spare_revenue);
    m.price[k] = quantity > 0 ? value / quantity : m.last_price[k];
    m.competitiveness[k] = s.of_market(k, CellSum::competitiveness) / m.served_shares[k];
    m.quality[k] = s.of_market(k, CellSum::quality) / m.served_shares[k];
    if (s.base.industry[m.industry[k]].fee > 0) {
      m.brand[k] = s.of_market(k, CellSum::brand) / m.served_shares[k];
      m.service[k] = s.of_market(k, CellSum::service) / m.served_shares[k];
    }
  }
}

/// What buyers of each region pay and get for each unit ordered at home.
void settle_buyers(ModelState& s) {
  const MarketTable& m = s.markets;
  for (int g = 0; g < s.base.industries; ++g)
    for (int r = 0; r < s.base.regions; ++r) {
      double value = 0, fill = 0;
      if (m.tradable[g]) {
        const int k = m.first[g];
        value = m.fill[k] * m.price[k];
        fill = m.fill[k];
      } else {
        for (int q = 0; q < s.base.regions; ++q) {
          const int k = m.of(g, q);
          const double part = m.route(s.base, g, r, q) * m.fill[k];
          value += part * m.price[k];
          fill += part;
        }
      }
      s.quarter.buyer_value(g, r) = value;
      s.quarter.buyer_fill(g, r) = fill;
    }
}

struct Bundle {
  double paid[3] = {}, materials = 0, delivered = 0, asked = 0;
};

/// `function`: part of it that buyers can replace by own functions; `kept`: of the rest, what they still buy.
/// One unit of a use with `use` of product g, a share `abroad` of it imported; missing tradables are bought abroad.
void add_use(const ModelState& s, int g, int r, double use, double abroad, int kind, double function, double kept,
             Bundle& b) {
  const double home = use * (1 - abroad), fill = s.quarter.buyer_fill(g, r);
  const double relief = s.markets.tradable[g] ? home * (1 - fill) : 0;
  const double paid = home * s.quarter.buyer_value(g, r) + (use * abroad + relief) * s.world.domestic_price[g];
  b.paid[kind] += (1 - function) * kept * paid;
  b.paid[2] += function * paid;
  if (s.economy.industries[g].material) b.materials += (1 - function) * kept * paid;
  b.delivered += home * fill + use * abroad + relief;
  b.asked += use;
}

void settle_bundles(ModelState& s) {
  for (int r = 0; r < s.base.regions; ++r) {
    Bundle investment;
    for (int g = 0; g < s.base.industries; ++g) {
      const double use = s.base.investment_domestic[g] + s.base.investment_imported[g];
      if (use > 0)
        add_use(s, g, r, use, shifted_share(s.base.investment_imported[g] / use, s.world.import_ratio[g]), 0, 0, 1,
                investment);
    }
    s.quarter.investment_value[r] = investment.paid[0];
    s.quarter.investment_delivered[r] = investment.delivered / investment.asked;
    for (int i = 0; i < s.base.industries; ++i) {
      Bundle bundle;
      for (int g = 0; g < s.base.industries; ++g) {
        const double use = s.base.domestic(g, i) + s.base.imported(g, i);
        if (use > 0)
          add_use(s, g, r, use, shifted_share(s.base.imported(g, i) / use, s.world.import_ratio[g]),
                  s.economy.industries[g].energy ? 1 : 0, s.base.function_part(g, i), s.service_kept(g, i), bundle);
      }
      const int c = s.cell(i, r);
      s.cells.paid_other[c] = bundle.paid[0];
      s.cells.paid_energy[c] = bundle.paid[1];
      s.cells.paid_service[c] = bundle.paid[2];
      if (recyclable(s, i) > 0) {
        Bundle sorted;
        add_use(s, recycler(s.economy), r, collection(s, i), 0, 0, 0, 1, sorted);
        s.cells.paid_circular[c] = bundle.materials - sorted.paid[0];
      }
      s.cells.delivered[c] = bundle.asked > 0 ? bundle.delivered / bundle.asked : 1.0;
    }
  }
}

}  // namespace

void clear_markets(ModelState& s) {
  first_round(s);
  settle_prices(s);
  compare_products(s);
  settle_buyers(s);
  settle_bundles(s);
}

}  // namespace kaldor

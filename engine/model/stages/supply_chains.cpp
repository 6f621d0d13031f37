// Stage 12: large firms look after their supply chains (S§1.20). Suppliers learn from their leader; those that fail to deliver
// or fall behind are dropped; what is not yet sourced goes to suppliers with room, old ones first, then the best of a few that
// a leader meets, as likely as they have capacity. Few firms: lists. Writes technique, log_quality; in the first quarter, share.

#include "supply_chains.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "groups.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

/// Makers of a product, to be met in proportion to capacity.
class Makers {
public:
  static constexpr std::size_t kStep = kRowPadding;  ///< rows for each place of the table

  void list(const ModelState& s, int product) {
    const Columns& c = s.firms.columns();
    double sum = 0;
    for (int r = 0; r < s.base.regions; ++r)
      for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(s.cell(product, r)))) {
        const Block& block = s.firms.blocks()[b];
        for (std::size_t row = block.row; row < block.row + block.padded(); row += kStep) {
          for (std::size_t i = row; i < row + kStep; ++i) sum += capacity(c, i);
          upto_.push_back(sum);
          place_.push_back({row, block.cell});
        }
      }
  }

  struct Place {
    std::size_t row = 0;
    int cell = -1;
  };
  /// None (cell -1) where nobody makes the product.
  Place meet(const Columns& c, double uniform) const {
    if (upto_.empty() || !(upto_.back() > 0)) return {};
    const double target = uniform * upto_.back();
    const auto step = std::min(static_cast<std::size_t>(std::upper_bound(upto_.begin(), upto_.end(), target) - upto_.begin()),
                               upto_.size() - 1);
    double passed = step > 0 ? upto_[step - 1] : 0.0;
    Place met;
    for (std::size_t i = place_[step].row; i < place_[step].row + kStep; ++i) {
      if (!(capacity(c, i) > 0)) continue;
      met = {i, place_[step].cell};
      passed += capacity(c, i);
      if (passed > target) break;
    }
    return met;
  }

private:
  /// In units of capital: makers of one product have the same capacity for each.
  static double capacity(const Columns& c, std::size_t i) {
    return c.share[i] > 0 ? static_cast<double>(c.weight[i]) * static_cast<double>(c.capital[i]) : 0.0;
  }
  std::vector<double> upto_;
  std::vector<Place> place_;
};

/// Firms that are large enough to organise a chain, by id.
std::vector<ChainBuyer> large_firms(const ModelState& s) {
  const Columns& c = s.firms.columns();
  std::vector<float> least;
  for (int i = 0; i < s.base.industries; ++i)
    least.push_back(static_cast<float>(s.scenario.parameters.chains_leader_share * s.of_industry(i, CellSum::markup_sales)));
  std::vector<ChainBuyer> list = find_firms<ChainBuyer>(s, [&](const Block& block, std::vector<ChainBuyer>& found) {
    const float from = least[static_cast<std::size_t>(s.industry_of(block.cell))];
    if (s.inputs[static_cast<std::size_t>(block.cell)].budget_funded || !(from > 0)) return;
    for (std::size_t row = block.row; row < block.row + block.used; ++row)
      if (c.price[row] * c.sales[row] >= from && c.share[row] > 0 && c.weight[row] > 0) found.push_back({c.id[row], row, block.cell});
  });
  std::sort(list.begin(), list.end(), [](const ChainBuyer& a, const ChainBuyer& b) { return a.id < b.id; });
  return list;
}

/// Goods for which each industry makes chains: a good part of the goods that it buys at home.
std::vector<std::vector<int>> sourcing(const ModelState& s) {
  std::vector<std::vector<int>> lists(static_cast<std::size_t>(s.base.industries));
  const auto good = [&](int g) {
    const Industry& i = s.economy.industries[static_cast<std::size_t>(g)];
    return s.markets.tradable[g] && !i.energy && i.sector != Sector::tertiary && s.markets.share_sum[s.markets.first[g]] > 0;
  };
  for (int i = 0; i < s.base.industries; ++i) {
    double all = 0;
    for (int g = 0; g < s.base.industries; ++g)
      if (good(g)) all += home_use(s, g, s.cell(i, 0));
    for (int g = 0; g < s.base.industries; ++g)
      if (good(g) && home_use(s, g, s.cell(i, 0)) > std::max(0.0, s.scenario.parameters.chains_least_input * all)) lists[i].push_back(g);
  }
  return lists;
}

/// Suppliers take over part of the leader's lead over its own market, as far as they are committed, related and do R&D.
void learn(ModelState& s) {
  const Columns& c = s.firms.columns();
  const double speed = s.scenario.parameters.chains_learning;
  const auto lead = [&](std::size_t row, int cell) {
    return math::log(static_cast<double>(c.technique[row]) / s.cells.mean_productivity[static_cast<std::size_t>(cell)]);
  };
  const auto better = [&](std::size_t row, int cell) {
    return static_cast<double>(c.log_quality[row]) - s.markets.quality[s.inputs[static_cast<std::size_t>(cell)].market];
  };
  struct Step {
    std::size_t row;
    double technique, quality;
  };
  std::vector<Step> steps;  // all learn from what leaders know now
  for (const SupplyLink& link : s.chains.links) {
    const CellInput& in = s.inputs[static_cast<std::size_t>(link.supplier_cell)];
    const double budget = static_cast<double>(in.rd_rate) * c.price[link.supplier_row] * c.sales[link.supplier_row];
    if (!(budget > 0) || link.committed <= 0) continue;
    const double absorbed = 1 - math::exp(-s.scenario.parameters.innovation_absorption * c.rd[link.supplier_row] / budget);
    const double reach = speed * link.committed * absorbed * s.relatedness.proximity(s.industry_of(link.buyer_cell), link.product);
    steps.push_back({link.supplier_row,
                     reach * std::max(0.0, lead(link.buyer_row, link.buyer_cell) - lead(link.supplier_row, link.supplier_cell)),
                     reach * std::max(0.0, better(link.buyer_row, link.buyer_cell) - better(link.supplier_row, link.supplier_cell))});
  }
  for (const Step& step : steps) {
    c.technique[step.row] *= static_cast<float>(math::exp(step.technique));
    c.log_quality[step.row] += static_cast<float>(step.quality);
  }
}

/// Leaders place orders: what suppliers have free is given out once.
class Placement {
public:
  Placement(ModelState& s, bool opening) : s_(s), opening_(opening), makers_(static_cast<std::size_t>(s.base.industries)) {
    for (const SupplyLink& link : s.chains.links)
      free(link.supplier_row, link.supplier_cell).capacity -=
          link.part * normal_use(s, link.buyer_row, link.buyer_cell, link.product);
  }

  void list_makers(const std::vector<std::vector<int>>& lists) {
    std::vector<char> wanted(makers_.size(), 0);
    for (const std::vector<int>& products : lists)
      for (int g : products) wanted[static_cast<std::size_t>(g)] = 1;
    s_.workers.for_each(makers_.size(), [&](std::size_t g) {
      if (wanted[g]) makers_[g].list(s_, static_cast<int>(g));
    });
  }

  /// Orders of one leader for one product; links [first, end) are those it has.
  void place(const ChainBuyer& buyer, int product, std::size_t first, std::size_t end) {
    const Parameters& p = s_.scenario.parameters;
    const double normal = normal_use(s_, buyer.row, buyer.cell, product);
    double missing = p.chains_sourced;
    for (std::size_t k = first; k < end; ++k) missing -= s_.chains.links[k].part;
    if (!(normal > 0) || missing < p.chains_least_order) return;
    double wish = (opening_ ? 1.0 : p.chains_speed) * missing * normal;
    for (std::size_t k = first; k < end; ++k) {
      SupplyLink& link = s_.chains.links[k];
      const double more = take(link.supplier_row, link.supplier_cell, wish);
      link.part += more / normal;
      wish -= more;
    }
    const int tries = static_cast<int>(p.chains_tries) * (opening_ ? kOpeningRounds : 1);
    for (int t = 0; t < tries && wish > p.chains_least_order * normal * p.chains_speed; ++t) {
      const Makers::Place found = choose(buyer, product, t, normal);
      if (found.cell < 0) continue;
      const double more = take(found.row, found.cell, wish);
      if (!(more > 0)) continue;
      wish -= more;
      SupplyLink link;
      link.buyer = buyer.id, link.buyer_row = buyer.row, link.buyer_cell = buyer.cell;
      link.supplier = s_.firms.columns().id[found.row], link.supplier_row = found.row, link.supplier_cell = found.cell;
      link.product = product;
      link.part = more / normal;
      made_.push_back(link);
    }
  }

  /// Two agreements of the same firms become one.
  void keep() {
    std::vector<SupplyLink>& links = s_.chains.links;
    links.insert(links.end(), made_.begin(), made_.end());
    const auto key = [](const SupplyLink& l) { return std::tuple(l.buyer, l.product, l.supplier); };
    std::stable_sort(links.begin(), links.end(), [&](const SupplyLink& a, const SupplyLink& b) { return key(a) < key(b); });
    std::size_t last = 0;
    for (std::size_t k = 1; k < links.size(); ++k) {
      if (key(links[k]) == key(links[last]))
        links[last].part += links[k].part;
      else
        links[++last] = links[k];
    }
    if (!links.empty()) links.resize(last + 1);
  }

private:
  static constexpr int kOpeningRounds = 8;  ///< at the start, when all that a leader wants is placed at once
  struct Free {
    double capacity = 0;  ///< that may still be committed
    double room = 0;      ///< idle, or at the start what it sells anyway
  };

  Free& free(std::size_t row, int cell) {
    const auto [place, is_new] = free_.try_emplace(row);
    if (is_new) {
      const Columns& c = s_.firms.columns();
      const double w = c.weight[row], full = w * s_.inputs[static_cast<std::size_t>(cell)].capacity * c.capital[row];
      place->second.capacity = most_committed(s_, row, cell);
      place->second.room = opening_ ? w * c.sales[row] : std::max(0.0, full - w * c.output[row]);
    }
    return place->second;
  }

  double take(std::size_t row, int cell, double wish) {
    Free& has = free(row, cell);
    const double taken = std::max(0.0, std::min({wish, has.capacity, has.room}));
    has.capacity -= taken;
    has.room -= taken;
    return taken;
  }

  /// The best of a few whom the leader meets: those who are large enough, by competitiveness and nearness.
  Makers::Place choose(const ChainBuyer& buyer, int product, int attempt, double normal) const {
    const Parameters& p = s_.scenario.parameters;
    const Columns& c = s_.firms.columns();
    const int candidates = static_cast<int>(p.chains_candidates);
    const double least = p.chains_least_order * normal / c.weight[buyer.row];
    Makers::Place best;
    double score = 0;
    for (int k = 0; k < candidates; ++k) {
      const auto number = static_cast<std::uint32_t>(((product * kOpeningRounds * 16 + attempt) * 16 + k) / 2) & 0xffffU;
      const Words w = draw(s_.key, buyer.id, static_cast<std::uint32_t>(s_.period), Stream::chains, number);
      const double luck = k % 2 == 0 ? math::unit_double(w.w0, w.w1) : math::unit_double(w.w2, w.w3);
      const Makers::Place met = makers_[static_cast<std::size_t>(product)].meet(c, luck);
      if (met.cell < 0 || met.row == buyer.row || most_committed(s_, met.row, met.cell) < least * c.weight[met.row]) continue;
      const double near = s_.region_of(met.cell) == s_.region_of(buyer.cell) ? p.chains_nearness : 0.0;
      const double value = static_cast<double>(c.competitiveness[met.row]) + near;
      if (best.cell >= 0 && value <= score) continue;
      best = met;
      score = value;
    }
    return best;
  }

  ModelState& s_;
  bool opening_;
  std::vector<Makers> makers_;
  std::map<std::size_t, Free> free_;
  std::vector<SupplyLink> made_;
};

/// Ties end with either firm, when the supplier does not deliver, and when it falls behind.
void drop(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  std::erase_if(s.chains.links, [&](const SupplyLink& l) {
    const std::size_t row = l.supplier_row;
    if (c.id[l.buyer_row] != l.buyer || !(c.weight[l.buyer_row] > 0) || c.id[row] != l.supplier || !(c.weight[row] > 0)) return true;
    if (c.sales[row] < p.chains_least_delivery * c.demand[row]) return true;
    return c.competitiveness[row] < s.markets.competitiveness[s.markets.first[l.product]] - p.chains_patience;
  });
}

/// The chains that are there at the start move no customers: what is tied comes out of what each supplier sold before.
void open_without_moving(ModelState& s) {
  const Columns& c = s.firms.columns();
  std::vector<double> tied(static_cast<std::size_t>(s.base.industries), 0.0);
  const auto orders_for_share = [&](int g) { return s.markets.orders[s.markets.first[g]] / s.of_market(s.markets.first[g], CellSum::serving); };
  for (const SupplyLink& l : s.chains.links) {
    const double units = l.part * normal_use(s, l.buyer_row, l.buyer_cell, l.product);
    tied[static_cast<std::size_t>(l.product)] += units;
    const double kept = 1 - units / (orders_for_share(l.product) * c.weight[l.supplier_row] * c.share[l.supplier_row]);
    c.share[l.supplier_row] *= static_cast<float>(std::max(0.0, kept));
    c.share_before[l.supplier_row] *= static_cast<float>(std::max(0.0, kept));
  }
  for (const Block& block : s.firms.blocks()) {
    const int g = s.industry_of(block.cell);
    if (tied[static_cast<std::size_t>(g)] <= 0) continue;
    const auto scale = static_cast<float>(1 / (1 - tied[static_cast<std::size_t>(g)] / s.markets.orders[s.markets.first[g]]));
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      c.share[row] *= scale;
      c.share_before[row] *= scale;
    }
  }
}

}  // namespace

void organise_chains(ModelState& s) {
  const double ended = s.chains.now.ended;
  s.chains.now = {};
  s.chains.now.ended = ended;
  if (!s.scenario.mechanisms.supply_chains) return;
  const bool opening = s.period == 0;
  if (s.scenario.mechanisms.chain_learning) learn(s);
  drop(s);
  const std::vector<ChainBuyer> large = large_firms(s);
  measure_chains(s, large);
  const std::vector<std::vector<int>> lists = sourcing(s);
  Placement placement(s, opening);
  placement.list_makers(lists);
  const std::vector<SupplyLink>& links = s.chains.links;
  for (const ChainBuyer& buyer : large)
    for (int g : lists[static_cast<std::size_t>(s.industry_of(buyer.cell))]) {
      const auto before = [](const SupplyLink& l, const std::pair<std::uint64_t, int>& key) { return std::pair(l.buyer, l.product) < key; };
      const auto first = std::lower_bound(links.begin(), links.end(), std::pair(buyer.id, g), before),
                 end = std::lower_bound(first, links.end(), std::pair(buyer.id, g + 1), before);
      placement.place(buyer, g, static_cast<std::size_t>(first - links.begin()), static_cast<std::size_t>(end - links.begin()));
    }
  placement.keep();
  if (opening && s.scenario.mechanisms.chain_orders) open_without_moving(s);
}

}  // namespace kaldor

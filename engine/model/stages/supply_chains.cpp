// Stage 12: large firms look after their supply chains (S§1.20), once a year. Suppliers that fail to deliver or fall
// behind are dropped; what is not yet sourced goes in lots to the best of a few that a leader meets, as likely as they
// have capacity. Few firms: lists. In the first quarter writes share.

#include "supply_chains.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "groups.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/sums.hpp"
#include "kaldor/core/units.hpp"
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
          float part[kStep];
          for (std::size_t i = 0; i < kStep; ++i)
            part[i] = c.share[row + i] > 0 ? c.weight[row + i] * c.capital[row + i] : 0.0F;
          sum += sum8(part, kStep);
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
    const auto step =
        std::min(static_cast<std::size_t>(std::upper_bound(upto_.begin(), upto_.end(), target) - upto_.begin()),
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
std::vector<TrackedFirm> large_firms(const ModelState& s) {
  const Columns& c = s.firms.columns();
  std::vector<float> least;
  for (int i = 0; i < s.base.industries; ++i)
    least.push_back(
        static_cast<float>(s.scenario.parameters.chains_leader_share * s.of_industry(i, CellSum::markup_sales)));
  std::vector<TrackedFirm> list = find_firms<TrackedFirm>(s, [&](const Block& block, std::vector<TrackedFirm>& found) {
    const float from = least[static_cast<std::size_t>(s.industry_of(block.cell))];
    if (s.inputs[static_cast<std::size_t>(block.cell)].budget_funded || !(from > 0)) return;
    const auto b = static_cast<std::size_t>(&block - s.firms.blocks().data());
    if (b < s.results.size() && s.results[b].largest_sales < from) return;
    for (std::size_t row = block.row; row < block.row + block.used; ++row)
      if (c.price[row] * c.sales[row] >= from && c.share[row] > 0 && c.weight[row] > 0)
        found.push_back({c.id[row], row, block.cell});
  });
  std::sort(list.begin(), list.end(), [](const TrackedFirm& a, const TrackedFirm& b) { return a.id < b.id; });
  return list;
}

/// Goods for which each industry makes chains: a good part of the goods that it buys at home.
std::vector<std::vector<int>> sourcing(const ModelState& s) {
  std::vector<std::vector<int>> lists(static_cast<std::size_t>(s.base.industries));
  const auto good = [&](int g) {
    const Industry& i = s.economy.industries[static_cast<std::size_t>(g)];
    return s.markets.tradable[g] && !i.energy && i.sector != Sector::tertiary &&
           s.markets.share_sum[s.markets.first[g]] > 0;
  };
  for (int i = 0; i < s.base.industries; ++i) {
    double all = 0;
    for (int g = 0; g < s.base.industries; ++g)
      if (good(g)) all += home_use(s, g, s.cell(i, 0));
    for (int g = 0; g < s.base.industries; ++g)
      if (good(g) && home_use(s, g, s.cell(i, 0)) > std::max(0.0, s.scenario.parameters.chains_least_input * all))
        lists[i].push_back(g);
  }
  return lists;
}

/// Leaders place orders: what suppliers have free is given out once.
class Placement {
public:
  Placement(ModelState& s, bool opening)
      : s_(s), opening_(opening), makers_(static_cast<std::size_t>(s.base.industries)) {
    for (const SupplyLink& link : s.chains.links)
      free(link.supplier.row, link.supplier.cell) -=
          link.part * normal_use(s, link.buyer.row, link.buyer.cell, link.product);
  }

  void list_makers(const std::vector<std::vector<int>>& lists) {
    std::vector<char> wanted(makers_.size(), 0);
    for (const std::vector<int>& products : lists)
      for (int g : products) wanted[static_cast<std::size_t>(g)] = 1;
    s_.workers.for_each(makers_.size(), [&](std::size_t g) {
      if (wanted[g]) makers_[g].list(s_, static_cast<int>(g));
    });
  }

  /// Orders of one leader for one product of which the part `sourced` has its suppliers. Lots, and whom they go to, are
  /// of real firms: the number of records says nothing about them.
  void place(const TrackedFirm& buyer, int product, double sourced) {
    const Parameters& p = s_.scenario.parameters;
    const double normal = normal_use(s_, buyer.row, buyer.cell, product), missing = p.chains_sourced - sourced;
    if (!(normal > 0) || missing < p.chains_lot) return;
    const auto lots = static_cast<int>(missing / p.chains_lot + kSmallPart);
    const int meetings = std::min(kMostMeetings, kMeetings * lots);
    int placed = 0;
    for (int t = 0; t < meetings && placed < lots; ++t) {
      const Makers::Place found = choose(buyer, product, t, p.chains_lot * normal);
      if (found.cell < 0) continue;
      free(found.row, found.cell) -= p.chains_lot * normal;
      ++placed;
      SupplyLink link;
      link.buyer = buyer;
      link.supplier = {s_.firms.columns().id[found.row], found.row, found.cell};
      link.product = product;
      link.part = p.chains_lot;
      made_.push_back(link);
    }
  }

  /// Two agreements of the same firms become one.
  void keep() {
    std::vector<SupplyLink>& links = s_.chains.links;
    const auto key = [](const SupplyLink& l) { return std::tuple(l.buyer.id, l.product, l.supplier.id); };
    const auto before = [&](const SupplyLink& a, const SupplyLink& b) { return key(a) < key(b); };
    std::stable_sort(made_.begin(), made_.end(), before);
    const auto old = static_cast<std::ptrdiff_t>(links.size());
    links.insert(links.end(), made_.begin(), made_.end());
    std::inplace_merge(links.begin(), links.begin() + old, links.end(), before);
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
  static constexpr int kMeetings = 2;         ///< for each lot, at most: not every meeting ends in an order
  static constexpr int kMostMeetings = 128;   ///< the draws of a product must not run into those of the next
  static constexpr int kMostPairs = 8;        ///< of candidates: two for each draw
  static constexpr double kSmallPart = 1e-6;  ///< of a lot: what rounding may take from the last

  /// Units that the record may still commit.
  double& free(std::size_t row, int cell) {
    const auto [place, is_new] = free_.try_emplace(row, 0.0);
    if (is_new) place->second = most_committed(s_, row, cell);
    return place->second;
  }

  /// Whether one of the record's firms can take a lot and the record has one to give: at the start out of what it sells
  /// anyway, later out of what stands idle.
  bool can_take(std::size_t row, int cell, double lot, double buyers) {
    const Columns& c = s_.firms.columns();
    const double full = static_cast<double>(s_.inputs[static_cast<std::size_t>(cell)].capacity) * c.capital[row];
    const double room = opening_ ? c.sales[row] : full - c.output[row];
    return s_.scenario.parameters.chains_commitment * full * buyers >= lot && room * buyers >= lot &&
           free(row, cell) >= lot;
  }

  /// The best of a few whom the leader meets, by competitiveness and nearness.
  Makers::Place choose(const TrackedFirm& buyer, int product, int meeting, double lot) {
    const Parameters& p = s_.scenario.parameters;
    const Columns& c = s_.firms.columns();
    const int candidates = static_cast<int>(p.chains_candidates);
    Makers::Place best;
    double score = 0;
    for (int k = 0; k < candidates; ++k) {
      const auto number =
          static_cast<std::uint32_t>((product * kMostMeetings + meeting) * kMostPairs + k / 2) & 0xffffU;
      const Words w = draw(s_.key, buyer.id, static_cast<std::uint32_t>(s_.period), Stream::chains, number);
      const double luck = k % 2 == 0 ? math::unit_double(w.w0, w.w1) : math::unit_double(w.w2, w.w3);
      const Makers::Place met = makers_[static_cast<std::size_t>(product)].meet(c, luck);
      if (met.cell < 0 || met.row == buyer.row || !can_take(met.row, met.cell, lot, c.weight[buyer.row])) continue;
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
  std::map<std::size_t, double> free_;
  std::vector<SupplyLink> made_;
};

/// Ties end with either firm, when the supplier does not deliver, and when it falls behind.
void drop(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  std::erase_if(s.chains.links, [&](const SupplyLink& l) {
    const std::size_t row = l.supplier.row;
    if (!is_at(c, l.buyer) || !is_at(c, l.supplier)) return true;
    if (c.sales[row] < p.chains_least_delivery * c.demand[row]) return true;
    return c.competitiveness[row] < s.markets.competitiveness[s.markets.first[l.product]] - p.chains_patience;
  });
}

/// The chains that are there at the start move no customers: what is tied comes out of what each supplier sold before.
void open_without_moving(ModelState& s) {
  const Columns& c = s.firms.columns();
  std::vector<double> tied(static_cast<std::size_t>(s.base.industries), 0.0);
  const auto orders_for_share = [&](int g) {
    return s.markets.orders[s.markets.first[g]] / s.of_market(s.markets.first[g], CellSum::serving);
  };
  for (const SupplyLink& l : s.chains.links) {
    const double units = l.part * normal_use(s, l.buyer.row, l.buyer.cell, l.product);
    tied[static_cast<std::size_t>(l.product)] += units;
    const double kept = 1 - units / (orders_for_share(l.product) * c.weight[l.supplier.row] * c.share[l.supplier.row]);
    c.share[l.supplier.row] *= static_cast<float>(std::max(0.0, kept));
    c.share_before[l.supplier.row] *= static_cast<float>(std::max(0.0, kept));
  }
  for (int cell = 0; cell < s.cell_count(); ++cell) {
    const int g = s.industry_of(cell);
    if (tied[static_cast<std::size_t>(g)] <= 0) continue;
    const double scale = 1 / (1 - tied[static_cast<std::size_t>(g)] / s.markets.orders[s.markets.first[g]]);
    double shares = 0, productivity = 0;
    for (std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(cell))) {
      const Block& block = s.firms.blocks()[b];
      for (std::size_t row = block.row; row < block.row + block.used; ++row) {
        c.share[row] *= static_cast<float>(scale);
        c.share_before[row] *= static_cast<float>(scale);
        shares += static_cast<double>(c.weight[row]) * c.share[row];
        productivity += static_cast<double>(c.weight[row]) * c.share[row] * c.productivity[row];
      }
    }
    // The sources of growth begin with these shares.
    const auto sum = [&](CellSum which) -> double& { return s.sums[cell].v[static_cast<std::size_t>(which)]; };
    sum(CellSum::serving) = shares;
    sum(CellSum::serving_productivity) = productivity;
    sum(CellSum::opened) *= scale;
    sum(CellSum::opened_productivity) *= scale;
  }
}

}  // namespace

void organise_chains(ModelState& s) {
  SupplyChains& chains = s.chains;
  if (!s.scenario.mechanisms.supply_chains) return;
  const bool opening = s.period == 0;
  if (s.scenario.mechanisms.chain_learning) learn_along_chains(s);
  if (!opening && (s.period + 1) % static_cast<int>(kQuartersPerYear) != 0) return measure_suppliers(s);
  drop(s);
  const std::vector<TrackedFirm> large = large_firms(s);
  measure_leaders(s, large);
  measure_suppliers(s);
  const std::vector<std::vector<int>> lists = sourcing(s);
  Placement placement(s, opening);
  placement.list_makers(lists);
  const auto before = [](const SupplyLink& l, const std::pair<std::uint64_t, int>& key) {
    return std::pair(l.buyer.id, l.product) < key;
  };
  for (const TrackedFirm& buyer : large)
    for (int g : lists[static_cast<std::size_t>(s.industry_of(buyer.cell))]) {
      const auto first = std::lower_bound(chains.links.begin(), chains.links.end(), std::pair(buyer.id, g), before),
                 end = std::lower_bound(first, chains.links.end(), std::pair(buyer.id, g + 1), before);
      double sourced = 0;
      for (auto link = first; link != end; ++link) sourced += link->part;
      placement.place(buyer, g, sourced);
    }
  placement.keep();
  if (opening && s.scenario.mechanisms.chain_orders) open_without_moving(s);
}

}  // namespace kaldor

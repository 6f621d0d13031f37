// Stage 6 for supply chains: of what leaders buy of a product, the agreed part goes to their suppliers; the rest and
// everyone else's orders meet the anonymous market, whose sum stays what it was. Stage 8: leaders pay what they vouched
// for.

#include <algorithm>
#include <boost/sort/spreadsort/integer_sort.hpp>

#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "runs.hpp"
#include "supply_chains.hpp"

namespace kaldor {

double home_use(const ModelState& s, int g, int cell) {
  const int i = s.industry_of(cell);
  const double use = s.base.domestic(g, i) + s.base.imported(g, i);
  if (use <= 0) return 0;
  return use * (1 - shifted_share(s.base.imported(g, i) / use, s.world.import_ratio[g])) *
         (1 - s.base.function_part(g, i)) * s.service_kept(g, i);
}

namespace {

/// What a firm buys of product g for a unit of output; of a material less where it uses secondary ones.
double own_use(const ModelState& s, std::size_t row, int cell, int g) {
  const bool material = s.economy.industries[static_cast<std::size_t>(g)].material;
  return home_use(s, g, cell) * (material ? 1 - static_cast<double>(s.firms.columns().circular_share[row]) : 1.0);
}

}  // namespace

double normal_use(const ModelState& s, std::size_t row, int cell, int g) {
  const Columns& c = s.firms.columns();
  return static_cast<double>(c.weight[row]) * c.expected_demand[row] * own_use(s, row, cell, g);
}

double most_committed(const ModelState& s, std::size_t row, int cell) {
  const Columns& c = s.firms.columns();
  return s.scenario.parameters.chains_commitment *
         static_cast<double>(s.inputs[static_cast<std::size_t>(cell)].capacity) * c.capital[row] * c.weight[row];
}

namespace {

constexpr unsigned kLinkBits = 28;  ///< as many links as 2^28; the rest of a word is for rows

/// Ties of firms that are nowhere end.
void follow_firms(ModelState& s) {
  FirmFinder finder(s);
  std::size_t kept = 0;
  for (SupplyLink& link : s.chains.links)
    if (finder.follow(link.buyer) && finder.follow(link.supplier)) s.chains.links[kept++] = link;
  s.chains.links.resize(kept);
}

/// What one leader orders of one product: the agreed part of its normal use, whatever it does with its stocks this
/// quarter, as long as it buys as much.
void order(ModelState& s, std::size_t first, std::size_t end) {
  const Columns& c = s.firms.columns();
  const SupplyLink& any = s.chains.links[first];
  const double normal = normal_use(s, any.buyer.row, any.buyer.cell, any.product);
  const double bought = static_cast<double>(c.weight[any.buyer.row]) * c.orders[any.buyer.row] *
                        own_use(s, any.buyer.row, any.buyer.cell, any.product);
  double agreed = 0;
  for (std::size_t k = first; k < end; ++k) agreed += s.chains.links[k].part * normal;
  const double kept = agreed > bought ? bought / agreed : 1.0;
  for (std::size_t k = first; k < end; ++k) {
    SupplyLink& link = s.chains.links[k];
    link.ordered = link.part * normal * kept;
    const double most = most_committed(s, link.supplier.row, link.supplier.cell);
    link.committed = most > 0 ? link.ordered / most : 0.0;
    link.weight = c.weight[link.supplier.row];
  }
}

void list_suppliers(ModelState& s) {
  SupplyChains& chains = s.chains;
  std::vector<std::uint64_t> by_row;  // a link's supplier and the link in one word: sorts by digits
  by_row.reserve(chains.links.size());
  for (const SupplyLink& link : chains.links) by_row.push_back(link.supplier.row << kLinkBits | by_row.size());
  boost::sort::spreadsort::integer_sort(by_row.begin(), by_row.end());
  for (const std::uint64_t word : by_row) {
    const std::size_t row = word >> kLinkBits, k = word & ((std::uint64_t{1} << kLinkBits) - 1);
    SupplyLink& link = chains.links[k];
    if (chains.suppliers.empty() || chains.suppliers.back().row != row)
      chains.suppliers.push_back({row, link.supplier.cell, 0, 0, 0, 0});
    chains.suppliers.back().ordered += link.ordered;
    chains.suppliers.back().committed += link.committed;
    link.place = chains.suppliers.size() - 1;
  }
}

/// Suppliers take no more than they commit at most; what leaders vouch for follows what they order.
void vouch(ModelState& s) {
  SupplyChains& chains = s.chains;
  const Columns& c = s.firms.columns();
  for (SupplyLink& link : chains.links) {
    const double asked = chains.suppliers[link.place].committed;
    if (asked > 1)
      for (double* x : {&link.part, &link.ordered, &link.committed}) *x /= asked;
    link.guaranteed = static_cast<double>(s.kernel_parameters.vouching) * s.prices.capital *
                      c.capital[link.supplier.row] * link.weight * link.committed;
  }
  for (SupplyChains::Supplier& supplier : chains.suppliers) {
    if (supplier.committed > 1) supplier.ordered /= supplier.committed;
    supplier.committed = std::min(1.0, supplier.committed);
    supplier.vouched = static_cast<float>(supplier.committed);
    if (s.scenario.mechanisms.chain_orders)
      supplier.tied = static_cast<float>(supplier.ordered / c.weight[supplier.row]);
  }
}

}  // namespace

void order_along_chains(ModelState& s) {
  SupplyChains& chains = s.chains;
  chains.suppliers.clear();
  chains.ordered.assign(static_cast<std::size_t>(s.base.industries), 0.0);
  if (chains.links.empty()) return;
  follow_firms(s);
  if (chains.links.empty()) return;
  each_run(
      chains.links,
      [](const SupplyLink& a, const SupplyLink& b) { return a.buyer.id == b.buyer.id && a.product == b.product; },
      [&](std::size_t first, std::size_t end) { order(s, first, end); });
  list_suppliers(s);
  vouch(s);
  if (!s.scenario.mechanisms.chain_orders) return;
  for (const SupplyLink& link : chains.links) {
    chains.ordered[static_cast<std::size_t>(link.product)] += link.ordered;
    s.markets.directed[static_cast<std::size_t>(s.markets.first[link.product])] += link.ordered;
  }
}

void mark_suppliers(const ModelState& s, const Block& block, BlockMemory& memory, LeverColumns& levers) {
  const auto& list = s.chains.suppliers;
  const auto from = [](const auto& a, std::size_t row) { return a.row < row; };
  const auto first = std::lower_bound(list.begin(), list.end(), block.row, from),
             end = std::lower_bound(first, list.end(), block.row + block.used, from);
  if (first == end) return;
  std::fill_n(memory.tied.begin(), block.padded(), 0.0F);
  std::fill_n(memory.vouched.begin(), block.padded(), 0.0F);
  for (auto supplier = first; supplier != end; ++supplier) {
    memory.tied[supplier->row - block.row] = supplier->tied;
    memory.vouched[supplier->row - block.row] = supplier->vouched;
  }
  levers.tied = memory.tied.data();
  levers.vouched = memory.vouched.data();
}

namespace {

/// What a firm that closed this quarter could not repay.
double debt_left(const ModelState& s, std::size_t row) {
  const std::vector<Block>& blocks = s.firms.blocks();
  const auto next =
      std::upper_bound(blocks.begin(), blocks.end(), row, [](std::size_t r, const Block& b) { return r < b.row; });
  const auto b = static_cast<std::size_t>(next - blocks.begin() - 1);
  const auto place = std::find(s.left[b].begin(), s.left[b].end(), static_cast<std::uint32_t>(row - blocks[b].row));
  return place != s.left[b].end() ? s.left_debt[b][static_cast<std::size_t>(place - s.left[b].begin())] : 0.0;
}

}  // namespace

void call_guarantees(ModelState& s) {
  SupplyChains& chains = s.chains;
  chains.called = chains.now.ended = 0;
  const Columns& c = s.firms.columns();
  for (const SupplyLink& link : chains.links) {
    if (c.weight[link.supplier.row] > 0) continue;
    chains.now.ended += link.weight * link.committed;
    if (link.guaranteed <= 0 || !(c.weight[link.buyer.row] > 0)) continue;
    double vouched = 0;  // of all leaders of this supplier
    for (const SupplyLink& other : chains.links)
      if (other.supplier.row == link.supplier.row) vouched += other.guaranteed;
    const double due = std::min(link.guaranteed, debt_left(s, link.supplier.row) * link.guaranteed / vouched);
    const double paid = s.grid.round(std::min(due, std::max(0.0, c.deposits[link.buyer.row])));
    c.deposits[link.buyer.row] -= paid;
    chains.called += paid;
  }
}

}  // namespace kaldor

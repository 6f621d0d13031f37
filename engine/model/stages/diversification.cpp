// Stage 12: established firms found firms in related industries of their region where capital earns more (S§1.13). They
// pay the equity, hand down technique, quality and practice (S§1.14), and keep what they found in their group; the
// market invites fewer others for it.

#include <algorithm>
#include <span>

#include "demography.hpp"
#include "groups.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/distributions.hpp"
#include "kaldor/core/elementary.hpp"
#include "market_for_firms.hpp"
#include "owner.hpp"

namespace kaldor {

namespace {

/// An established firm that looks at a related industry this quarter.
struct Seeker {
  std::size_t row;
  int cell;
};

std::vector<Seeker> seekers(const ModelState& s) {
  const Columns& c = s.firms.columns();
  const Parameters& p = s.scenario.parameters;
  return find_firms<Seeker>(s, [&](const Block& block, std::vector<Seeker>& found) {
    if (s.inputs[static_cast<std::size_t>(block.cell)].budget_funded) return;
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      if (!(c.weight[row] > 0) || !(c.share[row] > 0) || c.employees[row] < p.diversification_least) continue;
      const Words w = draw(s.key, c.id[row], static_cast<std::uint32_t>(s.period), Stream::diversification);
      if (math::unit_float(w.w0) < p.diversification_search) found.push_back({row, block.cell});
    }
  });
}

/// The industry that it would enter, drawn by how related it is and how many firms the market invites there, among
/// those of its region where capital earns more than in its own; negative if there is none.
int related_industry(const ModelState& s, const Seeker& firm, const Vector& invited, double luck) {
  const int own = s.industry_of(firm.cell), r = s.region_of(firm.cell);
  const std::span<const double> near = s.relatedness.proximity(own);
  const auto pull = [&](int i) {
    const int c = s.cell(i, r);
    if (i == own || s.inputs[static_cast<std::size_t>(c)].budget_funded ||
        near[i] < s.scenario.parameters.innovation_related_from ||
        s.cells.return_on_capital[c] <= s.cells.return_on_capital[firm.cell])
      return 0.0;
    return near[i] * invited[c] * (1 - capped_part(s, c));
  };
  double sum = 0;
  for (int i = 0; i < s.base.industries; ++i) sum += pull(i);
  double left = luck * sum;
  for (int i = 0; i < s.base.industries; ++i)
    if (const double force = pull(i); force > 0 && (left -= force) <= 0) return i;
  return -1;
}

/// The firm that it would found, as large as its own size, its means and the room in the market permit; no heads if
/// that is less than the smallest founder begins with.
Founder plan(const ModelState& s, const Seeker& firm, const Means& means, int cell, std::uint64_t id, double inherited,
             double room) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  const Talent talent{p.entry_productivity + inherited, p.entry_productivity_spread};
  Founder f = draw_founder(s, cell, id, c.weight[firm.row], talent);
  const double heads =
      std::min({p.diversification_size * c.employees[firm.row], f.heads * (means.cash + means.credit) / f.equity,
                f.heads * room / (f.weight * f.demand)});
  const double scale = heads < s.smallest_size[cell] ? 0.0 : heads / f.heads;
  for (double* x : {&f.heads, &f.demand, &f.capital, &f.equity, &f.loan}) *x *= scale;
  return f;
}

/// \param room  of each market: output that this quarter's are still made for
void found_daughter(ModelState& s, const Seeker& firm, const Vector& invited, std::uint32_t ordinal, Vector& room) {
  const Columns& c = s.firms.columns();
  const Words w = draw(s.key, c.id[firm.row], static_cast<std::uint32_t>(s.period), Stream::diversification, 1);
  const int industry = related_industry(s, firm, invited, math::unit_double(w.w0, w.w1));
  if (industry < 0 || group_is_full(s, firm.row)) return;
  const int own = s.industry_of(firm.cell), r = s.region_of(firm.cell), cell = s.cell(industry, r),
            market = s.markets.of(industry, r);
  const double part = s.scenario.parameters.diversification_inheritance * s.relatedness.proximity(own, industry);
  const double ahead = math::log(c.technique[firm.row] / s.cells.mean_productivity[firm.cell]),
               finer = c.log_quality[firm.row] - s.markets.quality[s.markets.of(own, r)],
               abler = c.practice[firm.row] - s.data.practice[firm.cell];
  const Means means = means_of(s, firm.row);
  const Founder f =
      plan(s, firm, means, cell, make_id(cell, s.period + 1, Origin::daughter, ordinal), part * ahead, room[market]);
  if (f.heads <= 0) return;
  const double equity = s.grid.round(f.weight * f.equity), loan = s.grid.round(f.weight * f.loan);
  const std::size_t row = open_firm(s, f, equity, loan);
  const double borrowed = s.grid.round(std::max(0.0, equity - f.weight * means.cash));
  c.deposits[firm.row] += borrowed - equity;
  c.loans[firm.row] += borrowed;
  s.stake_loans += borrowed;
  c.owner[row] = make_owner(0, is_state_owned(c.owner[firm.row]));
  c.log_quality[row] += static_cast<float>(part * finer);
  c.practice[row] = std::clamp(c.practice[row] + static_cast<float>(part * abler), 0.0F, 1.0F);
  join_group(s, firm.row, row);
  room[market] -= f.weight * f.demand;
  if (s.trace && c.id[firm.row] == static_cast<std::uint64_t>(s.followed)) {
    s.trace->founded_industry = industry;
    s.trace->founding_equity = equity / f.weight;
    s.trace->founding_loan = borrowed / f.weight;
  }
  s.diversified[cell] += f.weight;
  s.diversified_heads += f.weight * f.heads;
}

}  // namespace

void diversify_firms(ModelState& s) {
  if (!s.scenario.mechanisms.diversification || !s.scenario.mechanisms.entry || s.period == 0) return;
  const Vector invited = expected_entrants(s);
  Vector room = s.markets.orders;
  for (double& x : room) x *= s.scenario.parameters.diversification_room;
  std::uint32_t ordinal = 0;
  for (const Seeker& firm : seekers(s)) found_daughter(s, firm, invited, ordinal++, room);
}

}  // namespace kaldor

// Stage 12: inside ownership groups. Customers whom a member could not serve this quarter go to members of the same
// market that have room (S§6.5); members learn from the one that is furthest ahead of its industry (S§1.15). Few firms:
// one list. Writes share, share_before, technique of members.

#include "groups.hpp"

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "owner.hpp"
#include "runs.hpp"

namespace kaldor {

std::int32_t found_group(ModelState& s, double copies) {
  s.groups.parallel.push_back(copies);
  s.groups.firms.push_back(0);
  return static_cast<std::int32_t>(s.groups.parallel.size() - 1);
}

bool group_is_full(const ModelState& s, std::size_t row) {
  const auto group = static_cast<std::size_t>(group_of(s.firms.columns().owner[row]));
  return group != 0 && s.groups.firms[group] >= s.scenario.parameters.merger_group_limit * s.groups.parallel[group];
}

void join_group(ModelState& s, std::size_t leader, std::size_t member) {
  const Columns& c = s.firms.columns();
  std::int32_t group = group_of(c.owner[leader]);
  if (group == 0) {
    group = found_group(s, c.weight[leader]);
    s.groups.firms[static_cast<std::size_t>(group)] = c.weight[leader];
    c.owner[leader] = make_owner(group, is_state_owned(c.owner[leader]));
  }
  c.owner[member] = make_owner(group, is_state_owned(c.owner[member]));
  s.groups.firms[static_cast<std::size_t>(group)] += c.weight[member];
}

namespace {

/// The quota of each firm of the block, 0 for none; null where nobody has any.
const float* quotas(const ModelState& s, const Block& block) {
  constexpr auto kQuota = static_cast<std::size_t>(Lever::emission_quota);
  return s.levers.any[kQuota] ? lever_columns(s, block, block_memory()).of[kQuota] : nullptr;
}

double full_output(const Columns& c, std::size_t row, const CellInput& in, float quota) {
  const double by_capital = static_cast<double>(in.capacity) * c.capital[row];
  const float emitted = in.emission_factor * c.energy_intensity[row] * (1 - c.abatement[row]);  // by a unit of output
  return quota > 0 && emitted > 0 ? std::min<double>(by_capital, quota * c.base_emissions[row] / emitted) : by_capital;
}

}  // namespace

MemberLists members_by_group(const ModelState& s) {
  const Columns& c = s.firms.columns();
  const std::vector<Member> found = find_firms<Member>(s, [&](const Block& block, std::vector<Member>& list) {
    const float* quota = quotas(s, block);
    const CellInput& in = s.inputs[static_cast<std::size_t>(block.cell)];
    for (std::size_t row = block.row; row < block.row + block.used; ++row)
      if (group_of(c.owner[row]) != 0 && c.weight[row] > 0)
        list.push_back({group_of(c.owner[row]), in.market, block.cell, static_cast<std::uint32_t>(row), c.id[row],
                        c.weight[row], c.share[row], c.demand[row], c.sales[row], c.output[row], c.capital[row],
                        c.price[row], c.technique[row], full_output(c, row, in, quota ? quota[row - block.row] : 0)});
  });
  MemberLists lists;
  lists.members.resize(found.size());
  lists.first.assign(s.groups.parallel.size() + 1, 0);
  for (const Member& m : found) ++lists.first[static_cast<std::size_t>(m.group) + 1];
  for (std::size_t g = 1; g < lists.first.size(); ++g) lists.first[g] += lists.first[g - 1];
  std::vector<std::uint32_t> next = lists.first;
  for (const Member& m : found) lists.members[next[static_cast<std::size_t>(m.group)]++] = m;
  for (std::size_t g = 0; g + 1 < lists.first.size(); ++g)
    std::sort(
        lists.members.begin() + lists.first[g], lists.members.begin() + lists.first[g + 1],
        [](const Member& a, const Member& b) { return a.market != b.market ? a.market < b.market : a.id < b.id; });
  return lists;
}

namespace {

using Members = std::span<const Member>;

/// Members of one group on one market: moves customers, one for one, from those who turned orders away to those with
/// room.
void shift_customers(const ModelState& s, Members members, OwnershipGroups::Sums& sums) {
  if (members.size() < 2) return;
  const Columns& c = s.firms.columns();
  const MarketTable& market = s.markets;
  const auto missed = [&](const Member& m) {
    return m.share > 0 ? std::max(0.0, static_cast<double>(m.demand) - m.sales) : 0.0;
  };
  const auto room = [&](const Member& m) {  // staff can be hired by then
    return m.share > 0 && missed(m) == 0 ? std::max(0.0, m.full - m.output) : 0.0;
  };
  double lost = 0, free = 0;  // of all firms of a record
  for (const Member& m : members) {
    lost += m.weight * missed(m);
    free += m.weight * room(m);
  }
  sums.missed += lost * market.price[members.front().market];
  if (!s.scenario.mechanisms.group_reallocation || lost <= 0 || free <= 0) return;
  const double moved = std::min(s.scenario.parameters.group_shift * lost, free);
  sums.moved += moved * market.price[members.front().market];
  double customers = 0;
  for (const Member& m : members) {
    const double part = missed(m) * moved / lost;
    if (part <= 0) continue;
    const float given = static_cast<float>(part / m.demand * m.share);
    c.share[m.row] -= given;
    c.share_before[m.row] -= given;  // no answer of the markup to customers that stay in the group
    customers += static_cast<double>(m.weight) * given;
  }
  for (const Member& m : members) {
    const float taken = static_cast<float>(customers * room(m) / free);
    c.share[m.row] += taken;
    c.share_before[m.row] += taken;
  }
}

/// Members take over part of the lead of the one that is furthest before its own industry, as far as theirs is related.
/// Of the like groups that a number stands for, a member with part of the weight is in that part: its lead counts with
/// this chance.
void learn(const ModelState& s, Members members) {
  const Columns& c = s.firms.columns();
  struct Lesson {
    double pull, chance;
  };
  const double copies = s.groups.parallel[static_cast<std::size_t>(members.front().group)];
  std::vector<double> lead;
  std::vector<Lesson> lessons;
  for (const Member& m : members)
    lead.push_back(math::log(m.technique / s.cells.mean_productivity[static_cast<std::size_t>(m.cell)]));
  for (std::size_t i = 0; i < members.size(); ++i) {
    lessons.clear();
    const std::span<const double> near = s.relatedness.proximity(s.industry_of(members[i].cell));
    for (std::size_t j = 0; j < members.size(); ++j) {
      const double pull = near[static_cast<std::size_t>(s.industry_of(members[j].cell))] * (lead[j] - lead[i]);
      if (pull > 0) lessons.push_back({pull, std::min(1.0, members[j].weight / copies)});
    }
    std::sort(lessons.begin(), lessons.end(), [](const Lesson& a, const Lesson& b) {
      return a.pull != b.pull ? a.pull > b.pull : a.chance > b.chance;
    });
    double best = 0, nobody_yet = 1;  // the expected largest
    for (const Lesson& l : lessons) {
      best += nobody_yet * l.chance * l.pull;
      nobody_yet *= 1 - l.chance;
    }
    c.technique[members[i].row] *= static_cast<float>(math::exp(s.scenario.parameters.group_learning * best));
  }
}

/// Capital of members outside the industry in which their group has most. `of_industry` is zero before and after.
double capital_across(const ModelState& s, Members members, Vector& of_industry) {
  double all = 0, most = 0;
  const auto held = [&](const Member& m) -> double& {
    return of_industry[static_cast<std::size_t>(s.industry_of(m.cell))];
  };
  for (const Member& m : members) {
    const double capital = static_cast<double>(m.weight) * m.capital;
    held(m) += capital;
    all += capital;
  }
  for (const Member& m : members) most = std::max(most, held(m));
  for (const Member& m : members) held(m) = 0;
  return all - most;
}

/// A group's quarter; its part of the sums goes to `sums`.
void run_group(ModelState& s, Members members, Vector& of_industry, OwnershipGroups::Sums& sums) {
  for (const Member& m : members) {
    s.groups.firms[static_cast<std::size_t>(m.group)] += m.weight;
    sums.sales += static_cast<double>(m.weight) * m.price * m.sales;
  }
  if (members.size() < 2) return;
  each_run(
      members, [](const Member& a, const Member& b) { return a.market == b.market; },
      [&](std::size_t first, std::size_t end) { shift_customers(s, members.subspan(first, end - first), sums); });
  if (s.scenario.mechanisms.group_learning) learn(s, members);
  sums.capital_across += capital_across(s, members, of_industry);
}

}  // namespace

void run_groups(ModelState& s) {
  constexpr std::size_t kChunk = 512;  // groups
  const Mechanisms& on = s.scenario.mechanisms;
  OwnershipGroups& groups = s.groups;
  groups.now = {};
  if (!on.group_reallocation && !on.group_learning && !on.mergers) return;
  const MemberLists lists = members_by_group(s);
  const std::size_t count = groups.parallel.size();
  groups.firms.assign(count, 0.0);
  std::vector<OwnershipGroups::Sums> parts((count + kChunk - 1) / kChunk);
  s.workers.for_each(parts.size(), [&](std::size_t part) {
    Vector of_industry(static_cast<std::size_t>(s.base.industries), 0.0);
    for (std::size_t g = part * kChunk; g < std::min(count, (part + 1) * kChunk); ++g)
      if (!lists.of(g).empty()) run_group(s, lists.of(g), of_industry, parts[part]);
  });
  for (const OwnershipGroups::Sums& part : parts) {
    groups.now.missed += part.missed;
    groups.now.moved += part.moved;
    groups.now.sales += part.sales;
    groups.now.capital_across += part.capital_across;
  }
}

}  // namespace kaldor

// Who owns the firms of the base year: the state more often the large ones and those that make energy; a few of the largest
// private and state firms form groups with firms of their own and of related industries.

#include <algorithm>
#include <vector>

#include "demography.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "owner.hpp"

namespace kaldor {

namespace {

struct Candidate {
  std::size_t row;
  int industry;
  float employees;
  std::uint64_t id;
};

/// Large firms that are alone in their record, the largest first.
std::vector<Candidate> large_firms(const ModelState& s) {
  const Columns& c = s.firms.columns();
  std::vector<Candidate> result;
  for (const Block& block : s.firms.blocks()) {
    if (s.economy.industries[static_cast<std::size_t>(s.industry_of(block.cell))].budget_funded) continue;
    for (std::size_t row = block.row; row < block.row + block.used; ++row)
      if (c.weight[row] == 1 && c.employees[row] >= s.scenario.parameters.ownership_large)
        result.push_back({row, s.industry_of(block.cell), c.employees[row], c.id[row]});
  }
  std::sort(result.begin(), result.end(), [](const Candidate& a, const Candidate& b) {
    return a.employees != b.employees ? a.employees > b.employees : a.id < b.id;
  });
  return result;
}

/// Each group is led by the largest firm that is free; its members are in turn the next largest of the same industry and of
/// a related other one, until the wanted part of all large firms belongs to groups.
void form_groups(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  std::vector<Candidate> firms = large_firms(s);
  const Columns& c = s.firms.columns();
  const auto wanted = static_cast<std::size_t>(p.group_part * static_cast<double>(firms.size()));
  std::size_t grouped = 0, head = 0;
  while (grouped + 2 <= wanted && head < firms.size()) {
    if (group_of(c.owner[firms[head].row]) != 0) {
      ++head;
      continue;
    }
    const bool state = is_state_owned(c.owner[firms[head].row]);
    std::vector<std::size_t> members;
    for (int k = 1; k < static_cast<int>(p.group_members); ++k) {
      const bool same = k % 2 == 1;
      for (std::size_t j = head + 1; j < firms.size(); ++j) {
        const bool alike = firms[j].industry == firms[head].industry;
        const bool related = !alike && s.relatedness.proximity(firms[j].industry, firms[head].industry) >= p.group_related_from;
        if (group_of(c.owner[firms[j].row]) != 0 || (same ? !alike : !related)) continue;
        if (std::find(members.begin(), members.end(), j) != members.end()) continue;
        members.push_back(j);
        break;
      }
    }
    if (!members.empty()) {
      ++s.last_group;
      members.push_back(head);
      for (const std::size_t j : members) c.owner[firms[j].row] = make_owner(s.last_group, state);
      grouped += members.size();
    }
    ++head;
  }
}

}  // namespace

void found_owners(ModelState& s) {
  const Parameters& p = s.scenario.parameters;
  const Columns& c = s.firms.columns();
  for (const Block& block : s.firms.blocks()) {
    const Industry& industry = s.economy.industries[static_cast<std::size_t>(s.industry_of(block.cell))];
    const double large = industry.energy ? p.ownership_state_upstream : p.ownership_state_large;
    for (std::size_t row = block.row; row < block.row + block.used; ++row) {
      const Words w = draw(s.key, c.id[row], 0, Stream::ownership);
      const double chance = industry.budget_funded ? 1.0 : c.employees[row] >= p.ownership_large ? large : p.ownership_state_small;
      c.owner[row] = make_owner(0, math::unit_double(w.w0, w.w1) < chance);
    }
  }
  form_groups(s);
}

}  // namespace kaldor

// Who owns the firms of the base year: the state more often the large ones and those that make energy; a few of the
// largest private and state firms form groups with firms of their own and of related industries.

#include <algorithm>
#include <optional>
#include <vector>

#include "demography.hpp"
#include "groups.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "owner.hpp"

namespace kaldor {

namespace {

struct Candidate {
  std::size_t row;
  int cell;
  float employees;
  std::uint64_t id;
};

bool is_larger(const Candidate& a, const Candidate& b) {
  return a.employees != b.employees ? a.employees > b.employees : a.id < b.id;
}

/// Large firms that are in no group yet, by industry, the largest next.
class FreeFirms {
public:
  explicit FreeFirms(const ModelState& s) : of_(static_cast<std::size_t>(s.base.industries)) {
    const Columns& c = s.firms.columns();
    for (const Block& block : s.firms.blocks()) {
      const auto industry = static_cast<std::size_t>(s.industry_of(block.cell));
      if (s.economy.industries[industry].budget_funded) continue;
      for (std::size_t row = block.row; row < block.row + block.used; ++row)
        if (c.weight[row] > 0 && c.employees[row] >= s.scenario.parameters.ownership_large) {
          of_[industry].push_back({row, block.cell, c.employees[row], c.id[row]});
          firms_ += c.weight[row];
        }
    }
    for (auto& queue : of_)
      std::sort(queue.begin(), queue.end(), [](const auto& a, const auto& b) { return is_larger(b, a); });
  }

  double firms() const { return firms_; }

  /// Takes the largest of the industries that are admitted.
  template <class Admits>
  std::optional<Candidate> take(Admits admits) {
    std::size_t best = of_.size();
    for (std::size_t i = 0; i < of_.size(); ++i)
      if (!of_[i].empty() && admits(static_cast<int>(i)) &&
          (best == of_.size() || is_larger(of_[i].back(), of_[best].back())))
        best = i;
    if (best == of_.size()) return {};
    const Candidate taken = of_[best].back();
    of_[best].pop_back();
    return taken;
  }

private:
  std::vector<std::vector<Candidate>> of_;  ///< the largest last
  double firms_ = 0;
};

/// The largest free firm, then in turn the next largest of its industry and of a related other one.
std::vector<Candidate> next_group(const ModelState& s, FreeFirms& free) {
  const Parameters& p = s.scenario.parameters;
  std::vector<Candidate> members;
  const std::optional<Candidate> head = free.take([](int) { return true; });
  if (!head) return members;
  members.push_back(*head);
  const int own = s.industry_of(head->cell);
  for (int k = 1; k < static_cast<int>(p.group_members); ++k) {
    const auto same = [&](int i) { return i == own; };
    const auto related = [&](int i) { return i != own && s.relatedness.proximity(i, own) >= p.group_related_from; };
    if (const std::optional<Candidate> member = k % 2 == 1 ? free.take(same) : free.take(related))
      members.push_back(*member);
  }
  return members;
}

/// Groups of firms until the wanted part of all large ones belongs to one. A group of records stands for as many like
/// groups as its members stand for on average.
void form_groups(ModelState& s) {
  FreeFirms free(s);
  const Columns& c = s.firms.columns();
  double left = s.scenario.parameters.group_part * free.firms();
  while (left >= 2) {
    const std::vector<Candidate> members = next_group(s, free);
    if (members.empty()) return;
    if (members.size() < 2) continue;  // it has no relatives: it stays alone
    double firms = 0;
    for (const Candidate& m : members) firms += c.weight[m.row];
    if (firms > 2 * left) return;  // nearer to what is wanted without it
    const std::int32_t group = found_group(s, firms / static_cast<double>(members.size()));
    const bool state = is_state_owned(c.owner[members.front().row]);
    for (const Candidate& m : members) c.owner[m.row] = make_owner(group, state);
    left -= firms;
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
      const double chance = industry.budget_funded                  ? 1.0
                            : c.employees[row] >= p.ownership_large ? large
                                                                    : p.ownership_state_small;
      c.owner[row] = make_owner(0, math::unit_double(w.w0, w.w1) < chance);
    }
  }
  form_groups(s);
}

}  // namespace kaldor

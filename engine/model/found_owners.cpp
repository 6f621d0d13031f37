// Who owns the firms of the base year: the state more often the large ones and those that make energy; the largest lead
// groups of large firms of any size, of their own and of related industries.

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
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
  int industry;
  float employees, weight;
  std::uint64_t id;
  double luck;  ///< who joins first
};

/// Large firms that are in no group yet: the largest may lead one, any may be drawn into one.
class FreeFirms {
public:
  explicit FreeFirms(const ModelState& s) : of_(static_cast<std::size_t>(s.base.industries)) {
    const Columns& c = s.firms.columns();
    for (const Block& block : s.firms.blocks()) {
      const int industry = s.industry_of(block.cell);
      if (s.economy.industries[static_cast<std::size_t>(industry)].budget_funded) continue;
      for (std::size_t row = block.row; row < block.row + block.used; ++row)
        if (c.weight[row] > 0 && c.employees[row] >= s.scenario.parameters.ownership_large) {
          const Words w = draw(s.key, c.id[row], 0, Stream::ownership);
          of_[static_cast<std::size_t>(industry)].add(
              {row, industry, c.employees[row], c.weight[row], c.id[row], math::unit_double(w.w2, w.w3)});
          firms_ += c.weight[row];
        }
    }
    for (Pool& pool : of_) pool.sort();
  }

  double firms() const { return firms_; }

  const Candidate* largest() {
    const Candidate* best = nullptr;
    for (Pool& pool : of_)
      if (const Candidate* next = pool.largest(); next && (!best || is_larger(*next, *best))) best = next;
    return best;
  }

  /// The next in the order of chance among the industries that are admitted. Each record is as likely as any other, and
  /// with it each real firm.
  template <class Admits>
  const Candidate* drawn(Admits admits) {
    const Candidate* best = nullptr;
    for (std::size_t i = 0; i < of_.size(); ++i)
      if (admits(static_cast<int>(i)))
        if (const Candidate* next = of_[i].drawn(); next && (!best || is_luckier(*next, *best))) best = next;
    return best;
  }

  void take(const Candidate& candidate) { of_[static_cast<std::size_t>(candidate.industry)].take(candidate); }

private:
  static bool is_larger(const Candidate& a, const Candidate& b) {
    return a.employees != b.employees ? a.employees > b.employees : a.id < b.id;
  }
  static bool is_luckier(const Candidate& a, const Candidate& b) {
    return a.luck != b.luck ? a.luck < b.luck : a.id < b.id;
  }

  /// Those of one industry, in the order of size and in that of chance.
  class Pool {
  public:
    void add(const Candidate& candidate) { by_size_.push_back(candidate); }
    void sort() {
      std::sort(by_size_.begin(), by_size_.end(), is_larger);
      by_luck_.resize(by_size_.size());
      std::iota(by_luck_.begin(), by_luck_.end(), std::size_t{0});
      std::sort(by_luck_.begin(), by_luck_.end(),
                [&](std::size_t a, std::size_t b) { return is_luckier(by_size_[a], by_size_[b]); });
      taken_.assign(by_size_.size(), false);
    }
    const Candidate* largest() {
      while (largest_ < by_size_.size() && taken_[largest_]) ++largest_;
      return largest_ < by_size_.size() ? &by_size_[largest_] : nullptr;
    }
    const Candidate* drawn() {
      while (drawn_ < by_luck_.size() && taken_[by_luck_[drawn_]]) ++drawn_;
      return drawn_ < by_luck_.size() ? &by_size_[by_luck_[drawn_]] : nullptr;
    }
    void take(const Candidate& candidate) { taken_[static_cast<std::size_t>(&candidate - by_size_.data())] = true; }

  private:
    std::vector<Candidate> by_size_;
    std::vector<std::size_t> by_luck_;  ///< places in by_size_
    std::vector<bool> taken_;
    std::size_t largest_ = 0, drawn_ = 0;
  };

  std::vector<Pool> of_;  ///< by industry
  double firms_ = 0;
};

/// The largest firms, as many as there are to be groups, by industry; the largest first.
std::vector<std::vector<Candidate>> take_cores(const ModelState& s, FreeFirms& free) {
  const Parameters& p = s.scenario.parameters;
  std::vector<std::vector<Candidate>> cores(static_cast<std::size_t>(s.base.industries));
  double left = p.group_part * free.firms() / std::floor(p.group_members);
  for (const Candidate* core = free.largest(); core && 0.5 * core->weight <= left; core = free.largest()) {
    free.take(*core);
    cores[static_cast<std::size_t>(core->industry)].push_back(*core);
    left -= core->weight;
  }
  return cores;
}

/// Groups that firms of one industry lead. Chance draws their affiliates, half from this industry and half from related
/// ones. A record of affiliates may stand for more of them than one record of cores has: then the next largest cores
/// lead like groups beside it.
class Leaders {
public:
  Leaders(ModelState& s, FreeFirms& free, int industry)
      : s_(s), free_(free), same_{[industry](int i) { return i == industry; }}, related_{[&s, industry](int i) {
          return i != industry && s.relatedness.proximity(i, industry) >= s.scenario.parameters.group_related_from;
        }} {
    const int affiliates = static_cast<int>(s.scenario.parameters.group_members) - 1;
    same_.each = (affiliates + 1) / 2;
    related_.each = affiliates / 2;
  }

  void lead(const Candidate& core) {
    rows_.push_back(core.row);
    cores_ += core.weight;
    const bool same = fill(same_, core.weight), related = fill(related_, core.weight);
    if (same && related) found();
  }

  /// Makes a group of those who have gathered; cores without affiliates stay alone.
  void found() {
    if (same_.joined + related_.joined > 0) {
      const Columns& c = s_.firms.columns();
      const std::int32_t group = found_group(s_, cores_);
      const bool state = is_state_owned(c.owner[rows_.front()]);
      for (const std::size_t row : rows_) c.owner[row] = make_owner(group, state);
    }
    rows_.clear();
    cores_ = same_.joined = related_.joined = 0;
  }

private:
  struct Kind {
    std::function<bool(int)> admits;  ///< firms of an industry
    int each = 0;                     ///< affiliates of a core
    double lacking = 0;               ///< of all groups; below 0 there are too many, since records join whole
    double joined = 0;                ///< of this group
  };

  /// Whether the kind then has what these cores should have, or there are no others.
  bool fill(Kind& kind, double cores) {
    kind.lacking += kind.each * cores;
    const Candidate* next = free_.drawn(kind.admits);
    for (; next && 0.5 * next->weight <= kind.lacking; next = free_.drawn(kind.admits)) {
      free_.take(*next);
      rows_.push_back(next->row);
      kind.lacking -= next->weight;
      kind.joined += next->weight;
    }
    return !next || (kind.lacking >= 0 && kind.joined >= 0.5 * kind.each * cores_);
  }

  ModelState& s_;
  FreeFirms& free_;
  Kind same_, related_;
  std::vector<std::size_t> rows_;  ///< the largest core first
  double cores_ = 0;               ///< real firms
};

/// Groups that the largest firms lead, until the wanted part of all large ones belongs to one.
void form_groups(ModelState& s) {
  FreeFirms free(s);
  const std::vector<std::vector<Candidate>> cores = take_cores(s, free);
  for (std::size_t i = 0; i < cores.size(); ++i) {
    Leaders leaders(s, free, static_cast<int>(i));
    for (const Candidate& core : cores[i]) leaders.lead(core);
    leaders.found();
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

#pragma once

// Part of stage 8: how much R&D a firm does, what else it reports as R&D, and whether it reaches the threshold of the
// tax credit (docs/model/relabelling.md).

#include "produce.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// How R&D answers its user cost (P-01, P-02): with all support, and with subsidies alone.
static inline void answer_to_user_cost(const KernelParameters& p, const LeverColumns& levers, std::size_t n,
                                       float* __restrict all, float* __restrict subsidised) {
  const float* __restrict subsidy = values(levers, Lever::rd_subsidy);
  const float* __restrict credit = values(levers, Lever::rd_tax_credit);
  if (!is_set(levers, Lever::rd_subsidy) && !is_set(levers, Lever::rd_tax_credit)) {
    set_all(all, n, 1.0F);
    set_all(subsidised, n, 1.0F);
    return;
  }
  const float elasticity = p.rd_price_elasticity, least = p.rd_least_user_cost;
  const auto answer = [&](float cost) { return cost < 1 ? math::exp(-elasticity * math::log(cost)) : 1.0F; };
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    all[i] = answer(math::mx(least, 1 - subsidy[i] - credit[i]));
    subsidised[i] = answer(math::mx(least, 1 - subsidy[i]));
  }
}

/// What is the same for the R&D of all firms of a cell: normal R&D over sales, cash that it may take, user cost at
/// least, part of the researchers wanted whom the region has, and what rewards make firms relabel.
struct ResearchRules {
  float rate, cash, least, found, slope, most_moved;
};

/// R&D of a firm, and other expenses that it reports as R&D, over normal R&D.
struct Research {
  float effort, part;
};

/// \param margin  profit before R&D and its support
/// \param push    answer to the user cost with all support
/// \param plain   answer to it without the credit
KALDOR_INLINE Research choose_research(const ResearchRules& q, float revenue, float operating, float margin,
                                       float taxed, float subsidy, float credit, float push, float plain) {
  const float unaided = math::mx(q.least, 1 - subsidy);
  // A credit lowers the cost of R&D only as far as there is tax to deduct it from.
  const float covered = taxed * margin / math::mx(kTiny, credit + taxed * math::mx(0.0F, 1 - subsidy));
  const float aided = q.rate * revenue * push;
  const float want = math::mx(q.rate * revenue * plain, math::mn(aided, covered));
  const float usable = credit * math::mn(1.0F, covered / math::mx(aided, kTiny));
  const float limit = q.cash * math::mx(0.0F, operating) / unaided;
  // Other expenses are reported as R&D until one more unit risks as much as it is rewarded (S§6.11).
  return {q.found * math::mx(0.0F, math::mn(want, limit)), math::mn(q.most_moved, q.slope * (subsidy + usable))};
}

/// Who gets the credit where it takes a threshold of reported R&D over sales (P-04): those who report so much anyway,
/// and those to whom it is worth raising what they report up to it, by R&D and by relabelling as either is cheaper.
struct Notch {
  const float* credit;  ///< the credit of those who get it, else 0
  const float* effort;  ///< R&D of those who raise it, else 0
  const float* part;    ///< what they relabel, over normal R&D
};

/// Takes the answer to the credit out of `push` of those who do not get it. Buffers hold `Notch`.
static inline Notch meet_threshold(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                                   const KernelParameters& p, const ResearchRules& rules, Buffers& b,
                                   float* __restrict push, const float* __restrict plain) {
  const float* __restrict offered = values(levers, Lever::rd_tax_credit);
  const float* __restrict threshold = values(levers, Lever::rd_threshold);
  const float* __restrict rd_subsidy = values(levers, Lever::rd_subsidy);
  const float* __restrict tax_change = values(levers, Lever::corporate_tax);
  const float* __restrict operating = b.f[kOperating];
  const float* __restrict revenue = b.f[handed::revenue];
  const float* __restrict interest = b.f[handed::interest];
  const float* __restrict capital = c.capital;
  float* __restrict credit = b.f[kThird];
  float* __restrict effort = b.f[kFourth];
  float* __restrict part = b.f[kFifth];
  const ResearchRules q = rules;
  const float elastic = math::mx(p.rd_price_elasticity, kSmall), cost = 0.5F * p.relabelling_cost;
  const float most = q.slope > 0 ? q.most_moved : 0.0F, mix = q.slope / (elastic + q.slope);
  const float wear = p.depreciation * in.capital_price, base_tax = p.corporate_tax;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float subsidy = rd_subsidy[i], taxed = math::mx(0.0F, base_tax + tax_change[i]), normal = q.rate * revenue[i];
    const float profit = operating[i] + interest[i] - wear * capital[i], margin = math::mx(0.0F, profit);
    const Research with = choose_research(q, revenue[i], operating[i], margin, taxed, subsidy, offered[i], push[i],
                                          plain[i]),
                   without =
                       choose_research(q, revenue[i], operating[i], margin, taxed, subsidy, 0.0F, plain[i], plain[i]);
    const float target = threshold[i] * revenue[i],
                limit = q.cash * math::mx(0.0F, operating[i]) / math::mx(q.least, 1 - subsidy);
    const bool reaches = with.effort + with.part * normal >= target;
    // The cheapest way up: one more unit of each costs the same; what cash does not allow is relabelled too.
    const float unit = math::mx(normal, kTiny), gap = target / unit - 1;
    const float moved = math::mx(0.0F, math::mn(most, math::mx(mix * gap, (target - limit) / unit)));
    const float raised = target - moved * normal;
    const auto worth = [&](float real, float relabelled) {
      const float more = real / unit - 1;
      return subsidy * (real / unit + relabelled) - 0.5F * more * more / elastic - cost * relabelled * relabelled;
    };
    const float loss = unit * (worth(without.effort, without.part) - worth(raised, moved));
    const float fine = cost * moved * moved * normal;
    const float due = taxed * math::mx(0.0F, profit - raised + subsidy * target - fine);
    const bool takes = (raised <= limit) & (math::mn(due, offered[i] * target) > loss);
    const bool gets = reaches | takes, raises = gets & !reaches;
    credit[i] = either(gets, offered[i], 0.0F);
    push[i] = either(gets, push[i], plain[i]);
    effort[i] = either(raises, raised, 0.0F);
    part[i] = either(raises, moved, 0.0F);
  }
  return {credit, effort, part};
}

/// Firms that get the credit past a threshold, and those of them who report hardly more than it asks for.
static inline void count_bunching(const Columns& c, std::size_t n, const LeverColumns& levers, Buffers& b,
                                  CellSums& sums) {
  constexpr float kNear = 1.05F, kExact = 0.9999F;
  const float* __restrict threshold = values(levers, Lever::rd_threshold);
  const float* __restrict revenue = b.f[handed::revenue];
  const float* __restrict spent = b.f[handed::rd];
  const float* __restrict relabelled = b.f[kRelabelled];
  const float* __restrict paid = b.f[handed::tax_credit];
  float* __restrict credited = b.f[kFirst];
  float* __restrict bunched = b.f[kSecond];
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float target = threshold[i] * revenue[i], reported = spent[i] + relabelled[i];
    const bool past = (target > 0) & (paid[i] > 0);
    credited[i] = either(past, 1.0F, 0.0F);
    bunched[i] = either(past & (reported >= kExact * target) & (reported <= kNear * target), 1.0F, 0.0F);
  }
  add(sums, CellSum::credited, weighted_sum(c.weight, credited, n));
  add(sums, CellSum::bunched, weighted_sum(c.weight, bunched, n));
}

}  // namespace kaldor::KALDOR_ISA

#pragma once

// One capital budget: the projects of a firm are served by payback, the shortest first, until the money is spent.

#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// Projects that compete for the money of a firm; of two with equal paybacks the earlier is served first.
enum Project { kExpansion, kReplacement, kAutomation, kAbatement, kDigitalisation, kFunction, kCircular, kProjects };

/// What each project of one firm wants (units of capital), how many years it takes to pay itself back, and what it is
/// granted.
struct Budget {
  float want[kProjects];
  float payback[kProjects];
  float granted[kProjects];

  KALDOR_INLINE void ask(Project project, float amount, float years) {
    want[project] = amount;
    payback[project] = years;
  }

  /// Each project gets what the better ones leave of `fund`. Loops of known length unroll, so that the loop over firms
  /// stays one vector loop without branches.
  KALDOR_INLINE void share_out(float fund) {
#pragma GCC unroll 16
    for (int j = 0; j < kProjects; ++j) granted[j] = fund;
#pragma GCC unroll 16
    for (int j = 0; j < kProjects; ++j) {
#pragma GCC unroll 16
      for (int k = j + 1; k < kProjects; ++k) {
        const bool earlier = payback[j] <= payback[k];
        granted[k] -= either(earlier, want[j], 0.0F);
        granted[j] -= either(earlier, 0.0F, want[k]);
      }
    }
#pragma GCC unroll 16
    for (int j = 0; j < kProjects; ++j) granted[j] = math::mx(0.0F, math::mn(want[j], granted[j]));
  }
};

}  // namespace kaldor::KALDOR_ISA

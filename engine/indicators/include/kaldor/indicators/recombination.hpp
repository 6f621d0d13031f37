#pragma once

namespace kaldor::indicators {

/// Pairs of kinds of knowledge that did not exist before: C(now, 2) - C(before, 2) (Weitzman 1998, S§1.15). From 2 to 3
/// kinds there are 2 new pairs, from 3 to 4 there are 3; negative when kinds are lost.
double new_pairs(int before, int now);

}  // namespace kaldor::indicators

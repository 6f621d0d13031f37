#pragma once

#include <span>

namespace kaldor::indicators {

/// Variety of a region's industries in bit; total = unrelated + related. I-14, Frenken, van Oort and Verburg (2007).
struct Variety {
  double total;
  double unrelated;  ///< entropy between groups of related industries
  double related;    ///< mean entropy inside groups, weighted by the share of the group
};

/// `shares` of industries, which must sum to one within 1e-12, and the group of each, counted from 0. Not-a-number in
/// every member when a share is negative or a group is. Allocates one number a group.
Variety variety(std::span<const double> shares, std::span<const int> groups);

}  // namespace kaldor::indicators

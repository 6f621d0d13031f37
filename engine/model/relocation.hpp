#pragma once

#include "base_year.hpp"

namespace kaldor {

/// Firms that changed their region this quarter.
struct Relocation {
  Vector in, out;  ///< real firms, by region
  Vector vacated;  ///< capital that stood where they left, by cell
};

/// Worth today of `saving` in each of `years` at `rate`, less what it costs (S§1.19).
double net_present_value(double saving, double years, double rate, double cost);

}  // namespace kaldor

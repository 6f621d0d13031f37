#pragma once

#include <vector>

#include "base_year.hpp"

namespace kaldor {

/// What land of a region is zoned for.
enum LandUse { kIndustryLand = 0, kServicesLand = 1 };
inline constexpr int kLandUses = 2;

/// Which land an industry needs; -1 for farming and for offices of government, which rent none.
int land_use_of(const Industry& industry);
/// Land for each unit of its capital, over that of capital-intensive industries; 0 if it rents none.
double land_need(const Industry& industry, const Parameters& parameters);

/// Land of firms by region and use, in square kilometres, and its rents (S§1.9). Matrices are [region, use].
struct Land {
  Matrix need;   ///< for each unit of capital in the base year [industry, region]
  Matrix zoned;  ///< what would be open to firms at base-year rents
  Matrix open;   ///< what is
  Matrix used;
  Matrix idle;           ///< left by closed firms and not cleared yet
  Matrix freed;          ///< cleared and not taken yet, part of what is vacant
  Matrix rent;           ///< over base-year rent, before consumer prices
  Vector use_share;      ///< of the cell in what its region and use had in the base year
  std::vector<int> use;  ///< by industry
  double settled = 0;    ///< entrants of the quarter on freed land

  /// Vacant over open land below `tight` of it, at most one: how far entry and expansion go.
  double room(int region, int use, double tight) const;
};

/// The land of the base year: rents of one, the declared share in use, idle what normal exit leaves behind.
Land open_land(const BaseYear& base, const Economy& economy, const Scenario& scenario);

}  // namespace kaldor

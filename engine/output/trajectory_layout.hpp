#pragma once

#include <string>
#include <vector>

#include "hdf5_layer.hpp"
#include "kaldor/economy/economy.hpp"
#include "kaldor/output/build_info.hpp"
#include "kaldor/scenario/declarations.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

inline constexpr const char* kFiletype = "kaldor-trajectory";
inline constexpr int kFormatMajor = 1;
inline constexpr int kFormatMinor = 3;

/// Numbers of the dimensions of a file, each for one only: of two of the same number netCDF takes one for the other.
enum class DimensionNumber {
  replication,
  period,
  region,
  industry,
  skill,
  flow,
  account,
  panel_row,
  setting_row,
  answer_row
};

/// What a trajectory file is made from.
struct TrajectoryPlan {
  const Scenario& scenario;
  const std::string& scenario_resolved;
  const Economy& economy;
  const BuildInfo& build;
  int periods;        ///< recorded
  int chunk_periods;  ///< of one replication that are stored together
};

/// Writes the attributes and coordinates and creates one empty variable an indicator; gives back these variables, open,
/// in declared order.
std::vector<hdf5::Handle> create_trajectory(hid_t file, const TrajectoryPlan& plan);

/// Opens the variables of the indicators, in declared order.
std::vector<hdf5::Handle> open_indicators(hid_t file);

/// Periods of a replication that are stored together: fifty, fewer in a large economy; as many in a long run as in one
/// of a hundred.
int chunk_periods(int periods, const FrameLayout& layout);

}  // namespace kaldor

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kaldor {

struct VariableInfo {
  std::string name, units, long_name;
  std::vector<std::string> dimensions;
  std::vector<std::size_t> sizes;
};

/// A lever that was moved while the run went, and how often.
struct SetLever {
  std::string name;
  std::size_t times = 0;
};

/// What a trajectory file holds, without its numbers.
struct TrajectoryInfo {
  std::string path;
  int format_major = 0, format_minor = 0;
  bool complete = false;
  std::string kaldor_version, git_commit, compiler, created, numerics_check;
  std::string scenario_name, scenario, scenario_resolved, economy;
  std::uint64_t seed = 0;
  int replications = 0;
  std::size_t periods = 0;
  double first_time = 0, last_time = 0;  ///< decimal years of the first and last recorded quarter
  std::vector<std::string> industries, regions;
  std::vector<VariableInfo> variables;  ///< indicators, in the order of the file
  bool has_panel = false;
  std::size_t panel_rows = 0;
  std::vector<VariableInfo> panel_columns;
  std::vector<SetLever> set_levers;     ///< by rules of the user and hands
  std::vector<SetLever> turned_levers;  ///< of policies whose rule (`when`) turned
};

/// Numbers of one variable, row by row (last dimension fastest).
struct Variable {
  std::vector<std::string> dimensions;
  std::vector<std::size_t> sizes;
  std::vector<double> values;
};

/// All functions below throw InputError if the file cannot be read, is not HDF5, is truncated or damaged, is no
/// trajectory, or has another major format version.

TrajectoryInfo info(const std::string& path);

std::string to_text(const TrajectoryInfo& info);
std::string to_json(const TrajectoryInfo& info);

/// 32 hexadecimal digits over every recorded number with its name, position and dimensions
/// (docs/formats/trajectory.md, "Digest").
std::string digest(const std::string& path);

/// `name` is that of a variable, for example `gdp` or `firm_panel/sales`. InputError also if there is none of that
/// name.
Variable read_variable(const std::string& path, const std::string& name);

}  // namespace kaldor

#include "kaldor/output/trajectory_reader.hpp"

#include <algorithm>
#include <sstream>

#include "netcdf.hpp"
#include "panel_writer.hpp"
#include "rule_tables.hpp"
#include "trajectory_file.hpp"

namespace kaldor {
namespace {

constexpr hsize_t kMostValues = hsize_t{1} << 28U;  // 2 GiB of doubles; more is not read into memory at once

hsize_t count_of(const TrajectoryFile& file, const std::vector<hsize_t>& sizes, hsize_t most) {
  hsize_t count = 1;
  for (const hsize_t size : sizes) {
    if (size != 0 && count > most / size) file.refuse("a variable too large to read");
    count *= size;
  }
  return count;
}

VariableInfo describe_variable(hid_t dataset, const std::string& name) {
  VariableInfo about;
  about.name = name;
  about.units = hdf5::read_text(dataset, "units").value_or("");
  about.long_name = hdf5::read_text(dataset, "long_name").value_or("");
  about.dimensions = netcdf::dimension_names(dataset);
  for (const hsize_t size : hdf5::sizes_of(dataset)) about.sizes.push_back(size);
  return about;
}

std::vector<std::string> read_texts(const TrajectoryFile& file, const char* name) {
  constexpr hsize_t kMostTexts = 1U << 20U;
  const hdf5::Handle dataset = file.variable(name);
  const hdf5::Handle type(H5Dget_type(dataset.get()), H5Tclose);
  if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) <= 0)
    file.refuse("no texts in a coordinate");
  std::vector<char*> starts(count_of(file, hdf5::sizes_of(dataset.get()), kMostTexts), nullptr);
  if (starts.empty()) return {};
  const hdf5::Handle memory_type = hdf5::variable_text_type();
  hdf5::check(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, starts.data()));
  std::vector<std::string> texts;
  for (char* start : starts) {
    texts.emplace_back(start == nullptr ? "" : start);
    H5free_memory(start);
  }
  return texts;
}

std::vector<double> read_numbers(const TrajectoryFile& file, hid_t dataset) {
  if (number_kind(dataset) == NumberKind::none) file.refuse("a variable without numbers");
  std::vector<double> values(count_of(file, hdf5::sizes_of(dataset), kMostValues));
  if (values.empty()) return values;
  hdf5::check(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()));
  return values;
}

void read_provenance(const TrajectoryFile& file, TrajectoryInfo& result) {
  const auto text = [&](const char* name) { return hdf5::read_text(file.id(), name).value_or(""); };
  const auto integer = [&](const char* name) {
    const auto values = hdf5::read_integers(file.id(), name);
    return values.empty() ? 0 : static_cast<int>(values[0]);
  };
  result.format_major = file.format_major();
  result.format_minor = file.format_minor();
  result.complete = integer("complete") == 1;
  result.kaldor_version = text("kaldor_version");
  result.git_commit = text("git_commit");
  result.compiler = text("compiler");
  result.created = text("created");
  result.numerics_check = text("numerics_check");
  result.scenario_name = text("scenario_name");
  result.scenario = text("scenario");
  result.scenario_resolved = text("scenario_resolved");
  result.economy = text("economy");
  result.seed = hdf5::read_unsigned(file.id(), "seed").value_or(0);
  result.replications = integer("replications");
}

void read_panel(const TrajectoryFile& file, TrajectoryInfo& result) {
  result.has_panel = file.has_panel();
  if (!result.has_panel) return;
  const hdf5::Handle group(H5Gopen2(file.id(), kPanelGroup, H5P_DEFAULT), H5Gclose);
  for (const std::string& name : dataset_names(group.get(), H5_INDEX_CRT_ORDER)) {
    const hdf5::Handle dataset = hdf5::open_dataset(group.get(), name);
    if (netcdf::is_pure_dimension(dataset.get())) continue;
    result.panel_columns.push_back(describe_variable(dataset.get(), name));
    const auto& sizes = result.panel_columns.back().sizes;
    if (!sizes.empty()) result.panel_rows = sizes[0];
  }
}

/// How many rows a table has of each lever, of those that it has; nothing where there is no such table.
std::vector<SetLever> read_levers(const TrajectoryFile& file, const char* group) {
  if (H5Lexists(file.id(), group, H5P_DEFAULT) <= 0) return {};
  const hdf5::Handle column = file.variable(std::string(group) + "/lever");
  std::istringstream names(hdf5::read_text(column.get(), "flag_meanings").value_or(""));
  std::vector<SetLever> levers;
  for (std::string name; names >> name;) levers.push_back({name, 0});
  for (const double lever : read_numbers(file, column.get())) {
    if (!(lever >= 0 && lever < static_cast<double>(levers.size()))) file.refuse("a row of a lever without a name");
    ++levers[static_cast<std::size_t>(lever)].times;
  }
  std::erase_if(levers, [](const SetLever& lever) { return lever.times == 0; });
  return levers;
}

}  // namespace

TrajectoryInfo info(const std::string& path) {
  return read_trajectory(path, [&](const TrajectoryFile& file) {
    TrajectoryInfo result;
    result.path = path;
    read_provenance(file, result);
    result.industries = read_texts(file, "industry");
    result.regions = read_texts(file, "region");
    const std::vector<double> time = read_numbers(file, file.variable("time").get());
    result.periods = time.size();
    if (!time.empty()) {
      result.first_time = time.front();
      result.last_time = time.back();
    }
    for (const std::string& name : dataset_names(file.id(), H5_INDEX_CRT_ORDER)) {
      const hdf5::Handle dataset = hdf5::open_dataset(file.id(), name);
      VariableInfo about = describe_variable(dataset.get(), name);
      const bool indicator = about.dimensions.size() >= 2 && about.dimensions[0] == "replication";
      if (indicator) result.variables.push_back(std::move(about));
    }
    read_panel(file, result);
    result.set_levers = read_levers(file, kSettingGroup);
    result.turned_levers = read_levers(file, kAnswerGroup);
    return result;
  });
}

Variable read_variable(const std::string& path, const std::string& name) {
  return read_trajectory(path, [&](const TrajectoryFile& file) {
    const hdf5::Handle dataset = file.variable(name);
    Variable variable;
    variable.dimensions = netcdf::dimension_names(dataset.get());
    for (const hsize_t size : hdf5::sizes_of(dataset.get())) variable.sizes.push_back(size);
    variable.values = read_numbers(file, dataset.get());
    return variable;
  });
}

}  // namespace kaldor

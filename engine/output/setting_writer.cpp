#include "setting_writer.hpp"

#include <fmt/format.h>

#include <numeric>
#include <string>

#include "kaldor/scenario/declarations.hpp"

namespace kaldor {
namespace {

constexpr hsize_t kChunkRows = 4096;
constexpr int kEverywhere = -1;

std::vector<ColumnPlan> plan() {
  return {{"replication", H5T_STD_I32LE, "1", "replication"},
          {"period", H5T_STD_I32LE, "1", "first quarter in which the value holds"},
          {"lever", H5T_STD_I32LE, "1", "lever, as the flags name it"},
          {"industry", H5T_STD_I32LE, "1", "index of the industry, -1 for all"},
          {"region", H5T_STD_I32LE, "1", "index of the region, -1 for all"},
          {"value", H5T_IEEE_F64LE, "the lever's", "value that holds until the next of the same place; 0 ends it"}};
}

/// Says in the file what the numbers of levers mean, as the CF conventions do.
void name_levers(hid_t file) {
  std::vector<std::string_view> names;
  for (const LeverDeclaration& lever : lever_declarations()) names.push_back(lever.name);
  std::vector<int> numbers(names.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  const hdf5::Handle column = hdf5::open_dataset(file, std::string(kSettingGroup) + "/lever");
  hdf5::write_integers(column.get(), "flag_values", numbers);
  hdf5::write_text(column.get(), "flag_meanings", fmt::format("{}", fmt::join(names, " ")));
}

}  // namespace

void SettingWriter::create(hid_t file) {
  ColumnTable::create(file, {kSettingGroup, kChunkRows, true, DimensionNumber::setting_row}, plan());
  name_levers(file);
}

SettingWriter::SettingWriter(hid_t file) : table_(file, kSettingGroup, plan()) {}

void SettingWriter::append(int replication, int period, std::span<const LeverSetting> settings) {
  const std::vector<int> replications(settings.size(), replication), periods(settings.size(), period);
  std::vector<int> levers, industries, regions;
  std::vector<double> values;
  for (const LeverSetting& setting : settings) {
    levers.push_back(static_cast<int>(setting.lever));
    industries.push_back(setting.industry.value_or(kEverywhere));
    regions.push_back(setting.region.value_or(kEverywhere));
    values.push_back(setting.value);
  }
  table_.append(settings.size(), {{H5T_NATIVE_INT, replications.data()},
                                  {H5T_NATIVE_INT, periods.data()},
                                  {H5T_NATIVE_INT, levers.data()},
                                  {H5T_NATIVE_INT, industries.data()},
                                  {H5T_NATIVE_INT, regions.data()},
                                  {H5T_NATIVE_DOUBLE, values.data()}});
}

}  // namespace kaldor

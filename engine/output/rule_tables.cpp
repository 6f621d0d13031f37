#include "rule_tables.hpp"

#include <fmt/format.h>

#include <numeric>
#include <string>

#include "kaldor/scenario/declarations.hpp"

namespace kaldor {
namespace {

constexpr hsize_t kChunkRows = 4096;
constexpr int kEverywhere = -1;

ColumnPlan integer(std::string_view name, std::string_view long_name) { return {name, H5T_STD_I32LE, "1", long_name}; }

/// The columns of both tables, around those that one has of its own. Not constants: the library of HDF5 must not be
/// opened before `main`.
std::vector<ColumnPlan> plan(const std::vector<ColumnPlan>& before, const ColumnPlan& after) {
  std::vector<ColumnPlan> columns{integer("replication", "replication"),
                                  integer("period", "first quarter in which the value holds")};
  columns.insert(columns.end(), before.begin(), before.end());
  columns.insert(columns.end(), {integer("lever", "lever, as the flags name it"),
                                 integer("industry", "index of the industry, -1 for all"),
                                 integer("region", "index of the region, -1 for all"), after});
  return columns;
}

std::vector<ColumnPlan> setting_plan() {
  return plan({},
              {"value", H5T_IEEE_F64LE, "the lever's", "value that holds until the next of the same place; 0 ends it"});
}

std::vector<ColumnPlan> answer_plan() {
  return plan({integer("policy", "index in the scenario's list of policies")},
              integer("holds", "1 if the rule holds until the next row of the same policy and place, 0 if not"));
}

/// Says in the file what the numbers of levers mean, as the CF conventions do.
void name_levers(hid_t file, const char* group) {
  std::vector<std::string_view> names;
  for (const LeverDeclaration& lever : lever_declarations()) names.push_back(lever.name);
  std::vector<int> numbers(names.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  const hdf5::Handle column = hdf5::open_dataset(file, fmt::format("{}/lever", group));
  hdf5::write_integers(column.get(), "flag_values", numbers);
  hdf5::write_text(column.get(), "flag_meanings", fmt::format("{}", fmt::join(names, " ")));
}

void create_table(hid_t file, const char* group, DimensionNumber rows, const std::vector<ColumnPlan>& plan) {
  ColumnTable::create(file, {group, kChunkRows, true, rows}, plan);
  name_levers(file, group);
}

/// A column of integers made from rows.
template <typename Row, typename Value>
std::vector<int> integers(std::span<const Row> rows, Value value) {
  std::vector<int> column;
  for (const Row& row : rows) column.push_back(static_cast<int>(value(row)));
  return column;
}

/// What both tables have: replication, period, lever, industry, region.
template <typename Row>
struct Places {
  Places(int replication, int period, std::span<const Row> rows)
      : replications(rows.size(), replication),
        periods(rows.size(), period),
        levers(integers(rows, [](const Row& row) { return row.lever; })),
        industries(integers(rows, [](const Row& row) { return row.industry.value_or(kEverywhere); })),
        regions(integers(rows, [](const Row& row) { return row.region.value_or(kEverywhere); })) {}
  std::vector<int> replications, periods, levers, industries, regions;
};

ColumnValues values(const std::vector<int>& column) { return {H5T_NATIVE_INT, column.data()}; }

}  // namespace

void SettingWriter::create(hid_t file) { create_table(file, kGroup, DimensionNumber::setting_row, setting_plan()); }

SettingWriter::SettingWriter(hid_t file) : table_(file, kGroup, setting_plan()) {}

void SettingWriter::append(int replication, int period, std::span<const LeverSetting> settings) {
  const Places places(replication, period, settings);
  std::vector<double> set;
  for (const LeverSetting& setting : settings) set.push_back(setting.value);
  table_.append(settings.size(), {values(places.replications),
                                  values(places.periods),
                                  values(places.levers),
                                  values(places.industries),
                                  values(places.regions),
                                  {H5T_NATIVE_DOUBLE, set.data()}});
}

void AnswerWriter::create(hid_t file) { create_table(file, kGroup, DimensionNumber::answer_row, answer_plan()); }

AnswerWriter::AnswerWriter(hid_t file) : table_(file, kGroup, answer_plan()) {}

void AnswerWriter::append(int replication, int period, std::span<const RuleAnswer> answers) {
  const Places places(replication, period, answers);
  const std::vector<int> policies = integers(answers, [](const RuleAnswer& answer) { return answer.policy; });
  const std::vector<int> hold = integers(answers, [](const RuleAnswer& answer) { return answer.holds; });
  table_.append(answers.size(),
                {values(places.replications), values(places.periods), values(policies), values(places.levers),
                 values(places.industries), values(places.regions), values(hold)});
}

}  // namespace kaldor

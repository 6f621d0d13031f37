#include "panel_writer.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace kaldor {
namespace {

constexpr hsize_t kChunkRows = 16384;

std::vector<ColumnPlan> plan() {
  std::vector<ColumnPlan> columns{{"replication", H5T_STD_I32LE, "1", "replication"},
                                  {"period", H5T_STD_I32LE, "1", "quarter, 0 is the first simulated one"}};
  for (const FirmColumnDeclaration& declaration : firm_column_declarations()) {
    const hid_t type = declaration.type == ColumnType::integer ? H5T_STD_I64LE : H5T_IEEE_F32LE;
    columns.push_back({declaration.name, type, declaration.unit, declaration.meaning});
  }
  return columns;
}

void check_lengths(const FirmPanel& panel) {
  for (const FirmColumnDeclaration& declaration : firm_column_declarations()) {
    const auto index = static_cast<std::size_t>(declaration.column);
    const bool integer = declaration.type == ColumnType::integer;
    const std::size_t length = integer ? panel.integers[index].size() : panel.reals[index].size();
    if (length != panel.size()) {
      throw std::logic_error(
          fmt::format("firm panel: column {} has {} rows, id has {}", declaration.name, length, panel.size()));
    }
  }
}

}  // namespace

void PanelWriter::create(hid_t file) {
  ColumnTable::create(file, {kPanelGroup, kChunkRows, false, DimensionNumber::panel_row}, plan());
}

PanelWriter::PanelWriter(hid_t file) : table_(file, kPanelGroup, plan()) {}

void PanelWriter::append(int replication, int period, const FirmPanel& panel) {
  check_lengths(panel);
  const std::size_t count = panel.size();
  if (count == 0) return;
  const std::vector<int> replications(count, replication), periods(count, period);
  std::vector<ColumnValues> values{{H5T_NATIVE_INT, replications.data()}, {H5T_NATIVE_INT, periods.data()}};
  for (const FirmColumnDeclaration& declaration : firm_column_declarations()) {
    const auto index = static_cast<std::size_t>(declaration.column);
    if (declaration.type == ColumnType::integer) {
      values.push_back({H5T_NATIVE_INT64, panel.integers[index].data()});
    } else {
      values.push_back({H5T_NATIVE_FLOAT, panel.reals[index].data()});
    }
  }
  table_.append(count, values);
}

}  // namespace kaldor

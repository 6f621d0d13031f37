#include "panel_writer.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "netcdf.hpp"

namespace kaldor {
namespace {

using hdf5::check;
using hdf5::Handle;

constexpr hsize_t kChunkRows = 16384;
constexpr int kRowDimension =
    7;  // after those of the indicators; one number for two dimensions, and netCDF takes one for the other

void create_column(hid_t group, const Handle& row, netcdf::Attachments& attachments, std::string_view name, hid_t type,
                   std::string_view units, std::string_view long_name) {
  const Handle creation = hdf5::property_list(H5P_DATASET_CREATE);
  check(H5Pset_chunk(creation.get(), 1, &kChunkRows));
  check(H5Pset_fill_time(creation.get(), H5D_FILL_TIME_NEVER));
  check(H5Pset_attr_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  const Handle space = hdf5::simple_space({0}, {H5S_UNLIMITED});
  const Handle column(
      H5Dcreate2(group, std::string(name).c_str(), type, space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
      H5Dclose);
  netcdf::describe(column.get(), units, long_name);
  attachments.attach(column.get(), {row.get()});
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
  const Handle creation = hdf5::property_list(H5P_GROUP_CREATE);
  check(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  const Handle group(H5Gcreate2(file, kPanelGroup, H5P_DEFAULT, creation.get(), H5P_DEFAULT), H5Gclose);
  const Handle row = netcdf::create_unlimited_dimension(group.get(), "row", kRowDimension);
  netcdf::Attachments attachments;
  create_column(group.get(), row, attachments, "replication", H5T_STD_I32LE, "1", "replication");
  create_column(group.get(), row, attachments, "period", H5T_STD_I32LE, "1", "quarter, 0 is the first simulated one");
  for (const FirmColumnDeclaration& declaration : firm_column_declarations()) {
    const hid_t type = declaration.type == ColumnType::integer ? H5T_STD_I64LE : H5T_IEEE_F32LE;
    create_column(group.get(), row, attachments, declaration.name, type, declaration.unit, declaration.meaning);
  }
  attachments.finish();
}

PanelWriter::PanelWriter(hid_t file) {
  const Handle group(H5Gopen2(file, kPanelGroup, H5P_DEFAULT), H5Gclose);
  const auto open = [&](std::string_view name) { return hdf5::open_dataset(group.get(), std::string(name)); };
  row_ = open("row");
  replication_ = open("replication");
  period_ = open("period");
  for (const FirmColumnDeclaration& declaration : firm_column_declarations())
    columns_.push_back(open(declaration.name));
  rows_ = hdf5::sizes_of(row_.get()).at(0);
}

void PanelWriter::append(int replication, int period, const FirmPanel& panel) {
  check_lengths(panel);
  const hsize_t count = panel.size();
  if (count == 0) return;
  append_column(replication_, H5T_NATIVE_INT, std::vector<int>(count, replication).data(), count);
  append_column(period_, H5T_NATIVE_INT, std::vector<int>(count, period).data(), count);
  for (const FirmColumnDeclaration& declaration : firm_column_declarations()) {
    const auto index = static_cast<std::size_t>(declaration.column);
    if (declaration.type == ColumnType::integer) {
      append_column(columns_[index], H5T_NATIVE_INT64, panel.integers[index].data(), count);
    } else {
      append_column(columns_[index], H5T_NATIVE_FLOAT, panel.reals[index].data(), count);
    }
  }
  rows_ += count;
  check(H5Dset_extent(row_.get(), &rows_));
}

void PanelWriter::abandon() noexcept {
  for (Handle* handle : {&row_, &replication_, &period_}) handle->release();
  for (Handle& column : columns_) column.release();
}

void PanelWriter::append_column(const Handle& column, hid_t memory_type, const void* values, hsize_t count) {
  const hsize_t length = rows_ + count;
  check(H5Dset_extent(column.get(), &length));
  const Handle space(H5Dget_space(column.get()), H5Sclose);
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &rows_, nullptr, &count, nullptr));
  check(H5Dwrite(column.get(), memory_type, hdf5::simple_space({count}).get(), space.get(), H5P_DEFAULT, values));
}

}  // namespace kaldor

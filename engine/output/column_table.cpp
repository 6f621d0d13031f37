#include "column_table.hpp"

#include <string>

#include "netcdf.hpp"

namespace kaldor {
namespace {

using hdf5::check;
using hdf5::Handle;

Handle column_properties(const ColumnTable::Layout& layout) {
  Handle creation = hdf5::property_list(H5P_DATASET_CREATE);
  check(H5Pset_chunk(creation.get(), 1, &layout.chunk_rows));
  check(H5Pset_fill_time(creation.get(), H5D_FILL_TIME_NEVER));
  check(H5Pset_attr_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  if (layout.compressed) {
    check(H5Pset_shuffle(creation.get()));
    check(H5Pset_deflate(creation.get(), 1));
  }
  return creation;
}

}  // namespace

void ColumnTable::create(hid_t file, const Layout& layout, const std::vector<ColumnPlan>& columns) {
  const Handle properties = hdf5::property_list(H5P_GROUP_CREATE);
  check(H5Pset_link_creation_order(properties.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  const Handle group(H5Gcreate2(file, layout.group, H5P_DEFAULT, properties.get(), H5P_DEFAULT), H5Gclose);
  const Handle row = netcdf::create_unlimited_dimension(group.get(), "row", static_cast<int>(layout.row_dimension));
  const Handle creation = column_properties(layout);
  const Handle space = hdf5::simple_space({0}, {H5S_UNLIMITED});
  netcdf::Attachments attachments;
  for (const ColumnPlan& plan : columns) {
    const Handle column(H5Dcreate2(group.get(), std::string(plan.name).c_str(), plan.type, space.get(), H5P_DEFAULT,
                                   creation.get(), H5P_DEFAULT),
                        H5Dclose);
    netcdf::describe(column.get(), plan.units, plan.long_name);
    attachments.attach(column.get(), {row.get()});
  }
  attachments.finish();
}

ColumnTable::ColumnTable(hid_t file, const char* group, const std::vector<ColumnPlan>& columns) {
  const Handle place(H5Gopen2(file, group, H5P_DEFAULT), H5Gclose);
  row_ = hdf5::open_dataset(place.get(), "row");
  for (const ColumnPlan& plan : columns) columns_.push_back(hdf5::open_dataset(place.get(), std::string(plan.name)));
  rows_ = hdf5::sizes_of(row_.get()).at(0);
}

void ColumnTable::append(hsize_t count, const std::vector<ColumnValues>& values) {
  const hsize_t length = rows_ + count;
  const Handle memory = hdf5::simple_space({count});
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    check(H5Dset_extent(columns_[k].get(), &length));
    const Handle space(H5Dget_space(columns_[k].get()), H5Sclose);
    check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &rows_, nullptr, &count, nullptr));
    check(H5Dwrite(columns_[k].get(), values.at(k).type, memory.get(), space.get(), H5P_DEFAULT, values[k].values));
  }
  rows_ = length;
  check(H5Dset_extent(row_.get(), &rows_));
}

void ColumnTable::abandon() noexcept {
  row_.release();
  for (Handle& column : columns_) column.release();
}

}  // namespace kaldor

#pragma once

#include <string_view>
#include <vector>

#include "hdf5_layer.hpp"
#include "trajectory_layout.hpp"

namespace kaldor {

/// One column of a table that grows.
struct ColumnPlan {
  std::string_view name;
  hid_t type;  ///< in the file
  std::string_view units, long_name;
};

/// Values to append to a column, as they lie in memory.
struct ColumnValues {
  hid_t type;
  const void* values;
};

/// A group of one-dimensional variables of one length over the unlimited dimension `row`, which has no coordinate.
class ColumnTable {
public:
  struct Layout {
    const char* group;
    hsize_t chunk_rows;
    bool compressed;
    DimensionNumber row_dimension;
  };
  static void create(hid_t file, const Layout& layout, const std::vector<ColumnPlan>& columns);
  ColumnTable(hid_t file, const char* group, const std::vector<ColumnPlan>& columns);

  /// One for each column, in the order of the plan.
  void append(hsize_t count, const std::vector<ColumnValues>& values);
  /// Forgets the variables without closing them.
  void abandon() noexcept;

private:
  hdf5::Handle row_;
  std::vector<hdf5::Handle> columns_;
  hsize_t rows_ = 0;
};

}  // namespace kaldor

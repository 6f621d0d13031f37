#pragma once

#include <vector>

#include "hdf5_layer.hpp"
#include "kaldor/scenario/firm_panel.hpp"

namespace kaldor {

inline constexpr const char* kPanelGroup = "firm_panel";

/// The columns of /firm_panel, all of one length that grows.
class PanelWriter {
public:
  static void create(hid_t file);
  explicit PanelWriter(hid_t file);

  void append(int replication, int period, const FirmPanel& panel);
  /// Forgets the variables without closing them.
  void abandon() noexcept;

private:
  void append_column(const hdf5::Handle& column, hid_t memory_type, const void* values, hsize_t count);

  hdf5::Handle row_, replication_, period_;
  std::vector<hdf5::Handle> columns_;  ///< in declared order
  hsize_t rows_ = 0;
};

}  // namespace kaldor

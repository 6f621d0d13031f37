#pragma once

#include "column_table.hpp"
#include "kaldor/scenario/firm_panel.hpp"

namespace kaldor {

inline constexpr const char* kPanelGroup = "firm_panel";

/// The columns of /firm_panel.
class PanelWriter {
public:
  static void create(hid_t file);
  explicit PanelWriter(hid_t file);

  void append(int replication, int period, const FirmPanel& panel);
  /// Forgets the variables without closing them.
  void abandon() noexcept { table_.abandon(); }

private:
  ColumnTable table_;
};

}  // namespace kaldor

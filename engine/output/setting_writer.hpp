#pragma once

#include <span>

#include "column_table.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

inline constexpr const char* kSettingGroup = "lever_settings";

/// The columns of /lever_settings: what rules and hands made of levers.
class SettingWriter {
public:
  static void create(hid_t file);
  explicit SettingWriter(hid_t file);

  /// Settings that hold from quarter `period` on.
  void append(int replication, int period, std::span<const LeverSetting> settings);
  /// Forgets the variables without closing them.
  void abandon() noexcept { table_.abandon(); }

private:
  ColumnTable table_;
};

}  // namespace kaldor

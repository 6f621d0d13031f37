#pragma once

#include <span>

#include "column_table.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

inline constexpr const char* kSettingGroup = "lever_settings";
inline constexpr const char* kAnswerGroup = "rule_answers";

/// The columns of /lever_settings: what rules of the user and hands made of levers.
class SettingWriter {
public:
  using Row = LeverSetting;
  static constexpr const char* kGroup = kSettingGroup;
  static void create(hid_t file);
  explicit SettingWriter(hid_t file);

  /// Settings that hold from quarter `period` on.
  void append(int replication, int period, std::span<const LeverSetting> settings);
  /// Forgets the variables without closing them.
  void abandon() noexcept { table_.abandon(); }

private:
  ColumnTable table_;
};

/// The columns of /rule_answers: what the rules of the scenario's policies answered.
class AnswerWriter {
public:
  using Row = RuleAnswer;
  static constexpr const char* kGroup = kAnswerGroup;
  static void create(hid_t file);
  explicit AnswerWriter(hid_t file);

  /// Answers that hold from quarter `period` on.
  void append(int replication, int period, std::span<const RuleAnswer> answers);
  void abandon() noexcept { table_.abandon(); }

private:
  ColumnTable table_;
};

}  // namespace kaldor

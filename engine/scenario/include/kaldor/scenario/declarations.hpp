#pragma once

// Everything a user can name is declared once, in the tables under declarations/. The structs, enums, validation,
// schema, reference pages, HDF5 attributes and Python names are made from them.

#include <cstddef>
#include <span>
#include <string_view>

#include "kaldor/accounts/ledger.hpp"

namespace kaldor {

/// Values of all parameters; the member `group_name` is the YAML name `group.name`.
struct Parameters {
#define KALDOR_PARAMETER(group, name, symbol, unit, low, high, value, meaning, source) double group##_##name = value;
#include "kaldor/scenario/declarations/parameters.def"
};

/// Which mechanisms are switched on.
struct Mechanisms {
#define KALDOR_MECHANISM(name, meaning, source) bool name = true;
#include "kaldor/scenario/declarations/mechanisms.def"
};

enum class Lever {
#define KALDOR_LEVER(name, acts_on, symbol, unit, low, high, enters, payer, receiver, evidence, meaning) name,
#include "kaldor/scenario/declarations/levers.def"
  count
};

/// Levers that act on a place and not on its firms: `only:` has no meaning for them.
bool acts_on_places(Lever lever);

/// Dimensions of an indicator after replication and period.
enum class Shape { national, industry, region, region_industry, region_skill, flow_account };

/// Whether an industry in a region has one number of it: what rules and targets may name.
constexpr bool has_one_number_in_a_place(Shape shape) {
  return shape == Shape::national || shape == Shape::industry || shape == Shape::region;
}

enum class Indicator {
#define KALDOR_INDICATOR(name, shape, unit, long_name, formula, source) name,
#include "kaldor/scenario/declarations/indicators.def"
  count
};

/// Columns of a firm that panels record and that conditions of policies may name. Values are per real firm.
enum class FirmColumn {
#define KALDOR_FIRM_RECORDED(life, storage, name, column, how, type, unit, meaning) column,
#define KALDOR_FIRM_DERIVED(column, type, unit, meaning) column,
#include "kaldor/scenario/declarations/firm_columns.def"
  count
};

struct ParameterDeclaration {
  std::string_view name, symbol, unit;
  double low, high, value;
  std::string_view meaning, source;
  double Parameters::* member;
};
struct MechanismDeclaration {
  std::string_view name, meaning, source;
  bool Mechanisms::* member;
};
enum class ActsOn { firms, places };
struct LeverDeclaration {
  Lever lever;
  ActsOn acts_on;
  std::string_view name, symbol, unit;
  double low, high;
  std::string_view enters, payer, receiver, evidence, meaning;
};
struct IndicatorDeclaration {
  Indicator indicator;
  std::string_view name;
  Shape shape;
  std::string_view unit, long_name, formula, source;
};
enum class ColumnType { integer, real };
struct FirmColumnDeclaration {
  FirmColumn column;
  std::string_view name;
  ColumnType type;
  std::string_view unit, meaning;
  bool readable;  ///< by conditions of policies: known when a quarter begins
};

std::span<const ParameterDeclaration> parameter_declarations();
std::span<const MechanismDeclaration> mechanism_declarations();
std::span<const LeverDeclaration> lever_declarations();
std::span<const IndicatorDeclaration> indicator_declarations();
std::span<const FirmColumnDeclaration> firm_column_declarations();

inline constexpr std::size_t kLeverCount = static_cast<std::size_t>(Lever::count);
inline constexpr std::size_t kIndicatorCount = static_cast<std::size_t>(Indicator::count);
inline constexpr std::size_t kFirmColumnCount = static_cast<std::size_t>(FirmColumn::count);

/// Where the values of an indicator lie in the flat frame of one recorded period.
/// Order inside an indicator: [region][industry], [region][skill] (low, high), [flow][account], [industry] or [region].
struct FrameLayout {
  FrameLayout(std::size_t industries, std::size_t regions);
  std::size_t industries, regions;
  static constexpr std::size_t skills = 2, flows = kFlowCount, accounts = kAccountCount;
  std::size_t size = 0;
  std::size_t offset[kIndicatorCount] = {};
  std::size_t extent[kIndicatorCount] = {};
};

}  // namespace kaldor

#include "kaldor/scenario/declarations.hpp"

namespace kaldor {
namespace {

constexpr ParameterDeclaration kParameters[] = {
#define KALDOR_PARAMETER(group, name, symbol, unit, low, high, value, meaning, source) \
  {#group "." #name, symbol, unit, low, high, value, meaning, source, &Parameters::group##_##name},
#include "kaldor/scenario/declarations/parameters.def"
};

constexpr MechanismDeclaration kMechanisms[] = {
#define KALDOR_MECHANISM(name, meaning, source) {#name, meaning, source, &Mechanisms::name},
#include "kaldor/scenario/declarations/mechanisms.def"
};

constexpr LeverDeclaration kLevers[] = {
#define KALDOR_LEVER(name, acts_on, symbol, unit, low, high, enters, payer, receiver, evidence, meaning) \
  {Lever::name, ActsOn::acts_on, #name, symbol, unit, low, high, enters, payer, receiver, evidence, meaning},
#include "kaldor/scenario/declarations/levers.def"
};

constexpr IndicatorDeclaration kIndicators[] = {
#define KALDOR_INDICATOR(name, shape, unit, long_name, formula, source) \
  {Indicator::name, #name, Shape::shape, unit, long_name, formula, source},
#include "kaldor/scenario/declarations/indicators.def"
};

enum class Life { lasting, passing };

constexpr FirmColumnDeclaration kFirmColumns[] = {
#define KALDOR_FIRM_RECORDED(life, storage, name, column, how, type, unit, meaning) \
  {FirmColumn::column, #column, ColumnType::type, unit, meaning, Life::life == Life::lasting},
#define KALDOR_FIRM_DERIVED(column, type, unit, meaning) \
  {FirmColumn::column, #column, ColumnType::type, unit, meaning, FirmColumn::column == FirmColumn::age},
#include "kaldor/scenario/declarations/firm_columns.def"
};

std::size_t values_of(Shape shape, std::size_t industries, std::size_t regions) {
  switch (shape) {
    case Shape::national:
      return 1;
    case Shape::industry:
      return industries;
    case Shape::region:
      return regions;
    case Shape::region_industry:
      return regions * industries;
    case Shape::region_skill:
      return regions * FrameLayout::skills;
    case Shape::flow_account:
      return FrameLayout::flows * FrameLayout::accounts;
  }
  return 0;
}

}  // namespace

std::span<const ParameterDeclaration> parameter_declarations() { return kParameters; }
std::span<const MechanismDeclaration> mechanism_declarations() { return kMechanisms; }
std::span<const LeverDeclaration> lever_declarations() { return kLevers; }
std::span<const IndicatorDeclaration> indicator_declarations() { return kIndicators; }
std::span<const FirmColumnDeclaration> firm_column_declarations() { return kFirmColumns; }

FrameLayout::FrameLayout(std::size_t industry_count, std::size_t region_count)
    : industries(industry_count), regions(region_count) {
  for (const IndicatorDeclaration& declaration : kIndicators) {
    const auto index = static_cast<std::size_t>(declaration.indicator);
    offset[index] = size;
    extent[index] = values_of(declaration.shape, industries, regions);
    size += extent[index];
  }
}

bool acts_on_places(Lever lever) { return kLevers[static_cast<std::size_t>(lever)].acts_on == ActsOn::places; }

}  // namespace kaldor

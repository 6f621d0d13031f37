// What panels record of a firm and what conditions read of it, from the table of firm columns.

#include "firm_values.hpp"

#include <algorithm>

#include "functions.hpp"
#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"
#include "owner.hpp"

namespace kaldor {

namespace {

enum class Life { lasting, passing };

constexpr double kLeastWeight = 1e-6;  // rows without a firm have no weight

template <class T>
T plain(const Columns&, std::size_t, T x) {
  return x;
}

double exponent(const Columns&, std::size_t, double x) { return math::exp(x); }

std::int32_t state_bit(const Columns&, std::size_t, std::int32_t owner) { return is_state_owned(owner) ? 1 : 0; }

double each(const Columns& c, std::size_t i, double x) {
  return x / std::max(kLeastWeight, static_cast<double>(c.weight[i]));
}

double derived(const ModelState& s, const Block& block, const Columns& c, std::size_t i, FirmColumn column) {
  const IndustryBase& base = s.base.industry[s.industry_of(block.cell)];
  switch (column) {
    case FirmColumn::industry:
      return s.industry_of(block.cell);
    case FirmColumn::region:
      return s.region_of(block.cell);
    case FirmColumn::headquarters:
      return in_hub(c.function_state[i]) ? s.base.hub : s.region_of(block.cell);
    case FirmColumn::age:
      return s.period - 1 - c.founded[i];
    case FirmColumn::group:
      return group_of(c.owner[i]);
    case FirmColumn::markup:
      return c.price[i] * (1 - base.tax_rate) / c.unit_cost[i] - 1;
    case FirmColumn::investment:
      return c.investment[i] + c.automation_order[i] + c.abatement_order[i] + c.digital_order[i] + c.function_order[i] +
             c.circular_order[i];
    case FirmColumn::emissions:
      return c.output[i] * base.emission_factor * c.energy_intensity[i] * (1 - c.abatement[i]);
    default:
      return 0;
  }
}

}  // namespace

double firm_value(const Columns& c, std::size_t i, FirmColumn column, int period) {
  switch (column) {
#define KALDOR_FIRM_RECORDED(life, storage, name, column, how, type, unit, meaning) \
  case FirmColumn::column:                                                          \
    return Life::life == Life::lasting ? static_cast<double>(how(c, i, c.name[i])) : 0;
#include "kaldor/scenario/declarations/firm_columns.def"
    case FirmColumn::age:
      return period - c.founded[i];
    default:
      return 0;
  }
}

double recorded_value(const ModelState& s, const Block& block, const Columns& c, std::size_t i, FirmColumn column) {
  switch (column) {
#define KALDOR_FIRM_RECORDED(life, storage, name, column, how, type, unit, meaning) \
  case FirmColumn::column:                                                          \
    return static_cast<double>(how(c, i, c.name[i]));
#include "kaldor/scenario/declarations/firm_columns.def"
    default:
      return derived(s, block, c, i, column);
  }
}

namespace {

enum class How { plain, each, exponent, state_bit };

/// Only what is recorded as it is kept can be shown as it lies in memory.
template <How how, class T>
ColumnView show(const T* column, std::size_t rows) {
  if constexpr (how == How::plain)
    return std::span<const T>(column, rows);
  else
    return {};
}

}  // namespace

ColumnView column_view(const Columns& c, std::size_t rows, FirmColumn column) {
  switch (column) {
#define KALDOR_FIRM_RECORDED(life, storage, name, column, how, type, unit, meaning) \
  case FirmColumn::column:                                                          \
    return show<How::how>(c.name, rows);
#include "kaldor/scenario/declarations/firm_columns.def"
    default:
      return {};
  }
}

void record_firm(const ModelState& s, const Block& block, const Columns& c, std::size_t i, FirmPanel& panel) {
  const auto integer = [&](FirmColumn column, auto x) {
    panel.integers[static_cast<std::size_t>(column)].push_back(static_cast<std::int64_t>(x));
  };
  const auto real = [&](FirmColumn column, auto x) {
    panel.reals[static_cast<std::size_t>(column)].push_back(static_cast<float>(x));
  };
#define KALDOR_FIRM_RECORDED(life, storage, name, column, how, type, unit, meaning) \
  type(FirmColumn::column, how(c, i, c.name[i]));
#define KALDOR_FIRM_DERIVED(column, type, unit, meaning) \
  type(FirmColumn::column, derived(s, block, c, i, FirmColumn::column));
#include "kaldor/scenario/declarations/firm_columns.def"
}

}  // namespace kaldor

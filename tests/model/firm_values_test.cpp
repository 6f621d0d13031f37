// Panels and conditions are made from one table of firm columns.

#include "firm_values.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::FirmColumn;

namespace {

/// What a panel holds of one firm.
double recorded(const kaldor::FirmPanel& panel, const kaldor::FirmColumnDeclaration& column) {
  const auto at = static_cast<std::size_t>(column.column);
  return column.type == kaldor::ColumnType::integer ? static_cast<double>(panel.integers[at].at(0))
                                                    : panel.reals[at].at(0);
}

}  // namespace

TEST_CASE("what conditions read of a firm is what panels record of it, but for what does not outlive its quarter") {
  const auto loaded = model_runs::load("mini", 500);
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  open_model::quarter(s);
  const std::set<FirmColumn> unread{FirmColumn::industry,   FirmColumn::region,   FirmColumn::output,
                                    FirmColumn::markup,     FirmColumn::group,    FirmColumn::rd,
                                    FirmColumn::investment, FirmColumn::emissions};
  const kaldor::Block& block = s.firms.blocks().front();
  const kaldor::Columns c = s.firms.columns().at(block.row);
  for (std::size_t i = 0; i < block.used; ++i) {
    if (c.weight[i] == 0) continue;
    kaldor::FirmPanel panel;
    kaldor::record_firm(s, block, c, i, panel);
    for (const kaldor::FirmColumnDeclaration& column : kaldor::firm_column_declarations()) {
      if (unread.count(column.column) > 0) continue;
      INFO(column.name);
      CHECK(kaldor::firm_value(c, i, column.column, s.period - 1) == Approx(recorded(panel, column)).epsilon(1e-6));
    }
    CHECK(panel.reals[static_cast<std::size_t>(FirmColumn::quality)].at(0) == Approx(std::exp(c.log_quality[i])));
    CHECK(panel.reals[static_cast<std::size_t>(FirmColumn::deposits)].at(0) == Approx(c.deposits[i] / c.weight[i]));
    CHECK(panel.reals[static_cast<std::size_t>(FirmColumn::sales)].at(0) == c.price[i] * c.sales[i]);
  }
}

TEST_CASE("columns of all rows show what panels record; those kept as they are shown are the engine's own memory") {
  const auto loaded = model_runs::load("mini", 500);
  kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, 1);
  simulation.step();
  kaldor::FirmPanel panel;
  simulation.append_panel(1, panel);
  const std::vector<double> weight = simulation.values(FirmColumn::weight);
  for (const kaldor::FirmColumnDeclaration& column : kaldor::firm_column_declarations()) {
    INFO(column.name);
    const std::vector<double> values = simulation.values(column.column);
    const kaldor::ColumnView view = simulation.view(column.column);
    REQUIRE(values.size() == simulation.rows());
    std::size_t firm = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (std::isnan(weight[row])) {
        CHECK(std::isnan(values[row]));
        continue;
      }
      const auto at = static_cast<std::size_t>(column.column);
      const bool whole = column.type == kaldor::ColumnType::integer;
      CHECK(values[row] == Approx(whole ? static_cast<double>(panel.integers[at].at(firm)) : panel.reals[at].at(firm)));
      ++firm;
      std::visit(
          [&](const auto& shown) {
            if constexpr (requires { shown[row]; }) CHECK(static_cast<double>(shown[row]) == values[row]);
          },
          view);
    }
    CHECK(firm == panel.size());
  }
  const auto before = std::get<std::span<const float>>(simulation.view(FirmColumn::employees));
  simulation.step();
  CHECK(std::get<std::span<const float>>(simulation.view(FirmColumn::employees)).data() == before.data());
}

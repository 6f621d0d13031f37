#include "kaldor/model/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "firm_values.hpp"
#include "founders.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/errors.hpp"
#include "model_state.hpp"
#include "stages.hpp"

namespace kaldor {

struct Simulation::State : ModelState {
  using ModelState::ModelState;
};

Simulation::Simulation(const Economy& economy, const Scenario& scenario, std::uint64_t replication, int threads)
    : state_(std::make_unique<State>(economy, scenario, replication, threads)) {}
Simulation::~Simulation() = default;

void Simulation::step() {
  state_->settings.clear();
  try {
    run_quarter(*state_);
  } catch (const PopulationFull&) {
    throw RunError("entry", state_->period + 1, "the nation",
                   fmt::format("{} records of firms where {} were asked for: firms enter without end",
                               state_->firms.records(), state_->asked_records));
  }
}

void ModelState::begin_quarter() {
  ledger.clear();
  trace.reset();
  results.resize(firms.blocks().size());
  begin_entry(*this);
}

int Simulation::period() const { return state_->period; }
std::uint64_t Simulation::replication() const { return state_->replication; }
const FrameLayout& Simulation::layout() const { return state_->layout; }
std::span<const double> Simulation::frame() const { return state_->frame; }
void Simulation::follow(std::int64_t id) { state_->followed = id; }
std::optional<FirmTrace> Simulation::traced() const { return state_->trace; }
std::size_t Simulation::bytes_per_firm() const { return kPersistentBytes; }

void Simulation::set_lever(const LeverSetting& setting) { set_by_hand(*state_, setting); }
std::span<const LeverSetting> Simulation::settings() const { return state_->settings; }
std::span<const RuleAnswer> Simulation::new_answers() const { return state_->new_answers; }

std::vector<double> Simulation::lever_strength(Lever lever) const {
  const ModelState& s = *state_;
  std::vector<double> strength(static_cast<std::size_t>(s.cell_count()), 0.0);
  if (s.levers.strength.values.empty()) return strength;
  for (int c = 0; c < s.cell_count(); ++c)
    strength[static_cast<std::size_t>(c)] = s.levers.strength(static_cast<std::size_t>(lever), c);
  return strength;
}

std::size_t Simulation::rows() const { return state_->firms.rows(); }

ColumnView Simulation::view(FirmColumn column) const {
  return column_view(state_->firms.columns(), state_->firms.rows(), column);
}

std::vector<double> Simulation::values(FirmColumn column) const {
  const ModelState& s = *state_;
  std::vector<double> values(s.firms.rows(), std::nan(""));
  for (const Block& block : s.firms.blocks()) {
    const Columns c = s.firms.columns().at(block.row);
    for (std::size_t i = 0; i < block.used; ++i)
      if (c.weight[i] > 0) values[block.row + i] = recorded_value(s, block, c, i, column);
  }
  return values;
}

void Simulation::append_panel(double sample, FirmPanel& panel) const {
  const ModelState& s = *state_;
  for (const Block& block : s.firms.blocks()) {
    const Columns c = s.firms.columns().at(block.row);
    for (std::size_t i = 0; i < block.used; ++i) {
      if (c.weight[i] == 0) continue;
      if (sample < 1 &&
          math::unit_float(draw(s.key, c.id[i], 0, Stream::panel_sample).w0) >= static_cast<float>(sample))
        continue;
      record_firm(s, block, c, i, panel);
    }
  }
}

}  // namespace kaldor

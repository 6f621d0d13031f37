#include "kaldor/model/simulation.hpp"

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

struct Simulation::State : ModelState {
  using ModelState::ModelState;
};

Simulation::Simulation(const Economy& economy, const Scenario& scenario, std::uint64_t replication, int threads)
    : state_(std::make_unique<State>(economy, scenario, replication, threads)) {}
Simulation::~Simulation() = default;

// A quarter in the order of model.md section 3. Three sweeps over the firms: `plan_firms` reads last quarter's outcome and
// writes prices, staff and orders; `clear_markets` reads those and writes output and sales of the first round; `settle_quarter`
// does the rest for each block while it is in the cache (settlement, projects, innovation, exit, shares). Between the sweeps
// only sums over firms are needed, so inside a sweep no firm sees what another does now: imitators read last quarter's technique.
void Simulation::step() {
  ModelState& s = *state_;
  s.begin_quarter();
  set_levers(s);                         //  1 policy
  update_factor_prices(s);               //  2 factor markets
  update_import_shares(s);
  plan_firms(s);                         //  3 plans, 4 credit within the projects of last quarter, 5 hiring and orders
  ration_labour(s);
  form_demand(s);                        //  6 demand
  clear_markets(s);                      //  7 markets and production
  update_expectations(s);
  settle_quarter(s);                     //  8 settlement, 9 projects, 10 innovation, 12 exit
  settle_households_and_government(s);   //  8 income of all others
  update_knowledge(s);                   // 10 knowledge of industries
  update_data(s);                        // 10 data of regions
  update_cells(s);
  enter_firms(s);                        // 12 entry
  check_accounts(s);                     // 13 accounts
  record_indicators(s);                  // 13 indicators
  close_quarter(s);
  split_records(s);
  ++s.period;
}

void ModelState::begin_quarter() {
  ledger.clear();
  trace.reset();
  results.resize(firms.blocks().size());
}

int Simulation::period() const { return state_->period; }
const FrameLayout& Simulation::layout() const { return state_->layout; }
std::span<const double> Simulation::frame() const { return state_->frame; }
void Simulation::follow(std::int64_t id) { state_->followed = id; }
std::optional<FirmTrace> Simulation::traced() const { return state_->trace; }
std::size_t Simulation::bytes_per_firm() const { return kPersistentBytes; }

void Simulation::append_panel(double sample, FirmPanel& panel) const {
  const ModelState& s = *state_;
  const auto real = [&](FirmColumn column, double x) {
    panel.reals[static_cast<std::size_t>(column)].push_back(static_cast<float>(x));
  };
  const auto integer = [&](FirmColumn column, std::int64_t x) { panel.integers[static_cast<std::size_t>(column)].push_back(x); };
  for (const Block& block : s.firms.blocks()) {
    const Columns c = s.firms.columns().at(block.row);
    const IndustryBase& base = s.base.industry[s.industry_of(block.cell)];
    for (std::size_t i = 0; i < block.used; ++i) {
      if (c.weight[i] == 0) continue;
      if (sample < 1 && math::unit_float(draw(s.key, c.id[i], 0, Stream::panel_sample).w0) >= static_cast<float>(sample)) continue;
      const double w = c.weight[i];
      integer(FirmColumn::id, static_cast<std::int64_t>(c.id[i]));
      integer(FirmColumn::industry, s.industry_of(block.cell));
      integer(FirmColumn::region, s.region_of(block.cell));
      real(FirmColumn::weight, w);
      integer(FirmColumn::age, s.period - 1 - c.founded[i]);
      real(FirmColumn::employees, c.employees[i]);
      real(FirmColumn::sales, c.price[i] * c.sales[i]);
      real(FirmColumn::output, c.output[i]);
      real(FirmColumn::price, c.price[i]);
      real(FirmColumn::markup, c.price[i] * (1 - base.tax_rate) / c.unit_cost[i] - 1);
      real(FirmColumn::market_share, c.share[i]);
      real(FirmColumn::productivity, c.productivity[i]);
      real(FirmColumn::technique, c.technique[i]);
      real(FirmColumn::efficiency, math::exp(static_cast<double>(c.log_efficiency[i])));
      real(FirmColumn::quality, math::exp(static_cast<double>(c.log_quality[i])));
      real(FirmColumn::capital, c.capital[i]);
      real(FirmColumn::investment, c.investment[i] + c.automation_order[i] + c.abatement_order[i] + c.digital_order[i]);
      real(FirmColumn::automated_share, c.automated[i]);
      real(FirmColumn::energy_intensity, c.energy_intensity[i]);
      real(FirmColumn::abatement, c.abatement[i]);
      real(FirmColumn::emissions, c.output[i] * base.emission_factor * c.energy_intensity[i] * (1 - c.abatement[i]));
      real(FirmColumn::rd, c.rd[i]);
      real(FirmColumn::deposits, c.deposits[i] / w);
      real(FirmColumn::loans, c.loans[i] / w);
      real(FirmColumn::expected_demand, c.expected_demand[i]);
      real(FirmColumn::inventory, c.inventory[i]);
      real(FirmColumn::materials, c.materials[i]);
      real(FirmColumn::return_on_capital, c.smoothed_return[i]);
      real(FirmColumn::digital_share, c.digital[i]);
      real(FirmColumn::data, c.data[i]);
      real(FirmColumn::practice, c.practice[i]);
    }
  }
}

}  // namespace kaldor

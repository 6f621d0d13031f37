#include "kaldor/model/simulation.hpp"

#include <algorithm>

#include "firm_values.hpp"
#include "founders.hpp"
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
  spread_new_products(s);                //  2 what buyers take up of new products
  update_factor_prices(s);               //  2 factor markets
  update_import_shares(s);
  relocate_firms(s);                     //  2 a few firms move
  plan_firms(s);                         //  3 plans, 4 credit within the projects of last quarter, 5 hiring and orders
  ration_labour(s);
  form_demand(s);                        //  6 demand, orders along chains
  clear_markets(s);                      //  7 markets and production
  update_expectations(s);
  settle_quarter(s);                     //  8 settlement, 9 projects, 10 innovation, 12 exit
  call_guarantees(s);                    //  8 leaders of chains pay for suppliers that failed
  settle_households_and_government(s);   //  8 income of all others
  update_knowledge(s);                   // 10 knowledge of industries
  update_ecosystem(s);                   // 10 what firms learn from their region
  update_data(s);                        // 10 data of regions
  update_cells(s);
  follow_ventures(s);                    // 12 stages and sales of venture funds
  give_birth(s);                         // 11 birth of industries
  run_groups(s);                         // 12 customers and knowledge inside groups
  merge_firms(s);                        // 12 mergers and stakes
  organise_chains(s);                    // 12 supply chains
  enter_firms(s);                        // 12 entry
  update_land(s);                        // 12 land that closed firms leave, rents
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
  std::fill(entrants.begin(), entrants.end(), 0.0);
  std::fill(entry_equity.values.begin(), entry_equity.values.end(), 0.0);
  entry_loans = 0;
  begin_entry(*this);
}

int Simulation::period() const { return state_->period; }
const FrameLayout& Simulation::layout() const { return state_->layout; }
std::span<const double> Simulation::frame() const { return state_->frame; }
void Simulation::follow(std::int64_t id) { state_->followed = id; }
std::optional<FirmTrace> Simulation::traced() const { return state_->trace; }
std::size_t Simulation::bytes_per_firm() const { return kPersistentBytes; }

void Simulation::append_panel(double sample, FirmPanel& panel) const {
  const ModelState& s = *state_;
  for (const Block& block : s.firms.blocks()) {
    const Columns c = s.firms.columns().at(block.row);
    for (std::size_t i = 0; i < block.used; ++i) {
      if (c.weight[i] == 0) continue;
      if (sample < 1 && math::unit_float(draw(s.key, c.id[i], 0, Stream::panel_sample).w0) >= static_cast<float>(sample)) continue;
      record_firm(s, block, c, i, panel);
    }
  }
}

}  // namespace kaldor

#include "stages.hpp"

#include "model_state.hpp"

namespace kaldor {
namespace {

// A quarter in the order of model.md section 3; stages 4 (credit) and 5 (orders) are inside 3 and 9. Three sweeps over
// the firms: `plan_firms` reads last quarter's outcome and writes prices, staff and orders; `clear_markets` reads those
// and writes output and sales of the first round; `settle_quarter` does the rest for each block while it is in the
// cache (settlement, projects, innovation, exit, shares). Between the sweeps only sums over firms are needed, so inside
// a sweep no firm sees what another does now: imitators read last quarter's technique.
constexpr Stage kStages[] = {
    {1, "policy", set_levers},
    {2, "what buyers take up of new products", spread_new_products},
    {2, "factor prices", update_factor_prices},
    {2, "import shares", update_import_shares},
    {2, "a few firms move", relocate_firms},
    {3, "plans, credit within the projects of last quarter, hiring and orders", plan_firms},
    {5, "labour is rationed", ration_labour},
    {6, "demand", form_demand},
    {7, "markets and production", clear_markets},
    {7, "expectations", update_expectations},
    {8, "who holds stakes in whom", find_stakes},
    {8, "settlement, projects, innovation, exit, shares", settle_quarter},
    {8, "leaders of chains pay for suppliers that failed", call_guarantees},
    {8, "dividends of minority stakes", pay_stake_dividends},
    {8, "state firms are sold", sell_state_firms},
    {8, "income of all others", settle_households_and_government},
    {10, "knowledge of industries", update_knowledge},
    {10, "what firms learn from their region", update_ecosystem},
    {10, "data of regions", update_data},
    {10, "returns and sizes of cells", update_cells},
    {12, "stages and sales of venture funds", follow_ventures},
    {11, "birth of industries", give_birth},
    {12, "customers and knowledge inside groups", run_groups},
    {12, "mergers and stakes", trade_firms},
    {12, "supply chains", organise_chains},
    {12, "established firms found others in related industries", diversify_firms},
    {12, "entry", enter_firms},
    {12, "land that closed firms leave, rents", update_land},
    {13, "accounts", check_accounts},
    {13, "indicators", record_indicators},
    {13, "tax rule, trend, memory", close_quarter},
    {13, "crowded records split", split_records},
};

}  // namespace

std::span<const Stage> stages() { return kStages; }

void run_quarter(ModelState& state) {
  state.begin_quarter();
  for (const Stage& stage : stages()) stage.run(state);
  ++state.period;
}

}  // namespace kaldor

#pragma once

#include <vector>

#include "base_year.hpp"
#include "columns.hpp"
#include "kernels.hpp"
#include "population.hpp"
#include "ties.hpp"

namespace kaldor {

struct ModelState;
class BlockMemory;

/// Public stocks of regions and cells beyond those that the base year's spending keeps up, venture funds, and ties. All
/// are zero until a lever builds them.
struct Ecosystem {
  Ecosystem(const BaseYear& base, const Relatedness& relatedness, const Parameters& parameters, Key key);

  Vector research;       ///< public knowledge over its base path less one, by region
  Vector crowd;          ///< people in R&D over their base and the nation's, who share it, by region
  Vector platform;       ///< shared technology, units of spending, by cell
  Vector park;           ///< building in parks, units of investment, by cell
  Vector own_knowledge;  ///< R&D stock of a cell over its base, by cell
  Vector pool;           ///< what a cell can learn over what its industry can, by cell
  Vector fund;           ///< cash of the venture fund, by region
  Ties ties;

  // What is bought this quarter, at base-year prices.
  Vector basket;                      ///< products of which a unit of public services consists
  Vector research_order, park_order;  ///< by region
  Vector platform_order, park_units;  ///< by cell
  Vector running_order;               ///< of parks, by region
  bool ordered = false;

  // Money of the quarter.
  double research_cost = 0, platform_cost = 0, park_cost = 0, paid_in = 0;
  double returned = 0, grants = 0;             ///< known after entry: cost of the next quarter
  Vector dividends, fund_equity, stake_sales;  ///< of the funds, by region

  Vector places, free_places;  ///< persons that parks can take, and can take still, by cell
  Vector backed;               ///< entrants whom the fund pays, real firms, by region
  Vector founded,
      founder_skill;  ///< real firms since the start, sum of their log productivity over the mean of then, by cell
  std::vector<char> flagged;  ///< some record of the cell is in a programme
  bool any_flagged = false;

  double purchases(int g, int r) const;  ///< of public services, by product and region
};

/// Part of a stage of the quarter each; docs/model/ecosystem.md has the equations.
void order_public_stocks(ModelState& state);       ///< stage 6: what government buys for stocks
void settle_public_stocks(ModelState& state);      ///< stage 8: stocks take up what was delivered; what it cost
double collect_fund_dividends(ModelState& state);  ///< stage 8: of all dividends those of the funds
void update_ecosystem(ModelState& state);          ///< stage 10: what firms of each cell can learn
void follow_ventures(ModelState& state);           ///< stage 12: stages and sales of stakes
void post_ventures(ModelState& state);             ///< stage 13: flows of funds and grants
void record_ecosystem(ModelState& state);          ///< stage 13: indicators, after those of regions

/// Answer of entry of a cell to parks (as return on capital, per quarter), and to knowledge and ties (a factor).
double park_advantage(const ModelState& state, int cell);
double founding_climate(const ModelState& state, int cell);

/// Public knowledge that one who does R&D in the region reaches, over its base path: more users, less for each.
double public_knowledge(const ModelState& state, int region);
/// Pull of the density of ties on high-skilled people, in points of unemployment; zero at that of the base year.
double talent_pull(const ModelState& state, int region);
/// Part of what small firms of a cell need of shared technology that its platform serves.
double served_need(const ModelState& state, int cell);

/// Fills the columns of levers that members of parks meet: their membership, and the tax that they are spared.
void mark_members(const ModelState& state, const Block& block, BlockMemory& memory, LeverColumns& levers);
/// What members and backed firms of a block paid; of those who stay, heads and R&D.
void sum_payments(const ModelState& state, const Block& block, const Columns& columns, const Buffers& buffers,
                  CellSums& sums);
void sum_members(const ModelState& state, const Block& block, const Columns& columns, CellSums& sums);

}  // namespace kaldor

#pragma once

#include <array>
#include <vector>

#include "base_year.hpp"

namespace kaldor {

struct ModelState;

/// A latent industry of the economy file and what has become of it.
struct NewIndustry {
  LatentIndustry latent;
  int born = -1;                                     ///< quarter of birth; -1 while latent
  int route = 0;                                     ///< how it was born, from 1 in the order of BirthRoute
  int idea_region = -1, idea_route = 0, waited = 0;  ///< an idea that waits for permission
  double diffusion = 0;                              ///< part of its reach that final buyers have taken up
  Vector adoption;                                   ///< the same in what each industry buys: follows with its machines
  double taste[2] = {};                              ///< its taste weight for each unit of the parents' that it takes
  bool alive() const { return born >= 0; }
};

/// What is bought of each product, before anything was taken from the parents of new industries.
struct ParentUses {
  Matrix domestic, imported;
  Vector government_need, investment_domestic, investment_imported, exports, omega;
};

/// All latent industries of a run, and where industries find relatives.
struct NewIndustries {
  std::vector<NewIndustry> list;
  ParentUses parents;
  Matrix knowledge;  ///< R&D stock of each parent, over what the nation's had in the base year [2 x list, region]
  Matrix density, density_first;          ///< relatedness density [industry, region]
  Matrix specialised, specialised_first;  ///< 1 where a region employs at least its part [industry, region]
  std::vector<char> present;              ///< by industry
  Vector purchases;                       ///< what a full procurement lever buys of a new product, by industry
  Vector incubation_heads;                ///< in public research, by region
  double incubation_cost = 0;             ///< this quarter
  int alive_last = 0;                     ///< industries with firms, last quarter
  bool taken = false;                     ///< something has been taken from the parents in this run

  NewIndustry* of(int industry);
  const NewIndustry* of(int industry) const;
};

/// How much distance helps recombination: 1 at the best proximity, less when parents are too alike or too far (S§1.15).
double distance_gain(double proximity, double best, double spread);
/// The chance of the logit of S§1.13: density above the mean of regions, return above normal per year.
double entry_chance(double base, double relatedness, double density_gap, double response, double gain);

/// Norms of the cells and markets of industries that do not exist yet, from their parents'.
void start_new_industries(ModelState& state);
/// Chances a quarter that the industry comes into being in the region, by route.
std::array<double, kBirthRoutes> birth_chances(const ModelState& state, const NewIndustry& entry, int region);
/// Firms that a region's founders add to a new industry in a quarter.
double expected_new_entrants(const ModelState& state, int cell);
/// What holds of the parents' products, blended, from a value by market: price, quality, markup.
double of_parents(const ModelState& state, const LatentIndustry& latent, const Vector& by_market);
/// Public wages of search for latent industries in a region this quarter, on the money grid.
double incubation_wages(ModelState& state, int region);
void record_births(ModelState& state);

}  // namespace kaldor

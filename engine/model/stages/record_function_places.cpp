// Stage 13: value added by function where people work, and what regions are specialised in (S§4.3, I-25). Of a
// headquarters away from its plants design and brand have the parts that they have in the staff of all of its cell.

#include "functions.hpp"
#include "kaldor/indicators/smile.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

constexpr Indicator kAdded[] = {Indicator::value_added_design_by_region, Indicator::value_added_production_by_region,
                                Indicator::value_added_brand_by_region};
constexpr Indicator kSpecialised[] = {Indicator::design_specialisation_by_region,
                                      Indicator::production_specialisation_by_region,
                                      Indicator::brand_specialisation_by_region};
constexpr std::size_t kFunctions = std::size(kAdded);

void add_industry(ModelState& s, int i) {
  double design_away = 0, brand_away = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    const int c = s.cell(i, r), k = r * s.base.industries + i;
    const double staff = s.of(c, CellSum::staff), away = s.of(c, CellSum::staff_away);
    const double in_design = staff > 0 ? s.of(c, CellSum::design_staff) / staff : 0.0;
    const double rd = s.of(c, CellSum::rd), rent = s.of(c, CellSum::brand_rent);
    value(s, kAdded[0], k) = rd + in_design * (staff - away);
    value(s, kAdded[1], k) = value_added(s, c) - rd - staff - rent;
    value(s, kAdded[2], k) = (1 - in_design) * (staff - away) + rent;
    design_away += in_design * away;
    brand_away += (1 - in_design) * away;
  }
  const int hub = s.base.hub * s.base.industries + i;
  value(s, kAdded[0], hub) += design_away;
  value(s, kAdded[2], hub) += brand_away;
}

}  // namespace

void record_places_of_functions(ModelState& s) {
  const std::size_t regions = static_cast<std::size_t>(s.base.regions);
  indicators::Matrix added(regions, kFunctions);
  for (int i = 0; i < s.base.industries; ++i) {
    const bool on = s.base.industry[i].fee > 0;
    if (on) add_industry(s, i);
    for (std::size_t r = 0; r < regions; ++r)
      for (std::size_t f = 0; f < kFunctions; ++f) {
        double& v = value(s, kAdded[f], r * static_cast<std::size_t>(s.base.industries) + static_cast<std::size_t>(i));
        if (on)
          added(r, f) += v;
        else
          v = std::nan("");
      }
  }
  const indicators::Matrix specialised = indicators::functional_specialisation(added);
  for (std::size_t r = 0; r < regions; ++r)
    for (std::size_t f = 0; f < kFunctions; ++f) value(s, kSpecialised[f], r) = specialised(r, f);
}

}  // namespace kaldor

// Stage 13: capital, talent, data, digital processes and practice for each person or sale, by industry and by region,
// where neither record_data.cpp nor record_land.cpp tells them.

#include "record.hpp"

namespace kaldor {

namespace {

/// High-skilled people at work: of production, and all staff.
double high_skilled(const ModelState& s, int c) {
  return s.of(c, CellSum::heads) * s.labour_scale[static_cast<std::size_t>(s.region_of(c))] *
             s.cells.high_skill[static_cast<std::size_t>(c)] +
         staff_heads(s, c);
}

void record_industry(ModelState& s, int i) {
  double people = 0, talent = 0;
  for (int r = 0; r < s.base.regions; ++r) {
    people += heads(s, s.cell(i, r));
    talent += high_skilled(s, s.cell(i, r));
  }
  value(s, Indicator::capital_intensity_by_industry, i) = ratio(s.of_industry(i, CellSum::capital), people);
  value(s, Indicator::talent_intensity_by_industry, i) = ratio(talent, people);
  value(s, Indicator::practice_by_industry, i) =
      ratio(s.of_industry(i, CellSum::practice), s.of_industry(i, CellSum::sales));
}

void record_region(ModelState& s, int r) {
  double sales = 0, digital = 0, practice = 0, data = 0, capital = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    const int c = s.cell(i, r);
    sales += s.of(c, CellSum::sales);
    digital += s.of(c, CellSum::digital);
    practice += s.of(c, CellSum::practice);
    data += s.of(c, CellSum::data);
    capital += s.of(c, CellSum::capital);
  }
  value(s, Indicator::digital_share_by_region, r) = ratio(digital, sales);
  value(s, Indicator::practice_by_region, r) = ratio(practice, sales);
  value(s, Indicator::data_intensity_by_region, r) = ratio(data, data + capital);
}

}  // namespace

void record_intensities(ModelState& s) {
  for (int i = 0; i < s.base.industries; ++i) record_industry(s, i);
  for (int r = 0; r < s.base.regions; ++r) record_region(s, r);
}

}  // namespace kaldor

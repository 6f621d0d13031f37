// Stage 13: digital processes, data and practice.

#include "record.hpp"

namespace kaldor {

void record_data(ModelState& s) {
  const double sales = s.total(CellSum::sales), data = s.total(CellSum::data);
  value(s, Indicator::digital_share) = ratio(s.total(CellSum::digital), sales);
  value(s, Indicator::data_intensity) = ratio(data, data + s.total(CellSum::capital));
  value(s, Indicator::data_productivity) = ratio(s.total(CellSum::data_productivity), s.total(CellSum::heads));
  value(s, Indicator::practice) = ratio(s.total(CellSum::practice), sales);
  for (int i = 0; i < s.base.industries; ++i) {
    const std::size_t k = static_cast<std::size_t>(i);
    const double stock = s.of_industry(i, CellSum::data);
    value(s, Indicator::digital_share_by_industry, k) =
        ratio(s.of_industry(i, CellSum::digital), s.of_industry(i, CellSum::sales));
    value(s, Indicator::data_intensity_by_industry, k) = ratio(stock, stock + s.of_industry(i, CellSum::capital));
  }
  for (int r = 0; r < s.base.regions; ++r)
    value(s, Indicator::data_infrastructure_by_region, static_cast<std::size_t>(r)) =
        s.data.infrastructure[static_cast<std::size_t>(r)];
}

}  // namespace kaldor

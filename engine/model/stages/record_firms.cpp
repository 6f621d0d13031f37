// Stage 13: how firms differ in size, growth and productivity, from histograms and sums of the sweep.

#include "kaldor/core/elementary.hpp"
#include "kaldor/indicators/concentration.hpp"
#include "kaldor/indicators/dynamics.hpp"
#include "record.hpp"

namespace kaldor {

namespace {

constexpr double kUpperTail =
    0.1;  ///< of firms, on which the exponent of the size distribution is estimated (S§4.5 I-38)

}  // namespace

void record_firms(ModelState& s) {
  double histogram[kSizeBins] = {}, weight = 0, absolute = 0, square = 0;
  for (const BlockResult& b : s.results) {
    for (int i = 0; i < kSizeBins; ++i) histogram[i] += b.size_histogram[i];
    weight += b.growth_weight;
    absolute += b.growth_absolute;
    square += b.growth_square;
  }
  value(s, Indicator::growth_rate_shape) =
      weight > 0 ? indicators::subbotin_shape_by_moments(absolute / weight, math::sqrt(square / weight)) : std::nan("");
  // Size of a bin: its geometric middle.
  Vector size, count;
  double firms = 0;
  for (int i = 0; i < kSizeBins; ++i) {
    if (histogram[i] <= 0) continue;
    size.push_back(math::exp((i - 4 + 0.5) / 3.0));
    count.push_back(histogram[i]);
    firms += histogram[i];
  }
  value(s, Indicator::firm_size_gini) = indicators::weighted_gini(size, count);
  // Maximum likelihood of the exponent above the bin that holds the upper tenth, on binned sizes: bins are a factor
  // e^(1/3) wide, so counts fall geometrically with e^(-alpha/3) (S§4.5 I-38 for binned data).
  double above = 0, steps = 0;
  int first = kSizeBins;
  for (int i = kSizeBins - 1; i >= 0 && above < kUpperTail * firms; --i) {
    above += histogram[i];
    first = i;
  }
  for (int i = first; i < kSizeBins; ++i) steps += histogram[i] * (i - first);
  value(s, Indicator::size_tail_exponent) = steps > 0 ? 3 * math::log(1 + above / steps) : std::nan("");
  double covariance = 0, level = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    const double sales = s.of_industry(i, CellSum::sales), over = s.of_industry(i, CellSum::sales_over_productivity);
    const double plain = s.of_industry(i, CellSum::plain_productivity), number = s.of_industry(i, CellSum::firms);
    if (over <= 0 || number <= 0) continue;
    const double va = value(s, Indicator::value_added_share, static_cast<std::size_t>(i));
    covariance += va * (sales / over - plain / number);
    level += va * sales / over;
  }
  value(s, Indicator::olley_pakes_covariance) = ratio(covariance, level);
}

}  // namespace kaldor

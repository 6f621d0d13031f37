// Stage 13: the largest firms of each industry (I-11). A pass over the blocks that hold firms large enough.

#include <algorithm>
#include <vector>

#include "record.hpp"

namespace kaldor {

namespace {

constexpr double kFour = 4;

/// The largest records met that together hold four real firms, the largest first.
class Largest {
public:
  void meet(double sold, double weight) {
    if (sold <= least()) return;
    const auto place =
        std::upper_bound(records_.begin(), records_.end(), sold, [](double x, const Record& r) { return x > r.sold; });
    records_.insert(place, {sold, weight});
    firms_ += weight;
    for (; firms_ - records_.back().weight >= kFour; records_.pop_back()) firms_ -= records_.back().weight;
  }
  /// Sales up to which a firm is none of them.
  double least() const { return firms_ >= kFour ? records_.back().sold : 0.0; }
  double sales() const {
    double sum = 0, room = kFour;
    for (const Record& r : records_) {
      sum += std::min(room, r.weight) * r.sold;
      room -= std::min(room, r.weight);
    }
    return sum;
  }

private:
  struct Record {
    double sold, weight;
  };
  std::vector<Record> records_;
  double firms_ = 0;
};

}  // namespace

void record_largest_firms(ModelState& s) {
  const Columns& c = s.firms.columns();
  for (int i = 0; i < s.base.industries; ++i) {
    Largest largest;
    for (int r = 0; r < s.base.regions; ++r)
      for (const std::size_t b : s.firms.blocks_of(static_cast<std::size_t>(s.cell(i, r)))) {
        if (b >= s.results.size() || s.results[b].largest_sales <= largest.least()) continue;
        const Block& block = s.firms.blocks()[b];
        for (std::size_t row = block.row; row < block.row + block.used; ++row)
          if (c.share[row] > 0) largest.meet(c.last_sales[row], c.weight[row]);
      }
    value(s, Indicator::top_four_share, i) = ratio(largest.sales(), s.of_industry(i, CellSum::revenue));
  }
}

}  // namespace kaldor

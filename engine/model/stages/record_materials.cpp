// Stage 13: recyclable materials that firms use and replace by secondary ones.

#include "circular_use.hpp"
#include "record.hpp"

namespace kaldor {

void record_materials(ModelState& s) {
  double replaced = 0, replaceable = 0, used = 0, output = 0;
  for (int i = 0; i < s.base.industries; ++i) {
    const double made = s.of_industry(i, CellSum::output), circular = s.of_industry(i, CellSum::circular_used);
    value(s, Indicator::circular_share_by_industry, static_cast<std::size_t>(i)) = ratio(circular, made);
    const bool replaces = s.economy.industries[i].sector == Sector::secondary;
    replaced += s.base.industry[i].materials * circular;
    replaceable += replaces ? s.base.industry[i].materials * made : 0.0;
    used += s.base.industry[i].materials * (made - circular);
    output += made;
  }
  value(s, Indicator::circular_share) = replaceable > 0 ? replaced / replaceable : 0.0;  // nothing to replace
  value(s, Indicator::material_intensity) = ratio(used, output);
}

}  // namespace kaldor

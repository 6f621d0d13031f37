#include "circular_use.hpp"

#include <algorithm>

namespace kaldor {

void measure_materials(BaseYear& b, const Economy& e) {
  for (int i = 0; i < b.industries; ++i) {
    b.industry[i].materials = 0;
    for (int g = 0; g < b.industries; ++g)
      if (e.industries[g].material) b.industry[i].materials += b.domestic(g, i) + b.imported(g, i);
  }
}

double recyclable(const ModelState& s, int industry) {
  const bool replaces =
      s.scenario.mechanisms.circular_use && s.economy.industries[industry].sector == Sector::secondary;
  return replaces ? s.base.industry[industry].materials : 0.0;
}

double collection(const ModelState& s, int industry) {
  return s.scenario.parameters.circular_collection * recyclable(s, industry);
}

double circular_saving(const ModelState& s, int industry) { return recyclable(s, industry) - collection(s, industry); }

int recycler(const Economy& e) {
  const auto found =
      std::find_if(e.industries.begin(), e.industries.end(), [](const Industry& i) { return i.recycler; });
  return found == e.industries.end() ? -1 : static_cast<int>(found - e.industries.begin());
}

double bundles_with(const ModelState& s, int g, int cell) {
  const Industry& product = s.economy.industries[g];
  if (product.energy) return s.of(cell, CellSum::orders_energy);
  return s.of(cell, CellSum::orders) - (product.material ? s.of(cell, CellSum::orders_circular) : 0.0);
}

double collected(const ModelState& s, int g, int cell) {
  if (!s.economy.industries[g].recycler) return 0;
  return collection(s, s.industry_of(cell)) * s.of(cell, CellSum::orders_circular);
}

}  // namespace kaldor

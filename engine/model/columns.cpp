#include "columns.hpp"

#include <algorithm>

namespace kaldor {

void clear_row(const Columns& c, std::size_t row) {
#define KALDOR_COLUMN(type, name) c.name[row] = type{};
#define KALDOR_SCRATCH(type, name) c.name[row] = type{};
#include "columns.def"
  c.productivity[row] = c.technique[row] = 1.0F;
  c.energy_intensity[row] = c.energy_technique[row] = 1.0F;
  c.price[row] = c.unit_cost[row] = c.unit_labour[row] = 1.0F;
}

void clear_new_rows(const Columns& c, std::size_t count) {
  for (float* column :
       {c.productivity, c.technique, c.energy_intensity, c.energy_technique, c.price, c.unit_cost, c.unit_labour})
    std::fill_n(column, count, 1.0F);
}

void copy_row(const Columns& c, std::size_t from, std::size_t to) {
#define KALDOR_COLUMN(type, name) c.name[to] = c.name[from];
#define KALDOR_SCRATCH(type, name) c.name[to] = c.name[from];
#include "columns.def"
}

}  // namespace kaldor

#pragma once

#include <cstddef>
#include <cstdint>

namespace kaldor {

/// Pointers to the firm columns, or to one block of them.
struct Columns {
#define KALDOR_COLUMN(type, name) type* name = nullptr;
#define KALDOR_SCRATCH(type, name) type* name = nullptr;
#include "columns.def"

  Columns at(std::size_t row) const {
    Columns c = *this;
#define KALDOR_COLUMN(type, name) c.name += row;
#define KALDOR_SCRATCH(type, name) c.name += row;
#include "columns.def"
    return c;
  }
};

inline constexpr std::size_t kPersistentBytes = 0
#define KALDOR_COLUMN(type, name) +sizeof(type)
#define KALDOR_SCRATCH(type, name)
#include "columns.def"
    ;
inline constexpr std::size_t kScratchBytes = 0
#define KALDOR_COLUMN(type, name)
#define KALDOR_SCRATCH(type, name) +sizeof(type)
#include "columns.def"
    ;
static_assert(kPersistentBytes <= 200 && kScratchBytes <= 100, "architecture.md section 7: memory for each firm");

/// A firm that is not there: no weight, and values that no kernel stumbles over.
void clear_row(const Columns& columns, std::size_t row);
void copy_row(const Columns& columns, std::size_t from, std::size_t to);

}  // namespace kaldor

#pragma once

#include <cstddef>
#include <cstdint>

namespace kaldor {

/// Rows of one cell that are worked on together. Block size and order belong to the format: sums group by them.
inline constexpr std::size_t kBlockRows = 2048;
inline constexpr std::size_t kRowPadding = 16;

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
/// The same for the first `count` rows of columns that hold zeros, as new ones do.
void clear_new_rows(const Columns& columns, std::size_t count);
void copy_row(const Columns& columns, std::size_t from, std::size_t to);

}  // namespace kaldor

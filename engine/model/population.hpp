#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "columns.hpp"
#include "kaldor/core/arena.hpp"

namespace kaldor {

struct Block {
  std::size_t row = 0;       ///< first row
  std::size_t capacity = 0;  ///< rows that it may hold, a multiple of kRowPadding
  std::size_t used = 0;      ///< rows in use, holes included
  int cell = 0;
  std::size_t padded() const { return (used + kRowPadding - 1) / kRowPadding * kRowPadding; }
};

/// More records are wanted than there are rows for: several times those of the start.
class PopulationFull : public std::length_error {
public:
  using std::length_error::length_error;
};

/// The firms, grouped by cell (industry, region). Rows do not move but by `compact`; those who left stay as holes.
class Population {
public:
  /// `records[c]`: rows wanted for cell c at the start.
  explicit Population(const std::vector<std::size_t>& records);

  const Columns& columns() const { return columns_; }
  const std::vector<Block>& blocks() const { return blocks_; }
  std::size_t cells() const { return cells_.size(); }
  const std::vector<std::size_t>& blocks_of(std::size_t cell) const { return cells_[cell].blocks; }
  /// Rows of all blocks, holes and spare rows included.
  std::size_t rows() const { return next_row_; }
  /// Living records.
  std::size_t records() const { return records_; }
  std::size_t records_of(std::size_t cell) const { return cells_[cell].records; }

  /// Takes `count` cleared rows of a cell that has none yet, no more than it was made for; the j-th is `first_row(cell,
  /// j)`.
  void take_first_rows(std::size_t cell, std::size_t count);
  std::size_t first_row(std::size_t cell, std::size_t j) const {
    return blocks_[cells_[cell].blocks[j / kBlockRows]].row + j % kBlockRows;
  }

  /// A cleared row for a new record: the lowest hole of the cell, else the next row, else a new block at the end.
  /// Throws PopulationFull.
  std::size_t take_row(std::size_t cell);
  /// Gives rows back, given in rising order.
  void release_rows(std::size_t cell, const std::vector<std::uint32_t>& rows);
  /// Moves the records of cells that are mostly holes together, in their order; triggered by counts alone.
  void compact();

private:
  struct Cell {
    std::vector<std::size_t> blocks;
    std::vector<std::uint32_t> holes;  ///< falling order: the lowest is last
    std::size_t records = 0;
  };
  void add_block(std::size_t cell, std::size_t rows);
  void compact_cell(Cell& cell);

  Arena arena_;
  Columns columns_;
  std::size_t capacity_ = 0, next_row_ = 0, records_ = 0;
  std::vector<Block> blocks_;
  std::vector<Cell> cells_;
};

}  // namespace kaldor

#include "population.hpp"

#include <algorithm>

namespace kaldor {

namespace {

std::size_t pad(std::size_t rows) { return (rows + kRowPadding - 1) / kRowPadding * kRowPadding; }

/// Address space for growth: rows cost memory only once they are used.
std::size_t reserve(const std::vector<std::size_t>& records) {
  std::size_t rows = 0;
  for (std::size_t r : records) rows += pad(r + r / 32 + kRowPadding) + 8 * kRowPadding;
  return 4 * rows + 64 * kBlockRows;
}

}  // namespace

Population::Population(const std::vector<std::size_t>& records) : capacity_(reserve(records)), cells_(records.size()) {
  std::size_t bytes = 0;
#define KALDOR_COLUMN(type, name) bytes += Arena::footprint(sizeof(type), capacity_);
#define KALDOR_SCRATCH(type, name) bytes += Arena::footprint(sizeof(type), capacity_);
#include "columns.def"
  arena_ = Arena(bytes);
#define KALDOR_COLUMN(type, name) columns_.name = arena_.column<type>(capacity_);
#define KALDOR_SCRATCH(type, name) columns_.name = arena_.column<type>(capacity_);
#include "columns.def"
  for (std::size_t cell = 0; cell < records.size(); ++cell) {
    std::size_t wanted = records[cell] + records[cell] / 32 + kRowPadding;
    while (wanted > 0) {
      const std::size_t rows = std::min(wanted, kBlockRows);
      add_block(cell, rows);
      wanted -= rows;
    }
  }
}

void Population::add_block(std::size_t cell, std::size_t rows) {
  Block block;
  block.row = next_row_;
  block.capacity = std::min(pad(rows), kBlockRows);
  block.cell = static_cast<int>(cell);
  if (next_row_ + block.capacity > capacity_) throw PopulationFull("no row is left for another record");
  clear_new_rows(columns_.at(block.row), block.capacity);
  next_row_ += block.capacity;
  cells_[cell].blocks.push_back(blocks_.size());
  blocks_.push_back(block);
}

std::size_t Population::take_row(std::size_t cell) {
  Cell& c = cells_[cell];
  ++records_;
  ++c.records;
  if (!c.holes.empty()) {
    const std::size_t row = c.holes.back();
    c.holes.pop_back();
    clear_row(columns_, row);
    return row;
  }
  for (std::size_t index : c.blocks)
    if (blocks_[index].used < blocks_[index].capacity) return blocks_[index].row + blocks_[index].used++;
  add_block(cell, std::clamp(c.records / 4, 4 * kRowPadding, kBlockRows));
  return blocks_.back().row + blocks_.back().used++;
}

void Population::take_first_rows(std::size_t cell, std::size_t count) {
  cells_[cell].records = count;
  records_ += count;
  for (std::size_t index : cells_[cell].blocks) {
    blocks_[index].used = std::min(count, blocks_[index].capacity);
    count -= blocks_[index].used;
  }
}

void Population::release_rows(std::size_t cell, const std::vector<std::uint32_t>& rows) {
  Cell& c = cells_[cell];
  const std::size_t old = c.holes.size();
  c.holes.insert(c.holes.end(), rows.rbegin(), rows.rend());
  std::inplace_merge(c.holes.begin(), c.holes.begin() + static_cast<std::ptrdiff_t>(old), c.holes.end(),
                     std::greater<>());
  c.records -= rows.size();
  records_ -= rows.size();
}

void Population::compact() {
  for (Cell& cell : cells_)
    if (cell.holes.size() > 4 * kRowPadding && cell.holes.size() > cell.records) compact_cell(cell);
}

void Population::compact_cell(Cell& cell) {
  std::vector<std::size_t> rows;
  for (std::size_t index : cell.blocks)
    for (std::size_t i = 0; i < blocks_[index].capacity; ++i) rows.push_back(blocks_[index].row + i);
  std::size_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (columns_.weight[rows[i]] == 0) continue;
    if (i != next) {
      copy_row(columns_, rows[i], rows[next]);
      clear_row(columns_, rows[i]);
    }
    ++next;
  }
  for (std::size_t index : cell.blocks) {
    const std::size_t used = std::min(next, blocks_[index].capacity);
    blocks_[index].used = used;
    for (std::size_t i = used; i < blocks_[index].capacity; ++i) clear_row(columns_, blocks_[index].row + i);
    next -= used;
  }
  cell.holes.clear();
}

}  // namespace kaldor

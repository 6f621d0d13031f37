#include "population.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

using kaldor::Block;
using kaldor::Population;

namespace {

std::size_t found(Population& firms, std::size_t cell, std::uint64_t id) {
  const std::size_t row = firms.take_row(cell);
  firms.columns().id[row] = id;
  firms.columns().weight[row] = 1;
  return row;
}

/// What the exit kernel and the entry stage do together.
void leave(Population& firms, std::size_t cell, const std::vector<std::uint32_t>& rows) {
  for (const std::uint32_t row : rows) firms.columns().weight[row] = 0;
  firms.release_rows(cell, rows);
}

std::vector<std::uint64_t> living(const Population& firms, std::size_t cell) {
  std::vector<std::uint64_t> ids;
  for (const std::size_t index : firms.blocks_of(cell)) {
    const Block& block = firms.blocks()[index];
    for (std::size_t row = block.row; row < block.row + block.used; ++row)
      if (firms.columns().weight[row] > 0) ids.push_back(firms.columns().id[row]);
  }
  return ids;
}

}  // namespace

TEST_CASE("rows are handed out in rising order, cell by cell") {
  Population firms({100, 100});
  std::size_t last = found(firms, 0, 0);
  for (std::uint64_t id = 1; id < 100; ++id) {
    const std::size_t row = found(firms, 0, id);
    CHECK(row == last + 1);
    last = row;
  }
  CHECK(found(firms, 1, 1000) > last);
  CHECK(firms.records() == 101);
  CHECK(firms.records_of(0) == 100);
  CHECK(firms.records_of(1) == 1);
}

TEST_CASE("rows of different cells never share a block, and blocks are whole paddings long") {
  Population firms({3000, 5, 17});
  for (const Block& block : firms.blocks()) {
    CHECK(block.capacity % kaldor::kRowPadding == 0);
    CHECK(block.row % kaldor::kRowPadding == 0);
    CHECK(block.capacity <= kaldor::kBlockRows);
  }
  for (std::size_t cell = 0; cell < 3; ++cell)
    for (const std::size_t index : firms.blocks_of(cell)) CHECK(firms.blocks()[index].cell == static_cast<int>(cell));
}

TEST_CASE("holes are reused lowest first before new rows are taken") {
  Population firms({50});
  std::vector<std::size_t> rows;
  for (std::uint64_t id = 0; id < 30; ++id) rows.push_back(found(firms, 0, id));
  const auto row = [&](std::size_t i) { return static_cast<std::uint32_t>(rows[i]); };
  leave(firms, 0, {row(20), row(25)});
  leave(firms, 0, {row(3), row(22)});
  CHECK(firms.records() == 26);
  CHECK(found(firms, 0, 100) == rows[3]);
  CHECK(found(firms, 0, 101) == rows[20]);
  CHECK(found(firms, 0, 102) == rows[22]);
  CHECK(found(firms, 0, 103) == rows[25]);
  CHECK(found(firms, 0, 104) == rows[29] + 1);
  CHECK(firms.records() == 31);
}

TEST_CASE("a reused row holds nothing of the firm that left") {
  Population firms({10});
  const std::size_t row = found(firms, 0, 7);
  firms.columns().capital[row] = 5;
  firms.columns().deposits[row] = 8;
  firms.columns().productivity[row] = 3;
  leave(firms, 0, {static_cast<std::uint32_t>(row)});
  REQUIRE(firms.take_row(0) == row);
  CHECK(firms.columns().capital[row] == 0);
  CHECK(firms.columns().deposits[row] == 0);
  CHECK(firms.columns().weight[row] == 0);
  CHECK(firms.columns().id[row] == 0);
  CHECK(firms.columns().productivity[row] == 1);
}

TEST_CASE("a full cell grows by a block and keeps the rows it has") {
  Population firms({20});
  std::vector<std::uint64_t> ids;
  for (std::uint64_t id = 0; id < 5000; ++id) {
    found(firms, 0, id);
    ids.push_back(id);
  }
  CHECK(firms.records() == 5000);
  CHECK(living(firms, 0) == ids);
}

TEST_CASE("compaction keeps the living in their order and leaves no holes") {
  Population firms({4000, 10});
  std::vector<std::size_t> rows;
  for (std::uint64_t id = 0; id < 4000; ++id) rows.push_back(found(firms, 0, id));
  found(firms, 1, 9999);
  std::vector<std::uint32_t> gone;
  std::vector<std::uint64_t> stay;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % 3 != 0)
      gone.push_back(static_cast<std::uint32_t>(rows[i]));
    else
      stay.push_back(i);
  }
  leave(firms, 0, gone);
  firms.compact();
  CHECK(living(firms, 0) == stay);
  CHECK(living(firms, 1) == std::vector<std::uint64_t>{9999});
  std::size_t used = 0;
  for (const std::size_t index : firms.blocks_of(0)) used += firms.blocks()[index].used;
  CHECK(used == stay.size());
  found(firms, 0, 5000);
  stay.push_back(5000);
  CHECK(living(firms, 0) == stay);
}

TEST_CASE("compaction waits until most of a cell is holes") {
  Population firms({1000});
  std::vector<std::size_t> rows;
  for (std::uint64_t id = 0; id < 1000; ++id) rows.push_back(found(firms, 0, id));
  std::vector<std::uint32_t> gone;
  for (std::size_t i = 0; i < 400; ++i) gone.push_back(static_cast<std::uint32_t>(rows[i]));
  leave(firms, 0, gone);
  firms.compact();
  CHECK(firms.columns().id[rows[400]] == 400);
  CHECK(firms.columns().weight[rows[400]] == 1);
}

TEST_CASE("rows beyond those in use have no weight, so that kernels may run over the padding") {
  Population firms({5});
  for (std::uint64_t id = 0; id < 5; ++id) found(firms, 0, id);
  const Block& block = firms.blocks()[0];
  for (std::size_t row = block.row + block.used; row < block.row + block.padded(); ++row)
    CHECK(firms.columns().weight[row] == 0);
}

TEST_CASE("a population that grows without end is told from a machine without memory") {
  Population firms({100});
  const auto grow = [&] {
    for (std::uint64_t id = 0; id < 10'000'000; ++id) found(firms, 0, id);
  };
  CHECK_THROWS_AS(grow(), kaldor::PopulationFull);
}

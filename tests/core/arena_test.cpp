#include "kaldor/core/arena.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <new>
#include <set>
#include <vector>

using kaldor::Arena;

namespace {
std::uintptr_t address(const void* p) { return reinterpret_cast<std::uintptr_t>(p); }
}  // namespace

TEST_CASE("columns are aligned to 64 bytes and staggered by odd multiples modulo 4 KiB") {
  Arena arena(32 * Arena::footprint(sizeof(float), 5000));
  std::set<std::uintptr_t> offsets;
  for (int i = 0; i < 32; ++i) {
    const std::uintptr_t offset = address(arena.column<float>(5000)) % 4096;
    CHECK(offset % 64 == 0);
    CHECK(offset / 64 % 2 == 1);
    offsets.insert(offset);
  }
  CHECK(offsets.size() == 32);
}

TEST_CASE("columns are zero and do not overlap") {
  Arena arena(8 * Arena::footprint(sizeof(double), 1003));
  std::vector<double*> columns;
  for (int i = 0; i < 8; ++i) columns.push_back(arena.column<double>(1003));
  for (double* column : columns) CHECK(std::all_of(column, column + 1003, [](double x) { return x == 0; }));
  for (std::size_t i = 0; i < columns.size(); ++i) std::fill_n(columns[i], 1003, static_cast<double>(i + 1));
  for (std::size_t i = 0; i < columns.size(); ++i)
    CHECK(std::all_of(columns[i], columns[i] + 1003, [&](double x) { return x == static_cast<double>(i + 1); }));
}

TEST_CASE("footprints add up to enough room for mixed columns, large ones too") {
  constexpr std::size_t kRows = 1'000'001;
  Arena arena(Arena::footprint(4, kRows) + Arena::footprint(2, kRows) + Arena::footprint(8, kRows) +
              Arena::footprint(1, 0));
  arena.column<float>(kRows)[kRows - 1] = 1;
  arena.column<std::uint16_t>(kRows)[kRows - 1] = 1;
  arena.column<double>(kRows)[kRows - 1] = 1;
  CHECK_NOTHROW(arena.column<char>(0));
  CHECK(arena.used() <= arena.bytes());
}

TEST_CASE("address space far beyond memory costs nothing until it is written") {
  Arena arena(std::size_t{1} << 40);
  float* column = arena.column<float>(std::size_t{1} << 36);
  column[std::size_t{1} << 35] = 2;
  CHECK(column[(std::size_t{1} << 35) + 1] == 0);
}

TEST_CASE("an arena without room refuses and stays usable") {
  Arena arena(2 * Arena::footprint(4, 100));
  CHECK_THROWS_AS(arena.column<float>(1'000'000), std::bad_alloc);
  CHECK_THROWS_AS(arena.column(16, std::numeric_limits<std::size_t>::max() / 8), std::bad_alloc);
  CHECK_NOTHROW(arena.column<float>(100));
  CHECK_THROWS_AS(Arena(std::numeric_limits<std::size_t>::max() / 2), std::bad_alloc);
  CHECK_THROWS_AS(Arena().column<float>(1), std::bad_alloc);
}

TEST_CASE("a moved arena keeps its columns where they are") {
  Arena first(Arena::footprint(4, 10));
  float* column = first.column<float>(10);
  column[3] = 5;
  Arena second(std::move(first));
  Arena third;
  third = std::move(second);
  CHECK(column[3] == 5);
  CHECK(third.used() > 0);
  CHECK(first.bytes() == 0);
}

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kaldor::input {

/// Rows of text under named columns.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> numeric;  ///< columns whose cells are numbers
};

/// Table of one kind of declaration; empty for an unknown kind.
Table table_of(std::string_view kind);

std::string aligned(const Table& table);
std::string json(const Table& table);
std::string markdown(const Table& table);

}  // namespace kaldor::input

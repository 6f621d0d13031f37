#include <algorithm>

#include "json.hpp"
#include "listing.hpp"
#include "scalars.hpp"

namespace kaldor::input {
namespace {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// A cell may hold the bar that separates cells.
std::string escaped_bars(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

template <class Cells>
std::string markdown_row(const Cells& cells) {
  std::string row = "|";
  for (const auto& cell : cells) row += ' ' + escaped_bars(cell) + " |";
  return row + '\n';
}

}  // namespace

std::string aligned(const Table& table) {
  std::vector<std::size_t> widths;
  for (const std::string& column : table.columns) widths.push_back(width_of(column));
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string space(widths[i] - width_of(cells[i]), ' ');
      row += (i ? "  " : "") + (table.numeric[i] ? space + cells[i] : cells[i] + space);
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + '\n';
  };
  line(table.columns);
  for (const auto& row : table.rows) line(row);
  return text;
}

std::string json(const Table& table) {
  std::vector<Json> items;
  for (const auto& row : table.rows) {
    std::vector<std::pair<std::string, Json>> members;
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string key = table.columns[i];
      std::replace(key.begin(), key.end(), ' ', '_');
      const auto number = table.numeric[i] ? parse_number(row[i]) : std::nullopt;
      members.emplace_back(std::move(key), number ? Json::number(*number) : Json::text(row[i]));
    }
    items.push_back(Json::object(members));
  }
  return Json::array(items).str() + '\n';
}

std::string markdown(const Table& table) {
  std::string text = markdown_row(table.columns);
  text += "|" + std::string();
  for (const bool numeric : table.numeric) text += numeric ? "---:|" : "---|";
  text += '\n';
  for (auto row : table.rows) {
    row.front() = '`' + row.front() + '`';
    text += markdown_row(row);
  }
  return text;
}

}  // namespace kaldor::input

#include "json.hpp"

#include <fmt/format.h>

namespace kaldor::input {
namespace {

std::string escaped(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string indented(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\n') result += "  ";
  }
  return result;
}

std::string enclosed(char open, const std::vector<std::string>& parts, char close) {
  if (parts.empty()) return {open, close};
  std::string result(1, open);
  for (std::size_t i = 0; i < parts.size(); ++i) result += (i ? ",\n  " : "\n  ") + indented(parts[i]);
  return result + '\n' + close;
}

}  // namespace

Json Json::text(std::string_view value) { return Json(escaped(value)); }
Json Json::number(double value) { return Json(fmt::format("{}", value)); }
Json Json::boolean(bool value) { return Json(value ? "true" : "false"); }

Json Json::object(const std::vector<std::pair<std::string, Json>>& members) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : members) parts.push_back(escaped(key) + ": " + value.str());
  return Json(enclosed('{', parts, '}'));
}

Json Json::array(const std::vector<Json>& items) {
  std::vector<std::string> parts;
  for (const Json& item : items) parts.push_back(item.str());
  return Json(enclosed('[', parts, ']'));
}

Json Json::texts(const std::vector<std::string_view>& items) {
  std::string result = "[";
  for (const std::string_view item : items) result += (result.size() > 1 ? ", " : "") + escaped(item);
  return Json(result + ']');
}

}  // namespace kaldor::input

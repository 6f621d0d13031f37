#include <algorithm>
#include <cctype>

#include "fields.hpp"

namespace kaldor::input {
namespace {

bool plain_scalar(const Node& node) { return node.kind == Node::Kind::scalar && !node.quoted; }

std::string number_text(std::string_view noun, const Range& range) {
  const std::string interval = to_text(range);
  return std::string(noun) + (interval.empty() ? "" : " " + interval);
}

std::string number_hint(const Node& node) {
  if (node.kind != Node::Kind::scalar) return {};
  if (node.quoted) return parse_number(node.text) ? "leave the quotes out" : "";
  std::string digits = node.text;
  std::erase_if(digits, [](char c) { return c == '_' || c == ','; });
  if (digits.size() < 40 && digits != node.text && parse_number(digits)) return "write " + digits;
  const std::size_t first = node.text.find_first_not_of('0');
  if (first != std::string::npos && first > 0 && node.text.size() < 40 && parse_number(node.text.substr(first))) {
    return "write " + node.text.substr(first);
  }
  if (node.text.size() < 40 && node.text.size() > 1 && node.text.back() == '%') {
    if (parse_number(node.text.substr(0, node.text.size() - 1))) return "write it as a share, 10% as 0.1";
  }
  return {};
}

bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || c == '+';
}

}  // namespace

std::optional<double> read_number(const Node& node, const std::string& path, const Range& range, Faults& faults) {
  const std::optional<double> value = plain_scalar(node) ? parse_number(node.text) : std::nullopt;
  if (value && range.holds(*value)) return value;
  faults.add(node.place, path, number_text(value ? "a number" : "a finite number", range), describe(node),
             value ? std::string{} : number_hint(node));
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const Node& node, const std::string& path, const Range& range,
                                         Faults& faults) {
  const std::optional<std::int64_t> value = plain_scalar(node) ? parse_integer(node.text) : std::nullopt;
  if (value && range.holds(static_cast<double>(*value))) return value;
  faults.add(node.place, path, number_text("a whole number", range), describe(node),
             value ? std::string{} : number_hint(node));
  return std::nullopt;
}

std::optional<std::uint64_t> read_unsigned(const Node& node, const std::string& path, Faults& faults) {
  const std::optional<std::uint64_t> value = plain_scalar(node) ? parse_unsigned(node.text) : std::nullopt;
  if (!value) faults.add(node.place, path, "a whole number from 0 to 2^64 - 1", describe(node), number_hint(node));
  return value;
}

std::optional<bool> read_switch(const Node& node, const std::string& path, Faults& faults) {
  const std::optional<bool> value = plain_scalar(node) ? parse_switch(node.text) : std::nullopt;
  if (!value) faults.add(node.place, path, "on or off", describe(node));
  return value;
}

std::optional<int> read_quarters(const Node& node, const std::string& path, int low, Faults& faults) {
  const std::optional<int> value = node.kind == Node::Kind::scalar ? parse_quarters(node.text) : std::nullopt;
  if (value && *value >= low) return value;
  const bool bare = plain_scalar(node) && node.text.size() < 40 && parse_number(node.text);
  const std::string limits = low > 0 ? "from 1 quarter to 500 years" : "up to 500 years";
  faults.add(node.place, path, "a duration like `4 quarters` or `1 year`, in whole quarters " + limits, describe(node),
             bare ? "say the unit: `" + node.text + " quarters`" : "");
  return std::nullopt;
}

std::optional<std::string> read_text(const Node& node, const std::string& path, Faults& faults) {
  const bool fits = node.kind == Node::Kind::scalar && node.text.find_first_not_of(' ') != std::string::npos &&
                    std::none_of(node.text.begin(), node.text.end(), control);
  if (fits) return node.text;
  faults.add(node.place, path, "a text of one line", describe(node));
  return std::nullopt;
}

std::optional<std::string> read_name(const Node& node, const std::string& path, Faults& faults) {
  const bool fits = node.kind == Node::Kind::scalar && !node.text.empty() && node.text.size() <= kQuotedCharacters &&
                    std::all_of(node.text.begin(), node.text.end(), name_character) &&
                    std::isalnum(static_cast<unsigned char>(node.text.front())) != 0;
  if (fits) return node.text;
  faults.add(node.place, path, "a name of letters, digits and `- _ . +`, at most 80", describe(node));
  return std::nullopt;
}

std::optional<std::size_t> read_choice(const Node& node, const std::string& path, std::string_view what,
                                       const std::vector<std::string_view>& names, Faults& faults) {
  const auto found = node.kind == Node::Kind::scalar ? std::find(names.begin(), names.end(), node.text) : names.end();
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string hint = node.kind == Node::Kind::scalar && !faults.full() ? did_you_mean(node.text, names) : "";
  if (hint.empty() && names.size() <= 8) {
    hint = "known:";
    for (const std::string_view& name : names) hint += (&name == &names.front() ? " " : ", ") + std::string(name);
  }
  faults.add(node.place, path, what, describe(node), hint);
  return std::nullopt;
}

}  // namespace kaldor::input

#include "listing.hpp"

#include "document.hpp"
#include "kaldor/scenario/declarations.hpp"
#include "kaldor/scenario/reference.hpp"
#include "kaldor/scenario/shipped.hpp"
#include "scalars.hpp"

namespace kaldor {
namespace input {
namespace {

std::string str(std::string_view text) { return std::string(text); }

Table parameters_table() {
  Table table{{"name", "symbol", "value", "low", "high", "unit", "meaning", "source"},
              {},
              {false, false, true, true, true, false, false, false}};
  for (const ParameterDeclaration& d : parameter_declarations()) {
    table.rows.push_back({str(d.name), str(d.symbol), to_text(d.value), to_text(d.low), to_text(d.high), str(d.unit),
                          str(d.meaning), str(d.source)});
  }
  return table;
}

Table levers_table() {
  Table table{
      {"name", "symbol", "low", "high", "unit", "acts on", "enters", "payer", "receiver", "evidence", "meaning"},
      {},
      {false, false, true, true, false, false, false, false, false, false, false}};
  for (const LeverDeclaration& d : lever_declarations()) {
    table.rows.push_back({str(d.name), str(d.symbol), to_text(d.low), to_text(d.high), str(d.unit),
                          d.acts_on == ActsOn::firms ? "firms" : "places", str(d.enters), str(d.payer), str(d.receiver),
                          str(d.evidence), str(d.meaning)});
  }
  return table;
}

Table mechanisms_table() {
  Table table{{"name", "meaning", "source"}, {}, {false, false, false}};
  for (const MechanismDeclaration& d : mechanism_declarations()) {
    table.rows.push_back({str(d.name), str(d.meaning), str(d.source)});
  }
  return table;
}

std::string shape_text(Shape shape) {
  static constexpr std::string_view names[] = {"nation",           "industry",      "region",
                                               "region, industry", "region, skill", "flow, account"};
  return str(names[static_cast<std::size_t>(shape)]);
}

Table indicators_table() {
  Table table{{"name", "for each", "unit", "meaning", "formula", "source"}, {}, std::vector<bool>(6, false)};
  for (const IndicatorDeclaration& d : indicator_declarations()) {
    table.rows.push_back(
        {str(d.name), shape_text(d.shape), str(d.unit), str(d.long_name), str(d.formula), str(d.source)});
  }
  return table;
}

Table columns_table() {
  Table table{{"name", "type", "unit", "in conditions", "meaning"}, {}, std::vector<bool>(5, false)};
  for (const FirmColumnDeclaration& d : firm_column_declarations()) {
    table.rows.push_back({str(d.name), d.type == ColumnType::integer ? "integer" : "real", str(d.unit),
                          d.readable ? "yes" : "no", str(d.meaning)});
  }
  return table;
}

/// The comment lines at the head of a file, up to the end of their first sentence.
std::string first_sentence(const std::string& text) {
  std::string sentence;
  for (std::size_t at = 0; at < text.size() && text[at] == '#';) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at + 1, end - at - 1);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    sentence += line;
    const std::size_t stop = sentence.find(". ");
    if (stop != std::string::npos) return cut(sentence.substr(1, stop));
    if (!sentence.empty() && sentence.back() == '.') break;
    at = end + 1;
  }
  return sentence.empty() ? "" : cut(sentence.substr(1));
}

std::string text_of(const Node& root, std::string_view key) {
  const Member* member = root.member(key);
  return member && member->value->kind == Node::Kind::scalar ? cut(member->value->text) : "";
}

Table shipped_table(bool economies) {
  Table table{{"name", "folder", economies ? "base year" : "economy", economies ? "title" : "story"},
              {},
              std::vector<bool>(4, false)};
  for (const ShippedFile& file : economies ? shipped_economies() : shipped_scenarios()) {
    std::string subject, story;
    try {
      Faults faults;
      const SourcePtr source = read_source(file.path);
      const NodePtr root = parse_document(source, faults);
      subject = text_of(*root, economies ? "base_year" : "economy");
      if (!economies && subject.empty() && root->member("base")) subject = "as in " + text_of(*root, "base");
      story = economies ? text_of(*root, "title") : first_sentence(source->text);
    } catch (const InputError&) {
      story = "(cannot be read; `kaldor validate` says why)";
    }
    table.rows.push_back({file.name, file.folder, subject, story});
  }
  return table;
}

Table experiments_table() {
  Table table{{"name", "row", "claim"}, {}, std::vector<bool>(3, false)};
  for (const ShippedFile& file : shipped_experiments()) {
    try {
      Faults faults;
      const NodePtr root = parse_document(read_source(file.path), faults);
      const Member* claim = root->member("experiment");
      table.rows.push_back({file.name, text_of(*root, "row"), claim ? claim->value->text : ""});
    } catch (const InputError&) {
      table.rows.push_back({file.name, "", "(cannot be read; `kaldor validate` says why)"});
    }
  }
  return table;
}

}  // namespace

Table table_of(std::string_view kind) {
  if (kind == "parameters") return parameters_table();
  if (kind == "levers") return levers_table();
  if (kind == "mechanisms") return mechanisms_table();
  if (kind == "indicators") return indicators_table();
  if (kind == "columns") return columns_table();
  if (kind == "scenarios") return shipped_table(false);
  if (kind == "economies") return shipped_table(true);
  if (kind == "experiments") return experiments_table();
  return {};
}

}  // namespace input

std::vector<std::string_view> listing_kinds() {
  return {"parameters", "levers", "mechanisms", "indicators", "columns", "scenarios", "economies", "experiments"};
}

std::string listing(std::string_view kind, bool json) {
  const input::Table table = input::table_of(kind);
  if (table.columns.empty()) {
    input::refuse({}, "list",
                  "parameters, levers, mechanisms, indicators, columns, scenarios, economies or experiments",
                  input::in_quotes(kind), did_you_mean(kind, listing_kinds()));
  }
  return json ? input::json(table) : input::aligned(table);
}

}  // namespace kaldor

#include "kaldor/scenario/reference.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace kaldor;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the schema is balanced JSON that names every parameter, mechanism, lever and column of conditions") {
  const std::string schema = json_schema();
  for (const auto& d : parameter_declarations()) CHECK(holds(schema, '"' + std::string(d.name) + "\": {"));
  for (const auto& d : mechanism_declarations()) CHECK(holds(schema, '"' + std::string(d.name) + "\": {"));
  for (const auto& d : lever_declarations()) CHECK(holds(schema, "\"const\": \"" + std::string(d.name) + '"'));
  for (const auto& d : firm_column_declarations()) {
    INFO(d.name);
    if (d.readable) CHECK(holds(schema, '"' + std::string(d.name) + "\": {"));
  }
  CHECK(!holds(schema, "\"markup\": {"));
  CHECK(holds(schema, "https://json-schema.org/draft/2020-12/schema"));
  CHECK(std::count(schema.begin(), schema.end(), '{') == std::count(schema.begin(), schema.end(), '}'));
}

TEST_CASE("every kind can be listed as a table and as JSON, with each declaration once") {
  for (const std::string_view kind : listing_kinds()) {
    INFO(kind);
    CHECK(holds(listing(kind, false), "name"));
    CHECK(listing(kind, true).front() == '[');
  }
  const std::string table = listing("parameters", false);
  CHECK(static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')) == parameter_declarations().size() + 1);
  CHECK(holds(listing("levers", true), "\"high\": 0.2"));
}

TEST_CASE("an unknown kind of listing is a fault with the nearest kind") {
  CHECK(lines_of(error_of([] { listing("lever", false); })) ==
        "list: expected parameters, levers, mechanisms, indicators, columns, scenarios, economies or experiments, got "
        "\"lever\" "
        "(did you "
        "mean `levers`?)\n");
}

TEST_CASE("the reference holds every declaration and no broken row") {
  const std::string text = reference_markdown();
  for (const auto& d : parameter_declarations()) CHECK(holds(text, "| `" + std::string(d.name) + "` |"));
  for (const auto& d : indicator_declarations()) CHECK(holds(text, "| `" + std::string(d.name) + "` |"));
  CHECK(holds(text, "sum \\|sum\\|") == false);
  CHECK(holds(text, "max \\|sum\\| / GDP"));
}

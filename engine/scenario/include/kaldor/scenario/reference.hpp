#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kaldor {

/// JSON Schema (draft 2020-12) of scenario files.
std::string json_schema();

/// What `listing` can list.
std::vector<std::string_view> listing_kinds();

/// Table of what there is: parameters, levers, mechanisms, indicators, columns, scenarios, economies or experiments; as
/// aligned text or as a JSON list of objects. Throws InputError for another kind.
std::string listing(std::string_view kind, bool json);

/// Reference pages of all declarations, in Markdown.
std::string reference_markdown();

}  // namespace kaldor

#pragma once

#include <string>
#include <vector>

#include "json.hpp"
#include "streams.hpp"

namespace kaldor::cli {

/// Prints reports one after the other: for people as text, an empty line between them; for programs as JSON, a list if
/// all that there are were asked for.
template <class Report>
void print_reports(const std::vector<Report>& reports, bool as_json, bool all) {
  if (!as_json) {
    std::string text;
    for (const Report& report : reports) {
      if (!text.empty()) text += '\n';
      text += report_text(report);
    }
    print(text);
    return;
  }
  Json json;
  if (all) json.open_array();
  for (const Report& report : reports) add(json, report);
  if (all) json.close_array();
  print(json.text());
}

}  // namespace kaldor::cli

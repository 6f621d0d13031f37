#include <fmt/format.h>

#include <algorithm>

#include "kaldor/output/trajectory_reader.hpp"

namespace kaldor {
namespace {

std::string joined(const std::vector<std::string>& parts, const char* separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

void add_line(std::string& text, const char* label, const std::string& value) {
  if (!value.empty()) text += fmt::format("{:<14}{}\n", label, value);
}

void add_variables(std::string& text, const char* title, const std::vector<VariableInfo>& variables) {
  std::size_t name_width = 0, shape_width = 0;
  std::vector<std::string> shapes;
  for (const VariableInfo& variable : variables) {
    shapes.push_back('[' + joined(variable.dimensions, ", ") + ']');
    name_width = std::max(name_width, variable.name.size());
    shape_width = std::max(shape_width, shapes.back().size());
  }
  text += fmt::format("\n{}\n", title);
  for (std::size_t i = 0; i < variables.size(); ++i) {
    text += fmt::format("  {:<{}}  {:<{}}  {} ({})\n", variables[i].name, name_width, shapes[i], shape_width,
                        variables[i].long_name, variables[i].units);
  }
}

/// `rd_subsidy (3 times), carbon_price (1 time), by whom`; nothing where no lever was moved.
std::string moved(const std::vector<SetLever>& levers, const char* by_whom) {
  std::vector<std::string> said;
  for (const SetLever& lever : levers)
    said.push_back(fmt::format("{} ({} {})", lever.name, lever.times, lever.times == 1 ? "time" : "times"));
  return said.empty() ? "" : joined(said, ", ") + by_whom;
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20U) {
          result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          result += c;
        }
    }
  }
  return result + '"';
}

std::string list(const std::vector<std::string>& texts) {
  std::vector<std::string> items;
  for (const std::string& text : texts) items.push_back(quoted(text));
  return '[' + joined(items, ", ") + ']';
}

std::string list(const std::vector<VariableInfo>& variables) {
  std::vector<std::string> items;
  for (const VariableInfo& variable : variables) {
    items.push_back(fmt::format(R"(    {{"name": {}, "units": {}, "long_name": {}, "dimensions": {}, "sizes": [{}]}})",
                                quoted(variable.name), quoted(variable.units), quoted(variable.long_name),
                                list(variable.dimensions), fmt::join(variable.sizes, ", ")));
  }
  return items.empty() ? "[]" : "[\n" + joined(items, ",\n") + "\n  ]";
}

/// `times` names what is counted.
std::string list(const std::vector<SetLever>& levers, const char* times) {
  std::vector<std::string> items;
  for (const SetLever& lever : levers)
    items.push_back(fmt::format(R"({{"name": {}, "{}": {}}})", quoted(lever.name), times, lever.times));
  return '[' + joined(items, ", ") + ']';
}

}  // namespace

std::string to_text(const TrajectoryInfo& info) {
  std::string text = fmt::format("{}: trajectory, format {}.{}, {}\n", info.path, info.format_major, info.format_minor,
                                 info.complete ? "complete" : "not complete");
  add_line(text, "scenario", info.scenario_name);
  add_line(text, "economy", info.economy);
  add_line(text, "seed", fmt::format("{}", info.seed));
  add_line(text, "replications", fmt::format("{}", info.replications));
  add_line(text, "periods", fmt::format("{}, quarters from {} to {}", info.periods, info.first_time, info.last_time));
  add_line(text, "regions", fmt::format("{}: {}", info.regions.size(), joined(info.regions, ", ")));
  add_line(text, "industries", fmt::format("{}: {}", info.industries.size(), joined(info.industries, ", ")));
  add_line(text, "firm panel", info.has_panel ? fmt::format("{} rows", info.panel_rows) : "none");
  add_line(text, "levers set", moved(info.set_levers, ", by a rule while the run went"));
  add_line(text, "rules turned", moved(info.turned_levers, ", counted by replication and place"));
  add_line(text, "written by", fmt::format("kaldor {} ({}), {}", info.kaldor_version, info.git_commit, info.compiler));
  add_line(text, "written on", info.created);
  add_line(text, "numerics", info.numerics_check);
  add_variables(text, "indicators", info.variables);
  if (info.has_panel) add_variables(text, "columns of the firm panel", info.panel_columns);
  return text;
}

std::string to_json(const TrajectoryInfo& info) {
  std::vector<std::string> members;
  const auto add = [&](const char* name, const std::string& value) {
    members.push_back(fmt::format("  \"{}\": {}", name, value));
  };
  add("path", quoted(info.path));
  add("filetype", quoted("kaldor-trajectory"));
  add("format_version", fmt::format("[{}, {}]", info.format_major, info.format_minor));
  add("complete", info.complete ? "true" : "false");
  add("kaldor_version", quoted(info.kaldor_version));
  add("git_commit", quoted(info.git_commit));
  add("compiler", quoted(info.compiler));
  add("created", quoted(info.created));
  add("numerics_check", quoted(info.numerics_check));
  add("scenario_name", quoted(info.scenario_name));
  add("economy", quoted(info.economy));
  add("seed", fmt::format("{}", info.seed));
  add("replications", fmt::format("{}", info.replications));
  add("periods", fmt::format("{}", info.periods));
  add("first_time", fmt::format("{}", info.first_time));
  add("last_time", fmt::format("{}", info.last_time));
  add("regions", list(info.regions));
  add("industries", list(info.industries));
  add("scenario", quoted(info.scenario));
  add("scenario_resolved", quoted(info.scenario_resolved));
  add("variables", list(info.variables));
  add("lever_settings", list(info.set_levers, "settings"));
  add("rule_answers", list(info.turned_levers, "turns"));
  add("firm_panel", info.has_panel
                        ? fmt::format("{{\"rows\": {}, \"columns\": {}}}", info.panel_rows, list(info.panel_columns))
                        : "null");
  return "{\n" + joined(members, ",\n") + "\n}\n";
}

}  // namespace kaldor

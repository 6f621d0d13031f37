#include <fmt/format.h>

#include <cctype>
#include <iterator>

#include "kaldor/scenario/scenario_file.hpp"
#include "policy_reader.hpp"
#include "rule_parser.hpp"
#include "scalars.hpp"

namespace kaldor {
namespace {

using Text = fmt::memory_buffer;

template <class... Values>
void put(Text& text, fmt::format_string<Values...> form, Values&&... values) {
  fmt::format_to(std::back_inserter(text), form, std::forward<Values>(values)...);
}

bool plain(std::string_view word) {
  if (word.empty() || !std::isalpha(static_cast<unsigned char>(word.front()))) return false;
  for (const char c : word) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '_' && c != '.') return false;
  }
  return word != "null" && word != "Null" && word != "NULL";
}

std::string yaml_text(std::string_view word) {
  if (plain(word)) return std::string(word);
  std::string quoted = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') quoted += '\\';
    const auto byte = static_cast<unsigned char>(c);
    quoted += byte < 0x20 || byte == 0x7F ? fmt::format("\\x{:02x}", byte) : std::string(1, c);
  }
  return quoted + '"';
}

template <class Items, class Name>
std::string yaml_list(const Items& items, Name name) {
  std::string list;
  for (const auto& item : items) list += (list.empty() ? "" : ", ") + yaml_text(name(item));
  return '[' + list + ']';
}

std::string conditions_text(const std::vector<FirmCondition>& conditions) {
  std::string text;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const auto& declaration = firm_column_declarations()[static_cast<std::size_t>(conditions[i].column)];
    const std::string bound = fmt::format("\"{} {}\"", input::symbol_of(conditions[i].comparison), conditions[i].bound);
    if (i > 0 && conditions[i].column == conditions[i - 1].column) {
      text.back() = ',';  // in place of the closing bracket
      text += ' ' + bound + ']';
    } else {
      text += fmt::format("{}{}: [{}]", text.empty() ? "" : ", ", declaration.name, bound);
    }
  }
  return text;
}

std::string_view name_of(Indicator indicator) {
  return indicator_declarations()[static_cast<std::size_t>(indicator)].name;
}

void write_policy(Text& text, const Policy& policy, const Economy& economy) {
  put(text, "  - lever: {}\n", lever_declarations()[static_cast<std::size_t>(policy.lever)].name);
  put(text, "    value: {}\n    from: {}\n", policy.value, policy.from);
  if (policy.until) put(text, "    until: {}\n", *policy.until);
  put(text, "    ramp: {}\n", input::duration_text(policy.ramp));
  if (!policy.industries.empty()) {
    put(text, "    industries: {}\n", yaml_list(policy.industries, [&](int i) { return economy.industries[i].id; }));
  }
  if (!policy.regions.empty()) {
    put(text, "    regions: {}\n", yaml_list(policy.regions, [&](int r) { return economy.regions[r].id; }));
  }
  if (!policy.only.empty()) put(text, "    only: {{ {} }}\n", conditions_text(policy.only));
  put(text, "    finance: {}\n", input::name_of(policy.financing));
  if (policy.when) put(text, "    when: {}\n", yaml_text(policy.when->text));
  put(text, "    hold: {}\n", input::duration_text(policy.hold));
  if (policy.target) {
    const Target& target = *policy.target;
    put(text, "    target: {{ indicator: {}, at: {}, gain: {}, minimum: {}, maximum: {} }}\n",
        name_of(target.indicator), target.at, target.gain, target.minimum, target.maximum);
  }
}

void write_output(Text& text, const Scenario& scenario) {
  put(text, "output:\n  every: {}\n", input::duration_text(scenario.record_every));
  if (scenario.panel.every == 0) {
    put(text, "  firms: off\n");
  } else {
    put(text, "  firms: {{ every: {}, sample: {} }}\n", input::duration_text(scenario.panel.every),
        scenario.panel.sample);
  }
}

}  // namespace

std::string resolved_yaml(const Scenario& scenario, const Economy& economy) {
  Text text;
  put(text, "kaldor: 1\nname: {}\neconomy: {}\n", yaml_text(scenario.name), yaml_text(scenario.economy));
  put(text, "firms: {}\nstart: {}\nperiods: {}\n", scenario.firms, scenario.start, scenario.periods);
  put(text, "seed: {}\nreplications: {}\n", scenario.seed, scenario.replications);
  put(text, "mechanisms:\n");
  for (const MechanismDeclaration& declaration : mechanism_declarations()) {
    put(text, "  {}: {}\n", declaration.name, scenario.mechanisms.*declaration.member ? "on" : "off");
  }
  put(text, "parameters:\n");
  for (const ParameterDeclaration& declaration : parameter_declarations()) {
    put(text, "  {}: {}\n", declaration.name, scenario.parameters.*declaration.member);
  }
  put(text, "policies:{}\n", scenario.policies.empty() ? " []" : "");
  for (const Policy& policy : scenario.policies) write_policy(text, policy, economy);
  write_output(text, scenario);
  return fmt::to_string(text);
}

}  // namespace kaldor

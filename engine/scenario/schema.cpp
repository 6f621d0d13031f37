#include <fmt/format.h>

#include "json.hpp"
#include "kaldor/scenario/declarations.hpp"
#include "kaldor/scenario/reference.hpp"
#include "kaldor/scenario/scenario_file.hpp"

namespace kaldor {
namespace {

using input::Json;
using Members = std::vector<std::pair<std::string, Json>>;

Json described(std::string_view type, std::string_view description) {
  return Json::object({{"type", Json::text(type)}, {"description", Json::text(description)}});
}

Json bounded(std::string_view type, double low, double high, std::string_view description) {
  return Json::object({{"type", Json::text(type)},
                       {"minimum", Json::number(low)},
                       {"maximum", Json::number(high)},
                       {"description", Json::text(description)}});
}

Json closed_map(const Members& properties, const std::vector<std::string_view>& required) {
  Members members = {{"type", Json::texts({"object", "null"})},
                     {"properties", Json::object(properties)},
                     {"additionalProperties", Json::boolean(false)}};
  if (!required.empty()) members.push_back({"required", Json::texts(required)});
  return Json::object(members);
}

Json list_of(const Json& item, std::string_view type = "array") {
  return Json::object({{"type", Json::text(type)}, {"items", item}});
}

Json duration(std::string_view description) {
  return Json::object({{"type", Json::text("string")},
                       {"pattern", Json::text("^([0-9.]+ +)?(quarters?|years?)$")},
                       {"description", Json::text(description)}});
}

Json names(std::string_view description) {
  const Json text = described("string", description);
  return Json::object({{"anyOf", Json::array({text, list_of(text)})}});
}

Json parameters_schema() {
  Members members;
  for (const ParameterDeclaration& d : parameter_declarations()) {
    members.push_back(
        {std::string(d.name),
         Json::object({{"type", Json::text("number")},
                       {"minimum", Json::number(d.low)},
                       {"maximum", Json::number(d.high)},
                       {"default", Json::number(d.value)},
                       {"description", Json::text(fmt::format("{} [{}] ({})", d.meaning, d.unit, d.source))}})});
  }
  return closed_map(members, {});
}

Json mechanisms_schema() {
  Members members;
  for (const MechanismDeclaration& d : mechanism_declarations()) {
    members.push_back({std::string(d.name),
                       Json::object({{"enum", Json::array({Json::boolean(true), Json::boolean(false), Json::text("on"),
                                                           Json::text("off"), Json::text("yes"), Json::text("no")})},
                                     {"description", Json::text(d.meaning)}})});
  }
  return closed_map(members, {});
}

Json conditions_schema() {
  Members members;
  for (const FirmColumnDeclaration& d : firm_column_declarations()) {
    if (!d.readable) continue;
    const Json text = Json::object({{"type", Json::text("string")},
                                    {"pattern", Json::text("^ *(<|<=|>|>=) *[-+0-9.eE]+ *$")},
                                    {"description", Json::text(fmt::format("{} [{}]", d.meaning, d.unit))}});
    members.push_back({std::string(d.name), Json::object({{"anyOf", Json::array({text, list_of(text)})}})});
  }
  return closed_map(members, {});
}

Json target_schema() {
  std::vector<std::string_view> indicators;
  for (const IndicatorDeclaration& d : indicator_declarations()) {
    if (has_one_number_in_a_place(d.shape)) indicators.push_back(d.name);
  }
  return closed_map({{"indicator", Json::object({{"enum", Json::texts(indicators)}})},
                     {"at", described("number", "value of the indicator at which the lever has its `value`")},
                     {"gain", described("number", "change of the lever for each unit of the indicator above `at`")},
                     {"minimum", described("number", "lowest value of the lever")},
                     {"maximum", described("number", "highest value of the lever")}},
                    {"indicator", "at", "gain"});
}

/// The range of `value` depends on the lever.
Json lever_ranges() {
  std::vector<Json> cases;
  for (const LeverDeclaration& d : lever_declarations()) {
    const Json lever = Json::object({{"lever", Json::object({{"const", Json::text(d.name)}})}});
    const Json value = Json::object(
        {{"value", bounded("number", d.low, d.high, fmt::format("{} [{}]; {}", d.meaning, d.unit, d.evidence))}});
    cases.push_back(
        Json::object({{"if", Json::object({{"properties", lever}})}, {"then", Json::object({{"properties", value}})}}));
  }
  return Json::array(cases);
}

Json policy_schema() {
  std::vector<std::string_view> levers;
  for (const LeverDeclaration& d : lever_declarations()) levers.push_back(d.name);
  const Members properties = {
      {"lever", Json::object({{"enum", Json::texts(levers)}})},
      {"value", described("number", "dose, in the unit of the lever")},
      {"from", bounded("number", 1, 9999, "first year; the start of the scenario if not given")},
      {"until", bounded("number", 1, 9999, "first year without it")},
      {"ramp", duration("time from zero to the full value")},
      {"industries", names("industry id, code or group; all if not given")},
      {"regions", names("region id; all if not given")},
      {"only", conditions_schema()},
      {"finance", Json::object({{"enum", Json::texts({"deficit", "budget", "household_tax", "corporate_tax"})}})},
      {"when",
       described("string", "rule over indicators of the quarter before: unemployment > 0.08 and not inflation > 0.1")},
      {"hold", duration("time that a rule keeps its last answer")},
      {"target", target_schema()}};
  return Json::object({{"type", Json::text("object")},
                       {"properties", Json::object(properties)},
                       {"additionalProperties", Json::boolean(false)},
                       {"required", Json::texts({"lever", "value"})},
                       {"allOf", lever_ranges()}});
}

Json output_schema() {
  const Json panel = closed_map({{"every", duration("time between two panels")},
                                 {"sample", bounded("number", 0, 1, "share of firms, chosen by id")}},
                                {"every"});
  const Json off = Json::object({{"enum", Json::array({Json::boolean(false), Json::text("off"), Json::text("no")})}});
  return closed_map({{"every", duration("time between two recorded quarters")},
                     {"firms", Json::object({{"anyOf", Json::array({panel, off})}})}},
                    {});
}

}  // namespace

std::string json_schema() {
  const Json policies = Json::object({{"type", Json::texts({"array", "null"})}, {"items", policy_schema()}});
  const Members properties = {
      {"kaldor", Json::object({{"const", Json::number(1)}, {"description", Json::text("version of the file format")}})},
      {"name", described("string", "short name; the name of the file if not given")},
      {"economy", described("string", "shipped economy, or a file relative to this one")},
      {"base", described("string", "scenario to build on: a shipped name, or a file relative to this one")},
      {"firms", bounded("integer", kFirmsLow, kFirmsHigh, "records to simulate")},
      {"start", bounded("integer", 1, 9999, "year of the first quarter; the economy's base year if not given")},
      {"years", Json::object({{"type", Json::text("number")},
                              {"exclusiveMinimum", Json::number(0)},
                              {"maximum", Json::number(kYearsHigh)},
                              {"description", Json::text("years to simulate, in whole quarters")}})},
      {"periods", bounded("integer", 1, 4.0 * kYearsHigh, "quarters to simulate, instead of years")},
      {"seed", Json::object({{"type", Json::text("integer")},
                             {"minimum", Json::number(0)},
                             {"description", Json::text("of all chance")}})},
      {"replications", bounded("integer", 1, kReplicationsHigh, "runs that differ by chance alone")},
      {"mechanisms", mechanisms_schema()},
      {"parameters", parameters_schema()},
      {"policies", policies},
      {"output", output_schema()}};
  return Json::object({{"$schema", Json::text("https://json-schema.org/draft/2020-12/schema")},
                       {"title", Json::text("Kaldor scenario")},
                       {"type", Json::text("object")},
                       {"properties", Json::object(properties)},
                       {"additionalProperties", Json::boolean(false)},
                       {"required", Json::texts({"kaldor"})},
                       {"not", Json::object({{"required", Json::texts({"years", "periods"})}})}})
             .str() +
         '\n';
}

}  // namespace kaldor

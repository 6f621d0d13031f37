#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace kaldor;

namespace {

std::string scenario_with(const std::string& rule) {
  return "policies:\n  - lever: rd_subsidy\n    value: 0.1\n    when: " + rule + "\n";
}

/// The postfix steps as words.
std::string postfix(const std::string& rule) {
  static const char* const names[] = {"", "", "<", "<=", ">", ">=", "==", "!=", "and", "or", "not"};
  const Scratch scratch;
  const LoadedScenario loaded = scratch.load(scenario_with('"' + rule + '"'));
  std::string text;
  for (const Rule::Step& step : loaded.scenario.policies.at(0).when->steps) {
    if (!text.empty()) text += ' ';
    if (step.op == Rule::Op::indicator) {
      text += indicator_declarations()[static_cast<std::size_t>(step.indicator)].name;
    } else if (step.op == Rule::Op::number) {
      text += std::to_string(static_cast<int>(step.number * 100));
    } else {
      text += names[static_cast<std::size_t>(step.op)];
    }
  }
  return text;
}

std::string faults_of_rule(const std::string& rule) { return faults_in(scenario_with(rule)); }

}  // namespace

TEST_CASE("rules become postfix: not before and before or, from left to right") {
  CHECK(postfix("unemployment > 0.08") == "unemployment 8 >");
  CHECK(postfix("0.08 <= unemployment") == "8 unemployment <=");
  CHECK(postfix("gdp<1 or inflation>=2 and not unemployment==3") ==
        "gdp 100 < inflation 200 >= unemployment 300 == not and or");
  CHECK(postfix("(gdp < 1 or inflation > 2) and price != -1e-2") == "gdp 100 < inflation 200 > or price -1 != and");
  CHECK(postfix("gdp < 1 and gdp < 2 and gdp < 3") == "gdp 100 < gdp 200 < and gdp 300 < and");
  CHECK(postfix("not not ((gdp < 1))") == "gdp 100 < not not");
}

TEST_CASE("a rule keeps its text") {
  const Scratch scratch;
  CHECK(scratch.load(scenario_with("\"gdp < 1\"")).scenario.policies[0].when->text == "gdp < 1");
}

TEST_CASE("faults of a rule point into its text") {
  const std::string at = "case.yaml:6:";
  CHECK(faults_of_rule("unemployment > 0.08 and gpd < 1") ==
        at + "35: policies[0].when: expected an indicator, got \"gpd\" (did you mean `gdp`?)\n");
  CHECK(faults_of_rule("\"unemployment > 0.08 and gpd < 1\"") ==
        at + "36: policies[0].when: expected an indicator, got \"gpd\" (did you mean `gdp`?)\n");
  CHECK(faults_of_rule("gdp = 1") ==
        at + "15: policies[0].when: expected one of < <= > >= == !=, got \"=\" (write `==`)\n");
  CHECK(faults_of_rule("gdp < 1 < 2") ==
        at + "19: policies[0].when: expected `and`, `or` or the end of the rule, got \"<\"\n");
  CHECK(faults_of_rule("(gdp < 1") == at + "19: policies[0].when: expected `)`, got the end of the rule\n");
  CHECK(faults_of_rule("gdp < 1 and") ==
        at + "22: policies[0].when: expected an indicator, a number, `not` or `(`, got the end of the rule\n");
  CHECK(faults_of_rule("gdp < inflation") == at + "17: policies[0].when: expected a number, got \"inflation\"\n");
  CHECK(faults_of_rule("1 < 2") == at + "15: policies[0].when: expected an indicator, got \"2\"\n");
  CHECK(faults_of_rule("gdp < 010") == at + "17: policies[0].when: expected a number, got \"010\"\n");
  CHECK(faults_of_rule("gdp < 1; exit") ==
        at + "18: policies[0].when: expected `and`, `or` or the end of the rule, got \";\"\n");
  CHECK(faults_of_rule("wage > 1") ==
        at +
            "11: policies[0].when: expected an indicator of the nation, of an industry or of a region, got \"wage\"\n");
  CHECK(faults_of_rule("[a]") ==
        at + "11: policies[0].when: expected a rule like \"unemployment > 0.08\", got a list\n");
}

TEST_CASE("deep and long rules are faults and never a crash") {
  const auto deep = [](const std::string& open, std::size_t times) {
    std::string rule;
    for (std::size_t i = 0; i < times; ++i) rule += open;
    return faults_of_rule('"' + rule + "gdp < 1\"");
  };
  CHECK(deep("not ", 63) == "");
  CHECK(deep("not ", 64).find("expected a rule nested at most 64 deep") != std::string::npos);
  CHECK(deep("(", 1000).find("expected a rule nested at most 64 deep") != std::string::npos);
  CHECK(deep("not ", 100000).find("expected a rule of at most 4096 characters") != std::string::npos);
}

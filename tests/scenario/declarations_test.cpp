#include "kaldor/scenario/declarations.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "kaldor/scenario/plausible.hpp"

using namespace kaldor;

namespace {

template <class Declarations>
void require_unique_names(const Declarations& declarations) {
  std::set<std::string_view> names;
  for (const auto& declaration : declarations) {
    INFO(declaration.name);
    REQUIRE_FALSE(declaration.name.empty());
    REQUIRE(names.insert(declaration.name).second);
  }
}

}  // namespace

TEST_CASE("names of declarations are unique") {
  require_unique_names(parameter_declarations());
  require_unique_names(mechanism_declarations());
  require_unique_names(lever_declarations());
  require_unique_names(indicator_declarations());
  require_unique_names(firm_column_declarations());
}

TEST_CASE("parameters have a finite range that holds the default, a meaning, a unit and a source") {
  for (const ParameterDeclaration& d : parameter_declarations()) {
    INFO(d.name);
    REQUIRE((std::isfinite(d.low) && std::isfinite(d.high) && d.low < d.high));
    REQUIRE((d.low <= d.value && d.value <= d.high));
    REQUIRE_FALSE((d.meaning.empty() || d.unit.empty() || d.source.empty() || d.symbol.empty()));
  }
}

TEST_CASE("parameter members hold their declared defaults and are told apart") {
  Parameters parameters;
  for (const ParameterDeclaration& d : parameter_declarations()) REQUIRE(parameters.*d.member == d.value);
  double mark = 1000;
  for (const ParameterDeclaration& d : parameter_declarations()) parameters.*d.member = ++mark;
  mark = 1000;
  for (const ParameterDeclaration& d : parameter_declarations()) REQUIRE(parameters.*d.member == ++mark);
}

TEST_CASE("mechanisms are on by default and say what they are and where they are from") {
  const Mechanisms mechanisms;
  for (const MechanismDeclaration& d : mechanism_declarations()) {
    INFO(d.name);
    REQUIRE(mechanisms.*d.member);
    REQUIRE_FALSE((d.meaning.empty() || d.source.empty()));
  }
}

TEST_CASE("levers stand in the order of their enum and a value of zero lies inside every range") {
  REQUIRE(lever_declarations().size() == kLeverCount);
  for (std::size_t i = 0; i < kLeverCount; ++i) {
    const LeverDeclaration& d = lever_declarations()[i];
    INFO(d.name);
    REQUIRE(d.lever == static_cast<Lever>(i));
    REQUIRE((d.low <= 0 && 0 <= d.high && d.low < d.high));
    REQUIRE_FALSE((d.meaning.empty() || d.unit.empty() || d.evidence.empty() || d.enters.empty() || d.payer.empty() ||
                   d.receiver.empty()));
  }
}

TEST_CASE("indicators and columns stand in the order of their enums with unit and meaning") {
  REQUIRE(indicator_declarations().size() == kIndicatorCount);
  for (std::size_t i = 0; i < kIndicatorCount; ++i) {
    const IndicatorDeclaration& d = indicator_declarations()[i];
    INFO(d.name);
    REQUIRE(d.indicator == static_cast<Indicator>(i));
    REQUIRE_FALSE((d.unit.empty() || d.long_name.empty() || d.formula.empty() || d.source.empty()));
  }
  REQUIRE(firm_column_declarations().size() == kFirmColumnCount);
  for (std::size_t i = 0; i < kFirmColumnCount; ++i) {
    const FirmColumnDeclaration& d = firm_column_declarations()[i];
    INFO(d.name);
    REQUIRE(d.column == static_cast<FirmColumn>(i));
    REQUIRE_FALSE((d.unit.empty() || d.meaning.empty()));
  }
}

TEST_CASE("a frame holds every indicator once, without gaps, in the size of its shape") {
  const FrameLayout layout(7, 3);
  std::size_t next = 0;
  for (std::size_t i = 0; i < kIndicatorCount; ++i) {
    const Shape shape = indicator_declarations()[i].shape;
    const std::size_t expected = shape == Shape::national          ? 1
                                 : shape == Shape::industry        ? 7
                                 : shape == Shape::region          ? 3
                                 : shape == Shape::region_industry ? 21
                                 : shape == Shape::flow_account    ? 61 * 9
                                                                   : 6;
    REQUIRE(layout.offset[i] == next);
    REQUIRE(layout.extent[i] == expected);
    next += expected;
  }
  REQUIRE(layout.size == next);
}

TEST_CASE("a plausible range lies inside what the engine takes, is no point, has a source, and is declared once") {
  for (const PlausibleRange& range : plausible_ranges()) {
    const auto all = parameter_declarations();
    const auto parameter =
        std::find_if(all.begin(), all.end(), [&](const ParameterDeclaration& p) { return p.member == range.member; });
    REQUIRE(parameter != all.end());
    INFO(parameter->name);
    CHECK(range.low < range.high);
    CHECK(range.low >= parameter->low);
    CHECK(range.high <= parameter->high);
    CHECK_FALSE(range.source.empty());
    CHECK(plausible_range(*parameter) == &range);
  }
}

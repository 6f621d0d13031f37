// The declaration of parameters, levers, mechanisms, indicators and firm columns, as lists of dictionaries.

#include <nanobind/nanobind.h>
#include <nanobind/stl/string_view.h>

#include <cmath>
#include <string>

#include "bindings.hpp"
#include "kaldor/scenario/dose.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace kaldor::python {
namespace {

nb::object text(std::string_view words) { return nb::str(words.data(), words.size()); }

template <typename... Fields>
nb::dict record(const Fields&... fields) {
  nb::dict made;
  (made.update(fields), ...);
  return made;
}

nb::dict field(const char* name, nb::object value) {
  nb::dict one;
  one[name] = std::move(value);
  return one;
}
nb::dict field(const char* name, std::string_view value) { return field(name, text(value)); }
nb::dict field(const char* name, double value) { return field(name, nb::cast(value)); }

nb::list parameters() {
  nb::list list;
  for (const ParameterDeclaration& d : parameter_declarations())
    list.append(record(field("name", d.name), field("symbol", d.symbol), field("unit", d.unit), field("low", d.low),
                       field("high", d.high), field("default", d.value), field("meaning", d.meaning),
                       field("source", d.source)));
  return list;
}

nb::list mechanisms() {
  nb::list list;
  for (const MechanismDeclaration& d : mechanism_declarations())
    list.append(record(field("name", d.name), field("meaning", d.meaning), field("source", d.source)));
  return list;
}

/// Where the lever does nothing, how far it is usually moved, and the indicator that it is about.
nb::dict doses(Lever lever) {
  const DoseDeclaration* d = dose_declaration(lever);
  return record(field("neutral", d ? d->none : 0.0), field("top_dose", d ? d->top : std::nan("")),
                field("about", d ? indicator_declarations()[static_cast<std::size_t>(d->indicator)].name : ""));
}

nb::list levers() {
  nb::list list;
  for (const LeverDeclaration& d : lever_declarations())
    list.append(record(field("name", d.name), field("symbol", d.symbol), field("unit", d.unit), field("low", d.low),
                       field("high", d.high), doses(d.lever),
                       field("acts_on", std::string_view(d.acts_on == ActsOn::firms ? "firms" : "places")),
                       field("enters", d.enters), field("payer", d.payer), field("receiver", d.receiver),
                       field("evidence", d.evidence), field("meaning", d.meaning)));
  return list;
}

nb::tuple dimensions(Shape shape) {
  switch (shape) {
    case Shape::national:
      return nb::make_tuple();
    case Shape::industry:
      return nb::make_tuple("industry");
    case Shape::region:
      return nb::make_tuple("region");
    case Shape::region_industry:
      return nb::make_tuple("region", "industry");
    case Shape::region_skill:
      return nb::make_tuple("region", "skill");
    case Shape::flow_account:
      return nb::make_tuple("flow", "account");
  }
  return nb::make_tuple();
}

template <typename Kind>
nb::list names(int count) {
  nb::list list;
  for (int i = 0; i < count; ++i) list.append(name(static_cast<Kind>(i)));
  return list;
}

nb::list flows() { return names<Flow>(kFlowCount); }
nb::list accounts() { return names<Account>(kAccountCount); }

nb::list indicators() {
  nb::list list;
  for (const IndicatorDeclaration& d : indicator_declarations())
    list.append(record(field("name", d.name), field("dimensions", dimensions(d.shape)), field("unit", d.unit),
                       field("meaning", d.long_name), field("formula", d.formula), field("source", d.source)));
  return list;
}

nb::list firm_columns() {
  nb::list list;
  for (const FirmColumnDeclaration& d : firm_column_declarations())
    list.append(record(
        field("name", d.name), field("type", std::string_view(d.type == ColumnType::integer ? "integer" : "real")),
        field("unit", d.unit), field("meaning", d.meaning), field("in_conditions", nb::cast(d.readable))));
  return list;
}

template <typename Declarations>
const auto& named(const Declarations& declarations, std::string_view name, const char* what) {
  for (const auto& declaration : declarations)
    if (declaration.name == name) return declaration;
  throw nb::key_error(("no " + std::string(what) + " is called \"" + std::string(name) + "\"").c_str());
}

}  // namespace

const IndicatorDeclaration& indicator_named(std::string_view name) {
  return named(indicator_declarations(), name, "indicator");
}
const LeverDeclaration& lever_named(std::string_view name) { return named(lever_declarations(), name, "lever"); }
const FirmColumnDeclaration& column_named(std::string_view name) {
  return named(firm_column_declarations(), name, "firm column");
}

void bind_declarations(nb::module_& m) {
  m.def("parameters", parameters, nb::sig("def parameters() -> list[dict[str, typing.Any]]"));
  m.def("mechanisms", mechanisms, nb::sig("def mechanisms() -> list[dict[str, typing.Any]]"));
  m.def("levers", levers, nb::sig("def levers() -> list[dict[str, typing.Any]]"));
  m.def("indicators", indicators, nb::sig("def indicators() -> list[dict[str, typing.Any]]"));
  m.def("flows", flows, nb::sig("def flows() -> list[str]"));
  m.def("accounts", accounts, nb::sig("def accounts() -> list[str]"));
  m.def("firm_columns", firm_columns, nb::sig("def firm_columns() -> list[dict[str, typing.Any]]"));
}

}  // namespace kaldor::python

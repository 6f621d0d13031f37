#pragma once

#include <nanobind/nanobind.h>

#include <string_view>

#include "kaldor/scenario/declarations.hpp"

namespace kaldor::python {

// Each file of this folder puts its part into the module.
void bind_errors(nanobind::module_& m);
void bind_declarations(nanobind::module_& m);
void bind_scenarios(nanobind::module_& m);
void bind_simulation(nanobind::module_& m);
void bind_runs(nanobind::module_& m);

// Throw KeyError, with the nearest name, where there is none of this name.
const IndicatorDeclaration& indicator_named(std::string_view name);
const LeverDeclaration& lever_named(std::string_view name);
const FirmColumnDeclaration& column_named(std::string_view name);

}  // namespace kaldor::python

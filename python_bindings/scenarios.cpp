// Scenarios: read from a file, from a shipped name, or from text made in Python; always by the engine's own reader.

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include "kaldor/output/build_info.hpp"
#include "kaldor/output/trajectory_reader.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "kaldor/scenario/shipped.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace kaldor::python {
namespace {

template <typename Items, typename Name>
std::vector<std::string> names_of(const Items& items, Name name) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.*name);
  return names;
}

std::vector<std::string> names_of(const std::vector<ShippedFile>& files) { return names_of(files, &ShippedFile::name); }

}  // namespace

void bind_scenarios(nb::module_& m) {
  nb::class_<LoadedScenario>(m, "LoadedScenario", "A scenario with its bases and its economy, checked.")
      .def_prop_ro("name", [](const LoadedScenario& l) { return l.scenario.name; })
      .def_prop_ro("economy", [](const LoadedScenario& l) { return l.scenario.economy; })
      .def_prop_ro("firms", [](const LoadedScenario& l) { return l.scenario.firms; })
      .def_prop_ro("start", [](const LoadedScenario& l) { return l.scenario.start; })
      .def_prop_ro("periods", [](const LoadedScenario& l) { return l.scenario.periods; })
      .def_prop_ro("seed", [](const LoadedScenario& l) { return l.scenario.seed; })
      .def_prop_ro("replications", [](const LoadedScenario& l) { return l.scenario.replications; })
      .def_prop_ro("industries", [](const LoadedScenario& l) { return names_of(l.economy.industries, &Industry::id); })
      .def_prop_ro("regions", [](const LoadedScenario& l) { return names_of(l.economy.regions, &Region::id); })
      .def_ro("warnings", &LoadedScenario::warnings)
      .def(
          "resolved", [](const LoadedScenario& l) { return resolved_yaml(l.scenario, l.economy); },
          "The whole scenario with all defaults filled in, as YAML.");
  m.def("load", [](const std::string& name_or_path) { return load_scenario(name_or_path); }, "name_or_path"_a);
  m.def(
      "parse", [](const std::string& text, const std::string& name) { return parse_scenario(text, name); }, "text"_a,
      "name"_a);
  m.def("diff", [](const LoadedScenario& a, const LoadedScenario& b) { return diff_scenarios(a, b); }, "a"_a, "b"_a);
  m.def("digest", &digest, "path"_a, nb::call_guard<nb::gil_scoped_release>());
  m.def("scenarios", [] { return names_of(shipped_scenarios()); });
  m.def("economies", [] { return names_of(shipped_economies()); });
  m.def("version", [] { return build_info().version; });
  m.def("commit", [] { return build_info().git_commit; });
}

}  // namespace kaldor::python

// One replication, quarter by quarter: indicators, levers, and the firms' columns as they lie in memory.

#include "kaldor/model/simulation.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "arrays.hpp"
#include "bindings.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "steered.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace kaldor::python {
namespace {

nb::object indicator(const Simulation& s, const std::string& name) {
  const IndicatorDeclaration& declared = indicator_named(name);
  if (s.period() == 0) throw nb::value_error("no quarter has been simulated yet");
  const auto place = static_cast<std::size_t>(declared.indicator);
  const FrameLayout& layout = s.layout();
  const auto values = s.frame().subspan(layout.offset[place], layout.extent[place]);
  return owned({values.begin(), values.end()}, extents(declared.shape, layout));
}

nb::object lever(const Simulation& s, const std::string& name) {
  return owned(s.lever_strength(lever_named(name).lever), {s.layout().industries, s.layout().regions});
}

void set_lever(Simulation& s, const std::string& name, double value, std::optional<int> industry,
               std::optional<int> region) {
  s.set_lever({lever_named(name).lever, value, industry, region});
}

/// The column without a copy, kept alive with the simulation; None where there is no such view.
nb::object view(nb::handle_t<Simulation> self, const std::string& name) {
  const Simulation& s = *nb::inst_ptr<Simulation>(self);
  return std::visit(
      [&](const auto& column) -> nb::object {
        if constexpr (requires { column.data(); }) {
          using Value = std::remove_reference_t<decltype(column[0])>;
          return nb::cast(nb::ndarray<nb::numpy, Value, nb::ndim<1>>(column.data(), {column.size()}, self));
        } else {
          return nb::none();
        }
      },
      s.view(column_named(name).column));
}

nb::object values(const Simulation& s, const std::string& name) {
  return owned(s.values(column_named(name).column), {s.rows()});
}

}  // namespace

void bind_simulation(nb::module_& m) {
  nb::class_<Simulation>(m, "Simulation", "One replication of one scenario, quarter by quarter.")
      .def(
          "__init__",
          [](Simulation* self, const LoadedScenario& loaded, std::uint64_t replication, int threads) {
            new (self) Simulation(loaded.economy, loaded.scenario, replication, threads);
          },
          "scenario"_a, "replication"_a, "threads"_a, nb::call_guard<nb::gil_scoped_release>())
      .def("step", &Simulation::step, nb::call_guard<nb::gil_scoped_release>())
      .def_prop_ro("period", &Simulation::period)
      .def_prop_ro("replication", &Simulation::replication)
      .def_prop_ro("rows", &Simulation::rows)
      .def("indicator", indicator, "name"_a,
           nb::sig("def indicator(self, name: str) -> numpy.typing.NDArray[numpy.float64]"))
      .def("lever", lever, "name"_a, nb::sig("def lever(self, name: str) -> numpy.typing.NDArray[numpy.float64]"))
      .def("set_lever", set_lever, "name"_a, "value"_a, "industry"_a.none(), "region"_a.none())
      .def("view", view, "column"_a, nb::sig("def view(self, column: str) -> numpy.typing.NDArray[typing.Any] | None"))
      .def("values", values, "column"_a,
           nb::sig("def values(self, column: str) -> numpy.typing.NDArray[numpy.float64]"));

  nb::class_<Steered>(m, "Steered", "A simulation in the hands of a rule, between two quarters of a run.")
      .def_prop_ro("period", [](const Steered& s) { return s.simulation().period(); })
      .def_prop_ro("replication", [](const Steered& s) { return s.simulation().replication(); })
      .def(
          "indicator", [](const Steered& s, const std::string& name) { return indicator(s.simulation(), name); },
          "name"_a, nb::sig("def indicator(self, name: str) -> numpy.typing.NDArray[numpy.float64]"))
      .def(
          "lever", [](const Steered& s, const std::string& name) { return lever(s.simulation(), name); }, "name"_a,
          nb::sig("def lever(self, name: str) -> numpy.typing.NDArray[numpy.float64]"))
      .def(
          "set_lever",
          [](const Steered& s, const std::string& name, double value, std::optional<int> industry,
             std::optional<int> region) { set_lever(s.simulation(), name, value, industry, region); },
          "name"_a, "value"_a, "industry"_a.none(), "region"_a.none());
}

}  // namespace kaldor::python

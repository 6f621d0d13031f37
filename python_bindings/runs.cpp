// Whole runs, with the interpreter free while they go.

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <atomic>

#include "arrays.hpp"
#include "bindings.hpp"
#include "kaldor/run/run.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "steered.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace kaldor::python {
namespace {

/// What a run and who waits for it tell each other.
struct RunControl {
  std::atomic<long> quarters{0};  ///< simulated so far, of all replications
  std::atomic<bool> interrupted{false};
};

/// Asks a rule of the user before a quarter. Whoever holds the interpreter is asked, one replication after the other.
void ask(const nb::object& rule, Simulation& simulation) {
  const nb::gil_scoped_acquire interpreter;
  const nb::object lent = nb::cast(Steered(simulation));
  try {
    rule(lent);
  } catch (...) {
    nb::cast<Steered&>(lent).take_back();
    throw;
  }
  nb::cast<Steered&>(lent).take_back();
}

RunOptions options_of(int threads, RunControl& control, const nb::object& rule) {
  RunOptions options;
  options.threads = threads;
  options.interrupted = &control.interrupted;
  options.progress = [&control](int, int) { ++control.quarters; };
  if (!rule.is_none()) options.steer = [&rule](Simulation& simulation) { ask(rule, simulation); };
  return options;
}

/// Simulates with the interpreter free. Returns whether every quarter was simulated.
bool run_free(const LoadedScenario& loaded, const RunOptions& options) {
  const nb::gil_scoped_release free;
  return run(loaded.scenario, loaded.economy, options).complete;
}

bool run_to_file(const LoadedScenario& loaded, const std::string& output, bool overwrite, int threads,
                 RunControl& control, const nb::object& rule) {
  RunOptions options = options_of(threads, control, rule);
  options.output = output;
  options.overwrite = overwrite;
  return run_free(loaded, options);
}

/// Values of some indicators, each in an array [replication, period, ...]; no file is written. None when interrupted.
nb::object observe(const LoadedScenario& loaded, const std::vector<std::string>& names, int threads,
                   RunControl& control, const nb::object& rule) {
  const FrameLayout layout(loaded.economy.industry_count(), loaded.economy.region_count());
  const auto replications = static_cast<std::size_t>(loaded.scenario.replications);
  const auto periods = static_cast<std::size_t>(loaded.scenario.periods);
  std::vector<const IndicatorDeclaration*> wanted;
  std::vector<std::vector<double>> values;
  for (const std::string& name : names) {
    wanted.push_back(&indicator_named(name));
    values.emplace_back(replications * periods * layout.extent[static_cast<std::size_t>(wanted.back()->indicator)]);
  }
  RunOptions options = options_of(threads, control, rule);
  options.look = [&](int period, const Simulation& simulation) {
    const std::size_t row = simulation.replication() * periods + static_cast<std::size_t>(period);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      const auto place = static_cast<std::size_t>(wanted[k]->indicator);
      const auto seen = simulation.frame().subspan(layout.offset[place], layout.extent[place]);
      std::copy(seen.begin(), seen.end(), values[k].begin() + static_cast<std::ptrdiff_t>(row * seen.size()));
    }
  };
  if (!run_free(loaded, options)) return nb::none();
  nb::dict arrays;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    std::vector<std::size_t> shape{replications, periods};
    for (const std::size_t extent : extents(wanted[k]->shape, layout)) shape.push_back(extent);
    arrays[names[k].c_str()] = owned(std::move(values[k]), shape);
  }
  return arrays;
}

}  // namespace

void bind_runs(nb::module_& m) {
  nb::class_<RunControl>(m, "RunControl")
      .def(nb::init<>())
      .def_prop_ro("quarters", [](const RunControl& c) { return c.quarters.load(); })
      .def("interrupt", [](RunControl& c) { c.interrupted = true; });
  m.def("run", run_to_file, "scenario"_a, "output"_a, "overwrite"_a, "threads"_a, "control"_a, "rule"_a = nb::none());
  m.def("observe", observe, "scenario"_a, "indicators"_a, "threads"_a, "control"_a, "rule"_a = nb::none(),
        nb::sig("def observe(scenario: LoadedScenario, indicators: collections.abc.Sequence[str], threads: int, "
                "control: RunControl, rule: "
                "object | None = None) -> dict[str, numpy.typing.NDArray[numpy.float64]] | None"));
}

}  // namespace kaldor::python

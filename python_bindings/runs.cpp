// Whole runs, with the interpreter free while they go.

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include <atomic>

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

/// Returns whether every quarter was simulated.
bool run_scenario(const LoadedScenario& loaded, const std::string& output, bool overwrite, int threads,
                  RunControl& control, const nb::object& rule) {
  RunOptions options;
  options.threads = threads;
  options.output = output;
  options.overwrite = overwrite;
  options.interrupted = &control.interrupted;
  options.progress = [&](int, int) { ++control.quarters; };
  if (!rule.is_none()) options.steer = [&](Simulation& simulation) { ask(rule, simulation); };
  const nb::gil_scoped_release free;
  return run(loaded.scenario, loaded.economy, options).complete;
}

}  // namespace

void bind_runs(nb::module_& m) {
  nb::class_<RunControl>(m, "RunControl")
      .def(nb::init<>())
      .def_prop_ro("quarters", [](const RunControl& c) { return c.quarters.load(); })
      .def("interrupt", [](RunControl& c) { c.interrupted = true; });
  m.def("run", run_scenario, "scenario"_a, "output"_a, "overwrite"_a, "threads"_a, "control"_a, "rule"_a = nb::none());
}

}  // namespace kaldor::python

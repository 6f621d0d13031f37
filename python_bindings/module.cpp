// The compiled module under the Python package: the engine's scenarios, simulation and runs, and its one declaration of
// everything that users name. It knows nothing of xarray or pandas; `analysis/kaldor` gives users what they see.

#include "bindings.hpp"

NB_MODULE(_engine, m) {
  m.doc() = "The engine of Kaldor. Users import `kaldor`.";
  kaldor::python::bind_errors(m);
  kaldor::python::bind_declarations(m);
  kaldor::python::bind_scenarios(m);
  kaldor::python::bind_simulation(m);
  kaldor::python::bind_runs(m);
}

// The engine's errors as those of kaldor.errors, with what they know.

#include "kaldor/core/errors.hpp"

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include <exception>

#include "bindings.hpp"
#include "kaldor/run/run.hpp"

namespace nb = nanobind;

namespace kaldor::python {
namespace {

nb::object errors(const char* name) { return nb::module_::import_("kaldor.errors").attr(name); }

void raise(const nb::object& error) { PyErr_SetObject(error.type().ptr(), error.ptr()); }

nb::list faults_of(const InputError& error) {
  const nb::object make = errors("Fault");
  nb::list faults;
  for (const Fault& f : error.faults())
    faults.append(make(f.file, f.line, f.column, f.path, f.expected, f.got, f.hint));
  return faults;
}

void translate(const std::exception_ptr& thrown, void*) {
  try {
    std::rethrow_exception(thrown);
  } catch (const InputError& error) {
    raise(errors("InputError")(error.what(), faults_of(error), error.total()));
  } catch (const ReplicationError& error) {
    raise(errors("RunError")(error.what(), error.stage, error.period, error.who, error.replication));
  } catch (const RunError& error) {
    raise(errors("RunError")(error.what(), error.stage, error.period, error.who, nb::none()));
  } catch (const OutputError& error) {
    raise(errors("OutputError")(error.what()));
  }
}

}  // namespace

void bind_errors(nb::module_&) { nb::register_exception_translator(translate); }

}  // namespace kaldor::python

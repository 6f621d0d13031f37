#pragma once

// Arrays for Python.

#include <nanobind/nanobind.h>

#include <cstddef>
#include <vector>

#include "kaldor/scenario/declarations.hpp"

namespace kaldor::python {

/// Lengths of the dimensions of an indicator after replication and period.
std::vector<std::size_t> extents(Shape shape, const FrameLayout& layout);

/// A NumPy array of its own, kept as long as Python needs it.
nanobind::object owned(std::vector<double> values, const std::vector<std::size_t>& shape);

}  // namespace kaldor::python

#include "arrays.hpp"

#include <nanobind/ndarray.h>

#include <memory>

namespace nb = nanobind;

namespace kaldor::python {

std::vector<std::size_t> extents(Shape shape, const FrameLayout& layout) {
  switch (shape) {
    case Shape::national:
      return {};
    case Shape::industry:
      return {layout.industries};
    case Shape::region:
      return {layout.regions};
    case Shape::region_industry:
      return {layout.regions, layout.industries};
    case Shape::region_skill:
      return {layout.regions, FrameLayout::skills};
    case Shape::flow_account:
      return {FrameLayout::flows, FrameLayout::accounts};
  }
  return {};
}

nb::object owned(std::vector<double> values, const std::vector<std::size_t>& shape) {
  auto held = std::make_unique<std::vector<double>>(std::move(values));
  double* data = held->data();
  const nb::capsule owner(held.release(), [](void* p) noexcept { delete static_cast<std::vector<double>*>(p); });
  return nb::cast(nb::ndarray<nb::numpy, double>(data, shape.size(), shape.data(), owner));
}

}  // namespace kaldor::python

#pragma once

#include <nanobind/nanobind.h>

#include "kaldor/model/simulation.hpp"

namespace kaldor::python {

/// A simulation that belongs to a run, lent to a rule between two quarters. A rule that keeps it finds it taken back.
class Steered {
public:
  explicit Steered(Simulation& simulation) : lent_(&simulation) {}
  Simulation& simulation() const {
    if (lent_ == nullptr) throw nanobind::value_error("an economy is only there while its rule is asked");
    return *lent_;
  }
  void take_back() { lent_ = nullptr; }

private:
  Simulation* lent_;
};

}  // namespace kaldor::python

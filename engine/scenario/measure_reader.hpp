#pragma once

#include <optional>

#include "fields.hpp"
#include "kaldor/scenario/experiment.hpp"

namespace kaldor::input {

/// The years that an experiment simulates.
struct Horizon {
  int start = 0;
  int periods = 0;  ///< quarters
};

/// Reads `indicator`, `industries`, `regions`, `skills`, `combine`, `weight`, `at`, `from` and `until` of an outcome.
/// Without an economy (it could not be read) names are checked and nothing is answered.
std::optional<Measure> read_measure(Fields& fields, const Economy* economy, const std::optional<Horizon>& horizon,
                                    Faults& faults);

}  // namespace kaldor::input

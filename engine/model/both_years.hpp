#pragma once

#include <cstddef>
#include <span>

#include "base_year.hpp"

namespace kaldor {

struct TwoYears {
  Vector before, now;
};

/// A value by industry a year ago and now. Of industries after the measured ones only those that had people at both
/// times; where asked, as shares of what is left when something was left out.
TwoYears both_years(std::span<const double> before, std::span<const double> now, std::span<const double> people_before,
                    std::span<const double> people_now, std::size_t measured, bool as_share);

}  // namespace kaldor

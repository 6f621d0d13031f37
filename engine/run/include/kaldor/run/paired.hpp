#pragma once

#include <span>
#include <string_view>

#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

/// An estimate with its 95 % interval; ends are not a number when there is none.
struct Interval {
  double value = 0, low = 0, high = 0;
};

/// Not a number for fewer than two values, or when one of them is not a number.
double sample_variance(std::span<const double> values);

/// Mean and 95 % interval by Student's t.
Interval mean_interval(std::span<const double> values);

/// Ratio of the means of two paired samples with its 95 % interval (Fieller 1954, "Some problems in interval
/// estimation", J. R. Stat. Soc. B 16). When the denominator's mean is not told from zero, the interval has no ends.
Interval ratio_interval(std::span<const double> numerator, std::span<const double> denominator);

/// What an interval says of an expectation.
enum class Verdict {
  holds,      ///< the whole interval is where it was expected
  fails,      ///< the whole interval is elsewhere
  unclear,    ///< part of it is
  undefined,  ///< there is no interval
};
Verdict judge(const Expectation& expectation, const Interval& interval);
std::string_view word_of(Verdict verdict);

}  // namespace kaldor

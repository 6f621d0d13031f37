#pragma once

// Digital and data intensity (S§4.5, I-35 and I-36; the data measures are proposals of the project). Undefined, above
// all a denominator that is not positive, is not-a-number.

#include <span>

namespace kaldor::indicators {

/// Digital intermediates, digital capital services and ICT labour over gross output, all at current prices. I-35.
double digital_intensity(double digital_intermediates, double digital_capital_services, double ict_labour,
                         double gross_output);

/// Digital intensity along the whole chain: direct intensities times one column of total requirements (I - A)^-1. I-35.
double complete_digital_intensity(std::span<const double> direct_intensities, std::span<const double> requirements);

/// Data over data and capital, D / (K + D). I-36.
double data_intensity(double data, double capital);

/// Spending on data over total cost. I-36.
double data_cost_share(double data_cost, double total_cost);

/// Users per datum: the holder and, in proportion to openness in [0, 1], the others who could use it; mean over the
/// data of all holders. 1 = nothing is shared. I-36.
double data_reuse(std::span<const double> data, std::span<const double> openness, std::span<const double> other_users);

}  // namespace kaldor::indicators

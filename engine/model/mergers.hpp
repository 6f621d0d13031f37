#pragma once

#include <optional>

#include "model_state.hpp"

namespace kaldor {

/// Money that a real firm can spend on others: above what it keeps for its payments, and what the bank lends it.
struct Means {
  double cash, credit;
};
/// \param with  a firm that it joins with: their capital is security and their debt counts together
Means means_of(const ModelState& state, std::size_t row, std::optional<std::size_t> with = {});

/// What a firm is worth to its present owners: net worth and capitalised profit above the normal return on its capital,
/// but at least `least_value` of net worth.
/// \param equity          net worth, money
/// \param capital         value of its capital, money
/// \param excess_return   its return less the normal one, over the normal one
/// \param tax             rate of profit tax
double standing_value(double equity, double capital, double excess_return, double tax, double least_value);

/// So many firms of the second record go into those of the first, in equal parts, one for each or fewer: stocks, shares
/// and accounts add up, intensities are means that keep energy, emissions and labour what they were; the technique is
/// the better one. What is left of the second record keeps its part of the money, to the grid cent; if all its firms
/// are bought its row is left cleared.
void join_records(const Columns& columns, std::size_t buyer, std::size_t bought, float firms, const MoneyGrid& grid);

}  // namespace kaldor

#pragma once

#include "model_state.hpp"

namespace kaldor {

/// So many firms of the second record go into those of the first, in equal parts, one for each or fewer: stocks, shares
/// and accounts add up, intensities are means that keep energy, emissions and labour what they were; the technique is
/// the better one. What is left of the second record keeps its part of the money, to the grid cent; if all its firms
/// are bought its row is left cleared.
void join_records(const Columns& columns, std::size_t buyer, std::size_t bought, float firms, const MoneyGrid& grid);

}  // namespace kaldor

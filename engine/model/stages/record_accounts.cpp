// Stage 13: the transaction-flow matrix, with the columns of an account together.

#include <algorithm>

#include "record.hpp"

namespace kaldor {

void record_transactions(ModelState& s) {
  const Vector matrix = s.ledger.by_account(s.sectors);
  std::copy(matrix.begin(), matrix.end(), &value(s, Indicator::transactions));
}

}  // namespace kaldor

#include "kaldor/core/money.hpp"

#include <cmath>
#include <stdexcept>

namespace kaldor {

MoneyGrid MoneyGrid::for_yearly_flow(double gdp_per_year) {
  if (!(gdp_per_year > 0 && std::isfinite(gdp_per_year))) throw std::domain_error("yearly flow must be positive");
  const double step = std::ldexp(1.0, std::ilogb(gdp_per_year) - 43);
  return MoneyGrid{1.5 * 0x1p52 * step, step};
}

}  // namespace kaldor

#include "tastes.hpp"

#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"

namespace kaldor {

void draw_tastes(const ModelState& s, std::size_t row) {
  const Columns& c = s.firms.columns();
  const Words w = draw(s.key, c.id[row], 0, Stream::project);
  const auto taste = [](float spread, std::uint32_t luck) {
    return math::exp(spread * math::normal(math::unit_float(luck)));
  };
  c.automation_taste[row] = taste(s.kernel_parameters.automation_dispersion, w.w0);
  c.digital_taste[row] = taste(s.kernel_parameters.digital_dispersion, w.w1);
}

}  // namespace kaldor

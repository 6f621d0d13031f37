// Imitators meet real firms, each as likely as any other. A list of techniques in which a record stands as often as it
// has weight makes that one look-up: systematic sampling, one random offset for each industry and quarter.

#include "role_models.hpp"

#include <algorithm>

#include "kaldor/core/elementary.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

constexpr std::size_t kLeastModels = 256;  ///< so that a few records are met in proportion to their weights
constexpr std::size_t kSpare = 2;          ///< room for two places written at once

void choose(const ModelState& s, int industry, std::vector<float>& models) {
  const Columns& c = s.firms.columns();
  double total = 0;
  std::size_t records = 0;
  const auto each_block = [&](auto&& body) {
    for (int r = 0; r < s.base.regions; ++r)
      for (std::size_t b : s.firms.blocks_of(s.cell(industry, r)))
        body(s.firms.blocks()[b].row, s.firms.blocks()[b].padded());
  };
  const auto met = [&](std::size_t row) { return c.share[row] > 0 ? static_cast<double>(c.weight[row]) : 0.0; };
  each_block([&](std::size_t row, std::size_t n) {
    records += n;
    double lanes[4] = {};
    for (std::size_t i = row; i < row + n; i += 4)
      for (std::size_t l = 0; l < 4; ++l) lanes[l] += met(i + l);
    total += (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
  });
  const std::size_t count = std::max(records, kLeastModels);
  models.assign(count + kSpare, 0.0F);
  if (total <= 0) return;
  const Words w =
      draw(s.key, static_cast<std::uint64_t>(industry), static_cast<std::uint32_t>(s.period), Stream::imitation_target);
  const double offset = math::unit_double(w.w0, w.w1), rate = static_cast<double>(count) / total;
  // Place k goes to the record in whose part of the total weight k + offset falls.
  double reached = 1 - offset;
  std::size_t place = 0;
  each_block([&](std::size_t row, std::size_t n) {
    for (std::size_t i = row; i < row + n; ++i) {
      reached += rate * met(i);
      const std::size_t end = std::min(static_cast<std::size_t>(reached), count);
      models[place] = models[place + 1] = c.technique[i];  // most records have one place or two
      for (std::size_t k = place + 2; k < end; ++k) models[k] = c.technique[i];
      place = end;
    }
  });
  for (; place < count && place > 0; ++place) models[place] = models[place - 1];  // what rounding left
}

}  // namespace

RoleModels role_models(const ModelState& s, int industry) {
  const std::vector<float>& models = s.role_models[static_cast<std::size_t>(industry)];
  return {models.data(), static_cast<std::uint32_t>(models.size() - kSpare)};
}

void choose_role_models(ModelState& s) {
  s.role_models.resize(static_cast<std::size_t>(s.base.industries));
  s.workers.for_each(s.role_models.size(), [&](std::size_t i) { choose(s, static_cast<int>(i), s.role_models[i]); });
}

}  // namespace kaldor

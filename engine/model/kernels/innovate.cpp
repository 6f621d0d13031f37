// Stage 10: R&D buys chances to innovate and to imitate (S§1.1); search follows the expected saving of labour or energy
// (S§1.8); quality climbs in steps (S§1.3); knowledge of related industries helps those who do R&D themselves (S§1.11).
// Reads rd, technique_seen of other firms; writes technique, energy_technique, log_quality.

#include "tools.hpp"
#include "kernels.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

/// A real firm of the industry, every one as likely: rows are drawn until one is accepted by its weight.
std::uint32_t pick_firm(const Columns& all, const IndustryRows& rows, std::uint64_t id, const KernelContext& k, std::uint32_t number) {
  const std::uint32_t total = rows.end[rows.blocks - 1];
  std::uint32_t row = 0;
  for (std::uint32_t attempt = 0; attempt < 8; ++attempt) {
    const Words w = draw(k.key, id, k.period, Stream::imitation_target, 8 * number + attempt);
    const std::uint32_t place = static_cast<std::uint32_t>((static_cast<std::uint64_t>(w.w0) * total) >> 32);
    std::size_t block = 0;
    for (std::size_t step = rows.blocks; step > 0;) {  // first block whose end lies beyond the place
      const std::size_t half = step / 2;
      if (rows.end[block + half] <= place) {
        block += half + 1;
        step -= half + 1;
      } else {
        step = half;
      }
    }
    row = rows.row[block] + place - (block > 0 ? rows.end[block - 1] : 0);
    if (unit_float(w.w1) * rows.largest_weight < all.weight_seen[row]) return row;
  }
  return row;
}

void improve(const Columns& c, std::size_t i, const CellInput& in, const LeverColumns& levers, const KernelContext& k) {
  const KernelParameters& p = k.p;
  const Words a = draw(k.key, c.id[i], k.period, Stream::innovation_step, 0);
  const Words b = draw(k.key, c.id[i], k.period, Stream::innovation_step, 1);
  const float beta = beta33(unit_float(a.w0), unit_float(a.w1), unit_float(a.w2), unit_float(a.w3), unit_float(b.w0));
  const float gain = 2 * beta - 1;
  if (gain <= 0) return;
  const float labour = in.wage * c.unit_labour[i];
  const float carbon = values(levers, Lever::carbon_price)[i] * in.consumer_price * in.emission_factor * (1 - c.abatement[i]);
  const float energy = (in.cost_energy + carbon) * c.energy_intensity[i];
  const float odds = pow(mx(energy, 1e-12F) / mx(labour, 1e-12F), p.direction);
  const bool saves_energy = p.energy_saving && unit_float(b.w1) < odds / (1 + odds);
  if (saves_energy) {
    c.energy_technique[i] *= 1 - p.energy_step * gain;
  } else if (p.process) {
    const float beyond = mx(0.0F, log(c.technique[i]) - in.log_frontier);
    c.technique[i] *= 1 + p.step * gain * exp(-p.frontier_penalty * beyond);
  }
}

void imitate(const Columns& c, const Columns& all, std::size_t i, const CellInput& in, const IndustryRows& rows, const KernelContext& k) {
  const KernelParameters& p = k.p;
  const Words w = draw(k.key, c.id[i], k.period, Stream::imitation, 0);
  float& own = c.technique[i];
  if (unit_float(w.w0) < p.domestic_share) {
    // The better of a few firms (stability.md F8).
    float best = 0;
    for (std::uint32_t j = 0; j < 3; ++j) {
      const std::uint32_t row = pick_firm(all, rows, c.id[i], k, j);
      best = mx(best, all.technique_seen[row]);
    }
    if (best > own) own *= exp(0.5F * unit_float(w.w1) * log(best / own));
  } else {
    const float gap = in.log_frontier - log(own);
    if (gap > 0) own *= exp(p.catch_up * 2 * unit_float(w.w1) * gap);
  }
}

}  // namespace

void innovate(const Columns& c, const Columns& all, std::size_t n, const CellInput& in, const IndustryRows& rows,
              const LeverColumns& levers, const KernelContext& k, Buffers& b, CellSums&) {
  const KernelParameters& p = k.p;
  std::uint32_t* __restrict w0 = b.w[0];
  std::uint32_t* __restrict w1 = b.w[1];
  std::uint32_t* __restrict w2 = b.w[2];
  draw_words(c.id, n, k.key, k.period, Stream::innovation, w0, w1, w2, b.w[3]);
  float* __restrict chance_in = b.f[0];
  float* __restrict chance_im = b.f[1];
  float* __restrict quality = c.log_quality;
  const float* __restrict rd = c.rd;
  const float* __restrict sales = c.sales;
  const float* __restrict price = c.price;
  const float* __restrict employees = c.employees;
  const float* __restrict share = c.share;
  {
    const float rate = in.rd_rate, heads = in.base_heads, power = p.size_power, spill = in.spillover;
    const float zeta_in = p.innovate, zeta_im = p.imitate, zeta_q = p.quality_chance, step = p.quality_step;
    const float catch_up = p.quality_catch_up, mean = in.mean_quality, penalty = -p.quality_penalty;
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) {
      const float budget = rate * price[i] * sales[i];
      const float effort = rd[i] / mx(budget, 1e-30F);  // free of wages, prices and size
      const float relative = mx(0.05F, mn(50.0F, employees[i] / heads));
      const float search = effort * exp(power * log(relative));
      const float absorbed = 1 + (spill - 1) * (1 - exp(-2 * effort));
      chance_in[i] = 1 - exp(-zeta_in * search * absorbed);
      chance_im[i] = 1 - exp(-zeta_im * search);
      const float chance_q = 1 - exp(-zeta_q * search * absorbed);
      const float climb = step * exp(penalty * mx(0.0F, quality[i] - mean));
      const float gain = unit_float(w2[i]) < chance_q ? climb : 0.0F;
      const float lag = mx(0.0F, mean - quality[i]);
      const float next = quality[i] + gain + catch_up * lag;
      quality[i] = share[i] > 0 ? next : quality[i];
    }
  }
  std::uint32_t* list = b.w[4];
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const bool tries = (unit_float(w0[i]) < chance_in[i]) | (unit_float(w1[i]) < chance_im[i]);
    if (tries && share[i] > 0) list[count++] = static_cast<std::uint32_t>(i);
  }
  for (std::size_t j = 0; j < count; ++j) {
    const std::uint32_t i = list[j];
    if (unit_float(w0[i]) < chance_in[i]) improve(c, i, in, levers, k);
    if (unit_float(w1[i]) < chance_im[i]) imitate(c, all, i, in, rows, k);
  }
}

}  // namespace kaldor::KALDOR_ISA

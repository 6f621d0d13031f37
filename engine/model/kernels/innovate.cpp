// Stage 10: R&D buys chances to innovate and to imitate (S§1.1); search follows the expected saving of labour or energy
// (S§1.8); quality climbs in steps (S§1.3); knowledge of related industries helps those who do R&D themselves (S§1.11).
// Reads rd and the techniques of role models; writes technique, energy_technique, log_quality.

#include "kernels.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

enum Own {
  // of those who innovate
  kLabour = handed::kFloats,
  kEnergy,
  kCarbonPrice,
  kDirt,
  kTechnique,
  kEnergyTechnique,
  kResourcePrice,
  // of those who imitate
  kMine,
  kBest,
  kOwnEnd
};
static_assert(kOwnEnd <= Buffers::kFloats);

/// Words of chance, which each part of the kernel draws anew; who innovates and imitates, by row and as lists.
enum Word { kLuck, kInnovates = kLuck + 8, kImitates, kInnovators, kImitators, kWordEnd };
static_assert(kWordEnd <= Buffers::kWords);

/// Steps of those on the list: of labour or of energy, as the expected saving directs.
void improve(const Columns& c, const std::uint32_t* list, std::size_t count, const CellInput& in,
             const LeverColumns& levers, const KernelContext& k, Buffers& b) {
  const KernelParameters& p = k.p;
  const std::size_t n = count;
  std::uint64_t* id = b.id;
  float* __restrict labour = b.f[kLabour];
  float* __restrict energy = b.f[kEnergy];
  float* __restrict carbon_price = b.f[kCarbonPrice];
  float* __restrict dirt = b.f[kDirt];
  float* __restrict technique = b.f[kTechnique];
  float* __restrict energy_technique = b.f[kEnergyTechnique];
  float* __restrict resource_price = b.f[kResourcePrice];
  const float* resources = values(levers, Lever::resource_price);
  const float* prices = values(levers, Lever::carbon_price);
  for (std::size_t j = 0; j < n; ++j) {
    const std::uint32_t i = list[j];
    id[j] = c.id[i];
    labour[j] = c.unit_labour[i];
    energy[j] = c.energy_intensity[i];
    carbon_price[j] = prices[i];
    dirt[j] = 1 - c.abatement[i];
    technique[j] = c.technique[i];
    energy_technique[j] = c.energy_technique[i];
    resource_price[j] = resources[i];
  }
  std::uint32_t* const* luck = b.w + kLuck;
  std::uint32_t* __restrict w0 = luck[0];
  std::uint32_t* __restrict w1 = luck[1];
  std::uint32_t* __restrict w2 = luck[2];
  std::uint32_t* __restrict w3 = luck[3];
  std::uint32_t* __restrict w4 = luck[4];
  std::uint32_t* __restrict w5 = luck[5];
  draw_block(k.key, id, n, k.period, Stream::innovation_step, 0, w0, w1, w2, w3);
  draw_block(k.key, id, n, k.period, Stream::innovation_step, 1, w4, w5, luck[6], luck[7]);
  const float wage = in.wage, factor = in.consumer_price * in.emission_factor, cost_energy = in.cost_energy,
              direction = p.direction;
  const float step = p.process ? p.step : 0.0F, energy_step = p.energy_step, penalty = -p.frontier_penalty,
              frontier = in.log_frontier;
  const float green = p.energy_saving ? 1.0F : 0.0F;
#pragma omp simd
  for (std::size_t j = 0; j < n; ++j) {
    const float beta =
        beta33(unit_float(w0[j]), unit_float(w1[j]), unit_float(w2[j]), unit_float(w3[j]), unit_float(w4[j]));
    const float gain = mx(0.0F, 2 * beta - 1);
    const float paid_labour = wage * labour[j];
    const float paid_energy = (cost_energy * (1 + resource_price[j]) + carbon_price[j] * factor * dirt[j]) * energy[j];
    const float odds = pow(mx(paid_energy, kTinyCost) / mx(paid_labour, kTinyCost), direction);
    const float saves_energy = unit_float(w5[j]) < green * (odds / (1 + odds)) ? 1.0F : 0.0F;
    const float beyond = mx(0.0F, log(technique[j]) - frontier);
    const float shrunk = exp(penalty * beyond);
    energy_technique[j] *= 1 - saves_energy * energy_step * gain;
    technique[j] *= 1 + (1 - saves_energy) * step * gain * shrunk;
  }
  for (std::size_t j = 0; j < n; ++j) {
    c.technique[list[j]] = technique[j];
    c.energy_technique[list[j]] = energy_technique[j];
  }
}

// Places in a list as parts of 2^32.
constexpr std::uint32_t kHalf = 1U << 31, kTenth = 429496730U;

/// A distance between a tenth of the list and nine twentieths of it.
inline std::uint32_t distance(std::uint32_t word) {
  return kTenth + static_cast<std::uint32_t>((static_cast<std::uint64_t>(word) * 7) / 20);
}

/// Those on the list close part of their distance to the best of three firms met at home (stability.md F8), or to the
/// world frontier.
void imitate(const Columns& c, const std::uint32_t* list, std::size_t count, const CellInput& in,
             const RoleModels& models, const KernelContext& k, Buffers& b) {
  const KernelParameters& p = k.p;
  const std::size_t n = count;
  std::uint64_t* id = b.id;
  float* __restrict own = b.f[kMine];
  float* __restrict best = b.f[kBest];
  for (std::size_t j = 0; j < n; ++j) {
    id[j] = c.id[list[j]];
    own[j] = c.technique[list[j]];
  }
  std::uint32_t* const* luck = b.w + kLuck;
  std::uint32_t* __restrict w0 = luck[0];
  std::uint32_t* __restrict w1 = luck[1];
  std::uint32_t* __restrict first = luck[2];
  std::uint32_t* __restrict second = luck[3];
  std::uint32_t* __restrict third = luck[4];
  draw_block(k.key, id, n, k.period, Stream::imitation_target, 0, first, second, third, luck[5]);
  draw_block(k.key, id, n, k.period, Stream::imitation, 0, w0, w1, luck[6], luck[7]);
  const float* technique = models.technique;
  const std::uint64_t size = models.count;
  for (std::size_t j = 0; j < n; ++j) {
    // The three lie at least a tenth of the list apart, so that they are different records; who meets its own record
    // looks half the list further: the firms of a record are not copies.
    const std::uint32_t a = first[j], x = a + distance(second[j]), y = a - distance(third[j]);
    const auto met = [&](std::uint32_t place) {
      const float found = technique[(place * size) >> 32];
      return found == own[j] ? technique[((place + kHalf) * size) >> 32] : found;
    };
    best[j] = mx(met(a), mx(met(x), met(y)));
  }
  const float at_home = p.domestic_share, near_up = 2 * p.domestic_catch_up, catch_up = 2 * p.catch_up,
              frontier = in.log_frontier;
#pragma omp simd
  for (std::size_t j = 0; j < n; ++j) {
    const float near = log(best[j]);
    const bool home = unit_float(w0[j]) < at_home;
    const float aim = home ? near : frontier;
    const float speed = home ? near_up : catch_up;
    const float gap = mx(0.0F, aim - log(own[j]));
    own[j] *= exp(speed * unit_float(w1[j]) * gap);
  }
  for (std::size_t j = 0; j < n; ++j) c.technique[list[j]] = own[j];
}

}  // namespace

void innovate(const Columns& c, std::size_t n, const CellInput& in, const RoleModels& models,
              const LeverColumns& levers, const KernelContext& k, Buffers& b, CellSums&) {
  const KernelParameters& p = k.p;
  std::uint32_t* const* luck = b.w + kLuck;
  std::uint32_t* __restrict w0 = luck[0];
  std::uint32_t* __restrict w1 = luck[1];
  std::uint32_t* __restrict w2 = luck[2];
  draw_words(c.id, n, k.key, k.period, Stream::innovation, w0, w1, w2, luck[3]);
  std::uint32_t* __restrict innovates = b.w[kInnovates];
  std::uint32_t* __restrict imitates = b.w[kImitates];
  float* __restrict quality = c.log_quality;
  const float* __restrict rd = c.rd;
  const float* __restrict sales = c.sales;
  const float* __restrict price = c.price;
  const float* __restrict employees = c.employees;
  const float* __restrict share = c.share;
  const float* __restrict design = c.design;
  const float* __restrict member = levers.member;
  const float* __restrict weight = c.weight;
  {
    const float rate = in.rd_rate, heads = in.base_heads, power = p.size_power, spill = in.spillover;
    const float zeta_in = p.innovate, zeta_im = p.imitate * in.literacy, zeta_q = p.quality_chance,
                absorption = p.absorption, step = p.quality_step;
    const float design_gain = in.design_gain, base_design = in.base_design;
    const float smallest = p.size_low, largest = p.size_high, catch_up = p.quality_catch_up, mean = in.mean_quality,
                penalty = -p.quality_penalty;
    const float platform = in.platform, user = p.platform_limit, own = in.own_search, lesson = in.park_lesson;
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) {
      const float budget = rate * price[i] * sales[i];
      const float effort = rd[i] / mx(budget, kTiny);  // free of wages, prices and size
      const float relative = mx(smallest, mn(largest, employees[i] / heads));
      const float search = effort * exp(power * log(relative));
      const float capable = 1 - exp(-absorption * effort);
      const float absorbed = 1 + (spill + lesson * member[i] - 1) * capable;
      const float shared = employees[i] < user ? platform * capable : 0.0F;
      const float chance_in = 1 - exp(-zeta_in * search * absorbed * own - zeta_in * shared);
      const float chance_im = 1 - exp(-zeta_im * search);
      const float better = 1 + design_gain * mx(-1.0F, design[i] - base_design);
      const float chance_q = 1 - exp(-zeta_q * search * absorbed * own * better - zeta_q * shared);
      const float ahead = strangers(weight[i], share[i]) * (quality[i] - mean);
      const float climb = step * exp(penalty * mx(0.0F, ahead));
      const float gain = unit_float(w2[i]) < chance_q ? climb : 0.0F;
      const float lag = mx(0.0F, -ahead);
      const float next = quality[i] + gain + catch_up * lag;
      quality[i] = share[i] > 0 ? next : quality[i];
      innovates[i] = ((unit_float(w0[i]) < chance_in) & (share[i] > 0)) ? 1U : 0U;
      imitates[i] = ((unit_float(w1[i]) < chance_im) & (share[i] > 0)) ? 1U : 0U;
    }
  }
  std::uint32_t* innovators = b.w[kInnovators];
  std::uint32_t* imitators = b.w[kImitators];
  const std::size_t first = list_of(innovates, n, innovators), second = list_of(imitates, n, imitators);
  improve(c, innovators, pad_list(innovators, first), in, levers, k, b);
  imitate(c, imitators, pad_list(imitators, second), in, models, k, b);
}

}  // namespace kaldor::KALDOR_ISA

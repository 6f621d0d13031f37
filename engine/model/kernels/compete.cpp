// Stages 7 and 12: who leaves; how shares move among those who stay; what the records add up to.
// Writes share, share_before, log_efficiency, last_sales; clears the rows of those who left.

#include "tools.hpp"
#include "kernels.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

void leave(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k, Buffers& b, BlockResult& result) {
  const KernelParameters& p = k.p;
  if (!p.exit) return;
  CellSums& sums = result.sums;
  std::uint32_t* __restrict luck = b.w[3];
  draw_words(c.id, n, k.key, k.period, Stream::exit, luck, b.w[0], b.w[1], b.w[2]);
  const int period = static_cast<int>(k.period);
  for (std::size_t i = 0; i < n; ++i) {
    const double w = c.weight[i];
    if (w == 0) continue;
    const bool sells = c.share[i] > 0;
    const int age = period - c.founded[i];
    const double stocks = static_cast<double>(c.capital[i]) * in.capital_price + 0.8 * static_cast<double>(c.inventory[i] * c.price[i]) +
                          static_cast<double>(c.materials[i]) * (in.paid_other + in.paid_energy);
    const bool insolvent = !in.budget_funded && (c.deposits[i] < 0 || (sells && w * stocks - c.loans[i] + c.deposits[i] < 0));
    const bool old = sells && age > p.grace;
    const bool small = old && c.expected_demand[i] * c.unit_labour[i] < in.exit_size;
    const bool tired = old && c.smoothed_return[i] < p.loss_limit && unit_float(luck[i]) < p.loss_chance;
    if (!(insolvent || small || tired)) continue;
    add(sums, CellSum::exits, w);
    if (insolvent) add(sums, CellSum::bankruptcies, w);
    // The bank takes the deposits; what is left goes to the owners, what is missing is the bank's loss.
    const double covered = c.deposits[i] > 0 ? (c.loans[i] < c.deposits[i] ? c.loans[i] : c.deposits[i]) : 0.0;
    const double bad = c.loans[i] - covered + (c.deposits[i] < 0 ? -c.deposits[i] : 0.0);
    add(sums, CellSum::bad_debt, bad);
    add(sums, CellSum::estate_repaid, covered);
    add(sums, CellSum::estate_deposits, c.deposits[i] > 0 ? c.deposits[i] - covered : 0.0);
    c.deposits[i] = c.loans[i] = 0;
    c.weight[i] = 0;
    c.share[i] = c.expected_demand[i] = c.capital[i] = c.materials[i] = c.inventory[i] = c.employees[i] = 0;
    c.investment[i] = c.automation_order[i] = c.abatement_order[i] = c.offered[i] = c.orders[i] = 0;
    result.left[result.left_count++] = static_cast<std::uint32_t>(i);
  }
}

namespace {

void statistics(const Columns& c, std::size_t n, BlockResult& result, Buffers& b) {
  CellSums& sums = result.sums;
  const float* __restrict w = c.weight;
  const float* __restrict share = c.share;
  const float* __restrict price = c.price;
  const float* __restrict sales = c.sales;
  const float* __restrict productivity = c.productivity;
  float* __restrict square = b.f[0];
  float* __restrict plain = b.f[1];
  float* __restrict one = b.f[2];
  float* __restrict growth = b.f[3];
  float* __restrict last = c.last_sales;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float value = price[i] * sales[i];
    square[i] = value * value;
    plain[i] = share[i] > 0 ? productivity[i] : 0.0F;
    one[i] = share[i] > 0 ? 1.0F : 0.0F;
    const float g = log(mx(value, 1e-30F) / mx(last[i], 1e-30F));
    growth[i] = (last[i] > 0) & (value > 0) ? g : -1e9F;
    last[i] = value;
  }
  add(sums, CellSum::squares, weighted_sum(w, square, n));
  add(sums, CellSum::plain_productivity, weighted_sum(w, plain, n));
  add(sums, CellSum::firms, weighted_sum(w, one, n));
  add(sums, CellSum::deposits, plain_sum(c.deposits, n));
  add(sums, CellSum::loans, plain_sum(c.loans, n));
  double top = result.largest_sales;
  for (std::size_t i = 0; i < n; ++i) {
    if (w[i] == 0 || share[i] <= 0) continue;
    top = mx(top, static_cast<double>(price[i] * sales[i]));
    const int bin = static_cast<int>(mx(0.0F, mn(kSizeBins - 1.0F, 4 + 3.0F * log(mx(c.employees[i], 1e-6F)))));
    result.size_histogram[static_cast<std::size_t>(bin)] += w[i];
    if (growth[i] > -1e8F) {
      const double wi = w[i], g = growth[i];
      result.growth_weight += wi;
      result.growth_absolute += wi * (g < 0 ? -g : g);
      result.growth_square += wi * g * g;
    }
  }
  result.largest_sales = top;
}

}  // namespace

void compete(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k, Buffers& b, BlockResult& result) {
  const KernelParameters& p = k.p;
  std::uint32_t* __restrict w0 = b.w[0];
  std::uint32_t* __restrict w1 = b.w[1];
  std::uint32_t* __restrict w2 = b.w[2];
  std::uint32_t* __restrict w3 = b.w[3];
  draw_words(c.id, n, k.key, k.period, Stream::customers, w0, w1, w2, w3);
  float* __restrict share = c.share;
  float* __restrict before = c.share_before;
  float* __restrict employees = c.employees;
  float* __restrict log_efficiency = c.log_efficiency;
  float* __restrict base_emissions = c.base_emissions;
  const float* __restrict score = c.competitiveness;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict capital = c.capital;
  const float* __restrict unit_labour = c.unit_labour;
  const float* __restrict energy = c.energy_intensity;
  const float chi = p.selection ? p.replicator : 0.0F, mean = in.mean_competitiveness, scale = in.share_scale;
  const float shock = p.share_noise, chance = p.customer_chance, size = p.customer_size, scaling = -p.customer_scaling;
  const float persistence = p.efficiency_persistence, noise = p.efficiency_noise, opening = in.share_for_demand;
  const float factor = in.emission_factor;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float jump = laplace(unit_float(w2[i])) * size * exp(scaling * log(mx(0.05F, employees[i] * 0.05F)));
    const float customer = unit_float(w1[i]) < chance ? jump : 0.0F;
    const float bounded = mx(-1.5F, mn(1.5F, chi * (score[i] - mean) + shock * normal(unit_float(w0[i])) + customer));
    const float moved = share[i] * exp(bounded) * scale;
    // Firms whose first machines have come take the share that their capacity allows.
    const float first = expected[i] * opening;
    const bool opens = (share[i] <= 0) & (capital[i] > 0);
    employees[i] = opens ? expected[i] * unit_labour[i] : employees[i];
    base_emissions[i] = opens ? expected[i] * factor * energy[i] : base_emissions[i];
    before[i] = opens ? first : share[i];
    share[i] = opens ? first : moved;
    log_efficiency[i] = persistence * log_efficiency[i] + noise * normal(unit_float(w3[i]));
  }
  statistics(c, n, result, b);
  for (std::size_t i = 0; i < n; ++i)
    if (c.weight[i] >= 2 && c.weight[i] * share[i] > in.split_share) result.crowded[result.crowded_count++] = static_cast<std::uint32_t>(i);
}

}  // namespace kaldor::KALDOR_ISA

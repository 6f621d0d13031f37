// Stages 7 and 12: who leaves; how shares move among those who stay; what the records add up to.
// Writes share, share_before, log_efficiency, last_sales; clears the rows of those who left.

#include "kernels.hpp"
#include "tools.hpp"
#include "worth.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

enum Own { kSquare = handed::kFloats, kPlain, kSeller, kGrown, kDistance, kVariance, kValue, kOpened, kOwnEnd };
static_assert(kOwnEnd <= Buffers::kFloats);
enum OwnDouble { kWorth = handed::kDoubles, kOwnDoubleEnd };
static_assert(kOwnDoubleEnd <= Buffers::kDoubles);

/// Words of `leave`.
enum LeaveWord { kInsolvents, kReasons, kDoubtful, kDoubtfulList, kLeaveWordEnd };
static_assert(kLeaveWordEnd <= Buffers::kWords);
/// Words of `compete`: of chance, then what it finds.
enum CompeteWord { kLuck, kNewcomers = kLuck + 4, kNewcomerList, kBins, kCrowded, kCompeteWordEnd };
static_assert(kCompeteWordEnd <= Buffers::kWords);

/// Why a record may leave; several may hold.
constexpr std::uint32_t kInsolvent = 1, kTooSmall = 2, kTired = 4, kBackward = 8;

/// What each record is worth to its creditors.
void assess(const Columns& c, std::size_t n, const CellInput& in, double goods, double* __restrict value) {
  const worth::Valuation v = worth::valuation(in, goods);
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) value[i] = worth::to_creditors(c, i, v);
}

/// Government pays the owner of a record that must close for its machines, which are scrapped.
void phase_out(const Columns& c, std::size_t i, float share, const CellInput& in, double magic, CellSums& sums) {
  const double capital = static_cast<double>(c.weight[i]) * static_cast<double>(c.capital[i]);
  const double paid = (static_cast<double>(share) * capital * static_cast<double>(in.capital_price) + magic) - magic;
  c.deposits[i] += paid;
  add(sums, CellSum::compensation, paid);
  add(sums, CellSum::phased_out, capital);
  c.capital[i] = 0;
}

/// Government pays in what an insolvent record lacks, so that it has a little net worth again.
void rescue(const Columns& c, std::size_t i, double worth, const CellInput& in, const KernelContext& k,
            CellSums& sums) {
  const double wanted = static_cast<double>(k.p.injection) * static_cast<double>(c.weight[i]) *
                        static_cast<double>(c.capital[i]) * in.capital_price;
  const double paid = (wanted - worth + k.magic) - k.magic;
  c.deposits[i] += paid;
  add(sums, CellSum::injected, paid);
}

/// Closes a record and notes it: the bank takes the deposits; what is left goes to the owners, what is missing is the
/// bank's loss. What the record has paid beyond its account and its credit is a loan of the bank too, the last one.
void close(const Columns& c, std::size_t i, bool bankrupt, BlockResult& result) {
  CellSums& sums = result.sums;
  const double w = c.weight[i];
  if (c.deposits[i] < 0) {
    add(sums, CellSum::borrowed, -c.deposits[i]);
    c.loans[i] -= c.deposits[i];
    c.deposits[i] = 0;
  }
  add(sums, CellSum::exits, w);
  if (bankrupt) add(sums, CellSum::bankruptcies, w);
  const double covered = c.loans[i] < c.deposits[i] ? c.loans[i] : c.deposits[i];
  const double bad = c.loans[i] - covered;
  add(sums, CellSum::bad_debt, bad);
  add(sums, CellSum::estate_repaid, covered);
  add(sums, CellSum::estate_deposits, c.deposits[i] - covered);
  add(sums, CellSum::closed_heads, w * static_cast<double>(c.employees[i]));
  // Its machines go to the second-hand market of the industry.
  const double capital = w * static_cast<double>(c.capital[i]);
  add(sums, CellSum::estate_capital, capital);
  add(sums, CellSum::estate_over_productivity, capital / static_cast<double>(c.productivity[i]));
  if (!bankrupt) add(sums, CellSum::estate_solvent, capital);
  const double share = w * static_cast<double>(c.share[i]);
  add(sums, CellSum::left, CellSum::left_productivity, {share, share * static_cast<double>(c.productivity[i])});
  c.deposits[i] = c.loans[i] = 0;
  c.weight[i] = 0;
  c.share[i] = c.expected_demand[i] = c.capital[i] = c.materials[i] = c.inventory[i] = c.employees[i] = 0;
  c.investment[i] = c.automation_order[i] = c.abatement_order[i] = c.digital_order[i] = c.function_order[i] = 0;
  c.circular_order[i] = c.data[i] = c.offered[i] = c.orders[i] = 0;
  result.left_debt[result.left_count] = bad;
  result.left[result.left_count++] = static_cast<std::uint32_t>(i);
}

}  // namespace

void leave(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers, const KernelContext& k,
           Buffers& b, BlockResult& result) {
  const KernelParameters& p = k.p;
  if (!p.exit) return;
  double* __restrict worth = b.d[kWorth];
  assess(c, n, in, p.goods_value, worth);
  std::uint32_t* __restrict insolvent = b.w[kInsolvents];
  std::uint32_t* __restrict reasons = b.w[kReasons];
  std::uint32_t* __restrict doubtful = b.w[kDoubtful];
  const float* __restrict weight = c.weight;
  const float* __restrict share = c.share;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict unit_labour = c.unit_labour;
  const float* __restrict smoothed = c.smoothed_return;
  const float* __restrict productivity = c.productivity;
  const float* __restrict backward = values(levers, Lever::phase_out);
  const float* __restrict compensation = values(levers, Lever::phase_out_compensation);
  const std::int32_t* __restrict founded = c.founded;
  const int oldest = static_cast<int>(k.period) - p.grace;
  const float least = in.exit_size, limit = p.loss_limit;
  const std::uint32_t can_fail = in.budget_funded ? 0U : kInsolvent;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float sign = static_cast<float>(worth[i] < 0 ? -1.0 : 1.0);
    insolvent[i] = sign < 0 ? can_fail : 0U;
  }
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const bool old = (share[i] > 0) & (founded[i] < oldest);
    const bool tiny = old & (expected[i] * unit_labour[i] < least);
    const bool tired = old & (smoothed[i] < limit);
    const bool condemned = (share[i] > 0) & (productivity[i] < backward[i]);
    const std::uint32_t found =
        (tiny ? kTooSmall : 0U) | (tired ? kTired : 0U) | (condemned ? kBackward : 0U) | insolvent[i];
    reasons[i] = found;
    doubtful[i] = ((weight[i] > 0) & (found != 0)) ? 1U : 0U;
  }
  const float* softness = b.f[handed::softness];
  std::uint32_t* list = b.w[kDoubtfulList];
  const std::size_t count = list_of_rare(doubtful, n, list);
  for (std::size_t j = 0; j < count; ++j) {
    const std::uint32_t i = list[j], why = reasons[i];
    const bool bankrupt = (why & kInsolvent) != 0, tired = (why & kTired) != 0;
    bool leaves = (why & (kInsolvent | kTooSmall)) != 0;
    if (!leaves && tired) leaves = unit_float(draw(k.key, c.id[i], k.period, Stream::exit).w0) < p.loss_chance;
    if (!leaves && (why & kBackward) != 0 &&
        unit_float(draw(k.key, c.id[i], k.period, Stream::phase_out).w0) < p.phase_out) {
      phase_out(c, i, compensation[i], in, k.magic, result.sums);
      close(c, i, c.deposits[i] < c.loans[i], result);
      continue;
    }
    const float soft = softness[i];
    const bool backed = soft > 0 && unit_float(draw(k.key, c.id[i], k.period, Stream::rescue).w0) < soft * p.backing;
    if (!leaves || backed) {
      if (backed && bankrupt) rescue(c, i, worth[i], in, k, result.sums);
      if (tired || bankrupt)
        add(result.sums, CellSum::zombie_sales,
            static_cast<double>(weight[i]) * static_cast<double>(c.price[i] * c.sales[i]));
      continue;
    }
    close(c, i, bankrupt, result);
  }
}

namespace {

/// Three bins for each factor e of employees, the fifth begins at one.
void size_histogram(const Columns& c, std::size_t n, const float* __restrict heads, std::int32_t* __restrict bin,
                    double* __restrict histogram) {
  const float* __restrict employees = c.employees;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i)
    bin[i] = static_cast<std::int32_t>(mx(0.0F, mn(kSizeBins - 1.0F, 4 + 3.0F * log(mx(employees[i], kSmall)))));
  // Neighbours often share a bin: two copies, so that one addition need not wait for the other.
  double other[kSizeBins] = {};
  for (std::size_t i = 0; i < n; i += 2) {
    histogram[bin[i]] += static_cast<double>(heads[i]);
    other[bin[i + 1]] += static_cast<double>(heads[i + 1]);
  }
  for (int i = 0; i < kSizeBins; ++i) histogram[i] += other[i];
}

void statistics(const Columns& c, std::size_t n, float memory, BlockResult& result, Buffers& b) {
  CellSums& sums = result.sums;
  const float* __restrict w = c.weight;
  const float* __restrict share = c.share;
  const float* __restrict price = c.price;
  const float* __restrict sales = c.sales;
  const float* __restrict productivity = c.productivity;
  float* __restrict square = b.f[kSquare];
  float* __restrict plain = b.f[kPlain];
  float* __restrict seller = b.f[kSeller];
  float* __restrict grown = b.f[kGrown];
  float* __restrict distance = b.f[kDistance];
  float* __restrict variance = b.f[kVariance];
  float* __restrict value = b.f[kValue];
  float* __restrict last = c.last_sales;
  float* __restrict smoothed = c.smoothed_growth;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float v = price[i] * sales[i];
    const float g = log(mx(v, kTiny) / mx(last[i], kTiny));
    const float sells = share[i] > 0 ? 1.0F : 0.0F;
    const float both = ((last[i] > 0) & (v > 0)) ? sells : 0.0F;
    const float change = both > 0 ? g : 0.0F;
    square[i] = v * v;
    plain[i] = sells * productivity[i];
    seller[i] = sells * w[i];
    value[i] = w[i] > 0 ? sells * v : 0.0F;
    grown[i] = both;
    distance[i] = change < 0 ? -change : change;
    variance[i] = change * change;
    smoothed[i] += both * memory * (change - smoothed[i]);
    last[i] = v;
  }
  add(sums, CellSum::squares, weighted_sum(w, square, n));
  add(sums, CellSum::plain_productivity, weighted_sum(w, plain, n));
  add(sums, CellSum::firms, plain_sum(seller, n));
  add(sums, CellSum::deposits, plain_sum(c.deposits, n));
  add(sums, CellSum::loans, plain_sum(c.loans, n));
  result.growth_weight += weighted_sum(w, grown, n);
  result.growth_absolute += weighted_sum(w, distance, n);
  result.growth_square += weighted_sum(w, variance, n);
  result.largest_sales = mx(result.largest_sales, static_cast<double>(largest(value, n)));
  size_histogram(c, n, seller, reinterpret_cast<std::int32_t*>(b.w[kBins]), result.size_histogram);
}

/// Mean embodied productivity is made of these; newcomers are few.
void productivity_of_shares(const Columns& c, std::size_t n, const std::uint32_t* list, std::size_t count,
                            CellSums& sums) {
  add(sums, CellSum::serving, CellSum::serving_productivity, embodied(c, n));
  for (std::size_t j = 0; j < count; ++j) {
    const double share = static_cast<double>(c.weight[list[j]]) * static_cast<double>(c.share[list[j]]);
    add(sums, CellSum::opened, CellSum::opened_productivity,
        {share, share * static_cast<double>(c.productivity[list[j]])});
  }
}

/// First staff of newcomers that open small.
double first_heads_of_small(const Columns& c, const float* opened, float limit, const std::uint32_t* list,
                            std::size_t count) {
  double heads = 0;
  for (std::size_t j = 0; j < count; ++j)
    if (opened[list[j]] < limit) heads += static_cast<double>(c.weight[list[j]]) * static_cast<double>(opened[list[j]]);
  return heads;
}

}  // namespace

void compete(const Columns& c, std::size_t n, const CellInput& in, const KernelContext& k, Buffers& b,
             BlockResult& result) {
  const KernelParameters& p = k.p;
  std::uint32_t* const* luck = b.w + kLuck;
  std::uint32_t* __restrict w0 = luck[0];
  std::uint32_t* __restrict w1 = luck[1];
  std::uint32_t* __restrict w2 = luck[2];
  std::uint32_t* __restrict w3 = luck[3];
  draw_words(c.id, n, k.key, k.period, Stream::customers, w0, w1, w2, w3);
  float* __restrict share = c.share;
  float* __restrict before = c.share_before;
  float* __restrict employees = c.employees;
  float* __restrict opened = b.f[kOpened];
  std::uint32_t* __restrict newcomer = b.w[kNewcomers];
  float* __restrict log_efficiency = c.log_efficiency;
  float* __restrict base_emissions = c.base_emissions;
  const float* __restrict score = c.competitiveness;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict capital = c.capital;
  const float* __restrict unit_labour = c.unit_labour;
  const float* __restrict energy = c.energy_intensity;
  const float chi = p.selection ? p.replicator * in.rivalry : 0.0F, mean = in.mean_competitiveness,
              scale = in.share_scale;
  const float shock = p.share_noise, chance = p.customer_chance, size = p.customer_size, scaling = -p.customer_scaling;
  const float persistence = p.efficiency_persistence, noise = p.efficiency_noise, opening = in.share_for_demand;
  const float* __restrict service = c.service_share;
  const float ties = in.functions ? p.service_ties : 0.0F;
  const float factor = in.emission_factor, head = p.customer_for_each_head, least = p.customer_least,
              most = p.change_limit;
  const float* __restrict weight = c.weight;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float jump = laplace(unit_float(w2[i])) * size * exp(scaling * log(mx(least, employees[i] * head)));
    const float won = unit_float(w1[i]) < chance ? 1.0F : 0.0F;
    const float kept = either(jump < 0, mx(0.0F, 1 - ties * service[i]), 1.0F);
    const float customer = won * jump * kept;
    const float bounded = mx(-most, mn(most, chi * strangers(weight[i], share[i]) * (score[i] - mean) +
                                                 shock * normal(unit_float(w0[i])) + customer));
    const float moved = share[i] * exp(bounded) * scale;
    // Firms whose first machines have come take the share that their capacity allows.
    const float first = expected[i] * opening;
    const bool opens = (share[i] <= 0) & (capital[i] > 0);
    const float staff = expected[i] * unit_labour[i], dirt = expected[i] * factor * energy[i];
    employees[i] = either(opens, staff, employees[i]);
    opened[i] = either(opens, staff, 0.0F);
    newcomer[i] = opens ? 1U : 0U;
    base_emissions[i] = either(opens, dirt, base_emissions[i]);
    before[i] = either(opens, first, share[i]);
    share[i] = either(opens, first, moved);
    log_efficiency[i] = persistence * log_efficiency[i] + noise * normal(unit_float(w3[i]));
  }
  const double first_heads = weighted_sum(c.weight, opened, n);
  for (const CellSum which : {CellSum::jobs_created, CellSum::jobs_created_young, CellSum::first_heads})
    add(result.sums, which, first_heads);
  const std::size_t count = list_of_rare(newcomer, n, b.w[kNewcomerList]);
  productivity_of_shares(c, n, b.w[kNewcomerList], count, result.sums);
  add(result.sums, CellSum::jobs_created_small,
      first_heads_of_small(c, opened, p.tier_small, b.w[kNewcomerList], count));
  statistics(c, n, p.tier_growth_speed, result, b);
  std::uint32_t* __restrict crowded = b.w[kCrowded];
  const float split = in.split_share;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) crowded[i] = ((weight[i] >= 2) & (weight[i] * share[i] > split)) ? 1U : 0U;
  result.crowded_count = list_of_rare(crowded, n, result.crowded);
}

}  // namespace kaldor::KALDOR_ISA

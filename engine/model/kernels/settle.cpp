// Stages 7 (second round), 8: spare capacity takes rest orders, machines arrive, everyone is paid, profit is taxed,
// surplus is paid out or debt is taken. Writes the stocks of goods and materials, capital, vintages, deposits, loans.

#include "data.hpp"
#include "deliver.hpp"
#include "functions.hpp"
#include "kaldor/core/units.hpp"
#include "kernels.hpp"
#include "produce.hpp"
#include "research.hpp"
#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

using namespace math;

namespace {

void invest_and_tax(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                    const KernelContext& k, Buffers& b) {
  const KernelParameters& p = k.p;
  const float* __restrict rd_subsidy = values(levers, Lever::rd_subsidy);
  const float* __restrict automation_subsidy = values(levers, Lever::automation_subsidy);
  const float* __restrict tax_change = values(levers, Lever::corporate_tax);
  const float* __restrict interest_subsidy = values(levers, Lever::credit_subsidy);
  const float* __restrict operating = b.f[kOperating];
  const float* __restrict revenue = b.f[handed::revenue];
  const float* __restrict investment = c.investment;
  const float* __restrict automation = c.automation_order;
  const float* __restrict abatement = c.abatement_order;
  const float* __restrict recovery = c.circular_order;
  const float* __restrict digitalisation = c.digital_order;
  const float* __restrict function = c.function_order;
  const float* __restrict capital = c.capital;
  const float* __restrict weight = c.weight;
  const double* __restrict loans = c.loans;
  const double* __restrict deposits = c.deposits;
  float* __restrict rd = c.rd;
  float* __restrict spent = b.f[handed::rd];
  float* __restrict subsidy = b.f[handed::rd_subsidy];
  float* __restrict paid = b.f[handed::investment];
  float* __restrict machine_subsidy = b.f[handed::automation_subsidy];
  float* __restrict profit = b.f[handed::profit];
  float* __restrict profit_tax = b.f[handed::profit_tax];
  float* __restrict forgone = b.f[kForgone];  // by a lower rate
  float* __restrict credit = b.f[handed::tax_credit];
  float* __restrict relabelled = b.f[kRelabelled];
  float* __restrict fine = b.f[kFine];
  float* __restrict interest = b.f[handed::interest];
  double* __restrict interest_due = b.d[handed::interest_due];
  double* __restrict interest_earned = b.d[handed::interest_earned];
  double* __restrict interest_helped = b.d[kInterestHelped];
  const double loan_rate = in.loan_rate, deposit_rate = in.deposit_rate, magic = k.magic;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const double help = mn(static_cast<double>(interest_subsidy[i]) / kQuartersPerYear, loan_rate);
    interest_helped[i] = (loans[i] * help + magic) - magic;
    interest_due[i] = (loans[i] * loan_rate + magic) - magic - interest_helped[i];
    interest_earned[i] = (mx(0.0, deposits[i]) * deposit_rate + magic) - magic;
    interest[i] = static_cast<float>((interest_earned[i] - interest_due[i]) /
                                     mx(static_cast<double>(weight[i]), static_cast<double>(kSmall)));
  }
  const float rate = in.rd_rate, base_tax = p.corporate_tax;
  const ResearchRules rules{rate,           p.rd_cash_limit,     p.rd_least_user_cost,
                            in.staff_scale, p.relabelling_slope, p.relabelling_limit};
  float* __restrict push = b.f[kFirst];  // on R&D, by all support and without the credit
  float* __restrict plain = b.f[kSecond];
  answer_to_user_cost(p, levers, n, push, plain);
  Notch notch{values(levers, Lever::rd_tax_credit), nullptr, nullptr};
  const bool notched = is_set(levers, Lever::rd_threshold) && is_set(levers, Lever::rd_tax_credit);
  if (notched) {
    notch = meet_threshold(c, n, in, levers, p, rules, b, push, plain);
  } else {
    clear(b.f[kFourth], n);
    notch.effort = notch.part = b.f[kFourth];
  }
  const float* __restrict rd_credit = notch.credit;
  const float* __restrict raised = notch.effort;
  const float* __restrict raised_part = notch.part;
  const float convexity = 0.5F * p.relabelling_cost;
  const float wear = p.depreciation * in.capital_price, unit = in.investment_paid;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float taxed = mx(0.0F, base_tax + tax_change[i]);
    const float margin = mx(0.0F, operating[i] + interest[i] - wear * capital[i]);
    const Research free =
        choose_research(rules, revenue[i], operating[i], margin, taxed, rd_subsidy[i], rd_credit[i], push[i], plain[i]);
    const float effort = either(raised[i] > 0, raised[i], free.effort);
    const float part = either(raised[i] > 0, raised_part[i], free.part);
    rd[i] = effort;
    spent[i] = effort;
    const float moved = part * rate * revenue[i];
    const float reported = effort + moved;
    relabelled[i] = moved;
    fine[i] = convexity * part * moved;
    subsidy[i] = reported * rd_subsidy[i];
    paid[i] = (investment[i] + automation[i] + abatement[i] + digitalisation[i] + function[i] + recovery[i]) * unit;
    machine_subsidy[i] = automation[i] * unit * automation_subsidy[i];
    const float gain = operating[i] - effort + subsidy[i] + interest[i] - wear * capital[i] - fine[i];
    const float due = mx(0.0F, base_tax + tax_change[i]) * mx(0.0F, gain);
    forgone[i] = -tax_change[i] * mx(0.0F, gain);
    const float relief = mn(due, rd_credit[i] * reported);
    profit[i] = gain;
    profit_tax[i] = due;
    credit[i] = relief;
  }
}

/// How soft each firm's budget is: that of state firms by the parameter, changed for everyone by the lever.
void soften(const Columns& c, std::size_t n, const LeverColumns& levers, const KernelParameters& p,
            float* __restrict softness) {
  const float* __restrict change = values(levers, Lever::soft_budget);
  const std::int32_t* __restrict owner = c.owner;
  const float of_state = p.softness, on = p.soft_budgets ? 1.0F : 0.0F;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float backed = state_owned(owner[i]) * of_state;
    softness[i] = on * mx(0.0F, mn(1.0F, backed + change[i]));
  }
}

/// Settles the quarter on the firm's account; dividends out of profit, then loans up to the limits of the bank.
void settle_accounts(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers,
                     const KernelContext& k, Buffers& b, CellSums& sums) {
  const KernelParameters& p = k.p;
  const double magic = k.magic;
  add(sums, CellSum::revenue, receive(c, b.f[handed::revenue], n, magic));
  add(sums, CellSum::wages, pay(c, b.f[handed::wages], n, magic));
  add(sums, CellSum::production_tax, pay(c, b.f[handed::production_tax], n, magic));
  add(sums, CellSum::materials_paid, pay(c, b.f[handed::materials], n, magic));
  add(sums, CellSum::carbon, pay(c, b.f[handed::carbon], n, magic));
  if (in.rent > 0) add(sums, CellSum::rent, pay(c, b.f[kRent], n, magic));
  add(sums, CellSum::rd, pay(c, b.f[handed::rd], n, magic));
  add(sums, CellSum::rd_subsidy, receive(c, b.f[handed::rd_subsidy], n, magic));
  add(sums, CellSum::investment_paid, pay(c, b.f[handed::investment], n, magic));
  add(sums, CellSum::automation_subsidy, receive(c, b.f[handed::automation_subsidy], n, magic));
  add(sums, CellSum::profit_tax, pay(c, b.f[handed::profit_tax], n, magic));
  add(sums, CellSum::tax_credit, receive(c, b.f[handed::tax_credit], n, magic));
  if (in.functions) {
    add(sums, CellSum::staff, pay(c, b.f[kStaff], n, magic));
    add(sums, CellSum::staff_away, count_flow(c.weight, b.f[kStaffAway], n, magic));
    if (k.refunds) refund_functions(c, n, in, levers, k, b.f[kFirst], sums);
  }
  if (is_set(levers, Lever::resource_price)) add(sums, CellSum::resource_tax, pay(c, b.f[kResource], n, magic));
  if (is_set(levers, Lever::rd_subsidy) || is_set(levers, Lever::rd_tax_credit)) {
    add(sums, CellSum::relabelled, weighted_sum(c.weight, b.f[kRelabelled], n));
    add(sums, CellSum::relabelling_fines, pay(c, b.f[kFine], n, magic));
  }

  if (in.digital && k.period > 0) {
    add(sums, CellSum::practice_paid, pay(c, b.f[handed::practice], n, magic));
    add(sums, CellSum::digital_subsidy, receive(c, b.f[handed::digital_subsidy], n, magic));
    add(sums, CellSum::pilot_subsidy, receive(c, b.f[handed::pilot_subsidy], n, magic));
  }

  double* __restrict deposits = c.deposits;
  double* __restrict loans = c.loans;
  const double* __restrict due = b.d[handed::interest_due];
  const double* __restrict earned = b.d[handed::interest_earned];
  double* __restrict dividends = b.d[handed::dividends];
  const float* __restrict profit = b.f[handed::profit];
  const float* __restrict profit_tax = b.f[handed::profit_tax];
  const float* __restrict capital = c.capital;
  const float* __restrict weight = c.weight;
  const float* __restrict price = c.price;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict sales = c.sales;
  add(sums, CellSum::interest_paid, plain_sum(due, n));
  add(sums, CellSum::interest_received, plain_sum(earned, n));
  add(sums, CellSum::interest_subsidy, plain_sum(b.d[kInterestHelped], n));
  const double payout = p.payout, relief = p.owner_support * payout, speed = p.leverage_speed,
               target = p.target_leverage, value = in.capital_price;
  for (std::size_t i = 0; i < n; ++i) deposits[i] += earned[i] - due[i];
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const double w = weight[i], after_tax = w * (static_cast<double>(profit[i]) - static_cast<double>(profit_tax[i]));
    const double room = mx(0.0, target * value * w * static_cast<double>(capital[i]) - (loans[i] - deposits[i]));
    const double wish = payout * after_tax + speed * room;
    const double able = mx(0.0, mn(wish, deposits[i]));
    const double support = relief * after_tax;
    const double d = after_tax > 0 ? (able + magic) - magic : (support + magic) - magic;
    dividends[i] = d;
    deposits[i] -= d;
  }
  add(sums, CellSum::dividends, plain_sum(dividends, n));

  double* __restrict borrowed = b.d[handed::borrowed];
  double* __restrict repaid = b.d[handed::repaid];
  const float* __restrict member = levers.member;
  const float* __restrict vouched = levers.vouched;
  const double referral = p.referral * value, vouching = p.vouching * value;
  const double buffer = p.buffer, ltv = p.loan_to_value * value, capacity = in.bank_capacity;
  const double overdraft_extra = p.overdraft_extra;
  const float* __restrict softness = b.f[handed::softness];
  const double overdraft = p.overdraft_capital * value, overdraft_sales = p.overdraft_sales,
               unlimited = (p.exit && !in.budget_funded) ? 0.0 : kUnlimitedMoney;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const double w = weight[i], turnover = w * static_cast<double>(price[i] * mx(expected[i], sales[i]));
    const double want = buffer * turnover;
    const double wk = w * static_cast<double>(capital[i]);
    const double excess = deposits[i] - want;
    const double r = excess > 0 ? mn(loans[i], excess) : 0.0;
    const double room =
        mx(0.0, (ltv + referral * static_cast<double>(member[i]) + vouching * static_cast<double>(vouched[i])) * wk -
                    loans[i]);
    const double normal = mn(mx(0.0, -excess), room * capacity);
    const double gap = -(deposits[i] + normal);
    const double covered =
        (overdraft * wk + overdraft_sales * turnover) * (1.0 + overdraft_extra * static_cast<double>(softness[i]));
    const double emergency = mn(-deposits[i], mx(unlimited, covered - loans[i]));
    const double l = gap > 0 ? mx(0.0, emergency) : normal;
    const double back = (r + magic) - magic;
    const double more = (l + magic) - magic;
    repaid[i] = back;
    borrowed[i] = more;
    loans[i] += more - back;
    deposits[i] += more - back;
  }
  add(sums, CellSum::borrowed, plain_sum(borrowed, n));
  add(sums, CellSum::repaid, plain_sum(repaid, n));
}

}  // namespace

void settle(const Columns& c, std::size_t n, const CellInput& in, const LeverColumns& levers, const KernelContext& k,
            Buffers& b, CellSums& sums) {
  const float* w = c.weight;
  produce(c, n, in, levers, k, b);
  if (in.digital && k.period > 0) {  // the first quarter is the exact base year
    organise(c, n, k.p, in, levers, b.f[handed::wages], b.f[kOperating], b.f[handed::practice],
             b.f[handed::pilot_subsidy]);
    refund_digitalisation(c, n, in, levers, b.f[handed::digital_subsidy], b.f[handed::pilot_subsidy]);
  }
  invest_and_tax(c, n, in, levers, k, b);
  if (is_set(levers, Lever::rd_threshold)) count_bunching(c, n, levers, b, sums);
  add(sums, CellSum::tax_relief, weighted_sum(w, b.f[kForgone], n));
  soften(c, n, levers, k.p, b.f[handed::softness]);
  settle_accounts(c, n, in, levers, k, b, sums);
  add(sums, CellSum::hours, weighted_sum(w, b.f[kHours], n));
  add(sums, CellSum::output, weighted_sum(w, c.output, n));
  add(sums, CellSum::sales, weighted_sum(w, c.sales, n));
  add(sums, CellSum::energy_used, weighted_sum(w, b.f[kEnergyUsed], n));
  float* __restrict known = b.f[kEnergyKnown];
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) known[i] = c.output[i] * c.energy_technique[i];
  add(sums, CellSum::energy_known, weighted_sum(w, known, n));
  add(sums, CellSum::emissions, weighted_sum(w, b.f[kEmissions], n));
  if (in.recyclable > 0) {
    float* __restrict replaced = b.f[kFirst];
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) replaced[i] = c.output[i] * c.circular_share[i];
    add(sums, CellSum::circular_used, weighted_sum(w, replaced, n));
  }

  if (in.functions)
    count_functions(c, n, in, k, b.f[kServices], b.f[handed::revenue], b.f[handed::profit_tax], b.f[handed::tax_credit],
                    b.f[kFirst], sums);

  // Value added, stocks and surplus, and the return that owners watch.
  float* __restrict lossy = b.f[kFirst];
  float* __restrict stocks = b.f[kSecond];
  float* __restrict surplus = b.f[kThird];
  float* __restrict full = b.f[kFourth];
  float* __restrict smoothed = c.smoothed_return;
  const float* __restrict price = c.price;
  const float* __restrict output = c.output;
  const float* __restrict sales = c.sales;
  const float* __restrict orders = c.orders;
  const float* __restrict used = b.f[kUsed];
  const float* __restrict unit = b.f[kUnitMaterials];
  const float* __restrict operating = b.f[kOperating];
  const float* __restrict spent = b.f[handed::rd];
  const float* __restrict capital = c.capital;
  const float* __restrict interest = b.f[handed::interest];
  const float* __restrict revenue = b.f[handed::revenue];
  const float watch = k.p.return_speed, most = k.p.return_limit;
  const float delivered = in.delivered, capacity = in.capacity, wear = k.p.depreciation * in.capital_price,
              value = in.capital_price;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    stocks[i] = price[i] * (output[i] - sales[i]) + (orders[i] * delivered - output[i]) * unit[i];
    surplus[i] = operating[i] - spent[i] - wear * capital[i];
    full[i] = capacity * capital[i];
    const float flow = operating[i] - spent[i] + interest[i];
    lossy[i] = either(flow < 0, revenue[i], 0.0F);
    const float r = surplus[i] / mx(value * capital[i], kTiny);
    const float gone = mx(-most, mn(most, r));
    smoothed[i] += either(capital[i] > 0, watch * (gone - smoothed[i]), 0.0F);
  }
  add(sums, CellSum::lossy_sales, weighted_sum(w, lossy, n));
  add(sums, CellSum::stock_change, count_flow(w, stocks, n, k.magic));
  add(sums, CellSum::surplus, weighted_sum(w, surplus, n));
  add(sums, CellSum::capital, weighted_sum(w, capital, n));
  add(sums, CellSum::capacity, weighted_sum(w, full, n));
  add(sums, CellSum::materials_used, weighted_sum(w, used, n));

  float* __restrict margin = b.f[kFirst];
  float* __restrict unit_sales = b.f[kSecond];
  float* __restrict over_productivity = b.f[kThird];
  float* __restrict robots = b.f[kFourth];
  float* __restrict by_state = b.f[kFifth];
  const std::int32_t* __restrict owner = c.owner;
  const float* __restrict unit_cost = c.unit_cost;
  const float* __restrict productivity = c.productivity;
  const float* __restrict employees = c.employees;
  const float* __restrict automated = c.automated;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    margin[i] = price[i] * sales[i];
    unit_sales[i] = unit_cost[i] * sales[i];
    over_productivity[i] = sales[i] / productivity[i];
    robots[i] = employees[i] * automated[i];
    by_state[i] = margin[i] * state_owned(owner[i]);
  }
  add(sums, CellSum::markup_sales, weighted_sum(w, margin, n));
  add(sums, CellSum::unit_sales, weighted_sum(w, unit_sales, n));
  add(sums, CellSum::sales_over_productivity, weighted_sum(w, over_productivity, n));
  add(sums, CellSum::state_sales, weighted_sum(w, by_state, n));
  add(sums, CellSum::automated_heads, weighted_sum(w, robots, n));
  const Embodied served = embodied(c, n);
  if (in.functions) deliver_functions(c, n, in, k, b.w[kArrives], b.w[kArrivals]);
  add(sums, CellSum::served, CellSum::served_productivity, served);
  add(sums, CellSum::kept, CellSum::kept_productivity, in.functions ? embodied(c, n) : served);
  deliver(c, n, in, levers, k, b.f[kFirst], b.f[kSecond]);
  add(sums, CellSum::renewed_productivity, embodied(c, n).productivity);
  if (in.digital) gather_data(c, n, k.p, in, levers, b.f[kFirst], b.f[kSecond], b.f[kThird], sums);
}

}  // namespace kaldor::KALDOR_ISA

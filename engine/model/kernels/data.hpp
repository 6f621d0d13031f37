#pragma once

// Data, digital processes and organisational practice of a firm (docs/model/data.md, S§1.10).

#include "tools.hpp"

namespace kaldor::KALDOR_ISA {

/// Data that a firm can use for each unit of its sales, over the reference: its own, at most what its present sales can
/// leave behind, and through its digital processes what others share.
KALDOR_INLINE float usable_data(const KernelParameters& p, const CellInput& in, float data, float expected,
                                float digital) {
  const float own = math::mn(data / math::mx(expected, kTiny), p.data_most);
  return p.data_per_reference * (own + in.data_pool * digital);
}

/// Part of the benefit of data that a firm can take with its practice.
KALDOR_INLINE float with_practice(const KernelParameters& p, float practice) {
  return 1 - p.data_practice + p.data_practice * practice;
}

/// Labour saved by automation is this much more with the practice learnt since the start.
KALDOR_INLINE float robots_with_practice(const KernelParameters& p, const CellInput& in, float practice) {
  return 1 + p.practice_automation * (practice - in.practice_base);
}

/// Log labour productivity that data add to that of the base year: (1 + D/D_ref)^eta (Jones and Tonetti 2020).
static inline void data_productivity(const Columns& c, std::size_t n, const KernelParameters& p, const CellInput& in,
                                     float* __restrict lift) {
  const float* __restrict data = c.data;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict digital = c.digital;
  const float* __restrict practice = c.practice;
  const float* __restrict share = c.share;
  const float elasticity = p.data_elasticity, start = in.data_base;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float use =
        with_practice(p, practice[i]) * math::log(1 + usable_data(p, in, data[i], expected[i], digital[i]));
    lift[i] = either(share[i] > 0, elasticity * (use - start), 0.0F);
  }
}

/// The demand that a firm sees: the more data, the smaller the error (a posterior variance, Farboodi and Veldkamp
/// 2021).
static inline void seen_demand(const Columns& c, std::size_t n, const KernelParameters& p, const CellInput& in,
                               const std::uint32_t* __restrict luck, float* __restrict seen) {
  const float* __restrict data = c.data;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict digital = c.digital;
  const float* __restrict demand = c.demand;
  const float prior = p.forecast_error * p.forecast_error;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float variance = prior / (1 + usable_data(p, in, data[i], expected[i], digital[i]));
    const float error = math::sqrt(variance) * math::normal(math::unit_float(luck[i])) - 0.5F * variance;
    seen[i] = demand[i] * math::exp(error);
  }
}

/// Digitalisation as a project: what the firm wants of it in a quarter (units of capital) and the years in which the
/// labour that more data save, and the orders that only digital processes can serve, pay for it.
static inline void digital_projects(const Columns& c, std::size_t n, const KernelParameters& p, const CellInput& in,
                                    const LeverColumns& levers, float* __restrict want, float* __restrict payback) {
  const float* __restrict data = c.data;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict digital = c.digital;
  const float* __restrict practice = c.practice;
  const float* __restrict unit_labour = c.unit_labour;
  const float* __restrict price = c.price;
  const float* __restrict unit_cost = c.unit_cost;
  const float* __restrict taste = c.digital_taste;
  const float* __restrict subsidy = values(levers, Lever::digital_subsidy);
  const float* __restrict pilot = values(levers, Lever::demonstration_pilot);
  const float longest = p.payback, cost = in.digital_cost, value = in.capital_price, net = 1 - in.tax_rate;
  // Data that a wholly digital firm uses for each unit of sales, in the long run.
  const float reach = p.data_per_reference * (in.capture * p.data_quarters + in.data_pool);
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float more =
        with_practice(p, practice[i]) * reach / (1 + usable_data(p, in, data[i], expected[i], digital[i]));
    const float saved = in.wage * unit_labour[i] * p.data_elasticity * more;
    const float margin = math::mx(0.0F, price[i] * net - unit_cost[i]);
    const float served = in.contact * margin / math::mx(1 - in.contact * (1 - digital[i]), kSmall);
    const float gain = saved + served;
    const float due = cost * taste[i] * value * math::mx(0.0F, 1 - subsidy[i] - pilot[i]);
    const float years = gain > 0 ? due / math::mx(gain, kTiny) : kNever;
    const float worn = p.digital_wear * math::mx(0.0F, digital[i] - in.digital_base);
    const float step = math::mx(0.0F, math::mn(in.digital_speed + worn, p.digital_limit - digital[i]));
    payback[i] = years;
    want[i] = years <= longest ? cost * 4 * expected[i] * step : 0.0F;
  }
}

/// Digital share of a block's firms, weighted by their market shares.
static inline double digital_shares(const Columns& c, std::size_t n, float* __restrict product) {
  const float* __restrict share = c.share;
  const float* __restrict digital = c.digital;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) product[i] = share[i] * digital[i];
  return weighted_sum(c.weight, product, n);
}

/// Where contact is restricted, orders go to firms in proportion to what they can still deliver.
static inline void contact_tilt(const Columns& c, std::size_t n, const CellInput& in, float* __restrict tilt) {
  const float* __restrict digital = c.digital;
  const float contact = in.contact, open = 1 / (1 - in.contact * (1 - in.contact_digital));
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) tilt[i] = (1 - contact * (1 - digital[i])) * open;
}

/// Firms spend on practice in proportion to what it brings, within their cash, and learn from what others of their cell
/// show; what is not practised is forgotten down to what ordinary staff keep up. Shared data take work as well.
/// Spending leaves the operating surplus; a pilot refunds its part.
static inline void organise(const Columns& c, std::size_t n, const KernelParameters& p, const CellInput& in,
                            const LeverColumns& levers, const float* __restrict wages, float* __restrict operating,
                            float* __restrict spent, float* __restrict refund) {
  float* __restrict practice = c.practice;
  const float* __restrict data = c.data;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict digital = c.digital;
  const float* __restrict automated = c.automated;
  const float* __restrict price = c.price;
  const float* __restrict share = c.share;
  const float* __restrict pilot = values(levers, Lever::demonstration_pilot);
  const float* __restrict open = values(levers, Lever::data_openness);
  const float speed = p.practice ? p.practice_speed * in.skill : 0.0F,
              follow = p.practice ? p.practice_imitation * in.skill : 0.0F;
  const float wear = p.practice ? p.practice_wear : 0.0F, limit = p.rd_cash_limit, longest = p.payback,
              upkeep = p.sharing_cost, found = in.staff_scale;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float use = math::log(1 + usable_data(p, in, data[i], expected[i], digital[i]));
    const float worth =
        p.data_elasticity * p.data_practice * use + p.practice_automation * automated[i];  // of the wage bill
    const float effort =
        math::mn(1.0F, worth * longest / (p.practice_cost * math::mx(p.rd_least_user_cost, 1 - pilot[i])));
    const float year = p.practice_cost * 4 * wages[i];  // cost of full practice
    const float wish = year * speed * (1 - practice[i]) * effort;
    const float cash = limit * math::mx(0.0F, operating[i]) / math::mx(p.rd_least_user_cost, 1 - pilot[i]);
    const float paid = either(share[i] > 0, found * math::mn(wish, cash), 0.0F);
    const float learnt = paid / math::mx(year, kTiny) + follow * math::mx(0.0F, in.practice_shown - practice[i]);
    const float next = practice[i] + learnt - wear * (practice[i] - in.practice_base);
    practice[i] = either(share[i] > 0, math::mn(1.0F, next), practice[i]);
    const float kept = either(share[i] > 0, upkeep * open[i] * data[i] * price[i], 0.0F);
    spent[i] = paid + kept;
    refund[i] = paid * pilot[i];
    operating[i] += refund[i] - spent[i];
  }
}

/// What government refunds of digitalisation, and of all that demonstration firms buy: `piloted` holds what is refunded
/// of practice and takes up the rest.
static inline void refund_digitalisation(const Columns& c, std::size_t n, const CellInput& in,
                                         const LeverColumns& levers, float* __restrict refund,
                                         float* __restrict piloted) {
  const float* __restrict subsidy = values(levers, Lever::digital_subsidy);
  const float* __restrict pilot = values(levers, Lever::demonstration_pilot);
  const float* __restrict robot_subsidy = values(levers, Lever::automation_subsidy);
  const float* __restrict digitalisation = c.digital_order;
  const float* __restrict automation = c.automation_order;
  const float unit = in.investment_paid;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    refund[i] = digitalisation[i] * unit * subsidy[i];
    piloted[i] += unit * (digitalisation[i] * math::mn(pilot[i], math::mx(0.0F, 1 - subsidy[i])) +
                          automation[i] * math::mn(pilot[i], math::mx(0.0F, 1 - robot_subsidy[i])));
  }
}

/// Digital processes ordered last quarter start to work; sales through digital processes leave data, old data lose
/// their use.
static inline void gather_data(const Columns& c, std::size_t n, const KernelParameters& p, const CellInput& in,
                               const LeverColumns& levers, float* __restrict weighed, float* __restrict practised,
                               float* __restrict shared, CellSums& sums) {
  float* __restrict data = c.data;
  float* __restrict digital = c.digital;
  const float* __restrict practice = c.practice;
  const float* __restrict order = c.digital_order;
  const float* __restrict expected = c.expected_demand;
  const float* __restrict sales = c.sales;
  const float* __restrict open = values(levers, Lever::data_openness);
  const float rate = in.investment_delivered, cost = 4 * in.digital_cost, keep = p.data ? p.data_keep : 1.0F,
              capture = p.data ? in.capture : 0.0F;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    const float worn = p.digital_wear * math::mx(0.0F, digital[i] - in.digital_base);
    const float started = order[i] * rate / math::mx(cost * expected[i], kTiny);
    const float x = math::mn(math::mx(p.digital_limit, digital[i]), digital[i] - worn + started);
    digital[i] = x;
    data[i] = keep * data[i] + capture * x * sales[i];
    weighed[i] = x * sales[i];
    practised[i] = practice[i] * sales[i];
    shared[i] = open[i] * data[i];
  }
  add(sums, CellSum::digital, weighted_sum(c.weight, weighed, n));
  add(sums, CellSum::practice, weighted_sum(c.weight, practised, n));
  add(sums, CellSum::data, weighted_sum(c.weight, data, n));
  if (in.sharing) add(sums, CellSum::shared_data, weighted_sum(c.weight, shared, n));
  if (!in.piloted) return;
  // What demonstration firms show to others.
  const float* __restrict pilot = values(levers, Lever::demonstration_pilot);
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i) {
    weighed[i] = either(pilot[i] > 0, sales[i], 0.0F);
    practised[i] = practice[i] * weighed[i];
  }
  add(sums, CellSum::shown_sales, weighted_sum(c.weight, weighed, n));
  add(sums, CellSum::shown_practice, weighted_sum(c.weight, practised, n));
}

}  // namespace kaldor::KALDOR_ISA

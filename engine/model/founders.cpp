#include "founders.hpp"

#include <algorithm>

#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"
#include "model_state.hpp"

namespace kaldor {

namespace {

constexpr std::size_t kRememberedCohorts = 24;  ///< quarters: those founded five to six years ago are the oldest
constexpr double kShortestStigma = 1e-6;        ///< quarters; below it all are free at once
constexpr double kUnset = -1;

double strength(const ModelState& s, Lever lever, int c) {
  return std::clamp(s.levers.strength(static_cast<std::size_t>(lever), static_cast<std::size_t>(c)), 0.0, 1.0);
}

/// Part of the barred who become free in a quarter.
double release(double years, double tolerance) {
  const double quarters = kQuartersPerYear * years * (1 - tolerance);
  return quarters > kShortestStigma ? 1 - math::exp(-1 / quarters) : 1;
}

struct Rates {
  double founding, decay, release;
};

/// The stocks that a steady flow of closures leaves.
void fill_pool(Founders::Pool& pool, std::size_t c, double closures, const Rates& r) {
  const double stay = 1 - r.decay;
  pool.barred[c] = closures * stay / (1 - (1 - r.release) * stay);
  pool.free[c] = r.release * pool.barred[c] * stay / std::max(1e-9, 1 - (1 - r.founding) * stay);
}

/// One quarter of a pool; returns who of it founds again.
double move_pool(Founders::Pool& pool, std::size_t c, double closures, const Rates& r) {
  const double freed = r.release * pool.barred[c], again = r.founding * pool.free[c], stay = 1 - r.decay;
  pool.barred[c] = (pool.barred[c] - freed + closures) * stay;
  pool.free[c] = (pool.free[c] - again + freed) * stay;
  return again;
}

/// Founders who closed a firm before, beyond those who would also come where failure is not tolerated.
double second_founders(ModelState& s, int cell) {
  if (!s.scenario.mechanisms.second_chances) return 0;
  const Parameters& p = s.scenario.parameters;
  const std::size_t c = static_cast<std::size_t>(cell);
  const Rates plain{quarterly_hazard(p.restart_founding), quarterly_hazard(p.restart_decay),
                    release(p.restart_stigma, 0)};
  Rates tolerant = plain;
  tolerant.release = release(p.restart_stigma, strength(s, Lever::second_chance, cell));
  if (s.founders.without.barred[c] == kUnset) {
    const double closures = s.base.rates.entry * s.cells.firms[c];
    fill_pool(s.founders.without, c, closures, plain);
    fill_pool(s.founders.with_policy, c, closures, plain);
  }
  const double closures = s.of(cell, CellSum::exits);
  const double before = move_pool(s.founders.without, c, closures, plain);
  const double now = move_pool(s.founders.with_policy, c, closures, tolerant);
  s.founders.second += now;
  return std::max(0.0, now - before);
}

/// Founders whom the cost of founding keeps out no longer: a part of the flow of ideas and, once, of those who waited.
double founders_held_back(ModelState& s, int cell, double invited) {
  if (!s.scenario.mechanisms.entry_cost) return 0;
  const Parameters& p = s.scenario.parameters;
  const std::size_t c = static_cast<std::size_t>(cell);
  const double cost = p.entry_red_tape_response * p.entry_red_tape,
               stale = 1 - math::exp(-p.entry_backlog_decay / kQuartersPerYear);
  const double usual = 1 - math::exp(-cost),
               now = 1 - math::exp(-cost * (1 - strength(s, Lever::entry_deregulation, cell)));
  const double ideas = invited / (1 - usual);
  Founders& f = s.founders;
  if (f.held_part[c] == kUnset) {
    f.held_part[c] = usual;
    f.backlog[c] = ideas * usual * (1 - stale) / stale;
  }
  if (now < f.held_part[c]) {
    const double willing = (1 - now / f.held_part[c]) * f.backlog[c];
    f.backlog[c] -= willing;
    f.coming[c] += willing;
  }
  f.held_part[c] = now;
  f.backlog[c] = (f.backlog[c] + ideas * now) * (1 - stale);
  const double entering = p.entry_backlog_speed * f.coming[c];
  f.coming[c] -= entering;
  return std::max(0.0, ideas * (usual - now)) + entering;
}

double full_fee(const ModelState& s, int cell) {
  const Parameters& p = s.scenario.parameters;
  return s.scenario.mechanisms.entry_cost
             ? p.entry_red_tape * p.entry_fee_share * kQuartersPerYear * s.cells.wage[static_cast<std::size_t>(cell)]
             : 0;
}

}  // namespace

void prepare_founders(ModelState& s) {
  const std::size_t cells = static_cast<std::size_t>(s.cell_count());
  Founders& f = s.founders;
  for (Vector* v : {&f.with_policy.barred, &f.with_policy.free, &f.without.barred, &f.without.free, &f.held_part})
    v->assign(cells, kUnset);
  for (Vector* v : {&f.backlog, &f.coming}) v->assign(cells, 0.0);
}

void begin_entry(ModelState& s) {
  for (Vector* v : {&s.entrants, &s.diversified, &s.entry_equity.values, &s.entry_fees.values})
    std::fill(v->begin(), v->end(), 0.0);
  s.entry_loans = s.entrants_heads = s.diversified_heads = 0;
  s.founders.fees_missed = s.founders.fees_forgone;
  s.founders.second = s.founders.expected = s.founders.fees_forgone = 0;
}

MoreFounders more_founders(ModelState& s, int cell, double invited) {
  const MoreFounders more{second_founders(s, cell), founders_held_back(s, cell, invited)};
  s.founders.expected += invited + more.second + more.held_back;
  return more;
}

FounderKind kind_of(const ModelState& s, std::uint64_t id, double invited, const MoreFounders& more) {
  if (more.second + more.held_back <= 0) return FounderKind::invited;
  const Words w = draw(s.key, id, static_cast<std::uint32_t>(s.period), Stream::founder);
  const double place = math::unit_double(w.w0, w.w1) * (invited + more.second + more.held_back);
  if (place < more.second) return FounderKind::second;
  return place < more.second + more.held_back ? FounderKind::held_back : FounderKind::invited;
}

double entry_fee(const ModelState& s, int cell) {
  const double fee = full_fee(s, cell);
  return fee > 0 ? fee * (1 - strength(s, Lever::entry_deregulation, cell)) : 0;
}

void pay_entry_fee(ModelState& s, int cell, double weight) {
  const double fee = full_fee(s, cell);
  if (fee <= 0 || s.levers.strength.values.empty()) return;  // firms under construction at the start have paid
  const double removed = strength(s, Lever::entry_deregulation, cell);
  s.entry_fees(static_cast<std::size_t>(s.region_of(cell)), 0) += s.grid.round(weight * fee * (1 - removed));
  s.founders.fees_forgone += weight * fee * removed;
}

void end_entry(ModelState& s) {
  s.entered.push_back(s.entrants);
  if (s.entered.size() > kRememberedCohorts) s.entered.erase(s.entered.begin());
}

}  // namespace kaldor

// Dear energy makes firms buy dearer machines that use less of it.

#include "kernels/machines.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Indicator;
using kaldor::Lever;
using kaldor::KALDOR_ISA::choose_machines;
using model_runs::load;
using model_runs::simulate;

namespace {

kaldor::CellInput cell(float sigma, float part) {
  kaldor::CellInput in{};
  in.energy_substitution = sigma;
  in.energy_part = part;
  return in;
}

/// Cost of energy and machines for a unit of capacity, base year = 1.
double cost(float part, double relative, double energy, double machines) {
  return part * relative * energy + (1 - part) * machines;
}

double energy_per_output(double tax, double sigma) {
  auto loaded = load("china-2017-small", 1500, {"parameters.innovation.energy_substitution=" + std::to_string(sigma)});
  if (tax > 0) loaded.scenario.policies = {model_runs::policy(Lever::resource_price, tax)};
  const model_runs::Run run = simulate(loaded, 40);
  return run.at(39, Indicator::emission_intensity);
}

}  // namespace

TEST_CASE("at base-year prices machines are those of the technique") {
  const auto m = choose_machines(cell(0.5F, 0.4F), 1);
  CHECK(m.energy == Approx(1));
  CHECK(m.price == Approx(1));
}

TEST_CASE("machines are chosen at least cost on an isoquant") {
  const float part = 0.4F, sigma = 0.5F;
  const double relative = 1.5;
  const auto best = choose_machines(cell(sigma, part), static_cast<float>(relative));
  CHECK(best.energy < 1);
  CHECK(best.price > 1);
  CHECK(best.energy / best.price == Approx(std::pow(relative, -0.5)).epsilon(1e-5));
  const double least = cost(part, relative, best.energy, best.price);
  CHECK(least < cost(part, relative, 1, 1));
  // Machines that would be chosen at other prices make the same output and cost more at these.
  for (const float other : {1.3F, 1.7F}) {
    const auto m = choose_machines(cell(sigma, part), other);
    CHECK(cost(part, relative, m.energy, m.price) > least);
  }
}

TEST_CASE("without substitution no price changes what machines use") {
  const auto m = choose_machines(cell(0, 0.4F), 3);
  CHECK(m.energy == 1);
  CHECK(m.price == 1);
}

TEST_CASE(
    "a tax on energy saves energy over the years in which machines are replaced, little without choice of machines") {
  const double chosen = energy_per_output(0.25, 0.5) / energy_per_output(0, 0.5) - 1;
  const double given = energy_per_output(0.25, 0) / energy_per_output(0, 0) - 1;
  CHECK(chosen < -0.03);
  CHECK(chosen < 2 * given);
}

TEST_CASE("founders know the technique of their cell, not the energy that its machines use at today's prices") {
  auto loaded = load("china-2017-small", 1500);
  loaded.scenario.policies = {model_runs::policy(Lever::resource_price, 1)};
  loaded.scenario.policies[0].from = loaded.scenario.start;
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  for (int quarter = 0; quarter < 24; ++quarter) open_model::quarter(s);
  const kaldor::Columns& c = s.firms.columns();
  int founders = 0, differ = 0;
  for (int k = 0; k < s.cell_count(); ++k) {
    const auto cell = static_cast<std::size_t>(k);
    if (s.inputs[cell].energy_substitution == 0) continue;
    differ += s.mean_energy[cell] != Approx(s.known_energy[cell]).epsilon(1e-3) ? 1 : 0;
    open_model::for_each_firm(s, k, [&](std::size_t row) {
      if (c.founded[row] < s.period - 1) return;
      ++founders;
      CHECK(c.energy_technique[row] == static_cast<float>(s.known_energy[cell]));
    });
  }
  CHECK(founders > 4);
  CHECK(differ > s.cell_count() / 2);
}

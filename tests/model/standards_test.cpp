// A new emission standard leaves firms time to clean up before lines above it stop.

#include <catch2/catch.hpp>

#include "model_runs.hpp"
#include "open_model.hpp"

using kaldor::Lever;
using kaldor::ModelState;
using model_runs::load;

namespace {

kaldor::LoadedScenario with_standard(double value, int ramp, std::vector<std::string> sets = {}) {
  auto loaded = load("china-2017-small", 1000, std::move(sets));
  loaded.scenario.policies = {model_runs::policy(Lever::emission_standard, value)};
  loaded.scenario.policies[0].from = loaded.scenario.start + 1;
  loaded.scenario.policies[0].ramp = ramp;
  return loaded;
}

}  // namespace

TEST_CASE("lines stop for what the standard was before the time of grace") {
  const auto loaded = with_standard(0.6, 4, {"parameters.abatement.grace=3"});
  ModelState s(loaded.economy, loaded.scenario, 0, 1);
  const std::size_t standard = static_cast<std::size_t>(Lever::emission_standard);
  std::vector<double> law, enforced;
  for (int q = 0; q < 14; ++q, ++s.period) {
    set_levers(s);
    law.push_back(s.levers.strength(standard, 0));
    enforced.push_back(s.levers.enforced[0]);
  }
  for (std::size_t q = 0; q < 3; ++q) CHECK(enforced[q] == 0);
  for (std::size_t q = 3; q < law.size(); ++q) CHECK(enforced[q] == law[q - 3]);
  CHECK(enforced.back() == 0.6);
}

TEST_CASE("firms clean up in the time of grace, so that fewer lines stop than without it") {
  const auto output = [](const std::string& grace) {
    const auto run = model_runs::simulate(with_standard(0.8, 0, {"parameters.abatement.grace=" + grace}), 20);
    return run.at(19, kaldor::Indicator::gdp_real) / run.at(3, kaldor::Indicator::gdp_real);
  };
  CHECK(output("8") > output("0") + 0.01);
}

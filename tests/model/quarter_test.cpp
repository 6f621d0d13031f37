#include <catch2/catch.hpp>

#include "model_runs.hpp"
#include "open_model.hpp"

TEST_CASE("the stages called one by one give the frames of the simulation, bit for bit") {
  auto loaded = model_runs::load("mini", 500);
  loaded.scenario.policies = {model_runs::policy(kaldor::Lever::carbon_price, 200)};
  const model_runs::Run run = model_runs::simulate(loaded, 12);
  kaldor::ModelState s(loaded.economy, loaded.scenario, 0, 1);
  model_runs::Run open{s.layout, {}};
  for (int q = 0; q < 12; ++q) {
    open_model::quarter(s);
    open.frames.push_back(s.frame);
  }
  CHECK(model_runs::same_bits(run, open));
}

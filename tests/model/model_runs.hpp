#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "kaldor/model/simulation.hpp"
#include "kaldor/scenario/scenario_file.hpp"

/// Short runs of shipped scenarios, and what they left behind.
namespace model_runs {

inline kaldor::LoadedScenario load(const std::string& name, std::int64_t firms, std::vector<std::string> sets = {},
                                   std::uint64_t seed = 1) {
  kaldor::Overrides overrides;
  overrides.firms = firms;
  overrides.sets = std::move(sets);
  overrides.seed = seed;
  return kaldor::load_scenario(name, overrides);
}

/// Frames of all quarters of one replication.
struct Run {
  kaldor::FrameLayout layout;
  std::vector<std::vector<double>> frames;

  double at(std::size_t quarter, kaldor::Indicator indicator, std::size_t i = 0) const {
    return frames[quarter][layout.offset[static_cast<std::size_t>(indicator)] + i];
  }
  std::size_t extent(kaldor::Indicator indicator) const { return layout.extent[static_cast<std::size_t>(indicator)]; }
  std::vector<double> series(kaldor::Indicator indicator, std::size_t i = 0) const {
    std::vector<double> result;
    for (std::size_t q = 0; q < frames.size(); ++q) result.push_back(at(q, indicator, i));
    return result;
  }
};

inline Run simulate(const kaldor::Economy& economy, const kaldor::Scenario& scenario, int quarters,
                    std::uint64_t replication = 0, int threads = 1) {
  kaldor::Simulation simulation(economy, scenario, replication, threads);
  Run run{simulation.layout(), {}};
  for (int q = 0; q < quarters; ++q) {
    simulation.step();
    const auto frame = simulation.frame();
    run.frames.emplace_back(frame.begin(), frame.end());
  }
  return run;
}

inline Run simulate(const kaldor::LoadedScenario& loaded, int quarters, std::uint64_t replication = 0,
                    int threads = 1) {
  return simulate(loaded.economy, loaded.scenario, quarters, replication, threads);
}

/// Whether every number of both runs has the same bits; undefined values count as equal to themselves.
inline bool same_bits(const Run& a, const Run& b) {
  if (a.frames.size() != b.frames.size()) return false;
  for (std::size_t q = 0; q < a.frames.size(); ++q)
    if (a.frames[q].size() != b.frames[q].size() ||
        std::memcmp(a.frames[q].data(), b.frames[q].data(), a.frames[q].size() * sizeof(double)) != 0)
      return false;
  return true;
}

/// A policy that holds everywhere and always.
inline kaldor::Policy policy(kaldor::Lever lever, double value) {
  kaldor::Policy p;
  p.lever = lever;
  p.value = value;
  return p;
}

/// A value of each lever that is felt in every shipped economy.
inline double felt_value(kaldor::Lever lever) {
  using kaldor::Lever;
  switch (lever) {
    case Lever::rd_subsidy:
      return 0.3;
    case Lever::rd_tax_credit:
      return 0.5;
    case Lever::carbon_price:
      return 200;
    case Lever::emission_standard:
      return 0.9;
    case Lever::emission_quota:
      return 0.8;
    case Lever::automation_subsidy:
      return 0.5;
    case Lever::minimum_wage:
      return 1.1;
    case Lever::corporate_tax:
      return 0.05;
    case Lever::credit_subsidy:
      return 0.02;
    case Lever::procurement:
      return 0.1;
    case Lever::export_demand:
      return -0.2;
    case Lever::training:
      return 0.01;
    case Lever::second_chance:
    case Lever::entry_deregulation:
      return 1;
    case Lever::resource_price:
      return 0.3;
    case Lever::public_data:
      return 0.005;
    case Lever::public_research:
    case Lever::technology_platform:
    case Lever::guidance_fund:
      return 0.005;
    case Lever::park_building:
      return 0.02;
    case Lever::start_up_grant:
      return 0.5;
    case Lever::open_innovation:
      return 0.1;
    case Lever::land_supply:
      return -0.3;
    case Lever::land_reallocation:
      return 0.5;
    case Lever::phase_out:
      return 0.8;
    case Lever::phase_out_compensation:
      return 0.3;
    case Lever::pilot_permission:
    case Lever::incubation:
      return 1;  // felt where an economy has latent industries
    case Lever::data_infrastructure:
      return 0.01;
    case Lever::data_openness:
    case Lever::digital_subsidy:
    case Lever::demonstration_pilot:
      return 0.5;
    case Lever::contact_restriction:
      return 0.3;
    case Lever::design_subsidy:
    case Lever::brand_subsidy:
    case Lever::service_subsidy:
    case Lever::headquarters_subsidy:
      return 0.5;
    case Lever::soft_budget:
      return 1;
    case Lever::merger_review:
      return 1e-6;
    case Lever::capacity_cap:
      return 1;
    case Lever::privatisation:
      return 0.2;
    case Lever::rd_threshold:
      return 0.03;
    case Lever::count:
      break;
  }
  return 0;
}

}  // namespace model_runs

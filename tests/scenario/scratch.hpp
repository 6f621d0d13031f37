#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "kaldor/core/errors.hpp"
#include "kaldor/scenario/scenario_file.hpp"

/// A folder for one test, gone after it. It holds a small economy as `tiny.yaml`.
class Scratch {
public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "kaldor-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    write("tiny.yaml", economy());
  }
  ~Scratch() { std::filesystem::remove_all(folder_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
  }
  /// A scenario on the small economy: line 3 is the first of `rest`.
  std::string scenario(const std::string& rest, const std::string& name = "case.yaml") const {
    return write(name, "kaldor: 1\neconomy: tiny.yaml\n" + rest);
  }
  kaldor::LoadedScenario load(const std::string& rest, const kaldor::Overrides& overrides = {}) const {
    return kaldor::load_scenario(scenario(rest), overrides);
  }

  static std::string economy();
  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("nothing to replace: " + from);
    return text.replace(at, from.size(), to);
  }

private:
  std::filesystem::path folder_;
};

/// The error that `action` ends with; none is an error without faults.
template <class Action>
kaldor::InputError error_of(Action action) {
  try {
    action();
  } catch (const kaldor::InputError& error) {
    return error;
  }
  return kaldor::InputError({}, 0);
}

/// The faults without the folder of the file, one a line.
inline std::string lines_of(const kaldor::InputError& error) {
  std::string text;
  for (kaldor::Fault fault : error.faults()) {
    fault.file = std::filesystem::path(fault.file).filename().string();
    text += kaldor::describe(fault) + '\n';
  }
  return text;
}

/// The faults of a scenario on the small economy.
inline std::string faults_in(const std::string& rest, const kaldor::Overrides& overrides = {}) {
  const Scratch scratch;
  return lines_of(error_of([&] { scratch.load(rest, overrides); }));
}

inline std::string Scratch::economy() {
  return R"(kaldor: 1
economy: tiny
title: Two industries and two regions
base_year: 2020
currency: crown
unit: million crowns
sources: { all: made up }
population: 1000000
unemployment: 0.05
skill_premium: 1.5
pareto_exponent: 1.06
growth: 0.02
inflation: 0.02
depreciation_rate: 0.05
return_on_capital: 0.1
housing_share: 0.05
government_debt_ratio: 0.4
corporate_tax: 0.25
firm_leverage: 0.4
loan_rate: 0.05
deposit_rate: 0.01
bond_rate: 0.03
foreign_rate: 0.03
regions:
  - { id: coast, name: The coast, population_share: 0.6, land: 1000, trade_cost: 0.01 }
  - { id: inland, name: The inland, population_share: 0.4, land: 5000, trade_cost: 0.03 }
groups:
  all: [goods, services]
industries:
  - id: goods
    code: s01
    name: Goods
    sector: secondary
    intensity: capital
    tags: [tradable, storable]
    output: 100
    value_added: { compensation: 30, production_taxes: 2, depreciation: 5, operating_surplus: 13 }
    final_use:
      household_consumption: { domestic: 25, imported: 5 }
      government_consumption: { domestic: 0, imported: 0 }
      capital_formation: { domestic: 10, imported: 5 }
      inventories: { domestic: 0, imported: 0 }
      exports: 15
    employment: 20000
    firms: 6000
    rd_intensity: 0.02
    high_skill_share: 0.2
    expenditure_elasticity: 1
    frontier_growth: 0.02
    frontier_gap: 0.5
    emissions: 100000
    region_share: [0.7, 0.3]
    inputs:
      domestic: [30, 10]
      imported: [10, 0]
  - id: services
    code: s02
    name: Services
    sector: tertiary
    intensity: knowledge
    tags: [budget_funded]
    output: 80
    value_added: { compensation: 40, production_taxes: -1, depreciation: 6, operating_surplus: 10 }
    final_use:
      household_consumption: { domestic: 40, imported: 0 }
      government_consumption: { domestic: 20, imported: 0 }
      capital_formation: { domestic: 5, imported: 0 }
      inventories: { domestic: 0, imported: 0 }
      exports: 0
    employment: 40000
    firms: 30000
    rd_intensity: 0.01
    high_skill_share: 0.4
    expenditure_elasticity: 1.2
    frontier_growth: 0.01
    frontier_gap: 0.3
    emissions: 20000
    region_share: [0.5, 0.5]
    inputs:
      domestic: [20, 5]
      imported: [0, 0]
)";
}

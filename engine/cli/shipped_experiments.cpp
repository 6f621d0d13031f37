#include "shipped_experiments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kaldor/core/errors.hpp"
#include "kaldor/scenario/shipped.hpp"

namespace kaldor::cli {

std::vector<Experiment> load_experiments(const std::vector<ShippedFile>& files, const ExperimentOverrides& overrides) {
  std::vector<Experiment> experiments;
  std::vector<Fault> faults;
  std::size_t total = 0;
  for (const ShippedFile& file : files) {
    try {
      experiments.push_back(load_experiment(file.path.string(), overrides));
    } catch (const InputError& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
      total += error.total();
    }
  }
  if (!faults.empty()) throw InputError(std::move(faults), total);
  return experiments;
}

std::size_t place_of(const std::string& row) {
  const auto& rows = mission_rows();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const MissionRow& known) { return known.id == row; });
  return static_cast<std::size_t>(found - rows.begin());
}

std::string options_text(const ExperimentOverrides& overrides) {
  std::string text;
  const auto add = [&](const char* name, const auto& value) {
    if (value) text += fmt::format(" --{} {}", name, *value);
  };
  add("replications", overrides.replications);
  add("seed", overrides.seed);
  add("firms", overrides.firms);
  add("periods", overrides.periods);
  return text;
}

}  // namespace kaldor::cli

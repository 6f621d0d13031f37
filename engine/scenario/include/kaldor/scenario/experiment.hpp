#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kaldor/economy/economy.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

/// A sum of arms, each times a whole number: `standard - base`.
struct Contrast {
  std::string text;
  std::vector<double> factors;  ///< by arm; 0: the arm does not enter
};

/// How an outcome reads its indicator in one quarter: from which cells, put together how.
struct Measure {
  enum class Combine { sum, mean };
  std::string text;  ///< `exit_rate_by_industry of metals, 2025`
  Indicator indicator{};
  std::vector<std::size_t> cells;  ///< places inside the values of the indicator
  Combine combine = Combine::mean;
  double divisor = 1;               ///< of a sum: regions whose shares were added up
  std::optional<Indicator> weight;  ///< of a mean: of the same shape as the indicator, read in the same cells
  int first = 0, end = 0;           ///< quarters from 0, without the last; the measure is the mean over them
};

/// What is expected of the interval of an outcome: that it lies inside [low, high].
struct Expectation {
  std::string text;  ///< as written: `positive`, `zero within 0.01`, `[-0.02, 0.02]`, `at least 0.5 lost`
  double low = 0, high = 0;
  bool open = false;  ///< the ends do not belong to it
};

struct Outcome {
  Measure measure;
  Contrast contrast;                ///< of an ablation: the effect with its channel
  std::optional<Contrast> without;  ///< an ablation: the effect without its channel
  bool relative = false;            ///< over the value of the base arm
  bool primary = false;
  bool cost = false;  ///< told per unit of public money as well
  Expectation expect;
};

struct ExperimentArm {
  std::string name;
  Scenario scenario;
};

/// What is compared and what is expected of it, said beforehand (docs/formats/experiment.md).
struct Experiment {
  std::string name;   ///< of the file, without its suffix
  std::string claim;  ///< one sentence
  std::string row;    ///< of the mission table
  std::string story, note;
  std::vector<ExperimentArm> arms;  ///< the first is `base`; all have the same horizon, seed and replications
  Economy economy;
  std::vector<Outcome> outcomes;
  std::vector<std::string> robust;  ///< parameters, groups and mechanisms that the claim rests on
  std::vector<std::string> warnings;
  std::string source;  ///< text of the file as given

  const Outcome& primary() const;
};

/// A row of the mission table.
struct MissionRow {
  std::string_view id, title;
};
const std::vector<MissionRow>& mission_rows();

}  // namespace kaldor

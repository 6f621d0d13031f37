#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

/// The range of a lever's doses, and what its dose-response goes through when nothing else is asked
/// (declarations/doses.def).
struct DoseDeclaration {
  Lever lever;
  double none, top;  ///< doses lie in equal steps between them, without the first
  double other;      ///< how far the range goes the other way; `none` if it does not
  Indicator indicator;
  int year;  ///< of the policy, in which it is read; 0: the last of the run
  std::string_view base, source;
  bool holds(double dose) const;  ///< inside the range
};
std::span<const DoseDeclaration> dose_declarations();
const DoseDeclaration* dose_declaration(Lever lever);  ///< nothing when the table does not know the lever

inline constexpr int kDoses = 5;

struct DoseRequest {
  std::string lever;
  std::string base;                              ///< empty: that of the table, or china-2017
  std::vector<double> doses;                     ///< empty: kDoses up to the top dose of the table
  std::vector<std::string> indicators;           ///< empty: gdp_real, that of the table, policy_cost_share
  std::vector<std::string> industries, regions;  ///< of the policy; empty: all
  std::optional<double> from;                    ///< year; two after the start if not given
  std::int64_t firms = 4000, years = 10, replications = 8;
  std::optional<std::uint64_t> seed;
};

/// An arm for each dose. Its outcomes are the differences from the base over one year, [indicator][dose], relative
/// where the indicator is an amount.
struct DoseExperiment {
  Experiment experiment;
  const LeverDeclaration* lever = nullptr;
  const DoseDeclaration* declared = nullptr;  ///< nothing when the table does not know the lever
  std::vector<double> doses;
  double from = 0;
  double read = 0;  ///< where the year begins that is read
  std::string base;
  std::size_t indicators() const { return experiment.outcomes.size() / doses.size(); }
};

/// Throws InputError with every fault found: a lever or indicator that there is not, a dose outside the lever's range,
/// a lever without a top dose and doses, ...
DoseExperiment load_dose_experiment(const DoseRequest& request);

}  // namespace kaldor

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

/// One way in which an experiment is repeated: what it changes in every arm.
struct Variation {
  std::string name;  ///< `twice the firms`, `land.rent_speed = 0.5`
  std::function<void(Experiment&)> apply;
};

struct VariationPlan {
  std::vector<Variation> variations;  ///< the first leaves the experiment as it is
  std::vector<std::string> notes;     ///< what was left out, and why
  /// Parameters varied: to the ends of their plausible ranges; where none is declared by half, down and up.
  std::vector<std::string> plausible, scaled;
};

/// Variations of the claim's own parameters at most: ends of a range, two a parameter.
inline constexpr std::size_t kParameterVariationsHigh = 20;

/// The experiment with its primary outcome alone, and with the base and the arms that this outcome reads.
Experiment primary_only(const Experiment& experiment);

/// What is varied (docs/command.md): size, expectations, chance, burn-in, mechanisms and parameters. `parameters` names
/// those, or groups of them; when empty they are what the experiment file calls `robust`, and the groups called like
/// the mechanisms that differ between the arms, or else like the levers of its policies. Throws InputError for names
/// that there are not.
VariationPlan plan_variations(const Experiment& experiment, const std::vector<std::string>& parameters);

}  // namespace kaldor

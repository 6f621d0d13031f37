#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kaldor/scenario/declarations.hpp"

namespace kaldor {

/// `only: { employees: "< 300" }`: compares a column of the firm with a number, each period.
struct FirmCondition {
  FirmColumn column{};
  enum class Comparison { less, less_equal, greater, greater_equal } comparison{};
  double bound = 0;
};

/// A rule over indicators of the quarter before, in postfix order. Never evaluated code.
struct Rule {
  enum class Op {
    indicator,
    number,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    logical_and,
    logical_or,
    logical_not
  };
  struct Step {
    Op op{};
    Indicator indicator{};
    double number = 0;
  };
  std::vector<Step> steps;
  std::string text;
};

/// The value follows an indicator: value + gain * (indicator - at), kept inside [minimum, maximum].
struct Target {
  Indicator indicator{};
  double at = 0, gain = 0;
  double minimum = 0, maximum = 0;
};

enum class Financing { deficit, budget, household_tax, corporate_tax };

struct Policy {
  Lever lever{};
  double value = 0;
  double from = 0;              ///< year, may be fractional; the scenario's start if not given
  std::optional<double> until;  ///< first year without it
  int ramp = 0;                 ///< quarters from zero to the full value
  std::vector<int> industries;  ///< empty: all
  std::vector<int> regions;     ///< empty: all
  std::vector<FirmCondition> only;
  Financing financing = Financing::deficit;
  std::optional<Rule> when;
  int hold = 0;  ///< quarters that a rule keeps its last answer
  std::optional<Target> target;
  bool by_hand = false;  ///< set while the simulation goes, in no file
};

/// A lever that is set while a simulation goes, by hand or by a rule of the user.
struct LeverSetting {
  Lever lever{};
  double value = 0;
  std::optional<int> industry, region;  ///< none: all
};

/// What the rule (`when`) of a policy answers from a quarter on; a policy acts where and while its rule holds.
struct RuleAnswer {
  int policy = 0;  ///< index in the scenario's list
  Lever lever{};
  std::optional<int> industry, region;  ///< none: all that the policy is for
  bool holds = false;
  auto operator<=>(const RuleAnswer&) const = default;
};

struct FirmPanelRequest {
  int every = 0;      ///< quarters; 0: no panel
  double sample = 1;  ///< share of firms, chosen by id
};

/// What is asked: an economy, a horizon, mechanisms, parameters and policies.
struct Scenario {
  std::string name;
  std::string economy;         ///< shipped name or path of the economy file
  std::int64_t firms = 20000;  ///< records to simulate
  int start = 0;               ///< year of the first quarter
  int periods = 100;           ///< quarters
  std::uint64_t seed = 1;
  int replications = 1;
  Parameters parameters;
  Mechanisms mechanisms;
  std::vector<Policy> policies;
  int record_every = 1;  ///< quarters
  FirmPanelRequest panel;
  std::string source;  ///< text of the file as given
};

}  // namespace kaldor

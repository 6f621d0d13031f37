#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kaldor/economy/economy.hpp"
#include "kaldor/scenario/firm_panel.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

/// Why a firm left.
enum class ExitReason { none, insolvent, too_small, unprofitable, phased_out, bought };

/// What one firm knew, decided, ordered and paid in one quarter. Values per real firm, money in the economy's unit.
struct FirmTrace {
  std::int64_t id = 0;
  int industry = 0, region = 0, age = 0;
  double weight = 0;
  double expected_demand = 0, unit_cost = 0, markup = 0, price = 0, market_price = 0;
  double desired_output = 0, employees = 0, materials_ordered = 0, materials = 0;
  double orders_received = 0, output = 0, sales = 0, unfilled = 0, inventory = 0;
  double revenue = 0, wages = 0, materials_paid = 0, production_tax = 0, carbon_cost = 0, rd = 0, practice_paid = 0,
         subsidies = 0;
  double interest_paid = 0, interest_received = 0, profit = 0, profit_tax = 0, investment_paid = 0, dividends = 0;
  double borrowed = 0, deposits = 0, loans = 0;
  double capital = 0, productivity = 0, technique = 0, quality = 0, energy_intensity = 0, abatement = 0,
         automated_share = 0;
  double expansion_planned = 0, replacement_planned = 0, automation_planned = 0, abatement_planned = 0,
         finance_limit = 0;
  double digitalisation_planned = 0, digitalisation_payback = 0;
  /// Years until a project has earned its price; the budget goes to the shortest first. 0: not judged.
  double expansion_payback = 0, replacement_payback = 0, automation_payback = 0, abatement_payback = 0;
  double market_share = 0;
  bool exited = false;
  ExitReason exit_reason = ExitReason::none;
  /// The firm that bought it this quarter (negative: none) and the money paid for it. With `exited` the two became one,
  /// else it goes on in the buyer's group.
  std::int64_t buyer = -1;
  double price_paid = 0;
};

/// One replication of one scenario, period by period.
class Simulation {
public:
  /// Sets every stock on the balanced path of the economy's base year.
  Simulation(const Economy& economy, const Scenario& scenario, std::uint64_t replication, int threads);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  /// Simulates one quarter. Throws RunError if the accounts do not close or a value is not a number.
  void step();
  int period() const;  ///< quarters simulated so far
  const FrameLayout& layout() const;
  std::span<const double> frame() const;  ///< indicators of the last quarter, in the order of `layout`
  /// Appends the firms of the last quarter, sampled by id.
  void append_panel(double sample, FirmPanel& panel) const;
  /// Follows one firm from the next quarter on; `traced` answers nothing when no such firm lives.
  void follow(std::int64_t id);
  std::optional<FirmTrace> traced() const;
  std::size_t bytes_per_firm() const;  ///< of the persistent columns

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kaldor

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "kaldor/economy/economy.hpp"
#include "kaldor/scenario/firm_panel.hpp"
#include "kaldor/scenario/scenario.hpp"

namespace kaldor {

/// Throws InputError if the economy has no balanced path from its base year with the scenario's parameters, so that no
/// simulation could begin. Takes no time that depends on the number of firms.
void check_base_year(const Economy& economy, const Scenario& scenario);

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
  double circular_planned = 0, circular_payback = 0, circular_share = 0;
  /// Years until a project has earned its price; the budget goes to the shortest first. 0: not judged.
  double expansion_payback = 0, replacement_payback = 0, automation_payback = 0, abatement_payback = 0;
  double market_share = 0;
  bool exited = false;
  ExitReason exit_reason = ExitReason::none;
  /// The firm that bought it this quarter (negative: none) and the money paid for it. With `exited` the two became one,
  /// else it goes on in the buyer's group.
  std::int64_t buyer = -1;
  double price_paid = 0;
  /// The industry in which it founded a firm this quarter (negative: none), what that cost it, and what of it it
  /// borrowed.
  int founded_industry = -1;
  double founding_equity = 0, founding_loan = 0;
  /// The firm that took part in it this quarter (negative: none) and the money that it paid in for new shares.
  std::int64_t stake_holder = -1;
  double stake_raised = 0;
  /// What it paid for parts of other firms this quarter, and got as dividends on those it had.
  double stakes_bought = 0, stake_dividends = 0;
};

/// A column of all rows of the population, as it lies in memory; rows without a firm have no weight.
using ColumnView = std::variant<std::monostate, std::span<const float>, std::span<const double>,
                                std::span<const std::int32_t>, std::span<const std::uint64_t>>;

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
  std::uint64_t replication() const;
  const FrameLayout& layout() const;
  std::span<const double> frame() const;  ///< indicators of the last quarter, in the order of `layout`
  /// Appends the firms of the last quarter, sampled by id.
  void append_panel(double sample, FirmPanel& panel) const;
  /// Holds a lever from the next quarter on, as a policy of that value would that began then, until it is set again in
  /// the same place. Throws InputError for a value outside the lever's range.
  void set_lever(const LeverSetting& setting);
  /// Settings since the last quarter that changed a value, in the order in which they were made.
  std::span<const LeverSetting> settings() const;
  /// Answers of policies' rules (`when`) that turned in the last quarter; before the first a rule does not hold.
  std::span<const RuleAnswer> new_answers() const;
  /// Strength of a lever in the last quarter, policies with conditions on firms left out [industry, region].
  std::vector<double> lever_strength(Lever lever) const;

  std::size_t rows() const;  ///< of firm columns; grows with the population
  /// The column where panels record what is kept, without a copy; nothing for a column that is made when it is asked
  /// for. Good as long as the simulation lives; `step` changes what it shows.
  ColumnView view(FirmColumn column) const;
  /// Values of any column, row by row; not a number where there is no firm.
  std::vector<double> values(FirmColumn column) const;

  /// Follows one firm from the next quarter on; `traced` answers nothing when no such firm lives.
  void follow(std::int64_t id);
  std::optional<FirmTrace> traced() const;
  std::size_t bytes_per_firm() const;  ///< of the persistent columns

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kaldor

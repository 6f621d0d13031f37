#include "json.hpp"
#include "quarters.hpp"
#include "trace_text.hpp"

namespace kaldor::cli {
namespace {

struct Field {
  const char* name;
  double FirmTrace::* member;
};

#define KALDOR_FIELD(name) {#name, &FirmTrace::name}
constexpr Field kFields[] = {
    KALDOR_FIELD(weight),
    KALDOR_FIELD(expected_demand),
    KALDOR_FIELD(unit_cost),
    KALDOR_FIELD(markup),
    KALDOR_FIELD(price),
    KALDOR_FIELD(market_price),
    KALDOR_FIELD(desired_output),
    KALDOR_FIELD(employees),
    KALDOR_FIELD(materials_ordered),
    KALDOR_FIELD(materials),
    KALDOR_FIELD(orders_received),
    KALDOR_FIELD(output),
    KALDOR_FIELD(sales),
    KALDOR_FIELD(unfilled),
    KALDOR_FIELD(inventory),
    KALDOR_FIELD(revenue),
    KALDOR_FIELD(wages),
    KALDOR_FIELD(materials_paid),
    KALDOR_FIELD(production_tax),
    KALDOR_FIELD(carbon_cost),
    KALDOR_FIELD(rd),
    KALDOR_FIELD(practice_paid),
    KALDOR_FIELD(subsidies),
    KALDOR_FIELD(interest_paid),
    KALDOR_FIELD(interest_received),
    KALDOR_FIELD(profit),
    KALDOR_FIELD(profit_tax),
    KALDOR_FIELD(investment_paid),
    KALDOR_FIELD(dividends),
    KALDOR_FIELD(stake_dividends),
    KALDOR_FIELD(stakes_bought),
    KALDOR_FIELD(borrowed),
    KALDOR_FIELD(deposits),
    KALDOR_FIELD(loans),
    KALDOR_FIELD(capital),
    KALDOR_FIELD(productivity),
    KALDOR_FIELD(technique),
    KALDOR_FIELD(quality),
    KALDOR_FIELD(energy_intensity),
    KALDOR_FIELD(abatement),
    KALDOR_FIELD(automated_share),
    KALDOR_FIELD(expansion_planned),
    KALDOR_FIELD(replacement_planned),
    KALDOR_FIELD(automation_planned),
    KALDOR_FIELD(abatement_planned),
    KALDOR_FIELD(expansion_payback),
    KALDOR_FIELD(replacement_payback),
    KALDOR_FIELD(automation_payback),
    KALDOR_FIELD(abatement_payback),
    KALDOR_FIELD(digitalisation_planned),
    KALDOR_FIELD(digitalisation_payback),
    KALDOR_FIELD(circular_share),
    KALDOR_FIELD(circular_planned),
    KALDOR_FIELD(circular_payback),
    KALDOR_FIELD(finance_limit),
    KALDOR_FIELD(market_share),
};
#undef KALDOR_FIELD

const char* name_of(ExitReason reason) {
  switch (reason) {
    case ExitReason::insolvent:
      return "insolvent";
    case ExitReason::too_small:
      return "too small";
    case ExitReason::unprofitable:
      return "unprofitable";
    case ExitReason::phased_out:
      return "phased out";
    case ExitReason::bought:
      return "bought";
    case ExitReason::none:
      break;
  }
  return "";
}

void add(Json& json, const TracedQuarter& quarter, const Scenario& scenario, const Economy& economy) {
  json.open_object().member("quarter", quarter.period + 1).member("name", quarter_name(scenario, quarter.period));
  json.member("age", quarter.firm.age).member("exited", quarter.firm.exited);
  json.member("exit_reason", name_of(quarter.firm.exit_reason));
  if (quarter.firm.buyer >= 0) json.member("buyer", quarter.firm.buyer).member("price_paid", quarter.firm.price_paid);
  if (const int industry = quarter.firm.founded_industry; industry >= 0)
    json.member("founded_industry", economy.industries.at(static_cast<std::size_t>(industry)).id)
        .member("founding_equity", quarter.firm.founding_equity)
        .member("founding_loan", quarter.firm.founding_loan);
  if (quarter.firm.stake_holder >= 0)
    json.member("stake_holder", quarter.firm.stake_holder).member("stake_raised", quarter.firm.stake_raised);
  for (const Field& field : kFields) json.member(field.name, quarter.firm.*field.member);
  json.close_object();
}

}  // namespace

std::string trace_json(std::int64_t firm, const std::vector<TracedQuarter>& quarters, const Scenario& scenario,
                       const Economy& economy) {
  const FirmTrace& first = quarters.front().firm;
  Json json;
  json.open_object().member("scenario", scenario.name).member("unit", economy.unit).member("firm", firm);
  json.member("industry", economy.industries.at(static_cast<std::size_t>(first.industry)).id);
  json.member("region", economy.regions.at(static_cast<std::size_t>(first.region)).id);
  json.key("quarters").open_array();
  for (const TracedQuarter& quarter : quarters) add(json, quarter, scenario, economy);
  return json.close_array().close_object().text();
}

}  // namespace kaldor::cli

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "quarters.hpp"
#include "trace_text.hpp"

namespace kaldor::cli {
namespace {

constexpr double kPercent = 100;
constexpr double kQuartersAYear = 4;
constexpr double kNegligible = 1e-6;  // columns of firms are single precision

/// Four significant digits, whole numbers from 1000 on; never "-0".
std::string number(double value) {
  if (std::abs(value) >= 1000) return fmt::format("{:.0f}", value);
  return fmt::format("{:.4g}", value == 0 ? 0.0 : value);
}

std::string percent(double share) { return number(kPercent * share) + " %"; }

/// `wages 1.2, materials 3.4`: what is not zero, or `otherwise`.
std::string list(std::initializer_list<std::pair<const char*, double>> amounts, const std::string& otherwise) {
  std::vector<std::string> parts;
  for (const auto& [name, amount] : amounts) {
    if (amount != 0) parts.push_back(fmt::format("{} {}", name, number(amount)));
  }
  return parts.empty() ? otherwise : fmt::format("{}", fmt::join(parts, ", "));
}

std::string plan_and_price(const FirmTrace& firm) {
  return fmt::format(
      "  Plan     It expected orders for {} and wanted to make {}. A unit would cost it {}; with a markup of {} it "
      "set\n"
      "           the price at {}, where its market paid {} on average.\n",
      number(firm.expected_demand), number(firm.desired_output), number(firm.unit_cost), percent(firm.markup),
      number(firm.price), number(firm.market_price));
}

std::string staff_and_materials(const FirmTrace& firm) {
  return fmt::format(
      "  Means    It employed {} persons, had capital of {}, ordered materials for {} units of output and was left "
      "with\n"
      "           materials for {}.\n",
      number(firm.employees), number(firm.capital), number(firm.materials_ordered), number(firm.materials));
}

std::string orders_and_sales(const FirmTrace& firm) {
  std::string text =
      fmt::format("  Market   Orders for {} came in, {} of its market.\n           It made {} and sold {}",
                  number(firm.orders_received), percent(firm.market_share), number(firm.output), number(firm.sales));
  const double more = firm.sales - firm.orders_received;
  if (more > kNegligible * firm.sales) text += fmt::format(", of it {} to customers of full competitors", number(more));
  text += firm.unfilled > kNegligible * firm.sales
              ? fmt::format("; orders for {} stayed unfilled", number(firm.unfilled))
              : "; no order stayed unfilled";
  return text +
         (firm.inventory > 0 ? fmt::format(", {} is in stock.\n", number(firm.inventory)) : ", nothing is in stock.\n");
}

std::string money(const FirmTrace& firm) {
  return fmt::format(
      "  In       {}.\n  Out      {}.\n",
      list({{"sales", firm.revenue}, {"subsidies", firm.subsidies}, {"interest", firm.interest_received}},
           "It took in nothing"),
      list({{"wages", firm.wages},
            {"materials", firm.materials_paid},
            {"taxes less subsidies on production", firm.production_tax},
            {"carbon", firm.carbon_cost},
            {"R&D", firm.rd},
            {"organisational practice", firm.practice_paid},
            {"interest", firm.interest_paid},
            {"tax on profit", firm.profit_tax},
            {"machines delivered", firm.investment_paid},
            {"dividends", firm.dividends}},
           "It paid nothing"));
}

std::string profit_and_credit(const FirmTrace& firm) {
  const std::string credit = firm.borrowed > 0   ? fmt::format("It borrowed {}", number(firm.borrowed))
                             : firm.borrowed < 0 ? fmt::format("It repaid {}", number(-firm.borrowed))
                                                 : "It neither borrowed nor repaid";
  return fmt::format(
      "  Result   {} {} before tax, after the wear of its machines. {};\n           at the end it has deposits of {} "
      "and loans of {}.\n",
      firm.profit < 0 ? "Loss" : "Profit", number(std::abs(firm.profit)), credit, number(firm.deposits),
      number(firm.loans));
}

struct Project {
  const char* name;
  double planned, payback;  ///< payback in years; 0 if it was not judged
};

std::string projects(const FirmTrace& firm) {
  std::vector<Project> planned{{"replacement of backward machines", firm.replacement_planned, firm.replacement_payback},
                               {"expansion and upkeep", firm.expansion_planned, firm.expansion_payback},
                               {"automation", firm.automation_planned, firm.automation_payback},
                               {"abatement", firm.abatement_planned, firm.abatement_payback},
                               {"digitalisation", firm.digitalisation_planned, firm.digitalisation_payback},
                               {"circular use of materials", firm.circular_planned, firm.circular_payback}};
  std::erase_if(planned, [](const Project& project) { return project.planned <= 0; });
  if (planned.empty())
    return fmt::format("  Projects It planned none; it could have financed {}.\n", number(firm.finance_limit));
  std::stable_sort(planned.begin(), planned.end(), [](const auto& a, const auto& b) { return a.payback < b.payback; });
  std::vector<std::string> parts;
  for (const Project& project : planned) {
    const std::string payback =
        project.payback > 0 ? fmt::format(" (pays back in {} years)", number(project.payback)) : "";
    parts.push_back(fmt::format("{} {}{}", project.name, number(project.planned), payback));
  }
  const bool judged = planned.back().payback > 0;
  return fmt::format("  Projects It could finance {} and planned{}:\n           {}.\n", number(firm.finance_limit),
                     judged ? ", shortest payback first" : "", fmt::join(parts, "; "));
}

std::string farewell(const FirmTrace& firm) {
  switch (firm.exit_reason) {
    case ExitReason::insolvent:
      return "  Exit     It left at the end of the quarter: it was insolvent, its debts above all it owned or its "
             "account empty.\n";
    case ExitReason::too_small:
      return "  Exit     It left at the end of the quarter: it had become too small for its industry.\n";
    case ExitReason::unprofitable:
      return "  Exit     It left at the end of the quarter: its owners closed it after long losses.\n";
    case ExitReason::phased_out:
      return "  Exit     It left at the end of the quarter: a rule closed its backward capacity.\n";
    case ExitReason::bought:
      return fmt::format(
          "  Exit     It was bought at the end of the quarter: firm {} of its industry paid {} in money, the rest in "
          "shares,\n           and goes on with its machines, staff and customers.\n",
          firm.buyer, number(firm.price_paid));
    case ExitReason::none:
      break;
  }
  return "  Exit     It left at the end of the quarter.\n";
}

std::string founding(const FirmTrace& firm, const Economy& economy) {
  if (firm.founded_industry < 0) return "";
  return fmt::format(
      "  Founding It founded a firm of {} with an equity of {}, {} of it borrowed; that firm joined its group.\n",
      economy.industries.at(static_cast<std::size_t>(firm.founded_industry)).name, number(firm.founding_equity),
      number(firm.founding_loan));
}

std::string stakes(const FirmTrace& firm) {
  std::string text;
  if (firm.stake_holder >= 0)
    text += fmt::format("  Stake    Firm {} took a minority stake in it and paid in {} for new shares.\n",
                        firm.stake_holder, number(firm.stake_raised));
  if (firm.stakes_bought > 0)
    text += fmt::format("  Stake    It took minority stakes in others for {}.\n", number(firm.stakes_bought));
  if (firm.stake_dividends > 0)
    text += fmt::format("  Stake    Its stakes in others brought dividends of {}.\n", number(firm.stake_dividends));
  return text;
}

std::string technology(const FirmTrace& firm) {
  std::string text = fmt::format(
      "  State    Productivity of its machines {}, of the best technique it knows {}; quality {}; energy for a unit {}",
      number(firm.productivity), number(firm.technique), number(firm.quality), number(firm.energy_intensity));
  if (firm.automated_share > 0) text += fmt::format("; {} of tasks automated", percent(firm.automated_share));
  if (firm.abatement > 0) text += fmt::format("; {} of emissions abated", percent(firm.abatement));
  if (firm.circular_share > 0)
    text += fmt::format("; {} of recyclable materials replaced", percent(firm.circular_share));
  return text + ".\n";
}

std::string standing(double weight) {
  if (weight == 1) return "The record is one real firm.";
  return fmt::format("The record stands for {} real firms; what follows is of one of them.", number(weight));
}

}  // namespace

std::string heading_in_words(const FirmTrace& firm, const Scenario& scenario, const Economy& economy) {
  return fmt::format(
      "Firm {} of scenario {}: {}, in {}. {}\n"
      "Money in {}, flows of one quarter; quantities the same at base-year prices; prices, productivity, quality and\n"
      "energy relative to the base-year mean of the industry.\n",
      firm.id, scenario.name, economy.industries.at(static_cast<std::size_t>(firm.industry)).name,
      economy.regions.at(static_cast<std::size_t>(firm.region)).name, standing(firm.weight), economy.unit);
}

std::string quarter_in_words(const TracedQuarter& quarter, const Scenario& scenario, const Economy& economy) {
  const FirmTrace& firm = quarter.firm;
  std::string text = fmt::format("\n{} (quarter {}), {} years old\n", quarter_name(scenario, quarter.period),
                                 quarter.period + 1, number(firm.age / kQuartersAYear));
  text += plan_and_price(firm) + staff_and_materials(firm) + orders_and_sales(firm) + money(firm);
  text += profit_and_credit(firm) + projects(firm) + technology(firm) + founding(firm, economy) + stakes(firm);
  if (firm.exited) return text + farewell(firm);
  if (firm.buyer >= 0)
    text += fmt::format(
        "  Owner    Firm {} bought it at the end of the quarter for {} in money and the rest in shares; it goes on in "
        "the buyer's\n           group.\n",
        firm.buyer, number(firm.price_paid));
  return text;
}

}  // namespace kaldor::cli

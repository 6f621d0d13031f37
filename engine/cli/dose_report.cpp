#include "dose_report.hpp"

#include <fmt/format.h>

#include "experiment_report.hpp"

namespace kaldor::cli {
namespace {

/// `gdp_real, over base`
std::string name_of(const Outcome& outcome) {
  const auto& declaration = indicator_declarations()[static_cast<std::size_t>(outcome.measure.indicator)];
  return fmt::format("{}{}", declaration.name, outcome.relative ? ", over base" : "");
}

std::string settings(const DoseReport& report) {
  const Scenario& base = report.dose.experiment.arms.front().scenario;
  return fmt::format("{} replications of {} quarters from {}, {} firms; from {:g} on; differences from {} in {:g}",
                     base.replications, base.periods, base.start, base.firms, report.dose.from, report.dose.base,
                     report.dose.read);
}

/// What is told for each unit of money too: everything but the money.
bool has_price(const DoseReport& report, std::size_t indicator) {
  return first_outcome(report, indicator).measure.indicator != Indicator::policy_cost_share;
}

}  // namespace

const Outcome& first_outcome(const DoseReport& report, std::size_t indicator) {
  return report.dose.experiment.outcomes[indicator * report.dose.doses.size()];
}

const OutcomeResult& found(const DoseReport& report, std::size_t indicator, std::size_t dose) {
  return report.result.outcomes[indicator * report.dose.doses.size() + dose];
}

std::vector<std::vector<std::string>> rows_of(const DoseReport& report) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t d = 0; d < report.dose.doses.size(); ++d) {
    rows.push_back({fmt::format("{:g}", report.dose.doses[d])});
    for (std::size_t i = 0; i < report.dose.indicators(); ++i) {
      rows.back().push_back(interval_text(found(report, i, d).difference));
    }
    for (std::size_t i = 0; i < report.dose.indicators(); ++i) {
      if (has_price(report, i)) rows.back().push_back(per_percent_text(found(report, i, d)));
    }
  }
  return rows;
}

std::vector<std::string> heads_of(const DoseReport& report) {
  std::vector<std::string> heads = {"dose"};
  for (std::size_t i = 0; i < report.dose.indicators(); ++i) heads.push_back(name_of(first_outcome(report, i)));
  for (std::size_t i = 0; i < report.dose.indicators(); ++i) {
    if (has_price(report, i)) heads.push_back(name_of(first_outcome(report, i)) + ", per 1 % of GDP");
  }
  return heads;
}

std::string report_text(const DoseReport& report) {
  const LeverDeclaration& lever = *report.dose.lever;
  std::string text = fmt::format("{}: {} [{}]\n{}; {:.1f} s\n\n", lever.name, lever.meaning, lever.unit,
                                 settings(report), report.result.seconds);
  const auto add = [&](const std::vector<std::string>& cells) {
    std::string line = fmt::format("{:>8}", cells.front());
    for (std::size_t c = 1; c < cells.size(); ++c) line += fmt::format("  {:<42}", cells[c]);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  };
  add(heads_of(report));
  for (const auto& row : rows_of(report)) add(row);
  return text;
}

void add(Json& json, const DoseReport& report) {
  const Scenario& base = report.dose.experiment.arms.front().scenario;
  json.open_object().member("lever", report.dose.lever->name).member("base", report.dose.base);
  json.member("from", report.dose.from)
      .member("read", report.dose.read)
      .member("start", base.start)
      .member("periods", base.periods);
  json.member("firms", base.firms).member("seed", base.seed).member("replications", base.replications);
  json.member("seconds", report.result.seconds);
  if (!report.failure.empty()) {
    json.member("failure", report.failure).close_object();
    return;
  }
  json.key("doses").open_array();
  for (std::size_t d = 0; d < report.dose.doses.size(); ++d) {
    json.open_object().member("dose", report.dose.doses[d]).key("effects").open_array();
    for (std::size_t i = 0; i < report.dose.indicators(); ++i) {
      const Outcome& outcome = first_outcome(report, i);
      const OutcomeResult& told = found(report, i, d);
      json.open_object().member("indicator",
                                indicator_declarations()[static_cast<std::size_t>(outcome.measure.indicator)].name);
      json.member("relative", outcome.relative).member("base", told.base).member("effect", told.difference.value);
      json.member("low", told.difference.low).member("high", told.difference.high);
      if (told.per_cost) add(json, "per_cost", *told.per_cost);
      json.close_object();
    }
    json.close_array().close_object();
  }
  json.close_array().close_object();
}

}  // namespace kaldor::cli

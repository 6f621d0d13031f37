#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "commands.hpp"
#include "experiment_report.hpp"
#include "kaldor/core/errors.hpp"
#include "page_file.hpp"
#include "progress.hpp"
#include "signals.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

struct DoseReport {
  DoseExperiment dose;
  ExperimentResult result;
  std::string failure;  ///< why it could not be simulated; then there is no result
};

const Outcome& first_outcome(const DoseReport& report, std::size_t indicator) {
  return report.dose.experiment.outcomes[indicator * report.dose.doses.size()];
}

const OutcomeResult& found(const DoseReport& report, std::size_t indicator, std::size_t dose) {
  return report.result.outcomes[indicator * report.dose.doses.size() + dose];
}

/// `gdp_real, over base`
std::string name_of(const Outcome& outcome) {
  const auto& declaration = indicator_declarations()[static_cast<std::size_t>(outcome.measure.indicator)];
  return fmt::format("{}{}", declaration.name, outcome.relative ? ", over base" : "");
}

std::string settings(const DoseReport& report) {
  const Scenario& base = report.dose.experiment.arms.front().scenario;
  const int last_year = base.start + base.periods / 4 - 1;
  return fmt::format("{} replications of {} quarters from {}, {} firms; from {:g} on; differences from {} in {}",
                     base.replications, base.periods, base.start, base.firms, report.dose.from, report.dose.base,
                     last_year);
}

/// The dose and one interval an indicator.
std::vector<std::vector<std::string>> rows_of(const DoseReport& report) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t d = 0; d < report.dose.doses.size(); ++d) {
    rows.push_back({fmt::format("{:g}", report.dose.doses[d])});
    for (std::size_t i = 0; i < report.dose.indicators(); ++i) {
      rows.back().push_back(interval_text(found(report, i, d).difference));
    }
  }
  return rows;
}

std::vector<std::string> heads_of(const DoseReport& report) {
  std::vector<std::string> heads = {"dose"};
  for (std::size_t i = 0; i < report.dose.indicators(); ++i) heads.push_back(name_of(first_outcome(report, i)));
  return heads;
}

std::string table(const DoseReport& report) {
  const LeverDeclaration& lever = *report.dose.lever;
  std::string text = fmt::format("{}: {} [{}]\n{}; {:.1f} s\n\n", lever.name, lever.meaning, lever.unit,
                                 settings(report), report.result.seconds);
  const auto add = [&](const std::vector<std::string>& cells) {
    std::string line = fmt::format("{:>8}", cells.front());
    for (std::size_t c = 1; c < cells.size(); ++c) line += fmt::format("  {:<38}", cells[c]);
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
  json.member("from", report.dose.from).member("start", base.start).member("periods", base.periods);
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
      const Interval& effect = found(report, i, d).difference;
      json.open_object().member("indicator",
                                indicator_declarations()[static_cast<std::size_t>(outcome.measure.indicator)].name);
      json.member("relative", outcome.relative).member("base", found(report, i, d).base);
      json.member("effect", effect.value).member("low", effect.low).member("high", effect.high).close_object();
    }
    json.close_array().close_object();
  }
  json.close_array().close_object();
}

std::string section(const DoseReport& report) {
  const LeverDeclaration& lever = *report.dose.lever;
  std::string text =
      fmt::format("\n## {}\n\n{} [{}]. Compared with `{}`. Doses: {}.\n\n", lever.name, cell(lever.meaning),
                  cell(lever.unit), report.dose.base, cell(report.dose.declared->source));
  if (!report.failure.empty()) return text + fmt::format("The run failed: {}\n", cell(report.failure));
  const std::vector<std::string> heads = heads_of(report);
  text += fmt::format("| {} |\n|{}\n", fmt::join(heads, " | "),
                      fmt::join(std::vector<std::string>(heads.size(), "---|"), ""));
  for (const auto& row : rows_of(report)) text += fmt::format("| {} |\n", fmt::join(row, " | "));
  return text;
}

std::string page(const std::vector<DoseReport>& reports) {
  const Scenario& base = reports.front().dose.experiment.arms.front().scenario;
  std::string text = fmt::format(
      "# Dose-response of the levers\n\n"
      "Written by `kaldor dose --all`; do not edit. Each lever alone, at equal steps up to a top dose inside its "
      "evidence, for all\n"
      "industries and regions, paid by deficit: the mean difference from the base over the last of {} years, with its "
      "95 %\ninterval over {} replications of {} firms that meet the same luck at every dose. Amounts are told over "
      "the "
      "base.\n`kaldor dose LEVER` shows one of them, with other doses, indicators, industries or bases.\n",
      base.periods / 4, base.replications, base.firms);
  for (const DoseReport& report : reports) text += section(report);
  return text;
}

DoseReport carry_out(const DoseRequest& asked, const DoseCommandRequest& request) {
  DoseReport report{load_dose_experiment(asked), {}, ""};
  if (!request.quiet) {
    if (request.all) complain(fmt::format("{}\n", asked.lever));
    for (const std::string& warning : report.dose.experiment.warnings) complain_warning(warning);
  }
  ExperimentOptions options;
  options.threads = request.threads;
  options.interrupted = &interrupted();
  const Scenario& base = report.dose.experiment.arms.front().scenario;
  const auto arms = static_cast<long>(report.dose.experiment.arms.size());
  Progress progress(arms * base.replications * base.periods, Progress::fitting(request.quiet));
  options.progress = [&progress] { progress.advance(); };
  try {
    report.result = run_experiment(report.dose.experiment, options);
  } catch (const ArmError& error) {
    report.failure = fmt::format("arm {}, replication {}: {}", error.arm, error.replication + 1, error.what());
  }
  return report;
}

std::vector<DoseRequest> asked_for(const DoseCommandRequest& request) {
  if (!request.all) return {request.dose};
  std::vector<DoseRequest> asked;
  for (const DoseDeclaration& declared : dose_declarations()) {
    DoseRequest one = request.dose;
    one.lever = lever_declarations()[static_cast<std::size_t>(declared.lever)].name;
    asked.push_back(one);
  }
  return asked;
}

void tell(const std::vector<DoseReport>& reports, const DoseCommandRequest& request) {
  if (!request.json) {
    std::string text;
    for (const DoseReport& report : reports) {
      if (!report.failure.empty()) continue;
      if (!text.empty()) text += '\n';
      text += table(report);
    }
    print(text);
    return;
  }
  Json json;
  if (request.all) json.open_array();
  for (const DoseReport& report : reports) add(json, report);
  if (request.all) json.close_array();
  print(json.text());
}

}  // namespace

ExitStatus dose_command(const DoseCommandRequest& request) {
  if (request.all != request.dose.lever.empty()) {
    complain_error(request.all ? "either one lever or --all" : "LEVER or --all is required");
    return ExitStatus::request_wrong;
  }
  if (request.all) require_folder(request.markdown);
  std::vector<DoseReport> reports;
  bool failed = false;
  for (const DoseRequest& asked : asked_for(request)) {
    reports.push_back(carry_out(asked, request));
    const DoseReport& report = reports.back();
    if (!report.failure.empty()) {
      complain_error(fmt::format("{}: {}", asked.lever, report.failure));
      failed = true;
    } else if (!report.result.complete) {
      complain_error("interrupted; nothing was written");
      return ExitStatus::interrupted;
    }
  }
  if (request.all) write_page(request.markdown, page(reports));
  if (request.all || !failed) tell(reports, request);
  return failed ? ExitStatus::run_failed : ExitStatus::done;
}

}  // namespace kaldor::cli

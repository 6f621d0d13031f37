#include <fmt/format.h>

#include "commands.hpp"
#include "dose_report.hpp"
#include "kaldor/core/errors.hpp"
#include "page_file.hpp"
#include "print_reports.hpp"
#include "progress.hpp"
#include "signals.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

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
  if (request.all) write_page(request.markdown, doses_markdown(reports));
  if (!request.json)
    std::erase_if(reports, [](const DoseReport& report) { return !report.failure.empty(); });  // told above
  if (request.all || !failed) print_reports(reports, request.json, request.all);
  return failed ? ExitStatus::run_failed : ExitStatus::done;
}

}  // namespace kaldor::cli

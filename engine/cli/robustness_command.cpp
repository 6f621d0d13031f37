#include <fmt/format.h>

#include "commands.hpp"
#include "page_file.hpp"
#include "print_reports.hpp"
#include "progress.hpp"
#include "robustness_report.hpp"
#include "shipped_experiments.hpp"
#include "signals.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

/// Quarters of all arms, replications and variations.
long quarters_of(const Experiment& experiment, const VariationPlan& plan) {
  long total = 0;
  for (const Variation& variation : plan.variations) {
    Experiment varied = experiment;
    variation.apply(varied);
    const Scenario& base = varied.arms.front().scenario;
    total += static_cast<long>(varied.arms.size()) * base.replications * base.periods;
  }
  return total;
}

/// The result is incomplete when it was interrupted.
RobustnessReport carry_out(Experiment experiment, const RobustnessRequest& request) {
  RobustnessReport report{std::move(experiment), {}, {}};
  report.plan = plan_variations(report.experiment, request.parameters);
  if (!request.quiet) {
    if (request.all) complain(report.experiment.name + '\n');
    for (const std::string& warning : report.experiment.warnings) complain_warning(warning);
  }
  ExperimentOptions options;
  options.threads = request.threads;
  options.interrupted = &interrupted();
  Progress progress(quarters_of(primary_only(report.experiment), report.plan), Progress::fitting(request.quiet));
  options.progress = [&progress] { progress.advance(); };
  report.result = run_robustness(report.experiment, report.plan, options);
  return report;
}

ExitStatus status_of(const std::vector<RobustnessReport>& reports, const RobustnessRequest& request) {
  Tally all;
  for (const RobustnessReport& report : reports) {
    const Tally tally = tally_of(report.result);
    all.variations += tally.variations;
    all.failed += tally.failed;
    all.signs += tally.signs;
    all.same_signs += tally.same_signs;
  }
  if (all.failed > 0) {
    complain_error(fmt::format("{} of {} variations could not be simulated", all.failed, all.variations));
    return ExitStatus::run_failed;
  }
  if (!request.check || all.turned() == 0) return ExitStatus::done;
  complain_error(fmt::format("the sign turns in {} of {} variations", all.turned(), all.signs));
  return ExitStatus::expectation_fails;
}

}  // namespace

ExitStatus robustness_command(const RobustnessRequest& request) {
  if (request.all != request.experiment.empty()) {
    complain_error(request.all ? "either one experiment or --all" : "EXPERIMENT or --all is required");
    return ExitStatus::request_wrong;
  }
  if (request.all) require_folder(request.markdown);
  std::vector<Experiment> experiments;
  if (request.all)
    experiments = load_experiments(shipped_experiments(), request.overrides);
  else
    experiments.push_back(load_experiment(request.experiment, request.overrides));
  std::vector<RobustnessReport> reports;
  for (Experiment& experiment : experiments) {
    reports.push_back(carry_out(std::move(experiment), request));
    if (reports.back().result.complete) continue;
    complain_error("interrupted");
    return ExitStatus::interrupted;
  }
  if (request.all) write_page(request.markdown, robustness_markdown(reports, options_text(request.overrides)));
  print_reports(reports, request.json, request.all);
  return status_of(reports, request);
}

}  // namespace kaldor::cli

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "commands.hpp"
#include "experiment_report.hpp"
#include "kaldor/core/errors.hpp"
#include "page_file.hpp"
#include "progress.hpp"
#include "shipped_experiments.hpp"
#include "signals.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

/// Runs one. Its result is incomplete when it was interrupted or failed: of many, the others go on.
ExperimentReport carry_out(Experiment experiment, const ExperimentRequest& request) {
  ExperimentReport report{std::move(experiment), {}, request.output, ""};
  ExperimentOptions options;
  options.threads = request.threads;
  options.output = request.output;
  options.overwrite = request.force;
  options.interrupted = &interrupted();
  const Scenario& base = report.experiment.arms.front().scenario;
  const auto arms = static_cast<long>(report.experiment.arms.size());
  Progress progress(arms * base.replications * base.periods, Progress::fitting(request.quiet));
  options.progress = [&progress] { progress.advance(); };
  try {
    report.result = run_experiment(report.experiment, options);
  } catch (const ArmError& error) {
    report.failure = fmt::format("arm {}, replication {}: {}", error.arm, error.replication + 1, error.what());
  }
  return report;
}

std::string settings_of(const ExperimentRequest& request) {
  std::string text = options_text(request.overrides);
  if (!request.seeds.empty()) text += fmt::format(" --seeds {}", fmt::join(request.seeds, ","));
  return text;
}

void tell(const std::vector<SeedReports>& runs, const ExperimentRequest& request) {
  if (!request.json) {
    std::string text;
    for (const SeedReports& run : runs) {
      for (const ExperimentReport& report : run.reports) {
        if (!text.empty()) text += '\n';
        if (run.seed) text += fmt::format("seed {}, ", *run.seed);
        text += report_text(report);
      }
    }
    print(text);
    return;
  }
  Json json;
  const bool several = request.all || runs.front().reports.size() > 1;
  if (several) json.open_array();
  for (const SeedReports& run : runs) {
    for (const ExperimentReport& report : run.reports) add(json, report);
  }
  if (several) json.close_array();
  print(json.text());
}

std::vector<const ExperimentReport*> all_of(const std::vector<SeedReports>& runs) {
  std::vector<const ExperimentReport*> reports;
  for (const SeedReports& run : runs) {
    for (const ExperimentReport& report : run.reports) reports.push_back(&report);
  }
  return reports;
}

ExitStatus status_of(const std::vector<SeedReports>& runs, const ExperimentRequest& request) {
  std::size_t wrong = 0, outcomes = 0;
  bool failed = false;
  for (const ExperimentReport* told : all_of(runs)) {
    const ExperimentReport& report = *told;
    if (!report.failure.empty()) complain_error(fmt::format("{}: {}", report.experiment.name, report.failure));
    failed = failed || !report.failure.empty();
    outcomes += report.result.outcomes.size();
    wrong += static_cast<std::size_t>(
        std::count_if(report.result.outcomes.begin(), report.result.outcomes.end(),
                      [](const OutcomeResult& outcome) { return outcome.verdict != Verdict::holds; }));
  }
  if (failed) return ExitStatus::run_failed;
  if (!request.check || wrong == 0) return ExitStatus::done;
  complain_error(fmt::format("{} of {} expectations {} not hold", wrong, outcomes, wrong == 1 ? "does" : "do"));
  return ExitStatus::expectation_fails;
}

/// Runs the experiments of one seed; answers false when interrupted.
bool run_seed(std::vector<Experiment> experiments, const ExperimentRequest& request, SeedReports& run) {
  const bool several = experiments.size() > 1;
  for (Experiment& experiment : experiments) {
    if (!request.quiet) {
      if (several) complain(experiment.name + (run.seed ? fmt::format(", seed {}\n", *run.seed) : "\n"));
      for (const std::string& warning : experiment.warnings) complain_warning(warning);
    }
    run.reports.push_back(carry_out(std::move(experiment), request));
    if (!run.reports.back().result.complete && run.reports.back().failure.empty()) return false;
  }
  return true;
}

std::vector<SeedReports> seeds_of(const ExperimentRequest& request) {
  std::vector<SeedReports> runs;
  for (const std::uint64_t seed : request.seeds) runs.push_back({seed, {}});
  if (runs.empty()) runs.emplace_back();
  return runs;
}

std::vector<Experiment> load(const ExperimentRequest& request, const std::optional<std::uint64_t>& seed) {
  ExperimentOverrides overrides = request.overrides;
  if (seed) overrides.seed = seed;
  if (request.all) return load_experiments(shipped_experiments(), overrides);
  const std::vector<ShippedFile> row = experiments_of_row(request.experiment);
  std::error_code error;
  const bool one =
      row.size() < 2 || !request.output.empty() || std::filesystem::is_regular_file(request.experiment, error);
  if (one) return {load_experiment(request.experiment, overrides)};
  return load_experiments(row, overrides);
}

}  // namespace

ExitStatus experiment_command(const ExperimentRequest& request) {
  if (request.all != request.experiment.empty()) {
    complain_error(request.all ? "either one experiment or --all" : "EXPERIMENT or --all is required");
    return ExitStatus::request_wrong;
  }
  if (request.all) require_folder(request.markdown);
  std::vector<SeedReports> runs = seeds_of(request);
  for (SeedReports& run : runs) {
    if (run_seed(load(request, run.seed), request, run)) continue;
    complain_error("interrupted; nothing was written");
    return ExitStatus::interrupted;
  }
  if (runs.front().reports.size() == 1 && !request.all && !runs.front().reports.front().failure.empty())
    return status_of(runs, request);
  if (request.all) write_page(request.markdown, reports_markdown(runs, settings_of(request)));
  tell(runs, request);
  return status_of(runs, request);
}

}  // namespace kaldor::cli

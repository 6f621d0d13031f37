#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "commands.hpp"
#include "experiment_report.hpp"
#include "kaldor/core/errors.hpp"
#include "kaldor/scenario/shipped.hpp"
#include "progress.hpp"
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

std::string settings_of(const ExperimentOverrides& overrides) {
  std::string text;
  const auto add = [&](const char* name, const auto& value) {
    if (value) text += fmt::format(" --{} {}", name, *value);
  };
  add("replications", overrides.replications);
  add("seed", overrides.seed);
  add("firms", overrides.firms);
  add("periods", overrides.periods);
  return text;
}

[[noreturn]] void fail(const std::string& path, const std::string& reason) {
  throw OutputError(fmt::format("cannot write {}: {}", path, reason));
}

/// Tells before anything is simulated that a page cannot be written.
void require_folder(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty() && !std::filesystem::is_directory(folder, error)) {
    fail(path, fmt::format("there is no folder {}; --markdown FILE names another place", folder.string()));
  }
}

/// Writes aside and renames, so that a page is whole or not there.
void write_page(const std::string& path, const std::string& text) {
  const std::string partial = path + ".partial";
  errno = 0;
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file && std::rename(partial.c_str(), path.c_str()) == 0) return;
  const std::string reason = std::strerror(errno);
  std::remove(partial.c_str());
  fail(path, reason);
}

/// Every shipped experiment; faults of all files come together.
std::vector<Experiment> load_all(const ExperimentOverrides& overrides) {
  std::vector<Experiment> experiments;
  std::vector<Fault> faults;
  std::size_t total = 0;
  for (const ShippedFile& file : shipped_experiments()) {
    try {
      experiments.push_back(load_experiment(file.path.string(), overrides));
    } catch (const InputError& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
      total += error.total();
    }
  }
  if (!faults.empty()) throw InputError(std::move(faults), total);
  return experiments;
}

void tell(const std::vector<ExperimentReport>& reports, const ExperimentRequest& request) {
  if (!request.json) {
    for (const ExperimentReport& report : reports) {
      if (&report != reports.data()) print("\n");
      print(report_text(report));
    }
    return;
  }
  Json json;
  if (request.all) json.open_array();
  for (const ExperimentReport& report : reports) add(json, report);
  if (request.all) json.close_array();
  print(json.text());
}

ExitStatus status_of(const std::vector<ExperimentReport>& reports, const ExperimentRequest& request) {
  std::size_t wrong = 0, outcomes = 0;
  bool failed = false;
  for (const ExperimentReport& report : reports) {
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

ExitStatus run_all(std::vector<Experiment> experiments, const ExperimentRequest& request) {
  std::vector<ExperimentReport> reports;
  for (Experiment& experiment : experiments) {
    if (!request.quiet) {
      if (request.all) complain(fmt::format("{}\n", experiment.name));
      for (const std::string& warning : experiment.warnings) complain_warning(warning);
    }
    reports.push_back(carry_out(std::move(experiment), request));
    if (reports.back().result.complete || !reports.back().failure.empty()) continue;
    complain_error("interrupted; nothing was written");
    return ExitStatus::interrupted;
  }
  if (!request.all && !reports.front().failure.empty()) return status_of(reports, request);
  if (request.all) write_page(request.markdown, reports_markdown(reports, settings_of(request.overrides)));
  tell(reports, request);
  return status_of(reports, request);
}

}  // namespace

ExitStatus experiment_command(const ExperimentRequest& request) {
  if (request.all != request.experiment.empty()) {
    complain_error(request.all ? "either one experiment or --all" : "EXPERIMENT or --all is required");
    return ExitStatus::request_wrong;
  }
  std::vector<Experiment> experiments;
  if (request.all) {
    require_folder(request.markdown);
    experiments = load_all(request.overrides);
  } else {
    experiments.push_back(load_experiment(request.experiment, request.overrides));
  }
  return run_all(std::move(experiments), request);
}

}  // namespace kaldor::cli

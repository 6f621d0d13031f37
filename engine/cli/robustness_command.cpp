#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "commands.hpp"
#include "experiment_report.hpp"
#include "kaldor/run/robustness.hpp"
#include "progress.hpp"
#include "signals.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

/// What the table and the exit status tell of all variations together.
struct Tally {
  std::size_t holding = 0, signs = 0, same_signs = 0, failed = 0;
  bool turned() const { return same_signs < signs; }
};

Tally tally_of(const RobustnessResult& result) {
  Tally tally;
  for (const VariationResult& variation : result.variations) {
    tally.holding += variation.outcome.verdict == Verdict::holds;
    tally.signs += variation.same_sign.has_value();
    tally.same_signs += variation.same_sign.value_or(false);
    tally.failed += !variation.failure.empty();
  }
  return tally;
}

std::string_view sign_word(const std::optional<bool>& same) { return !same ? "-" : *same ? "yes" : "no"; }

std::string summary(const Tally& tally, std::size_t variations) {
  std::string text = fmt::format("The claim holds in {} of {} variations", tally.holding, variations);
  if (tally.signs > 0) {
    text += fmt::format("; the effect has the same sign in {} of {}", tally.same_signs, tally.signs);
  }
  if (tally.failed > 0) text += fmt::format("; {} could not be simulated", tally.failed);
  return text + ".\n";
}

std::string table(const Experiment& experiment, const VariationPlan& plan, const RobustnessResult& result) {
  const Scenario& base = experiment.arms.front().scenario;
  const Outcome& outcome = experiment.primary();
  std::string text = fmt::format(
      "{}: {}\nrow {}; {} replications of {} quarters from {}, {} firms; {:.1f} s\n"
      "primary outcome: {}: {}{}; expected {}\n\n",
      experiment.name, experiment.claim, experiment.row, base.replications, base.periods, base.start, base.firms,
      result.seconds, outcome.measure.text, outcome.contrast.text, outcome.relative ? ", over base" : "",
      outcome.expect.text);
  std::size_t width = 9;
  for (const VariationResult& variation : result.variations) width = std::max(width, variation.name.size());
  text += fmt::format("{:<{}}  {:<40}{:<11}{}\n", "variation", width, "effect [95 % interval]", "verdict", "same sign");
  for (const VariationResult& variation : result.variations) {
    if (!variation.failure.empty()) {
      text += fmt::format("{:<{}}  the run failed: {}\n", variation.name, width, variation.failure);
      continue;
    }
    text += fmt::format("{:<{}}  {:<40}{:<11}{}\n", variation.name, width, interval_text(variation.outcome.difference),
                        word_of(variation.outcome.verdict), sign_word(variation.same_sign));
  }
  text += '\n' + summary(tally_of(result), result.variations.size());
  for (const std::string& note : plan.notes) text += fmt::format("Left out: {}.\n", note);
  return text;
}

std::string json_of(const Experiment& experiment, const VariationPlan& plan, const RobustnessResult& result) {
  const Outcome& outcome = experiment.primary();
  const Tally tally = tally_of(result);
  Json json;
  json.open_object().member("experiment", experiment.name).member("row", experiment.row);
  json.member("claim", experiment.claim).member("measure", outcome.measure.text);
  json.member("contrast", outcome.contrast.text).member("relative", outcome.relative);
  json.member("expected", outcome.expect.text).member("seconds", result.seconds);
  json.key("variations").open_array();
  for (const VariationResult& variation : result.variations) {
    json.open_object().member("variation", variation.name);
    if (!variation.failure.empty()) {
      json.member("failure", variation.failure).close_object();
      continue;
    }
    const Interval& difference = variation.outcome.difference;
    json.member("effect", difference.value).member("low", difference.low).member("high", difference.high);
    json.member("verdict", word_of(variation.outcome.verdict)).key("same_sign");
    if (variation.same_sign)
      json.value(*variation.same_sign);
    else
      json.null();
    json.close_object();
  }
  json.close_array().member("holding", tally.holding).member("with_a_sign", tally.signs);
  json.member("same_sign", tally.same_signs).key("left_out").open_array();
  for (const std::string& note : plan.notes) json.value(note);
  json.close_array().close_object();
  return json.text();
}

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

}  // namespace

ExitStatus robustness_command(const RobustnessRequest& request) {
  const Experiment experiment = load_experiment(request.experiment, request.overrides);
  const VariationPlan plan = plan_variations(experiment, request.parameters);
  if (!request.quiet) {
    for (const std::string& warning : experiment.warnings) complain_warning(warning);
  }
  ExperimentOptions options;
  options.threads = request.threads;
  options.interrupted = &interrupted();
  RobustnessResult result;
  {
    Progress progress(quarters_of(primary_only(experiment), plan), Progress::fitting(request.quiet));
    options.progress = [&progress] { progress.advance(); };
    result = run_robustness(experiment, plan, options);
  }
  if (!result.complete) {
    complain_error("interrupted");
    return ExitStatus::interrupted;
  }
  print(request.json ? json_of(experiment, plan, result) : table(experiment, plan, result));
  const Tally tally = tally_of(result);
  if (tally.failed > 0) {
    complain_error(fmt::format("{} of {} variations could not be simulated", tally.failed, result.variations.size()));
    return ExitStatus::run_failed;
  }
  if (!request.check || !tally.turned()) return ExitStatus::done;
  complain_error(fmt::format("the sign turns in {} of {} variations", tally.signs - tally.same_signs, tally.signs));
  return ExitStatus::expectation_fails;
}

}  // namespace kaldor::cli

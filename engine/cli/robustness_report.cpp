#include "robustness_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "experiment_report.hpp"

namespace kaldor::cli {
namespace {

std::string_view sign_word(const std::optional<bool>& same) { return !same ? "-" : *same ? "yes" : "no"; }

std::string summary(const Tally& tally) {
  std::string text = fmt::format("The claim holds in {} of {} variations", tally.holding, tally.variations);
  if (tally.signs > 0) {
    text += fmt::format("; the effect has the same sign in {} of {}", tally.same_signs, tally.signs);
  }
  if (tally.failed > 0) text += fmt::format("; {} could not be simulated", tally.failed);
  return text + ".\n";
}

/// How far parameters were moved.
std::string ends(const VariationPlan& plan) {
  std::string text;
  if (!plan.plausible.empty()) {
    text += fmt::format("At both ends of their plausible ranges: {}.\n", fmt::join(plan.plausible, ", "));
  }
  if (!plan.scaled.empty()) {
    text += fmt::format("At half and one and a half times the value, where no plausible range is declared: {}.\n",
                        fmt::join(plan.scaled, ", "));
  }
  return text;
}

}  // namespace

Tally tally_of(const RobustnessResult& result) {
  Tally tally;
  tally.variations = result.variations.size();
  for (const VariationResult& variation : result.variations) {
    const bool run = variation.failure.empty();
    tally.holding += run && variation.outcome.verdict == Verdict::holds;
    tally.unclear += run && variation.outcome.verdict == Verdict::unclear;
    tally.signs += variation.same_sign.has_value();
    tally.same_signs += variation.same_sign.value_or(false);
    tally.failed += !run;
  }
  return tally;
}

std::string report_text(const RobustnessReport& report) {
  const Experiment& experiment = report.experiment;
  const RobustnessResult& result = report.result;
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
  text += '\n' + summary(tally_of(result)) + ends(report.plan);
  for (const std::string& note : report.plan.notes) text += fmt::format("Left out: {}.\n", note);
  return text;
}

void add(Json& json, const RobustnessReport& report) {
  const Experiment& experiment = report.experiment;
  const Outcome& outcome = experiment.primary();
  const Tally tally = tally_of(report.result);
  json.open_object().member("experiment", experiment.name).member("row", experiment.row);
  json.member("claim", experiment.claim).member("measure", outcome.measure.text);
  json.member("contrast", outcome.contrast.text).member("relative", outcome.relative);
  json.member("expected", outcome.expect.text).member("seconds", report.result.seconds);
  json.key("variations").open_array();
  for (const VariationResult& variation : report.result.variations) {
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
  json.member("same_sign", tally.same_signs);
  const auto list = [&](const char* key, const std::vector<std::string>& texts) {
    json.key(key).open_array();
    for (const std::string& text : texts) json.value(text);
    json.close_array();
  };
  list("plausible_ranges", report.plan.plausible);
  list("scaled_by_half", report.plan.scaled);
  list("left_out", report.plan.notes);
  json.close_object();
}

}  // namespace kaldor::cli

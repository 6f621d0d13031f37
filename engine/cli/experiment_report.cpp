#include "experiment_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace kaldor::cli {
namespace {

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:+.4g}", value) : "-"; }
std::string gain(double value) { return std::isfinite(value) ? fmt::format("{:.3g}", value) : "-"; }

std::string_view unit_of(const Outcome& outcome) {
  if (outcome.relative) return "share of base";
  return indicator_declarations()[static_cast<std::size_t>(outcome.measure.indicator)].unit;
}

std::vector<std::string> arm_names(const Experiment& experiment) {
  std::vector<std::string> names;
  for (const ExperimentArm& arm : experiment.arms) names.push_back(arm.name);
  return names;
}

std::string detail(const Outcome& outcome, const OutcomeResult& found) {
  std::string text;
  if (outcome.without) {
    text =
        fmt::format("    share lost of {}: {}\n    without the channel, {}: {}\n", outcome.contrast.text,
                    interval_text(*found.with_channel), outcome.without->text, interval_text(*found.without_channel));
  } else {
    text = fmt::format("    {} in {}; base {:.4g}\n", outcome.contrast.text, unit_of(outcome), found.base);
  }
  if (found.per_cost) {
    text += fmt::format("    per public cost over GDP: {}\n", interval_text(*found.per_cost));
  } else if (outcome.cost) {
    text += "    per public cost over GDP: not recorded\n";
  }
  return text;
}

void add(Json& json, const Outcome& outcome, const OutcomeResult& found) {
  const auto& indicator = indicator_declarations()[static_cast<std::size_t>(outcome.measure.indicator)];
  json.open_object().member("measure", outcome.measure.text).member("indicator", indicator.name);
  json.member("unit", indicator.unit).member("contrast", outcome.contrast.text);
  json.member("relative", outcome.relative).member("primary", outcome.primary).member("base", found.base);
  if (outcome.without) {
    json.member("without", outcome.without->text);
    add(json, "share_lost", found.difference);
    add(json, "with_channel", *found.with_channel);
    add(json, "without_channel", *found.without_channel);
  } else {
    add(json, "difference", found.difference);
  }
  if (found.per_cost) add(json, "per_cost", *found.per_cost);
  json.member("pairing_gain", found.pairing_gain).member("expected", outcome.expect.text);
  json.member("verdict", word_of(found.verdict)).close_object();
}

}  // namespace

std::string interval_text(const Interval& interval) {
  return fmt::format("{} [{}, {}]", number(interval.value), number(interval.low), number(interval.high));
}

std::string per_percent_text(const OutcomeResult& found) {
  if (!found.per_cost || !std::isfinite(found.per_cost->low) || !std::isfinite(found.per_cost->high)) return "-";
  const double spent = found.difference.value / found.per_cost->value;
  if (!(spent > 0)) return "-";
  return interval_text({found.per_cost->value / 100, found.per_cost->low / 100, found.per_cost->high / 100});
}

void add(Json& json, std::string_view name, const Interval& interval) {
  json.key(name).open_object().member("value", interval.value).member("low", interval.low);
  json.member("high", interval.high).close_object();
}

std::string report_text(const ExperimentReport& report) {
  const Experiment& experiment = report.experiment;
  const Scenario& base = experiment.arms.front().scenario;
  std::string text =
      fmt::format("{}: {}\nrow {}; {} replications of {} quarters from {}, {} firms; {:.1f} s\narms: {}\n\n",
                  experiment.name, experiment.claim, experiment.row, base.replications, base.periods, base.start,
                  base.firms, report.result.seconds, fmt::join(arm_names(experiment), ", "));
  if (!report.failure.empty()) return text + fmt::format("the run failed: {}\n", report.failure);
  std::size_t width = 0;
  for (const Outcome& outcome : experiment.outcomes) width = std::max(width, outcome.measure.text.size());
  text += fmt::format("  {:<{}}  {:>11}  {:<26}{:>12}  {:<22}{}\n", "outcome (* primary)", width, "difference",
                      "95 % interval", "pairing gain", "expected", "verdict");
  for (std::size_t o = 0; o < experiment.outcomes.size(); ++o) {
    const Outcome& outcome = experiment.outcomes[o];
    const OutcomeResult& found = report.result.outcomes[o];
    const std::string ends = fmt::format("[{}, {}]", number(found.difference.low), number(found.difference.high));
    text += fmt::format("{} {:<{}}  {:>11}  {:<26}{:>12}  {:<22}{}\n", outcome.primary ? '*' : ' ',
                        outcome.measure.text, width, number(found.difference.value), ends, gain(found.pairing_gain),
                        outcome.expect.text, word_of(found.verdict));
    text += detail(outcome, found);
  }
  if (!report.output.empty()) text += fmt::format("\nResult file: {}\n", report.output);
  return text;
}

void add(Json& json, const ExperimentReport& report) {
  const Experiment& experiment = report.experiment;
  const Scenario& base = experiment.arms.front().scenario;
  json.open_object().member("experiment", experiment.name).member("row", experiment.row);
  json.member("claim", experiment.claim).member("economy", base.economy).key("file");
  if (report.output.empty())
    json.null();
  else
    json.value(report.output);
  json.key("arms").open_array();
  for (const std::string& name : arm_names(experiment)) json.value(name);
  json.close_array().member("start", base.start).member("periods", base.periods).member("firms", base.firms);
  json.member("seed", base.seed).member("replications", base.replications);
  json.member("seconds", report.result.seconds).member("holds", report.result.holds());
  if (!report.failure.empty()) json.member("failure", report.failure);
  json.key("outcomes").open_array();
  for (std::size_t o = 0; o < report.result.outcomes.size(); ++o) {
    add(json, experiment.outcomes[o], report.result.outcomes[o]);
  }
  json.close_array().close_object();
}

}  // namespace kaldor::cli

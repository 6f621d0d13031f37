// The page about all shipped experiments, docs/what-the-model-shows.md.
#include <fmt/format.h>

#include <algorithm>

#include "experiment_report.hpp"
#include "experiment_rows.hpp"
#include "page_file.hpp"
#include "shipped_experiments.hpp"

namespace kaldor::cli {
namespace {

std::string shares_lost(const ExperimentReport& report) {
  std::string text;
  for (std::size_t o = 0; o < report.experiment.outcomes.size(); ++o) {
    if (!report.experiment.outcomes[o].without) continue;
    const OutcomeResult& found = report.result.outcomes[o];
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", interval_text(found.difference), word_of(found.verdict));
  }
  return text.empty() ? "-" : text;
}

std::string line(const ExperimentReport& report) {
  const Experiment& experiment = report.experiment;
  const std::size_t primary = primary_of(experiment);
  const Outcome& outcome = experiment.outcomes[primary];
  if (!report.failure.empty()) {
    return fmt::format("| {} | {} (`{}`) | {}: {} | - | - | the run failed | - |\n", experiment.row,
                       cell(experiment.claim), experiment.name, cell(outcome.measure.text),
                       cell(outcome.contrast.text));
  }
  const OutcomeResult& found = report.result.outcomes[primary];
  return fmt::format("| {} | {} (`{}`) | {}: {}{} | {} | {} | {} | {} |\n", experiment.row, cell(experiment.claim),
                     experiment.name, cell(outcome.measure.text), cell(outcome.contrast.text),
                     outcome.relative ? ", relative" : "", interval_text(found.difference), per_percent_text(found),
                     word_of(found.verdict), shares_lost(report));
}

std::string failures(const ExperimentReport& report) {
  const Experiment& experiment = report.experiment;
  std::string text = fmt::format("### {}\n\nClaim: {}\n\n", experiment.name, cell(experiment.claim));
  if (!report.failure.empty()) text += fmt::format("- the run failed: {}\n", cell(report.failure));
  for (std::size_t o = 0; o < report.result.outcomes.size(); ++o) {
    const OutcomeResult& found = report.result.outcomes[o];
    if (found.verdict == Verdict::holds) continue;
    const Outcome& outcome = experiment.outcomes[o];
    text += fmt::format("- {}, {}{}: expected {}, found {}: {}\n", outcome.measure.text,
                        outcome.without ? "share lost of " : "", outcome.contrast.text, outcome.expect.text,
                        interval_text(found.difference), word_of(found.verdict));
  }
  if (!experiment.note.empty()) text += fmt::format("\n{}\n", cell(experiment.note));
  return text + "\n";
}

std::string note(const ExperimentReport& report) {
  return fmt::format("### {}\n\n{}\n\n", report.experiment.name, cell(report.experiment.note));
}

/// `20`, or `20 to 60` where they differ.
std::string replications(const std::vector<ExperimentReport>& reports) {
  const auto of = [](const ExperimentReport& report) { return report.experiment.arms.front().scenario.replications; };
  const auto [least, most] =
      std::minmax_element(reports.begin(), reports.end(), [&](const auto& a, const auto& b) { return of(a) < of(b); });
  return of(*least) == of(*most) ? fmt::format("{}", of(*most)) : fmt::format("{} to {}", of(*least), of(*most));
}

std::string primary_verdict(const ExperimentReport& report) {
  if (!report.failure.empty()) return "the run failed";
  const OutcomeResult& found = report.result.outcomes[primary_of(report.experiment)];
  return fmt::format("{} {}", word_of(found.verdict), interval_text(found.difference));
}

/// One line an experiment, one column a seed. Every seed has the same experiments in the same order.
std::string seed_table(const std::vector<SeedReports>& runs) {
  std::string head = "| row | experiment |", rule = "|---|---|", lines;
  std::vector<std::vector<const ExperimentReport*>> columns;
  std::vector<std::size_t> holding(runs.size(), 0);
  for (const SeedReports& run : runs) {
    head += fmt::format(" seed {} |", *run.seed);
    rule += "---|";
    columns.push_back(by_row(run.reports));
  }
  for (std::size_t e = 0; e < columns.front().size(); ++e) {
    const Experiment& experiment = columns.front()[e]->experiment;
    lines += fmt::format("| {} | `{}` |", experiment.row, experiment.name);
    for (std::size_t s = 0; s < columns.size(); ++s) {
      const ExperimentReport& report = *columns[s][e];
      lines += fmt::format(" {} |", primary_verdict(report));
      holding[s] += primary_holds(report);
    }
    lines += '\n';
  }
  std::string last = "| | primary outcomes that hold |";
  for (const std::size_t count : holding) last += fmt::format(" {} of {} |", count, columns.front().size());
  return fmt::format(
      "\n## Primary outcomes by seed\n\nEach seed is chance of its own in every replication.\n\n"
      "{}\n{}\n{}{}\n",
      head, rule, lines, last);
}

}  // namespace

std::string reports_markdown(const std::vector<SeedReports>& runs, const std::string& settings) {
  const std::vector<ExperimentReport>& reports = runs.front().reports;
  std::string text = fmt::format(
      "# What the model shows\n\n"
      "Written by `kaldor experiment --all{}`; do not edit. Each line is a shipped experiment: what it claims, its "
      "primary\n"
      "outcome, said beforehand, and the measured effect with its 95 % interval over {} replications that meet the "
      "same "
      "luck in\n"
      "every arm; where it costs public money, also the effect for each per cent of GDP that was spent until then.\n"
      "`kaldor experiment NAME` runs one of them and tells every outcome.\n\n"
      "| row | claim | primary outcome | effect [95 % interval] | per 1 % of GDP | verdict | share lost without the "
      "channel |\n"
      "|---|---|---|---|---|---|---|\n",
      settings, replications(reports));
  std::string failed, notes;
  for (const ExperimentReport* report : by_row(reports)) {
    text += line(*report);
    if (!report->result.holds()) failed += failures(*report);
    if (report->result.holds() && !report->experiment.note.empty()) notes += note(*report);
  }
  text += rows_that_hold(runs);
  text += "\n## What does not hold\n\n";
  text += failed.empty() ? "Every expectation of every experiment above holds.\n" : failed;
  while (text.ends_with("\n\n")) text.pop_back();
  if (!notes.empty()) text += "\n## What to know of those that hold\n\n" + notes;
  while (text.ends_with("\n\n")) text.pop_back();
  if (runs.size() > 1) text += seed_table(runs);
  return text + rows_without(reports);
}

}  // namespace kaldor::cli

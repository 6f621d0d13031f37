// The page about all shipped experiments, docs/what-the-model-shows.md.
#include <fmt/format.h>

#include <algorithm>

#include "experiment_report.hpp"

namespace kaldor::cli {
namespace {

/// A text inside one cell of a table.
std::string cell(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '|') plain += '\\';
    plain += c == '\n' ? ' ' : c;
  }
  while (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

std::size_t primary_of(const Experiment& experiment) {
  return static_cast<std::size_t>(&experiment.primary() - experiment.outcomes.data());
}

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
    return fmt::format("| {} | {} (`{}`) | {}: {} | - | the run failed | - |\n", experiment.row, cell(experiment.claim),
                       experiment.name, cell(outcome.measure.text), cell(outcome.contrast.text));
  }
  const OutcomeResult& found = report.result.outcomes[primary];
  return fmt::format("| {} | {} (`{}`) | {}: {}{} | {} | {} | {} |\n", experiment.row, cell(experiment.claim),
                     experiment.name, cell(outcome.measure.text), cell(outcome.contrast.text),
                     outcome.relative ? ", relative" : "", interval_text(found.difference), word_of(found.verdict),
                     shares_lost(report));
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

std::size_t place_of(const std::string& row) {
  const auto& rows = mission_rows();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const MissionRow& known) { return known.id == row; });
  return static_cast<std::size_t>(found - rows.begin());
}

}  // namespace

std::string reports_markdown(const std::vector<ExperimentReport>& reports, const std::string& settings) {
  std::vector<const ExperimentReport*> ordered;
  for (const ExperimentReport& report : reports) ordered.push_back(&report);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return place_of(a->experiment.row) < place_of(b->experiment.row);
  });
  std::string text = fmt::format(
      "# What the model shows\n\n"
      "Written by `kaldor experiment --all{}`; do not edit. Each line is a shipped experiment: what it claims, its "
      "primary\n"
      "outcome, said beforehand, and the measured effect with its 95 % interval over replications that meet the same "
      "luck in\n"
      "every arm. `kaldor experiment NAME` runs one of them and tells every outcome.\n\n"
      "| row | claim | primary outcome | effect [95 % interval] | verdict | share lost without the channel |\n"
      "|---|---|---|---|---|---|\n",
      settings);
  std::string failed;
  for (const ExperimentReport* report : ordered) {
    text += line(*report);
    if (!report->result.holds()) failed += failures(*report);
  }
  text += "\n## What does not hold\n\n";
  text += failed.empty() ? "Every expectation of every experiment above holds.\n" : failed;
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace kaldor::cli

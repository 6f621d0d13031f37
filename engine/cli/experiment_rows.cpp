#include "experiment_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "shipped_experiments.hpp"

namespace kaldor::cli {
namespace {

std::vector<const ExperimentReport*> about(const std::vector<ExperimentReport>& reports, std::string_view row) {
  std::vector<const ExperimentReport*> found;
  for (const ExperimentReport& report : reports) {
    if (report.experiment.row == row) found.push_back(&report);
  }
  return found;
}

/// Rows of one seed: those without any experiment that holds, and those with one that does not.
struct RowsOfSeed {
  std::vector<std::string> none, not_all;
};

RowsOfSeed rows_of(const std::vector<ExperimentReport>& reports) {
  RowsOfSeed rows;
  for (const MissionRow& row : mission_rows()) {
    const auto shown = about(reports, row.id);
    const auto holds = [](const ExperimentReport* report) { return primary_holds(*report); };
    if (std::none_of(shown.begin(), shown.end(), holds)) rows.none.emplace_back(row.id);
    if (shown.empty() || !std::all_of(shown.begin(), shown.end(), holds)) rows.not_all.emplace_back(row.id);
  }
  return rows;
}

std::string cell_of(const std::vector<std::string>& others) {
  const std::size_t all = mission_rows().size();
  if (others.empty()) return fmt::format(" all {} |", all);
  return fmt::format(" {} of {}; not {} |", all - others.size(), all, fmt::join(others, ", "));
}

}  // namespace

std::size_t primary_of(const Experiment& experiment) {
  return static_cast<std::size_t>(&experiment.primary() - experiment.outcomes.data());
}

bool primary_holds(const ExperimentReport& report) {
  const auto& outcomes = report.result.outcomes;
  return !outcomes.empty() && outcomes[primary_of(report.experiment)].verdict == Verdict::holds;
}

std::vector<const ExperimentReport*> by_row(const std::vector<ExperimentReport>& reports) {
  std::vector<const ExperimentReport*> ordered;
  for (const ExperimentReport& report : reports) ordered.push_back(&report);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return place_of(a->experiment.row) < place_of(b->experiment.row);
  });
  return ordered;
}

std::string rows_that_hold(const std::vector<SeedReports>& runs) {
  std::string head = "| rows of which |", rule = "|---|", some = "| at least one primary outcome holds |",
              every = "| every primary outcome holds |";
  for (const SeedReports& run : runs) {
    head += run.seed ? fmt::format(" seed {} |", *run.seed) : " seeds of the files |";
    rule += "---|";
    const RowsOfSeed rows = rows_of(run.reports);
    some += cell_of(rows.none);
    every += cell_of(rows.not_all);
  }
  return fmt::format(
      "\n## Rows that hold\n\nA row holds at a seed when the primary outcome of at least one of its experiments holds "
      "there. A row with several\nexperiments may hold although one of them does not, so the stricter count stands "
      "below "
      "it.\n\n{}\n{}\n{}\n{}\n",
      head, rule, some, every);
}

std::string rows_without(const std::vector<ExperimentReport>& reports) {
  std::string text;
  for (const MissionRow& row : mission_rows()) {
    if (about(reports, row.id).empty()) text += fmt::format("- {}: {}\n", row.id, row.title);
  }
  if (text.empty()) text = "None: every row has one.\n";
  return fmt::format("\n## Rows without an experiment\n\n{}", text);
}

}  // namespace kaldor::cli

// The page about the dose-response of all levers, docs/dose-response.md.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dose_report.hpp"
#include "page_file.hpp"

namespace kaldor::cli {
namespace {

std::string section(const DoseReport& report) {
  const LeverDeclaration& lever = *report.dose.lever;
  const DoseDeclaration& declared = *report.dose.declared;
  std::string text = fmt::format(
      "\n## {}\n\n{} [{}]. Compared with `{}`{}. Doses{}: {}.\n\n", lever.name, cell(lever.meaning), cell(lever.unit),
      report.dose.base, declared.year > 0 ? fmt::format(" in {:g}", report.dose.read) : "",
      declared.other == declared.none ? "" : fmt::format(" ({:g} to {:g})", declared.other, declared.top),
      cell(declared.source));
  if (!report.failure.empty()) return text + fmt::format("The run failed: {}\n", cell(report.failure));
  const std::vector<std::string> heads = heads_of(report);
  text += fmt::format("| {} |\n|{}\n", fmt::join(heads, " | "),
                      fmt::join(std::vector<std::string>(heads.size(), "---|"), ""));
  for (const auto& row : rows_of(report)) text += fmt::format("| {} |\n", fmt::join(row, " | "));
  return text;
}

/// Whether some dose moves what the lever is about.
bool tells(const DoseReport& report) {
  for (std::size_t d = 0; d < report.dose.doses.size(); ++d) {
    const auto& outcomes = report.result.outcomes;
    for (std::size_t i = 0; i < report.dose.indicators() && !outcomes.empty(); ++i) {
      if (first_outcome(report, i).measure.indicator != report.dose.declared->indicator) continue;
      const Interval& effect = found(report, i, d).difference;
      if (effect.low > 0 || effect.high < 0) return true;
    }
  }
  return false;
}

std::string silent_levers(const std::vector<DoseReport>& reports) {
  std::vector<std::string> names;
  for (const DoseReport& report : reports) {
    if (!tells(report)) names.push_back(fmt::format("`{}`", report.dose.lever->name));
  }
  if (names.empty()) return "";
  return fmt::format("\nAt no dose can what the lever is about be told from its base: {}.\n", fmt::join(names, ", "));
}

}  // namespace

std::string doses_markdown(const std::vector<DoseReport>& reports) {
  const Scenario& base = reports.front().dose.experiment.arms.front().scenario;
  std::string text = fmt::format(
      "# Dose-response of the levers\n\n"
      "Written by `kaldor dose --all`; do not edit. Each lever alone, at equal steps up to a top dose inside its "
      "evidence, for all\n"
      "industries and regions, paid by deficit: the mean difference from the base over the last of {} years, or the "
      "one "
      "named, with\nits 95 % interval over {} replications of {} firms that meet the same luck at every dose. Amounts "
      "are "
      "told over the base.\n`policy_cost_share` is public money over GDP in that year. The columns after it divide by "
      "all "
      "that was spent from the start to the\nend of that year over GDP of the same time: what one per cent of GDP "
      "buys. A "
      "dash stands where a lever costs nothing that can\nbe told from zero, or brings money in.\n"
      "`kaldor dose LEVER` shows one of them, with other doses, indicators, industries or bases.\n",
      base.periods / 4, base.replications, base.firms);
  text += silent_levers(reports);
  for (const DoseReport& report : reports) text += section(report);
  return text;
}

}  // namespace kaldor::cli

// The page about all shipped experiments, docs/robustness.md.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "experiment_report.hpp"
#include "page_file.hpp"
#include "robustness_report.hpp"
#include "shipped_experiments.hpp"

namespace kaldor::cli {
namespace {

std::string in_code(const std::string& name) { return fmt::format("`{}`", name); }

std::string line(const RobustnessReport& report) {
  const Tally tally = tally_of(report.result);
  std::vector<std::string> turned;
  for (const VariationResult& variation : report.result.variations) {
    if (variation.same_sign == false) turned.push_back(in_code(variation.name));
    if (!variation.failure.empty()) turned.push_back(in_code(variation.name) + " (the run failed)");
  }
  return fmt::format("| {} | {} (`{}`) | {} | {} | {} | {} | {} | {} |\n", report.experiment.row,
                     cell(report.experiment.claim), report.experiment.name, tally.variations, tally.holding,
                     tally.unclear, tally.variations - tally.holding - tally.unclear - tally.failed,
                     tally.signs > 0 ? std::to_string(tally.turned()) : "-",
                     turned.empty() ? "-" : fmt::format("{}", fmt::join(turned, ", ")));
}

/// Names of the variations that every experiment has.
std::vector<std::string> common(const std::vector<const RobustnessReport*>& reports) {
  std::vector<std::string> names;
  for (const VariationResult& variation : reports.front()->result.variations) {
    const bool everywhere = std::all_of(reports.begin(), reports.end(), [&](const RobustnessReport* report) {
      const auto& all = report->result.variations;
      return std::any_of(all.begin(), all.end(),
                         [&](const VariationResult& other) { return other.name == variation.name; });
    });
    if (everywhere) names.push_back(variation.name);
  }
  return names;
}

/// One line for each variation that all experiments have.
std::string by_variation(const std::vector<const RobustnessReport*>& reports) {
  std::string text =
      "\n## By variation\n\nVariations that every experiment above has.\n\n"
      "| variation | hold | unclear | otherwise | sign turns |\n|---|---|---|---|---|\n";
  for (const std::string& name : common(reports)) {
    RobustnessResult together;
    for (const RobustnessReport* report : reports) {
      for (const VariationResult& variation : report->result.variations) {
        if (variation.name == name) together.variations.push_back(variation);
      }
    }
    const Tally tally = tally_of(together);
    text += fmt::format("| {} | {} | {} | {} | {} |\n", name, tally.holding, tally.unclear,
                        tally.variations - tally.holding - tally.unclear, tally.turned());
  }
  return text;
}

/// How the ends of the ranges of parameters were chosen.
std::string ends(const std::vector<const RobustnessReport*>& reports) {
  std::set<std::string> plausible, scaled;
  for (const RobustnessReport* report : reports) {
    plausible.insert(report->plan.plausible.begin(), report->plan.plausible.end());
    scaled.insert(report->plan.scaled.begin(), report->plan.scaled.end());
  }
  return fmt::format(
      "\n## Ends of ranges\n\nOf the parameters varied {} went to both ends of a plausible range with a source{}{}. "
      "For "
      "the other\n{} none is declared; they were halved and raised by half.\n",
      plausible.size(), plausible.empty() ? "" : ": ", fmt::join(plausible, ", "), scaled.size());
}

}  // namespace

std::string robustness_markdown(const std::vector<RobustnessReport>& reports, const std::string& settings) {
  std::vector<const RobustnessReport*> ordered;
  for (const RobustnessReport& report : reports) ordered.push_back(&report);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return place_of(a->experiment.row) < place_of(b->experiment.row);
  });
  std::string text = fmt::format(
      "# How far the claims carry\n\n"
      "Written by `kaldor robustness --all{}`; do not edit. The primary outcome of each shipped experiment is repeated "
      "with\n"
      "twice the firms, other rules of expectation, another seed, half the burn-in and parameters at both ends of "
      "their "
      "ranges.\n"
      "An effect is unclear where its 95 % interval lies only partly where it was expected; with few replications that "
      "is frequent.\n"
      "A sign turns where the mean effect has another sign than in the experiment as it is; a dash stands where the "
      "claim has no sign.\n"
      "`kaldor robustness NAME` tells each variation.\n\n"
      "| row | claim | variations | hold | unclear | otherwise | sign turns | where |\n"
      "|---|---|---|---|---|---|---|---|\n",
      settings);
  std::size_t signs = 0, turned = 0, variations = 0;
  for (const RobustnessReport* report : ordered) {
    const Tally tally = tally_of(report->result);
    signs += tally.signs;
    turned += tally.turned();
    variations += tally.variations;
    text += line(*report);
  }
  text += fmt::format("\n{} experiments, {} variations; the sign turns in {} of {} that have one.\n", reports.size(),
                      variations, turned, signs);
  return text + by_variation(ordered) + ends(ordered);
}

}  // namespace kaldor::cli

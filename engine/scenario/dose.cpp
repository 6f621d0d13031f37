#include "kaldor/scenario/dose.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "document.hpp"
#include "experiment_reader.hpp"
#include "indicator_kind.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "scalars.hpp"

namespace kaldor {
namespace {

constexpr DoseDeclaration kDeclared[] = {
#define KALDOR_DOSE(lever, none, top, other, indicator, year, base, source) \
  {Lever::lever, none, top, other, Indicator::indicator, year, base, source},
#include "kaldor/scenario/declarations/doses.def"
};

constexpr const char* kUsualBase = "china-2017";
constexpr int kUsualDelay = 2;  ///< years before a policy acts

const LeverDeclaration& lever_named(const std::string& name) {
  std::vector<std::string_view> names;
  for (const LeverDeclaration& lever : lever_declarations()) {
    if (lever.name == name) return lever;
    names.push_back(lever.name);
  }
  input::refuse({}, "dose", "a lever", input::in_quotes(name), did_you_mean(name, names));
}

std::vector<double> doses_of(const DoseRequest& request, const LeverDeclaration& lever, const DoseDeclaration* usual) {
  if (!request.doses.empty()) return request.doses;
  if (!usual) {
    input::refuse({}, "doses", "doses, for " + std::string(lever.name) + " has no top dose of its own", "none",
                  "for example --doses 0.1,0.2");
  }
  std::vector<double> doses;
  for (int step = 1; step <= kDoses; ++step) {
    const double dose = usual->none + (usual->top - usual->none) * step / kDoses;
    doses.push_back(std::stod(fmt::format("{:.10g}", dose)));  // 0.6 and not 0.6000000000000001
  }
  return doses;
}

std::vector<std::string> indicators_of(const DoseRequest& request, const DoseDeclaration* usual) {
  if (!request.indicators.empty()) return request.indicators;
  std::vector<std::string> names = {"gdp_real"};
  if (usual) names.emplace_back(input::declaration_of(usual->indicator).name);
  names.emplace_back("policy_cost_share");
  return names;
}

bool adds_up(const std::string& indicator) {
  const auto all = indicator_declarations();
  return std::any_of(all.begin(), all.end(), [&](const IndicatorDeclaration& known) {
    return known.name == indicator && input::is_amount(known);
  });
}

/// A scalar of YAML that means just this text.
std::string quoted(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += c == '\'' ? "''" : std::string(1, c);
  return '\'' + safe + '\'';
}

std::string list(std::string_view key, const std::vector<std::string>& names) {
  std::vector<std::string> items;
  for (const std::string& name : names) items.push_back(quoted(name));
  return names.empty() ? "" : fmt::format(", {}: [{}]", key, fmt::join(items, ", "));
}

/// The experiment as a file would say it, so that it is read and checked as strictly.
std::string text_of(const DoseRequest& request, const DoseExperiment& dose) {
  std::string text = fmt::format(
      "kaldor: 1\nexperiment: dose-response of {}\nrow: D4\nstory: none\nbase: {}\nfirms: {}\nyears: {}\n"
      "replications: {}\narms:\n",
      dose.lever->name, quoted(dose.base), request.firms, request.years, request.replications);
  for (std::size_t d = 0; d < dose.doses.size(); ++d) {
    text += fmt::format("  dose{}: {{ policies: [ {{ lever: {}, value: {}, from: {}{}{} }} ] }}\n", d + 1,
                        dose.lever->name, input::to_text(dose.doses[d]), input::to_text(dose.from),
                        list("industries", request.industries), list("regions", request.regions));
  }
  text += "outcomes:\n";
  const std::vector<std::string> indicators = indicators_of(request, dose.declared);
  for (const std::string& indicator : indicators) {
    for (std::size_t d = 0; d < dose.doses.size(); ++d) {
      const bool first = d == 0 && &indicator == indicators.data();
      text += fmt::format(
          "  - {{ indicator: {}, from: {}, until: {}, contrast: dose{} - base, relative: {}, cost: yes, "
          "expect: [-1e300, 1e300]{} }}\n",
          quoted(indicator), input::to_text(dose.read), input::to_text(dose.read + 1), d + 1,
          adds_up(indicator) ? "yes" : "no", first ? ", primary: yes" : "");
    }
  }
  return text;
}

/// What the user wrote: the policy without the arm, and each fault once.
[[noreturn]] void raise_as_asked(const InputError& error) {
  std::vector<Fault> told;
  std::set<std::string> seen;
  for (Fault fault : error.faults()) {
    for (const std::string_view list : {"policies[0].", "outcomes["}) {
      const std::size_t at = fault.path.find(list);
      if (at == std::string::npos) continue;
      fault.path = fault.path.substr(list.ends_with('.') ? at + list.size() : fault.path.find('.', at) + 1);
    }
    if (seen.insert(describe(fault)).second) told.push_back(std::move(fault));
  }
  throw InputError(std::move(told));
}

Experiment read(const std::string& name, std::string text, const DoseRequest& request) {
  auto source = std::make_shared<input::Source>();
  source->name = name;
  source->text = std::move(text);
  source->is_file = false;
  try {
    input::check_text(source);
    input::Faults faults;
    const input::NodePtr root = input::parse_document(source, faults);
    ExperimentOverrides overrides;
    overrides.seed = request.seed;
    Experiment experiment = input::experiment_from(name, *root, overrides, faults);
    faults.raise();
    return experiment;
  } catch (const InputError& error) {
    raise_as_asked(error);
  }
}

}  // namespace

std::span<const DoseDeclaration> dose_declarations() { return kDeclared; }

bool DoseDeclaration::holds(double dose) const {
  return dose >= std::min({none, top, other}) && dose <= std::max({none, top, other});
}

const DoseDeclaration* dose_declaration(Lever lever) {
  const auto* found = std::find_if(std::begin(kDeclared), std::end(kDeclared),
                                   [&](const DoseDeclaration& dose) { return dose.lever == lever; });
  return found == std::end(kDeclared) ? nullptr : found;
}

DoseExperiment load_dose_experiment(const DoseRequest& request) {
  DoseExperiment dose;
  dose.lever = &lever_named(request.lever);
  dose.declared = dose_declaration(dose.lever->lever);
  dose.doses = doses_of(request, *dose.lever, dose.declared);
  dose.base = !request.base.empty() ? request.base : dose.declared ? std::string(dose.declared->base) : kUsualBase;
  const int start = load_scenario(dose.base).scenario.start;
  dose.from = request.from.value_or(start + kUsualDelay);
  const auto end = static_cast<double>(start) + static_cast<double>(request.years);
  if (dose.from < start || dose.from >= end) {
    input::refuse({}, "from", fmt::format("a year from {} and before {}", start, end), input::to_text(dose.from));
  }
  const bool soon = dose.declared && dose.declared->year > 0;
  dose.read = std::min(soon ? dose.from + dose.declared->year - 1 : end, end - 1);
  dose.experiment = read(fmt::format("dose-{}", dose.lever->name), text_of(request, dose), request);
  return dose;
}

}  // namespace kaldor

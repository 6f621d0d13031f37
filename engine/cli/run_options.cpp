#include "run_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>

namespace kaldor::cli {
namespace {

template <typename Number>
bool plain(const std::string& text) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  if (text.size() > first + 1 && text[first] == '0' && text[first + 1] != '.' && text[first + 1] != 'e') return false;
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(static_cast<double>(value));
}

/// Numbers as files have them: CLI11 alone takes 010 for eight, 0x10 for sixteen and a seed of -1 for the largest one.
template <typename Number>
CLI::Validator as_in_files(const char* expected) {
  return {[expected](const std::string& text) {
            return plain<Number>(text) ? std::string() : fmt::format("expected {}, got {}", expected, text);
          },
          "", ""};
}

CLI::Validator seed() { return as_in_files<std::uint64_t>("a whole number in [0, 18446744073709551615]"); }
CLI::Validator whole() { return as_in_files<std::int64_t>("a whole number, in decimals"); }
CLI::Validator finite() { return as_in_files<double>("a finite number, in decimals"); }

void add_overrides(CLI::App& command, Overrides& overrides) {
  command
      .add_option("--set", overrides.sets,
                  "change a value of the scenario, e.g. policies[0].value=0.1; may be repeated")
      ->type_name("KEY=VALUE")
      ->type_size(1)
      ->allow_extra_args(false);
  command.add_option("--seed", overrides.seed, "seed of all chance")->check(seed());
  command.add_option("--firms", overrides.firms, "firms to simulate")->type_name("N")->check(whole());
}

void add_overrides(CLI::App& command, ExperimentOverrides& overrides) {
  command.add_option("--replications", overrides.replications, "replications of each arm")
      ->type_name("N")
      ->check(whole());
  command.add_option("--seed", overrides.seed, "seed of all chance, the same in every arm")->check(seed());
  command.add_option("--firms", overrides.firms, "firms to simulate")->type_name("N")->check(whole());
  command.add_option("--periods", overrides.periods, "quarters to simulate")->type_name("P")->check(whole());
}

void add_ways_to_tell(CLI::App& command, bool& json, bool& quiet) {
  command.add_flag("--json", json, "print the results as JSON");
  command.add_flag("--quiet", quiet, "no progress and no warnings");
}

void add_threads(CLI::App& command, int& threads) {
  command.add_option("--threads", threads, "threads; all of the machine if not given")
      ->type_name("T")
      ->check(whole())
      ->check(CLI::Range(1, 4096));
}

}  // namespace

void add_run_options(CLI::App& command, RunRequest& run) {
  command.add_option(kScenario, run.scenario, "scenario file, or the name of a shipped scenario")
      ->required()
      ->type_name("");
  command.add_option("-o,--output", run.output, "result file; results/NAME-K.h5 with the next free K if not given")
      ->type_name("FILE");
  command.add_flag("--no-output", run.no_output, "write no result file")->excludes("--output");
  command.add_flag("--force", run.force, "replace the result file if there is one");
  add_overrides(command, run.overrides);
  command.add_option("--periods", run.overrides.periods, "quarters to simulate")->type_name("P")->check(whole());
  command.add_option("--replications", run.overrides.replications, "replications, each with chance of its own")
      ->type_name("N")
      ->check(whole());
  add_threads(command, run.threads);
  command.add_flag("--json", run.json, "print the results as JSON");
  command.add_flag("--quiet", run.quiet, "no progress and no warnings");
}

void add_experiment_options(CLI::App& command, ExperimentRequest& experiment) {
  command
      .add_option("EXPERIMENT", experiment.experiment, "experiment file, or the name or row of a shipped experiment")
      ->type_name("");
  command.add_flag("--all", experiment.all, "run every shipped experiment and write a page about them");
  command.add_option("--markdown", experiment.markdown, "the page that --all writes")
      ->type_name("FILE")
      ->needs("--all")
      ->capture_default_str();
  command.add_flag("--check", experiment.check, "status 1 if an expectation does not hold");
  command.add_option("-o,--output", experiment.output, "result file; none if not given")
      ->type_name("FILE")
      ->excludes("--all");
  command.add_flag("--force", experiment.force, "replace the result file if there is one");
  command.add_option("--seeds", experiment.seeds, "every experiment at each of these seeds, with a table by seed")
      ->check(seed())
      ->type_name("S,S")
      ->delimiter(',')
      ->needs("--all");
  add_overrides(command, experiment.overrides);
  command.get_option("--seed")->excludes("--seeds");
  add_threads(command, experiment.threads);
  add_ways_to_tell(command, experiment.json, experiment.quiet);
}

void add_robustness_options(CLI::App& command, RobustnessRequest& robustness) {
  command
      .add_option("EXPERIMENT", robustness.experiment, "experiment file, or the name or row of a shipped experiment")
      ->type_name("");
  command.add_flag("--all", robustness.all, "every shipped experiment, and a page about them");
  command.add_option("--markdown", robustness.markdown, "the page that --all writes")
      ->type_name("FILE")
      ->needs("--all")
      ->capture_default_str();
  command
      .add_option("--parameters", robustness.parameters,
                  "parameters or groups to vary; if not given, what the file calls robust and those of the mechanisms "
                  "that the arms switch")
      ->type_name("NAME,NAME")
      ->delimiter(',')
      ->excludes("--all");
  command.add_flag("--check", robustness.check, "status 1 if the sign of the effect turns anywhere");
  add_overrides(command, robustness.overrides);
  add_threads(command, robustness.threads);
  add_ways_to_tell(command, robustness.json, robustness.quiet);
}

void add_dose_options(CLI::App& command, DoseCommandRequest& request) {
  DoseRequest& dose = request.dose;
  command.add_option("LEVER", dose.lever, "a lever (`kaldor list levers`)")->type_name("");
  CLI::Option* all = command.add_flag("--all", request.all, "every lever that has a top dose, and a page about them");
  command.add_option("--markdown", request.markdown, "the page that --all writes")
      ->type_name("FILE")
      ->needs(all)
      ->capture_default_str();
  const auto only_one = [&](CLI::Option* option, const char* type) { option->type_name(type)->excludes(all); };
  only_one(command.add_option("--base", dose.base, "what it is compared with; by default fitting the lever"),
           "SCENARIO");
  only_one(command.add_option("--doses", dose.doses, "doses; by default five up to the lever's top dose")
               ->check(finite())
               ->delimiter(','),
           "A,B");
  only_one(command
               .add_option("--indicator", dose.indicators,
                           "what is measured; by default gdp_real, what the lever is about, and public cost")
               ->delimiter(','),
           "NAME,NAME");
  only_one(command.add_option("--industries", dose.industries, "industries or groups of the policy")->delimiter(','),
           "NAME,NAME");
  only_one(command.add_option("--regions", dose.regions, "regions of the policy")->delimiter(','), "NAME,NAME");
  only_one(command.add_option("--from", dose.from, "year from which it acts; two after the start if not given")
               ->check(finite()),
           "YEAR");
  command.add_option("--years", dose.years, "years to simulate")->type_name("Y")->check(whole())->capture_default_str();
  command.add_option("--firms", dose.firms, "firms to simulate")->type_name("N")->check(whole())->capture_default_str();
  command.add_option("--replications", dose.replications, "replications of each dose")
      ->type_name("N")
      ->check(whole())
      ->capture_default_str();
  command.add_option("--seed", dose.seed, "seed of all chance, the same at every dose")->check(seed());
  add_threads(command, request.threads);
  add_ways_to_tell(command, request.json, request.quiet);
}

void add_trace_options(CLI::App& command, TraceRequest& trace) {
  command.add_option(kScenario, trace.scenario, "scenario file, or the name of a shipped scenario")
      ->required()
      ->type_name("");
  command.add_option("--firm", trace.firm, "an id, largest:INDUSTRY or random:K")->type_name("ID")->required();
  command.add_option("--from", trace.from, "first quarter to tell: its number, or for example 2019Q1")
      ->type_name("QUARTER")
      ->capture_default_str();
  command.add_option("--periods", trace.periods, "quarters to tell")
      ->type_name("N")
      ->check(whole())
      ->check(CLI::Range(1, 4 * kYearsHigh))
      ->capture_default_str();
  command.add_option("--replication", trace.replication, "replication to look into")
      ->type_name("R")
      ->check(whole())
      ->check(CLI::Range(1, kReplicationsHigh))
      ->capture_default_str();
  add_overrides(command, trace.overrides);
  add_threads(command, trace.threads);
  command.add_flag("--json", trace.json, "print the trace as JSON");
  command.add_flag("--quiet", trace.quiet, "no warnings");
}

}  // namespace kaldor::cli

// This file and run_options.cpp are the only ones that know CLI11, whose header is heavy.
#include "command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "commands.hpp"
#include "completion.hpp"
#include "kaldor/core/nearest_name.hpp"
#include "kaldor/scenario/reference.hpp"
#include "kaldor/scenario/shipped.hpp"
#include "run_options.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

constexpr const char* kReference = "reference";  ///< `kaldor list reference`: everything on one page, docs/reference.md

constexpr std::pair<const char*, const char*> kPythonCommands[] = {
    {"calibrate", "search for parameters that meet data"},
    {"compare", "paired differences between result files"},
    {"discover", "under which parameters something happens"},
    {"equal-cost", "policies brought to the same public cost"},
    {"explain", "through which mechanisms a policy has its effect"},
    {"facts", "stylised-fact scorecard of a result file"},
    {"interactions", "what policies do together that they do not do alone"},
    {"panel", "firms of result files by year, for econometric programs"},
    {"report", "a page with charts of result files"},
    {"economy", "an economy file from an input-output table"},
    {"optimise", "search for policy settings"},
};

/// The program's commands. Each keeps its request here and, when it is the one asked for, its action.
class CommandLine {
public:
  CommandLine() {
    app_.description("Agent-based simulation of industrial transformation.");
    app_.set_version_flag("--version", version_text());
    app_.require_subcommand(1);
    app_.failure_message([](const CLI::App* app, const CLI::Error& error) {
      return fmt::format("{}\nkaldor: see `{} --help`", error.what(), full_name(app));
    });
    add_runs();
    add_file_commands();
    add_lists();
    add_completion();
    for (const auto& [name, meaning] : kPythonCommands) add_python_command(name, meaning);
    app_.footer(
        "Exit status: 0 done, 1 an expectation does not hold (--check), 2 the request is wrong, 3 the run failed,\n"
        "4 the result could not be written, 130 interrupted. `kaldor COMMAND --help` tells more of a command.");
  }

  Action read(int argument_count, const char* const* arguments) {
    if (argument_count > 1 && is_unknown_command(arguments[1])) return refusal_of_command(arguments[1]);
    try {
      app_.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
      std::ostringstream out, err;
      const bool wrong = app_.exit(error, out, err) != 0;
      return [wrong, results = out.str(), errors = err.str()] {
        if (wrong)
          complain_error(errors);
        else
          print(results);
        return wrong ? ExitStatus::request_wrong : ExitStatus::done;
      };
    }
    return action_;
  }

private:
  bool is_unknown_command(const std::string& word) const {
    const auto named = app_.get_subcommands([&](const CLI::App* command) { return command->get_name() == word; });
    return !word.starts_with('-') && named.empty();
  }

  Action refusal_of_command(const std::string& word) const {
    std::vector<std::string> names;
    for (const CLI::App* command : app_.get_subcommands({})) names.push_back(command->get_name());
    const std::string hint = did_you_mean(word, {names.begin(), names.end()});
    return [word, hint] {
      const std::string advice = hint.empty() ? "see `kaldor --help`" : hint;
      complain_error(fmt::format("there is no command `{}`; {}", word, advice));
      return ExitStatus::request_wrong;
    };
  }

  static std::string full_name(const CLI::App* app) {
    const auto chosen = app->get_subcommands();
    return chosen.empty() ? "kaldor" : "kaldor " + chosen.front()->get_name();
  }

  CLI::App* add(const std::string& name, const std::string& meaning, Action action) {
    CLI::App* command = app_.add_subcommand(name, meaning);
    command->callback([this, action = std::move(action)] { action_ = action; });
    return command;
  }

  void add_runs() {
    add_run_options(*add("run", "simulate a scenario and write its result file", [this] { return run_command(run_); }),
                    run_);
    add_experiment_options(
        *add("experiment", "compare arms under common random numbers with what was expected beforehand",
             [this] { return experiment_command(experiment_); }),
        experiment_);
    add_robustness_options(
        *add("robustness", "whether the claim of an experiment survives other sizes, seeds and parameters",
             [this] { return robustness_command(robustness_); }),
        robustness_);
    add_dose_options(
        *add("dose", "how the effect of a lever grows with its dose", [this] { return dose_command(dose_); }), dose_);
    add_trace_options(
        *add("trace", "follow the decisions, orders and cash of one firm", [this] { return trace_command(trace_); }),
        trace_);
  }

  void add_file_commands() {
    CLI::App* validate = add("validate", "check scenario, economy and experiment files; tells every fault",
                             [this] { return validate_command(files_); });
    validate->add_option("FILE", files_.files, "scenario, economy or experiment files")->required()->type_name("");
    validate->add_flag("--json", files_.json, "print what was found as JSON");

    CLI::App* info = add("info", "what a result file holds", [this] { return info_command(first_, json_); });
    info->add_option("FILE", first_, "result file")->required()->type_name("");
    info->add_flag("--json", json_, "print it as JSON");

    CLI::App* digest =
        add("digest", "one hash of every recorded number of a result file", [this] { return digest_command(files_); });
    digest->add_option("FILE", files_.files, "result files")->required()->type_name("");

    CLI::App* diff = add("diff", "what two scenarios differ in, after all defaults",
                         [this] { return diff_command(first_, second_); });
    diff->add_option("A", first_, "a scenario")->required()->type_name("");
    diff->add_option("B", second_, "another scenario")->required()->type_name("");
  }

  void add_lists() {
    CLI::App* list = add("list", "what there is, with units, ranges, defaults and sources", [this] {
      if (first_ == kReference && json_) {
        complain_error(
            "the reference is one page of Markdown; list a kind, for example `kaldor list parameters --json`");
        return ExitStatus::request_wrong;
      }
      print(names_ ? shipped_names() : first_ == kReference ? reference_markdown() : listing(first_, json_));
      return ExitStatus::done;
    });
    list->add_option("WHAT", first_, "what to list")->required()->type_name("")->check(CLI::IsMember(list_kinds()));
    list->add_flag("--json", json_, "print it as JSON");
    list->add_flag("--names", names_, "names of shipped scenarios alone")->group("");

    add("schema", "JSON Schema of scenario files, for editors", [] {
      const std::string schema = json_schema();
      print(schema.ends_with('\n') ? schema : schema + "\n");
      return ExitStatus::done;
    });
  }

  void add_completion() {
    CLI::App* command =
        add("completion", "a script that completes `kaldor` in the shell: source <(kaldor completion bash)", [this] {
          print(bash_completion(names_of_commands()));
          return ExitStatus::done;
        });
    command->add_option("SHELL", first_, "the shell")->required()->type_name("")->check(CLI::IsMember({"bash"}));
  }

  void add_python_command(const std::string& name, const std::string& meaning) {
    CLI::App* command = app_.add_subcommand(name, meaning + " (Python package)");
    command->set_help_flag();
    command->prefix_command();
    command->callback([this, name, command] {
      action_ = [name, arguments = command->remaining()] { return python_command(name, arguments); };
    });
  }

  static std::vector<std::string> list_kinds() {
    const auto listed = listing_kinds();
    std::vector<std::string> kinds{listed.begin(), listed.end()};
    kinds.emplace_back(kReference);
    return kinds;
  }

  static std::string shipped_names() {
    std::string names;
    for (const ShippedFile& file : shipped_scenarios()) names += file.name + "\n";
    return names;
  }

  std::vector<CommandNames> names_of_commands() {
    std::vector<CommandNames> commands;
    for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; })) {
      CommandNames names{command->get_name(), {}, false};
      for (const CLI::Option* option : command->get_options()) {
        if (option->get_group().empty()) continue;
        for (const std::string& longname : option->get_lnames()) names.words.push_back("--" + longname);
        if (option->get_name() == kScenario || command->get_name() == "diff") names.takes_scenario = true;
      }
      if (names.command == "list") names.words.insert(names.words.end(), kinds_.begin(), kinds_.end());
      if (names.command == "completion") names.words.push_back("bash");
      commands.push_back(std::move(names));
    }
    return commands;
  }

  CLI::App app_{"", "kaldor"};
  const std::vector<std::string> kinds_ = list_kinds();
  RunRequest run_;
  ExperimentRequest experiment_;
  RobustnessRequest robustness_;
  DoseCommandRequest dose_;
  TraceRequest trace_;
  FilesRequest files_;
  std::string first_, second_;
  bool json_ = false, names_ = false;
  Action action_;
};

}  // namespace

Action read_command_line(int argument_count, const char* const* arguments) {
  auto line = std::make_shared<CommandLine>();
  Action action = line->read(argument_count, arguments);
  return [line, action] { return action(); };
}

}  // namespace kaldor::cli

#include <fmt/format.h>

#include "commands.hpp"
#include "json.hpp"
#include "kaldor/core/errors.hpp"
#include "kaldor/model/simulation.hpp"
#include "kaldor/output/trajectory_reader.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

std::string ended(std::string text) {
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

void add(Json& json, const Fault& fault) {
  json.open_object().member("line", fault.line).member("column", fault.column).member("path", fault.path);
  json.member("expected", fault.expected).member("got", fault.got).member("hint", fault.hint).close_object();
}

/// What became of the check of one file.
struct Checked {
  std::string file;
  std::string kind;  ///< empty if it is not known
  std::vector<std::string> warnings;
  std::vector<Fault> faults;
  std::size_t total = 0;
  std::string message;
};

std::string word_of(FileKind kind) {
  if (kind == FileKind::economy) return "economy";
  return kind == FileKind::experiment ? "experiment" : "scenario";
}

Checked check(const std::string& file) {
  Checked checked{file, "", {}, {}, 0, ""};
  try {
    const Validation validation = validate_file(file);
    checked.kind = word_of(validation.kind);
    checked.warnings = validation.warnings;
    for (const Scenario& scenario : validation.scenarios) check_base_year(validation.economy, scenario);
  } catch (const InputError& error) {
    checked.faults = error.faults();
    checked.total = error.total();
    checked.message = error.what();
  }
  return checked;
}

void tell(const Checked& checked) {
  for (const std::string& warning : checked.warnings) complain_warning(warning);
  if (checked.total == 0)
    print(fmt::format("{}: a valid {}\n", checked.file, checked.kind));
  else
    complain(ended(checked.message));
}

void add(Json& json, const Checked& checked) {
  json.open_object().member("file", checked.file).member("valid", checked.total == 0).member("kind", checked.kind);
  json.key("warnings").open_array();
  for (const std::string& warning : checked.warnings) json.value(warning);
  json.close_array().member("fault_count", checked.total).key("faults").open_array();
  for (const Fault& fault : checked.faults) add(json, fault);
  json.close_array().close_object();
}

}  // namespace

ExitStatus validate_command(const FilesRequest& request) {
  Json json;
  json.open_array();
  bool all_valid = true;
  for (const std::string& file : request.files) {
    const Checked checked = check(file);
    all_valid = all_valid && checked.total == 0;
    if (request.json)
      add(json, checked);
    else
      tell(checked);
  }
  if (request.json) print(json.close_array().text());
  return all_valid ? ExitStatus::done : ExitStatus::request_wrong;
}

ExitStatus info_command(const std::string& file, bool json) {
  const TrajectoryInfo found = info(file);
  print(ended(json ? to_json(found) : to_text(found)));
  return ExitStatus::done;
}

ExitStatus digest_command(const FilesRequest& request) {
  ExitStatus status = ExitStatus::done;
  for (const std::string& file : request.files) {
    try {
      print(fmt::format("{}  {}\n", digest(file), file));
    } catch (const InputError& error) {
      complain_error(error.what());
      status = ExitStatus::request_wrong;
    }
  }
  return status;
}

ExitStatus diff_command(const std::string& a, const std::string& b) {
  const std::vector<std::string> differences = diff_scenarios(load_scenario(a), load_scenario(b));
  std::string text;
  for (const std::string& difference : differences) text += ended(difference);
  print(differences.empty() ? "no difference\n" : text);
  return ExitStatus::done;
}

}  // namespace kaldor::cli

#include <fmt/format.h>

#include "commands.hpp"
#include "json.hpp"
#include "kaldor/core/numerics_check.hpp"
#include "kaldor/output/result_path.hpp"
#include "kaldor/run/run.hpp"
#include "progress.hpp"
#include "results.hpp"
#include "signals.hpp"
#include "streams.hpp"

namespace kaldor::cli {
namespace {

std::string plural(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void warn(const LoadedScenario& loaded) {
  for (const std::string& warning : loaded.warnings) complain_warning(warning);
  if (numerics_check() == kExpectedNumerics) return;
  complain_warning(
      "this build computes elementary functions with other bits than Kaldor should; results will differ from "
      "those of other machines");
}

std::string text(const Scenario& scenario, const RunSummary& summary, const Results& results) {
  return fmt::format("{}: {} from {}, {}, {}, {:.1f} s\n\n{}{}", scenario.name, plural(scenario.periods, "quarter"),
                     scenario.start, plural(scenario.firms, "firm"), plural(scenario.replications, "replication"),
                     summary.seconds, results_text(results),
                     summary.output.empty() ? "" : fmt::format("\nResult file: {}\n", summary.output));
}

void add(Json& json, const ResultRow& row) {
  json.open_object().member("name", row.name).member("label", row.label).member("unit", row.unit);
  json.member("first_year", row.first_year).member("last_year", row.last_year).member("mean", row.mean).close_object();
}

void add(Json& json, const ShareChange& change) {
  json.open_object().member("id", change.id).member("name", change.name).member("first_year", change.first_year);
  json.member("last_year", change.last_year).member("change", change.change()).close_object();
}

template <typename Items>
void add_list(Json& json, std::string_view name, const Items& items) {
  json.key(name).open_array();
  for (const auto& item : items) add(json, item);
  json.close_array();
}

std::string json_text(const Scenario& scenario, const RunSummary& summary, const Results& results) {
  Json json;
  json.open_object().member("scenario", scenario.name).member("economy", scenario.economy);
  json.key("file");
  if (summary.output.empty())
    json.null();
  else
    json.value(summary.output);
  json.member("start", scenario.start).member("periods", scenario.periods).member("firms", scenario.firms);
  json.member("seed", scenario.seed).member("replications", scenario.replications).member("seconds", summary.seconds);
  add_list(json, "indicators", results.rows);
  add_list(json, "gaining", results.gaining);
  add_list(json, "losing", results.losing);
  return json.close_object().text();
}

std::string interruption(const RunSummary& summary) {
  return fmt::format("interrupted; {}", summary.output.empty()
                                            ? "no result file was written"
                                            : fmt::format("what was simulated is in {}.partial", summary.output));
}

}  // namespace

ExitStatus run_command(const RunRequest& request) {
  const LoadedScenario loaded = load_scenario(request.scenario, request.overrides);
  const Scenario& scenario = loaded.scenario;
  if (!request.quiet) warn(loaded);

  RunOptions options;
  options.threads = request.threads;
  if (!request.no_output) options.output = request.output.empty() ? next_free_path(scenario.name) : request.output;
  options.overwrite = request.force;
  options.interrupted = &interrupted();
  RunSummary summary;
  {
    Progress progress(static_cast<long>(scenario.periods) * scenario.replications, Progress::fitting(request.quiet));
    options.progress = [&progress](int, int) { progress.advance(); };
    summary = run(scenario, loaded.economy, options);
  }
  if (!summary.complete) {
    complain_error(interruption(summary));
    return ExitStatus::interrupted;
  }
  const Results results = results_of(summary, loaded.economy);
  print(request.json ? json_text(scenario, summary, results) : text(scenario, summary, results));
  return ExitStatus::done;
}

}  // namespace kaldor::cli

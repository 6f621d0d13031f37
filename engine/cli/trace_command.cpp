#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "firm_choice.hpp"
#include "kaldor/core/errors.hpp"
#include "kaldor/run/replications.hpp"
#include "quarters.hpp"
#include "signals.hpp"
#include "streams.hpp"
#include "trace_text.hpp"

namespace kaldor::cli {
namespace {

struct Interrupted {};

/// One replication, on its way to the quarters that are told.
class Follower {
public:
  Follower(const LoadedScenario& loaded, const TraceRequest& request)
      : simulation_(loaded.economy, loaded.scenario, static_cast<std::uint64_t>(request.replication - 1),
                    share_threads(1, request.threads).threads_each) {}

  void go_to(int period) {
    while (simulation_.period() < period) step();
  }

  void follow(const FirmChoice& choice) {
    id_ = chosen_firm(choice, choice.id ? FirmPanel{} : firms());
    simulation_.follow(id_);
  }

  /// What the firm did in the next quarter; nothing if it does not live.
  std::optional<TracedQuarter> next() {
    step();
    const std::optional<FirmTrace> trace = simulation_.traced();
    if (!trace) return std::nullopt;
    return TracedQuarter{simulation_.period() - 1, *trace};
  }

  std::int64_t id() const { return id_; }

private:
  void step() {
    if (interrupted()) throw Interrupted{};
    simulation_.step();
  }

  FirmPanel firms() const {
    FirmPanel panel;
    simulation_.append_panel(1, panel);
    return panel;
  }

  Simulation simulation_;
  std::int64_t id_ = 0;
};

[[noreturn]] void refuse_unknown(std::int64_t id, const std::string& quarter) {
  throw InputError({Fault{"", 0, 0, "--firm", "a firm that lives in " + quarter, fmt::format("{}", id),
                          "`largest:INDUSTRY` and `random:K` find one; an entrant is met with --from"}});
}

/// Tells each quarter as soon as it is simulated.
std::vector<TracedQuarter> tell(Follower& follower, const LoadedScenario& loaded, int count, bool in_words) {
  std::vector<TracedQuarter> quarters;
  const Scenario& scenario = loaded.scenario;
  while (static_cast<int>(quarters.size()) < count) {
    const std::optional<TracedQuarter> quarter = follower.next();
    if (!quarter) {
      if (in_words && !quarters.empty()) print("\nAfter that there is no such firm any more.\n");
      break;
    }
    if (in_words && quarters.empty()) print(heading_in_words(quarter->firm, scenario, loaded.economy));
    quarters.push_back(*quarter);
    if (in_words) print(quarter_in_words(*quarter, scenario, loaded.economy));
    if (quarter->firm.exited) break;
  }
  return quarters;
}

}  // namespace

ExitStatus trace_command(const TraceRequest& request) {
  const LoadedScenario loaded = load_scenario(request.scenario, request.overrides);
  const Scenario& scenario = loaded.scenario;
  if (!request.quiet) {
    for (const std::string& warning : loaded.warnings) complain_warning(warning);
  }
  const FirmChoice choice = read_firm_choice(request.firm, loaded.economy);
  const int from = read_quarter(scenario, request.from);
  try {
    Follower follower(loaded, request);
    follower.go_to(from);
    follower.follow(choice);
    const int count = std::min(request.periods, scenario.periods - from);
    const std::vector<TracedQuarter> quarters = tell(follower, loaded, count, !request.json);
    if (quarters.empty()) refuse_unknown(follower.id(), quarter_name(scenario, from));
    if (request.json) print(trace_json(follower.id(), quarters, scenario, loaded.economy));
  } catch (const Interrupted&) {
    complain_error("interrupted");
    return ExitStatus::interrupted;
  }
  return ExitStatus::done;
}

}  // namespace kaldor::cli

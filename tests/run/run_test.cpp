#include "kaldor/run/run.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>

#include "kaldor/model/simulation.hpp"
#include "kaldor/output/trajectory_reader.hpp"
#include "kaldor/scenario/scenario_file.hpp"

using namespace kaldor;
namespace fs = std::filesystem;

namespace {

constexpr int kPeriods = 6;

LoadedScenario mini(int replications) {
  Overrides overrides;
  overrides.firms = 600;
  overrides.periods = kPeriods;
  overrides.replications = replications;
  return load_scenario("mini", overrides);
}

/// A folder that goes with the test.
class Folder {
public:
  Folder() : path_(fs::temp_directory_path() / ("kaldor_run_test_" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
  fs::path path_;
};

RunSummary run_mini(int replications, int threads, const std::string& output = "") {
  const LoadedScenario loaded = mini(replications);
  RunOptions options;
  options.threads = threads;
  options.output = output;
  return run(loaded.scenario, loaded.economy, options);
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

TEST_CASE("a run tells every national indicator of the quarters at its ends") {
  const RunSummary summary = run_mini(1, 1);
  CHECK(summary.complete);
  CHECK(summary.replications == 1);
  CHECK(summary.periods == kPeriods);
  REQUIRE(summary.first.size() == kEndQuarters);
  REQUIRE(summary.last.size() == kEndQuarters);
  for (const auto& quarter : summary.first) CHECK(quarter.size() == summary.indicators.size());
  for (const auto& quarter : summary.last) CHECK(quarter.size() == summary.indicators.size());
  CHECK(summary.mean.size() == summary.indicators.size());
  CHECK(summary.indicators.front() == Indicator::gdp);
}

TEST_CASE("the summary of one replication is that of its simulation") {
  const LoadedScenario loaded = mini(1);
  Simulation simulation(loaded.economy, loaded.scenario, 0, 1);
  const RunSummary summary = run_mini(1, 1);
  std::vector<double> sums(summary.indicators.size(), 0.0);
  std::vector<int> finite(sums.size(), 0);
  for (int period = 0; period < kPeriods; ++period) {
    simulation.step();
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const double value =
          simulation.frame()[simulation.layout().offset[static_cast<std::size_t>(summary.indicators[i])]];
      if (period < kEndQuarters) CHECK(same(summary.first[static_cast<std::size_t>(period)][i], value));
      const int from_end = period - (kPeriods - kEndQuarters);
      if (from_end >= 0) CHECK(same(summary.last[static_cast<std::size_t>(from_end)][i], value));
      if (!std::isfinite(value)) continue;
      sums[i] += value;
      ++finite[i];
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i) CHECK(same(summary.mean[i], sums[i] / finite[i]));
}

TEST_CASE("the summary of several replications is the mean of theirs") {
  const Folder folder;
  const RunSummary summary = run_mini(3, 2, folder.file("three.h5"));
  const Variable gdp = read_variable(summary.output, "gdp");
  double all = 0, start = 0, end = 0;
  for (std::size_t i = 0; i < gdp.values.size(); ++i) {
    all += gdp.values[i];
    if (i % kPeriods == 0) start += gdp.values[i];
    if (i % kPeriods == kPeriods - 1) end += gdp.values[i];
  }
  CHECK(summary.mean.front() == Approx(all / (3 * kPeriods)).epsilon(1e-12));
  CHECK(summary.first.front().front() == Approx(start / 3).epsilon(1e-12));
  CHECK(summary.last.back().front() == Approx(end / 3).epsilon(1e-12));
}

TEST_CASE("the summary of a long run is no larger than that of a short one") {
  LoadedScenario loaded = mini(1);
  loaded.scenario.periods = 40;
  const RunSummary summary = run(loaded.scenario, loaded.economy, RunOptions());
  CHECK(summary.first.size() == kEndQuarters);
  CHECK(summary.last.size() == kEndQuarters);
}

TEST_CASE("shares of value added sum to one in the first and the last year") {
  const RunSummary summary = run_mini(2, 2);
  for (const auto& shares : {summary.first_shares, summary.last_shares}) {
    double sum = 0;
    for (const double share : shares) sum += share;
    CHECK(sum == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("threads and scheduling do not change a bit of the file or the means") {
  const Folder folder;
  const RunSummary one = run_mini(3, 1, folder.file("one.h5"));
  const RunSummary two = run_mini(3, 2, folder.file("two.h5"));
  const RunSummary seven = run_mini(3, 7, folder.file("seven.h5"));
  const auto gdp = [](const RunSummary& summary) {
    std::vector<double> values;
    for (const auto& quarter : summary.last) values.push_back(quarter.front());
    values.push_back(summary.mean.front());
    return values;
  };
  CHECK(gdp(one) == gdp(two));
  CHECK(gdp(one) == gdp(seven));
  CHECK(one.last_shares == seven.last_shares);
  CHECK(digest(one.output) == digest(two.output));
  CHECK(digest(one.output) == digest(seven.output));
}

TEST_CASE("replications meet different luck") {
  const Folder folder;
  run_mini(2, 1, folder.file("two.h5"));
  const Variable gdp = read_variable(folder.file("two.h5"), "gdp");
  REQUIRE(gdp.values.size() == 2 * kPeriods);
  CHECK(gdp.values[kPeriods - 1] != gdp.values[2 * kPeriods - 1]);
}

TEST_CASE("a run reports each quarter of each replication once") {
  const LoadedScenario loaded = mini(2);
  std::atomic<int> calls{0};
  RunOptions options;
  options.threads = 2;
  options.progress = [&](int, int) { ++calls; };
  run(loaded.scenario, loaded.economy, options);
  CHECK(calls == 2 * kPeriods);
}

TEST_CASE("an interrupted run stops between quarters and leaves its partial file") {
  const Folder folder;
  const LoadedScenario loaded = mini(1);
  std::atomic<bool> interrupted{false};
  RunOptions options;
  options.threads = 1;
  options.output = folder.file("cut.h5");
  options.interrupted = &interrupted;
  options.progress = [&](int, int period) { interrupted = period == 2; };
  const RunSummary summary = run(loaded.scenario, loaded.economy, options);
  CHECK_FALSE(summary.complete);
  CHECK(summary.first.size() == 3);
  CHECK(summary.last.empty());
  CHECK_FALSE(fs::exists(folder.file("cut.h5")));
  REQUIRE(fs::exists(folder.file("cut.h5.partial")));
  CHECK_FALSE(info(folder.file("cut.h5.partial")).complete);
}

TEST_CASE("an existing file is refused unless it may be overwritten") {
  const Folder folder;
  run_mini(1, 1, folder.file("a.h5"));
  CHECK_THROWS_AS(run_mini(1, 1, folder.file("a.h5")), InputError);
  const LoadedScenario loaded = mini(1);
  RunOptions options;
  options.output = folder.file("a.h5");
  options.overwrite = true;
  CHECK(run(loaded.scenario, loaded.economy, options).complete);
}

TEST_CASE("a file in a folder that is not there cannot be written") {
  const Folder folder;
  CHECK_THROWS_AS(run_mini(1, 1, folder.file("nowhere/a.h5")), OutputError);
}

TEST_CASE("an error of a replication names it") {
  const ReplicationError error(3, RunError("credit", 7, "firm 12", "deposits are not a number"));
  CHECK(error.replication == 3);
  CHECK(error.stage == "credit");
  CHECK(error.period == 7);
  CHECK(std::string(error.what()).find("firm 12") != std::string::npos);
}

TEST_CASE("a firm panel is written every so many quarters") {
  const Folder folder;
  LoadedScenario loaded = mini(1);
  loaded.scenario.panel = {.every = 4, .sample = 1};
  RunOptions options;
  options.output = folder.file("panel.h5");
  run(loaded.scenario, loaded.economy, options);
  const Variable period = read_variable(options.output, "firm_panel/period");
  REQUIRE_FALSE(period.values.empty());
  for (const double value : period.values) CHECK((value == 0 || value == 4));
  CHECK(period.values.back() == 4);
}

TEST_CASE("who steers a run is asked before every quarter and gets its way; who looks sees each") {
  const LoadedScenario loaded = mini(2);
  LoadedScenario with_policy = loaded;
  Policy price;
  price.lever = Lever::carbon_price;
  price.value = 50;
  price.from = loaded.scenario.start + 0.75;
  with_policy.scenario.policies.push_back(price);
  const Folder folder;
  RunOptions options;
  options.output = folder.file("steered.h5");
  std::atomic<int> asked{0};
  options.steer = [&](Simulation& simulation) {
    ++asked;
    if (simulation.period() == 3) simulation.set_lever({Lever::carbon_price, 50, {}, {}});
  };
  std::atomic<int> seen{0};
  options.look = [&](int period, const Simulation& simulation) { seen += simulation.period() == period + 1 ? 1 : 0; };
  run(loaded.scenario, loaded.economy, options);
  CHECK(asked == 2 * kPeriods);
  CHECK(seen == 2 * kPeriods);
  RunOptions plain;
  plain.output = folder.file("policy.h5");
  run(with_policy.scenario, with_policy.economy, plain);
  CHECK(digest(options.output) == digest(plain.output));
  CHECK(info(plain.output).set_levers.empty());
}

TEST_CASE("what a rule sets stands in the result file, quarter by quarter") {
  const LoadedScenario loaded = mini(2);
  const Folder folder;
  RunOptions options;
  options.output = folder.file("ruled.h5");
  options.threads = 1;
  options.steer = [](Simulation& simulation) {
    if (simulation.period() == 2) simulation.set_lever({Lever::procurement, 0.1, 1, {}});
    if (simulation.period() == 3) simulation.set_lever({Lever::procurement, 0.1, 1, {}});  // no change
    if (simulation.period() == 4 && simulation.replication() == 1)
      simulation.set_lever({Lever::carbon_price, 30, {}, 0});
  };
  run(loaded.scenario, loaded.economy, options);
  const auto column = [&](const char* name) {
    return read_variable(options.output, std::string("lever_settings/") + name).values;
  };
  CHECK(column("replication") == std::vector<double>{0, 1, 1});
  CHECK(column("period") == std::vector<double>{2, 2, 4});
  CHECK(column("industry") == std::vector<double>{1, 1, -1});
  CHECK(column("region") == std::vector<double>{-1, -1, 0});
  CHECK(column("value") == std::vector<double>{0.1, 0.1, 30});
  const TrajectoryInfo about = info(options.output);
  REQUIRE(about.set_levers.size() == 2);
  const auto times = [&](std::string_view name) {
    return std::find_if(about.set_levers.begin(), about.set_levers.end(),
                        [&](const SetLever& l) { return l.name == name; })
        ->times;
  };
  CHECK(times("procurement") == 2);
  CHECK(times("carbon_price") == 1);
  CHECK(to_text(about).find("procurement (2 times)") != std::string::npos);
  CHECK(to_json(about).find(R"({"name": "carbon_price", "settings": 1})") != std::string::npos);
}

TEST_CASE("when the rule of a policy held stands in the result file") {
  LoadedScenario loaded = mini(2);
  Policy policy;
  policy.lever = Lever::procurement;
  policy.value = 0.01;
  policy.when =
      Rule{{{Rule::Op::indicator, Indicator::unemployment, 0}, {Rule::Op::number, {}, -1}, {Rule::Op::greater, {}, 0}},
           "unemployment > -1"};
  policy.from = loaded.scenario.start + 0.75;
  loaded.scenario.policies = {policy};
  const Folder folder;
  RunOptions options;
  options.output = folder.file("ruled.h5");
  options.threads = 1;
  run(loaded.scenario, loaded.economy, options);
  const auto column = [&](const char* name) {
    return read_variable(options.output, std::string("rule_answers/") + name).values;
  };
  CHECK(column("replication") == std::vector<double>{0, 1});
  CHECK(column("period") == std::vector<double>{3, 3});
  CHECK(column("policy") == std::vector<double>{0, 0});
  CHECK(column("industry") == std::vector<double>{-1, -1});
  CHECK(column("region") == std::vector<double>{-1, -1});
  CHECK(column("holds") == std::vector<double>{1, 1});
  const TrajectoryInfo about = info(options.output);
  CHECK(to_text(about).find("procurement (2 times), counted by replication and place") != std::string::npos);
  CHECK(to_json(about).find(R"("rule_answers": [{"name": "procurement", "turns": 2}])") != std::string::npos);
}

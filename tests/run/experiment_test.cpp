#include "kaldor/run/experiment.hpp"

#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "kaldor/model/simulation.hpp"
#include "kaldor/scenario/experiment_file.hpp"

using namespace kaldor;
namespace fs = std::filesystem;

namespace {

/// A folder with one experiment on the smallest economy; gone after the test.
class Case {
public:
  explicit Case(const std::string& outcomes)
      : folder_(fs::temp_directory_path() / ("kaldor_experiment_test_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    std::ofstream(file("case.yaml")) << "kaldor: 1\nexperiment: a claim\nrow: D4\nstory: a story\n"
                                        "base: { economy: mini, firms: 600, years: 2 }\nreplications: 4\narms:\n"
                                        "  same: {}\n"
                                        "  taxed: { policies: [ { lever: corporate_tax, value: 0.4 } ] }\n"
                                        "  untaxed: { policies: [ { lever: corporate_tax, value: 0.1 } ] }\n"
                                        "outcomes:\n"
                                     << outcomes;
    experiment = load_experiment(file("case.yaml"));
  }
  ~Case() { fs::remove_all(folder_); }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  Experiment experiment;

private:
  fs::path folder_;
};

const std::string kOutcomes =
    "  - { indicator: gdp, at: 2021, contrast: same - base, expect: zero, band: 1e-9, primary: yes }\n"
    "  - { indicator: gdp, at: 2021, contrast: taxed - base, expect: negative }\n"
    "  - { indicator: firm_count, at: 2021, contrast: taxed - untaxed, relative: yes, expect: negative }\n"
    "  - { indicator: gdp, at: 2021, ablation: { of: taxed - base, without: same - base }, expect_lost: 0.9 }\n";

/// Numbers set by hand: base, same, taxed, untaxed, in four replications of one outcome.
ExperimentResult set_by_hand(const Experiment& experiment, const std::vector<double>& values) {
  ExperimentResult result;
  result.complete = true;
  result.values = values;
  result.costs.assign(values.size(), std::nan(""));
  compare_arms(experiment, result);
  return result;
}

ExperimentResult run_case(const Experiment& experiment, int threads) {
  ExperimentOptions options;
  options.threads = threads;
  return run_experiment(experiment, options);
}

}  // namespace

TEST_CASE("differences are paired over replications and the gain of pairing is the ratio of variances") {
  const Case given(
      "  - { indicator: gdp, at: 2021, contrast: taxed - base, expect: positive, primary: yes }\n"
      "  - { indicator: gdp, at: 2021, contrast: same - untaxed, relative: yes, expect: positive }\n");
  // [arm][replication][outcome]; base 10 12 14 16, taxed one more with a little noise.
  const std::vector<double> values = {10,   10, 12,   12, 14,   14, 16,   16, 1, 20, 1, 24, 1, 28, 1, 32,
                                      11.1, 0,  12.9, 0,  15.1, 0,  16.9, 0,  1, 10, 1, 12, 1, 14, 1, 16};
  const ExperimentResult result = set_by_hand(given.experiment, values);
  const OutcomeResult& taxed = result.outcomes[0];
  CHECK(taxed.base == 13);
  CHECK(taxed.difference.value == Approx(1));
  // Differences 1.1 0.9 1.1 0.9: variance 0.04 / 3; t(0.975; 3) = 3.182446305284.
  const double half = 3.182446305284 * std::sqrt(0.04 / 3 / 4);
  CHECK(taxed.difference.low == Approx(1 - half).epsilon(1e-10));
  CHECK(taxed.difference.high == Approx(1 + half).epsilon(1e-10));
  const double base_variance = 20.0 / 3, taxed_variance = (2.9 * 2.9 + 1.1 * 1.1 + 1.1 * 1.1 + 2.9 * 2.9) / 3;
  CHECK(taxed.pairing_gain == Approx((base_variance + taxed_variance) / (0.04 / 3)));
  CHECK(taxed.verdict == Verdict::holds);
  const OutcomeResult& relative = result.outcomes[1];
  CHECK(relative.difference.value == Approx(1));  // (20 - 10) / 10, (24 - 12) / 12, ...
  CHECK(relative.difference.high - relative.difference.low == Approx(0).margin(1e-12));
}

TEST_CASE("the share lost is one less the effect without the channel over the effect with it") {
  const Case given(
      "  - { indicator: gdp, at: 2021, contrast: taxed - base, expect: positive, primary: yes }\n"
      "  - { indicator: gdp, at: 2021, ablation: { of: taxed - base, without: untaxed - same }, expect_lost: 0.5 }\n");
  std::vector<double> values;
  const double arms[4][4] = {{1, 2, 3, 4}, {1, 2, 3, 4}, {5.1, 5.9, 7.1, 7.9}, {2.0, 3.0, 4.1, 4.9}};
  for (const auto& arm : arms) {
    for (const double value : arm) values.insert(values.end(), {value, value});
  }
  const ExperimentResult result = set_by_hand(given.experiment, values);
  const OutcomeResult& ablation = result.outcomes[1];
  CHECK(ablation.with_channel->value == Approx(4));
  CHECK(ablation.without_channel->value == Approx(1));
  CHECK(ablation.difference.value == Approx(0.75));
  CHECK(ablation.difference.low < 0.75);
  CHECK(ablation.difference.high > 0.75);
  CHECK(ablation.verdict == Verdict::holds);
}

TEST_CASE("an arm equal to the base differs by exactly nothing, and an effect that is gone is lost wholly") {
  const Case given(kOutcomes);
  const ExperimentResult result = run_case(given.experiment, 2);
  REQUIRE(result.complete);
  CHECK(result.outcomes[0].difference.value == 0);
  CHECK(result.outcomes[0].difference.low == 0);
  CHECK(result.outcomes[0].difference.high == 0);
  CHECK(std::isnan(result.outcomes[0].pairing_gain));
  CHECK(result.outcomes[0].verdict == Verdict::holds);
  CHECK(result.outcomes[1].difference.value != 0);
  CHECK(result.outcomes[3].without_channel->value == 0);
}

TEST_CASE("replications of an arm are those of a run of its scenario, and quarters of a year are averaged") {
  const Case given(kOutcomes);
  const ExperimentResult result = run_case(given.experiment, 1);
  Simulation simulation(given.experiment.economy, given.experiment.arms[2].scenario, 3, 1);
  double sum = 0;
  for (int period = 0; period < 8; ++period) {
    simulation.step();
    if (period >= 4) sum += simulation.frame()[simulation.layout().offset[static_cast<std::size_t>(Indicator::gdp)]];
  }
  const std::size_t outcomes = 4, replications = 4, arm = 2, replication = 3;
  CHECK(result.values[(arm * replications + replication) * outcomes + 1] == sum / 4);
}

TEST_CASE("the numbers of an experiment do not depend on threads") {
  const Case given(kOutcomes);
  const std::vector<double> one = run_case(given.experiment, 1).values;
  CHECK(one == run_case(given.experiment, 2).values);
  CHECK(one == run_case(given.experiment, 5).values);
}

TEST_CASE("common random numbers make the difference of arms surer than chance of their own would") {
  const Case given(kOutcomes);
  CHECK(run_case(given.experiment, 2).outcomes[1].pairing_gain > 2);
}

TEST_CASE("shares of industries add up, rates are weighted by firms") {
  const Case given(
      "  - { indicator: value_added_share, at: 2021, contrast: base + same - taxed + untaxed, expect: positive, "
      "primary: yes }\n"
      "  - { indicator: exit_rate_by_industry, at: 2021, contrast: base, expect: positive }\n"
      "  - { indicator: exit_rate, at: 2021, contrast: base, expect: positive }\n");
  const ExperimentResult result = run_case(given.experiment, 2);
  CHECK(result.outcomes[0].base == Approx(1));
  CHECK(result.outcomes[1].base == Approx(result.outcomes[2].base).epsilon(0.1));
}

TEST_CASE("an interrupted experiment is incomplete and leaves no file, one in the way is refused before it starts") {
  const Case given(kOutcomes);
  const std::atomic<bool> interrupted{true};
  ExperimentOptions options;
  options.output = given.file("a.h5");
  options.interrupted = &interrupted;
  CHECK_FALSE(run_experiment(given.experiment, options).complete);
  CHECK_FALSE(fs::exists(given.file("a.h5")));
  CHECK_FALSE(fs::exists(given.file("a.h5.partial")));
  std::ofstream(given.file("a.h5")) << "mine";
  options.interrupted = nullptr;
  CHECK_THROWS_AS(run_experiment(given.experiment, options), InputError);
  CHECK_FALSE(fs::exists(given.file("a.h5.partial")));
  options.overwrite = true;
  CHECK(run_experiment(given.experiment, options).complete);
  CHECK(fs::file_size(given.file("a.h5")) > 1000);
  CHECK_FALSE(fs::exists(given.file("a.h5.partial")));
}

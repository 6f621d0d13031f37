// The table of benchmarks/README.md: whole runs of china-2017 at several sizes, on one thread and on two, and what
// writing a result file adds to the default run. KALDOR_LEVEL=v2|v3|v4 chooses the instruction set.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "columns.hpp"
#include "kaldor/core/heap.hpp"
#include "kaldor/model/simulation.hpp"
#include "kaldor/run/run.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "kernels.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kThreads[] = {1, 2};
constexpr int kWarmUp = 2;  ///< quarters that are not counted
constexpr double kNano = 1e-9;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Bytes of memory that the process holds.
double resident_bytes() {
  double pages = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

struct Measured {
  double nanoseconds = 0;  ///< for each record and quarter, median over quarters
  double set_up = 0;       ///< seconds
  double records = 0, bytes = 0;
};

Measured measure(const kaldor::LoadedScenario& loaded, int threads, int quarters) {
  Measured result;
  const double before = resident_bytes();
  const auto start = Clock::now();
  kaldor::Simulation simulation(loaded.economy, loaded.scenario, 0, threads);
  result.set_up = seconds_since(start);
  const std::size_t place = simulation.layout().offset[static_cast<std::size_t>(kaldor::Indicator::record_count)];
  std::vector<double> times;
  for (int quarter = 0; quarter < quarters; ++quarter) {
    const auto begin = Clock::now();
    simulation.step();
    const double seconds = seconds_since(begin);
    result.records = simulation.frame()[place];
    if (quarter >= kWarmUp) times.push_back(seconds / kNano / result.records);
  }
  result.nanoseconds = median(times);
  result.bytes = (resident_bytes() - before) / result.records;
  return result;
}

/// The better of two measurements: on a shared machine others only ever make a run slower.
Measured better(const Measured& a, const Measured& b) {
  Measured result = a.nanoseconds < b.nanoseconds ? a : b;
  result.set_up = std::min(a.set_up, b.set_up);
  result.bytes = std::max(a.bytes, b.bytes);
  return result;
}

void print_size(std::int64_t firms, int quarters, int repeats) {
  kaldor::Overrides overrides;
  overrides.firms = firms;
  const kaldor::LoadedScenario loaded = kaldor::load_scenario("china-2017", overrides);
  Measured best[2];
  for (int repeat = 0; repeat < repeats; ++repeat)
    for (int i = 0; i < 2; ++i) {
      const Measured now = measure(loaded, kThreads[i], quarters);
      best[i] = repeat == 0 ? now : better(best[i], now);
    }
  fmt::print("| {:>9} | {:>9.0f} | {:>6.1f} | {:>6.1f} | {:>5.2f} | {:>6.2f} | {:>6.2f} | {:>5.0f} |\n", firms,
             best[0].records, best[0].nanoseconds, best[1].nanoseconds, best[0].nanoseconds / best[1].nanoseconds,
             best[0].set_up, best[1].set_up, best[0].bytes);
  std::fflush(stdout);
}

/// Seconds of the default run on one thread, with and without a result file; the smaller of several.
void print_output(int repeats) {
  const kaldor::LoadedScenario loaded = kaldor::load_scenario("china-2017");
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / fmt::format("speed_table_{}.h5", getpid());
  double seconds[2] = {1e9, 1e9};
  for (int repeat = 0; repeat < repeats; ++repeat)
    for (int written = 0; written < 2; ++written) {
      kaldor::RunOptions options;
      options.threads = 1;
      options.overwrite = true;
      if (written == 1) options.output = file.string();
      const auto start = Clock::now();
      kaldor::run(loaded.scenario, loaded.economy, options);
      seconds[written] = std::min(seconds[written], seconds_since(start));
    }
  std::filesystem::remove(file);
  fmt::print(
      "\ndefault run ({} firms, {} quarters, 1 thread): {:.3f} s, with a result file {:.3f} s: output costs {:.1f} %\n",
      loaded.scenario.firms, loaded.scenario.periods, seconds[0], seconds[1], 100 * (seconds[1] / seconds[0] - 1));
}

}  // namespace

int main(int argc, char** argv) {
  kaldor::keep_freed_memory();  // as the command does
  bool large = false;
  int quarters = 12, repeats = 3;
  CLI::App app("Prints the speed table of benchmarks/README.md");
  app.add_flag("--large", large, "also 10^7 firms (2 GB)");
  app.add_option("--quarters", quarters, "quarters of each run; the first two are not counted")
      ->check(CLI::Range(3, 1000));
  app.add_option("--repeats", repeats, "runs of each size; the best is shown")->check(CLI::Range(1, 100));
  CLI11_PARSE(app, argc, argv);

  fmt::print("level {}, bytes a firm: {} persistent, {} scratch\n\n", kaldor::kernels().level, kaldor::kPersistentBytes,
             kaldor::kScratchBytes);
  fmt::print(
      "|     firms |   records | 1 thread, ns | 2 threads, ns | ratio | set-up 1, s | set-up 2, s | RSS, B a record "
      "|\n");
  fmt::print("|---|---|---|---|---|---|---|---|\n");
  for (std::int64_t firms : {10000, 100000, 1000000})
    print_size(firms, firms < 1000000 ? 3 * quarters : quarters, repeats);
  if (large) print_size(10000000, std::min(quarters, 6), 1);
  print_output(repeats + 2);
}

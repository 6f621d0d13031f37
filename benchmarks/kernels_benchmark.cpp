// What the parts of a quarter cost for each record: elementary functions, each kernel and each stage on the firms of
// china-2017 after four quarters. KALDOR_LEVEL=v2|v3|v4 chooses the instruction set.

#include <benchmark/benchmark.h>

#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "elementary_loops.hpp"
#include "kaldor/core/chance.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/heap.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "model_state.hpp"
#include "role_models.hpp"
#include "stages.hpp"

namespace {

using namespace kaldor;

constexpr std::size_t kValues = kBlockRows;
constexpr std::int64_t kFirms = 200000;

const ElementaryLoops& loops() {
  const std::string_view level = kernels().level;
  return level == "v2" ? ::v2::loops : level == "v3" ? ::v3::loops : ::v4::loops;
}

void count_firms(benchmark::State& state, std::size_t firms) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * firms));
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(firms), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

struct Values {
  std::vector<std::uint64_t> id = std::vector<std::uint64_t>(kValues);
  std::vector<std::uint32_t> words = std::vector<std::uint32_t>(4 * kValues);
  std::vector<float> x = std::vector<float>(kValues), y = std::vector<float>(kValues);
  Values() {
    for (std::size_t i = 0; i < kValues; ++i) {
      id[i] = i;
      words[i] = draw({1, 2}, i, 0, Stream::initial).w0;
      x[i] = math::unit_float(words[i]);
    }
  }
};

template <class Loop>
void elementary(benchmark::State& state, Loop loop) {
  Values v;
  for (auto _ : state) {
    loop(v);
    benchmark::ClobberMemory();
  }
  count_firms(state, kValues);
}

/// An economy in the middle of a run, one copy for each benchmark: kernels move it on.
std::unique_ptr<ModelState> running_economy() {
  Overrides overrides;
  overrides.firms = kFirms;
  const LoadedScenario loaded = load_scenario("china-2017", overrides);
  auto state = std::make_unique<ModelState>(loaded.economy, loaded.scenario, 0, 1);
  for (int quarter = 0; quarter < 4; ++quarter) run_quarter(*state);
  state->begin_quarter();
  return state;
}

struct BlockCall {
  ModelState& s;
  const Block& block;
  BlockResult& result;
  const Columns c;
  const std::size_t n;
  const CellInput& in;
  const LeverColumns levers;
  const KernelContext context;
  Buffers& buffers;
};

template <class Kernel>
void kernel(benchmark::State& state, Kernel call) {
  const std::unique_ptr<ModelState> economy = running_economy();
  ModelState& s = *economy;
  const KernelContext context = kernel_context(s);
  BlockMemory& memory = block_memory();
  for (auto _ : state) {
    for (std::size_t b = 0; b < s.firms.blocks().size(); ++b) {
      const Block& block = s.firms.blocks()[b];
      BlockResult& result = s.results[b];
      result.left = memory.left.data();
      result.left_debt = memory.left_debt.data();
      result.crowded = memory.crowded.data();
      result.left_count = result.crowded_count = 0;
      call(BlockCall{s, block, result, s.firms.columns().at(block.row), block.padded(), s.inputs[block.cell],
                     lever_columns(s, block, memory), context, memory.buffers});
    }
  }
  count_firms(state, s.firms.records());
}

/// Processor time of this process, seconds.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// One stage of whole quarters; the others run untimed.
void quarter_stage(benchmark::State& state, std::size_t which) {
  const std::unique_ptr<ModelState> economy = running_economy();
  ModelState& s = *economy;
  for (auto _ : state) {
    for (std::size_t i = 0; i < stages().size(); ++i) {
      const double start = cpu_seconds();
      stages()[i].run(s);
      if (i == which) state.SetIterationTime(cpu_seconds() - start);
    }
    ++s.period;
    s.begin_quarter();
  }
  count_firms(state, s.firms.records());
}

void add_stages() {
  constexpr int kQuarters = 8;
  for (std::size_t i = 0; i < stages().size(); ++i) {
    const auto measure = [i](benchmark::State& state) { quarter_stage(state, i); };
    benchmark::RegisterBenchmark((std::string("stage/") + stages()[i].name).c_str(), measure)
        ->Unit(benchmark::kMillisecond)
        ->UseManualTime()
        ->Iterations(kQuarters);
  }
}

void add_benchmarks() {
  const auto part = [](const char* name, auto loop) {
    benchmark::RegisterBenchmark(name, [loop](benchmark::State& state) { elementary(state, loop); });
  };
  part("exp", [](Values& v) { loops().exp(v.x.data(), kValues, v.y.data()); });
  part("log", [](Values& v) { loops().log(v.x.data(), kValues, v.y.data()); });
  part("normal", [](Values& v) { loops().normal(v.words.data(), kValues, v.y.data()); });
  part("philox", [](Values& v) { loops().philox(v.id.data(), kValues, v.words.data()); });
  part("draw_block", [](Values& v) { loops().draw_block(v.id.data(), kValues, v.words.data()); });

  const auto stage = [](const char* name, auto call) {
    benchmark::RegisterBenchmark(name, [call](benchmark::State& state) {
      kernel(state, call);
    })->Unit(benchmark::kMillisecond);
  };
  stage("kernel/plan",
        [](const BlockCall& b) { kernels().plan(b.c, b.n, b.in, b.levers, b.context, b.buffers, b.result.sums); });
  stage("kernel/market",
        [](const BlockCall& b) { kernels().market(b.c, b.n, b.in, b.levers, b.context, b.buffers, b.result.sums); });
  stage("kernel/settle",
        [](const BlockCall& b) { kernels().settle(b.c, b.n, b.in, b.levers, b.context, b.buffers, b.result.sums); });
  stage("kernel/project",
        [](const BlockCall& b) { kernels().project(b.c, b.n, b.in, b.levers, b.context, b.buffers, b.result.sums); });
  stage("kernel/innovate", [](const BlockCall& b) {
    kernels().innovate(b.c, b.n, b.in, role_models(b.s, b.in.industry), b.levers, b.context, b.buffers, b.result.sums);
  });
  stage("kernel/leave",
        [](const BlockCall& b) { kernels().leave(b.c, b.n, b.in, b.levers, b.context, b.buffers, b.result); });
  stage("kernel/compete",
        [](const BlockCall& b) { kernels().compete(b.c, b.n, b.in, b.context, b.buffers, b.result); });
  stage("kernel/tiers",
        [](const BlockCall& b) { kernels().measure_tiers(b.c, b.n, b.in, b.context, b.buffers, b.result.sums); });
  benchmark::RegisterBenchmark("role_models", [](benchmark::State& state) {
    const std::unique_ptr<ModelState> economy = running_economy();
    for (auto _ : state) choose_role_models(*economy);
    count_firms(state, economy->firms.records());
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  kaldor::keep_freed_memory();  // as the command does
  benchmark::Initialize(&argc, argv);
  benchmark::AddCustomContext("level", kernels().level);
  add_benchmarks();
  add_stages();
  benchmark::RunSpecifiedBenchmarks();
}

#include "kaldor/output/trajectory_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "chunk_encoder.hpp"
#include "kaldor/core/errors.hpp"
#include "panel_writer.hpp"
#include "partial_file.hpp"
#include "rule_tables.hpp"
#include "trajectory_layout.hpp"

namespace kaldor {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kFlushInterval{1};
constexpr int kBlocksBetweenReopenings = 8;
constexpr int kFlushShare = 50;  // a flush may take at most one in so many parts of the time

/// Periods of one replication that will be stored together, and the room to encode them. Rooms are used again: giving
/// megabytes back and asking for them anew costs as much as to fill them, and leaves holes in the heap.
struct Block {
  int chunk = 0;
  bool stored_before = false;  ///< an unfinished state of it lies in the file
  std::vector<double> values;  ///< [period][frame], NaN where nothing was written
  ChunkEncoder encoder;
  std::vector<double> variable;      ///< of one indicator
  std::vector<std::uint8_t> chunks;  ///< encoded, one an indicator, one after the other
  std::vector<std::size_t> ends;     ///< of each in `chunks`
};

}  // namespace

int recorded_periods(const Scenario& scenario) {
  const int every = std::max(1, scenario.record_every);
  return (scenario.periods + every - 1) / every;
}

struct TrajectoryWriter::State {
  State(const std::string& path, bool overwrite, const FrameLayout& frame_layout, int replication_count,
        int period_count)
      : file(path, overwrite),
        layout(frame_layout),
        replications(replication_count),
        periods(period_count),
        chunk(chunk_periods(period_count, frame_layout)),
        next_period(static_cast<std::size_t>(replication_count), 0) {}
  ~State() {
    const hdf5::Quiet quiet;
    close_objects();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::mutex mutex;
  PartialFile file;
  FrameLayout layout;
  int replications, periods, chunk;
  std::vector<int> next_period;                  ///< of each replication
  std::map<int, std::unique_ptr<Block>> blocks;  ///< of the replications under way
  std::vector<std::unique_ptr<Block>> idle;
  std::vector<hdf5::Handle> variables;
  std::optional<PanelWriter> panel;
  std::optional<SettingWriter> settings;
  std::optional<AnswerWriter> answers;
  Clock::time_point next_flush = Clock::now() + kFlushInterval;
  int blocks_since_opening = 0;
  bool failed = false, finished = false;

  void require_usable() const;
  void require_place(int replication, int period, std::span<const double> frame) const;
  Block& block_of(int replication, int period);
  std::unique_ptr<Block> fresh_block(int chunk_index);
  void encode(Block& block) const;
  void store(int replication, const Block& block);
  void flush();
  void open_objects();
  void close_objects();
  void abandon() noexcept;

  template <typename Writer>
  void open_table(std::optional<Writer>& table) {
    if (H5Lexists(file.id(), Writer::kGroup, H5P_DEFAULT) > 0) table.emplace(file.id());
  }
  /// Appends to a table that is made when it gets its first rows.
  template <typename Writer>
  void append_rows(std::optional<Writer>& table, int replication, int period,
                   std::span<const typename Writer::Row> rows) {
    if (rows.empty()) return;
    const std::lock_guard lock(mutex);
    require_usable();
    guarded([&] {
      if (!table) {
        Writer::create(file.id());
        table.emplace(file.id());
      }
      table->append(replication, period, rows);
    });
  }

  /// Runs `action`; when it cannot write, abandons the file and turns the failure into an OutputError.
  template <typename Action>
  void guarded(Action action) {
    const hdf5::Quiet quiet;
    try {
      action();
    } catch (const hdf5::Failure& failure) {
      abandon();
      throw OutputError(fmt::format("cannot write {}: {}", file.path(), failure.what()));
    } catch (const OutputError&) {
      abandon();
      throw;
    }
  }
};

void TrajectoryWriter::State::require_usable() const {
  if (failed) throw OutputError(fmt::format("cannot write {}: an earlier write failed", file.path()));
  if (finished) throw std::logic_error("the trajectory is finished");
}

void TrajectoryWriter::State::require_place(int replication, int period, std::span<const double> frame) const {
  if (replication < 0 || replication >= replications) {
    throw std::logic_error(fmt::format("replication {} of {}", replication, replications));
  }
  if (period < next_period[static_cast<std::size_t>(replication)] || period >= periods) {
    throw std::logic_error(fmt::format("period {} of {} in replication {}", period, periods, replication));
  }
  if (frame.size() != layout.size) {
    throw std::logic_error(fmt::format("a frame of {} values, expected {}", frame.size(), layout.size));
  }
}

Block& TrajectoryWriter::State::block_of(int replication, int period) {
  const int wanted = period / chunk;
  std::unique_ptr<Block>& block = blocks[replication];
  if (block && block->chunk != wanted) {
    encode(*block);
    store(replication, *block);
    idle.push_back(std::move(block));
  }
  if (!block) block = fresh_block(wanted);
  return *block;
}

std::unique_ptr<Block> TrajectoryWriter::State::fresh_block(int chunk_index) {
  std::unique_ptr<Block> block;
  if (idle.empty()) {
    block = std::make_unique<Block>();
  } else {
    block = std::move(idle.back());
    idle.pop_back();
  }
  block->chunk = chunk_index;
  block->stored_before = false;
  block->values.assign(static_cast<std::size_t>(chunk) * layout.size, std::numeric_limits<double>::quiet_NaN());
  return block;
}

void TrajectoryWriter::State::encode(Block& block) const {
  block.chunks.clear();
  block.chunks.reserve(block.values.size() * sizeof(double));
  block.ends.clear();
  for (std::size_t k = 0; k < kIndicatorCount; ++k) {
    block.variable.clear();
    for (std::size_t t = 0; t < static_cast<std::size_t>(chunk); ++t) {
      const auto first = block.values.begin() + static_cast<std::ptrdiff_t>(t * layout.size + layout.offset[k]);
      block.variable.insert(block.variable.end(), first, first + static_cast<std::ptrdiff_t>(layout.extent[k]));
    }
    block.encoder.encode(block.variable, block.chunks);
    block.ends.push_back(block.chunks.size());
  }
}

void TrajectoryWriter::State::store(int replication, const Block& block) {
  std::optional<PartialFile::Change> change;
  if (block.stored_before) change.emplace(file);
  hsize_t place[4] = {static_cast<hsize_t>(replication),
                      static_cast<hsize_t>(block.chunk) * static_cast<hsize_t>(chunk)};
  std::size_t begin = 0;
  for (std::size_t k = 0; k < block.ends.size(); begin = block.ends[k++]) {
    const std::size_t size = block.ends[k] - begin;
    hdf5::check(H5Dwrite_chunk(variables[k].get(), H5P_DEFAULT, 0, place, size, block.chunks.data() + begin));
  }
  ++blocks_since_opening;
  // The place of the earlier state is free now and may be used again: the file on the disk must not point there.
  if (block.stored_before) file.flush();
}

void TrajectoryWriter::State::flush() {
  const auto begin = Clock::now();
  const PartialFile::Change change(file);
  for (auto& [replication, block] : blocks) {
    encode(*block);
    store(replication, *block);
    block->stored_before = true;
  }
  file.flush();
  // The library keeps the places of all chunks in memory until it closes the file: 25 kB a block.
  if (file.wants_reopening() || blocks_since_opening >= kBlocksBetweenReopenings) {
    close_objects();
    file.reopen();
    open_objects();
    blocks_since_opening = 0;
  }
  const auto end = Clock::now();
  next_flush = end + std::max<Clock::duration>(kFlushInterval, (end - begin) * kFlushShare);
}

void TrajectoryWriter::State::open_objects() {
  variables = open_indicators(file.id());
  if (H5Lexists(file.id(), kPanelGroup, H5P_DEFAULT) > 0) panel.emplace(file.id());
  open_table(settings);
  open_table(answers);
}

void TrajectoryWriter::State::close_objects() {
  variables.clear();
  panel.reset();
  settings.reset();
  answers.reset();
}

void TrajectoryWriter::State::abandon() noexcept {
  failed = true;
  for (hdf5::Handle& variable : variables) variable.release();
  if (panel) panel->abandon();
  if (settings) settings->abandon();
  if (answers) answers->abandon();
  file.abandon();
}

TrajectoryWriter::TrajectoryWriter(const std::string& path, bool overwrite, const Scenario& scenario,
                                   const std::string& scenario_resolved, const Economy& economy, int periods,
                                   const FrameLayout& layout, const BuildInfo& build) {
  if (periods < 1 || scenario.replications < 1 || layout.industries != economy.industry_count() ||
      layout.regions != economy.region_count()) {
    throw std::logic_error("a trajectory needs periods, replications and the layout of its economy");
  }
  state_ = std::make_unique<State>(path, overwrite, layout, scenario.replications, periods);
  State& state = *state_;
  state.guarded([&] {
    const hid_t file = state.file.id();
    state.variables = create_trajectory(file, {scenario, scenario_resolved, economy, build, periods, state.chunk});
    if (scenario.panel.every > 0) {
      PanelWriter::create(file);
      state.panel.emplace(file);
    }
    state.file.flush();
  });
}

TrajectoryWriter::~TrajectoryWriter() {
  if (!state_->finished && !state_->failed) {
    try {
      flush();
    } catch (const std::exception&) {
      // Nobody is left to tell; the file stays as it was flushed last.
    }
  }
}

void TrajectoryWriter::write(int replication, int period_index, std::span<const double> frame) {
  State& state = *state_;
  std::unique_lock lock(state.mutex);
  state.require_usable();
  state.require_place(replication, period_index, frame);
  state.guarded([&] {
    Block& block = state.block_of(replication, period_index);
    const auto row = static_cast<std::size_t>(period_index % state.chunk);
    std::copy(frame.begin(), frame.end(), block.values.begin() + static_cast<std::ptrdiff_t>(row * state.layout.size));
    state.next_period[static_cast<std::size_t>(replication)] = period_index + 1;
    if ((period_index + 1) % state.chunk == 0 || period_index + 1 == state.periods) {
      std::unique_ptr<Block> full = std::move(state.blocks[replication]);
      state.blocks.erase(replication);
      lock.unlock();  // replications compress side by side
      state.encode(*full);
      lock.lock();
      state.require_usable();
      state.store(replication, *full);
      state.idle.push_back(std::move(full));
    }
    if (Clock::now() >= state.next_flush || state.blocks_since_opening >= kBlocksBetweenReopenings) state.flush();
  });
}

void TrajectoryWriter::append_panel(int replication, int period, const FirmPanel& panel) {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  state.require_usable();
  state.guarded([&] {
    if (!state.panel) {
      PanelWriter::create(state.file.id());
      state.panel.emplace(state.file.id());
    }
    state.panel->append(replication, period, panel);
  });
}

void TrajectoryWriter::append_settings(int replication, int period, std::span<const LeverSetting> settings) {
  state_->append_rows(state_->settings, replication, period, settings);
}

void TrajectoryWriter::append_answers(int replication, int period, std::span<const RuleAnswer> answers) {
  state_->append_rows(state_->answers, replication, period, answers);
}

void TrajectoryWriter::flush() {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  state.require_usable();
  state.guarded([&] { state.flush(); });
}

void TrajectoryWriter::finish() {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  state.require_usable();
  state.guarded([&] {
    state.flush();
    state.blocks.clear();
    hdf5::rewrite_integer(state.file.id(), "complete", 1);
    state.close_objects();
    state.file.finish();
    state.finished = true;
  });
}

const std::string& TrajectoryWriter::path() const { return state_->file.path(); }
const std::string& TrajectoryWriter::partial_path() const { return state_->file.partial_path(); }

}  // namespace kaldor

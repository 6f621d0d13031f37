#pragma once

#include <atomic>
#include <chrono>
#include <mutex>

namespace kaldor::cli {

/// How far a run has come, on standard error: a bar on a terminal, else a line every tenth of the way.
class Progress {
public:
  enum class Style { none, lines, bar };
  static Style fitting(bool quiet);

  /// `total` counts quarters of all replications.
  Progress(long total, Style style);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more quarter; may be called from any thread. Nobody waits for another's drawing.
  void advance();

private:
  using Clock = std::chrono::steady_clock;
  void draw_bar(long done);
  void print_line(long done);

  const long total_;
  const Style style_;
  const bool colour_;
  const Clock::time_point start_ = Clock::now();
  std::atomic<long> done_{0};
  std::mutex drawing_;
  Clock::time_point drawn_;
  long tenths_ = 0;
  bool shown_ = false;
};

}  // namespace kaldor::cli

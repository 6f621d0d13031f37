#include "progress.hpp"

#include <fmt/format.h>

#include <string>

#include "streams.hpp"

namespace kaldor::cli {
namespace {

constexpr int kBarWidth = 40;
constexpr std::chrono::milliseconds kRedrawAfter{100};
constexpr std::string_view kEraseLine = "\r\033[K";

double seconds(std::chrono::steady_clock::duration span) { return std::chrono::duration<double>(span).count(); }

}  // namespace

Progress::Style Progress::fitting(bool quiet) {
  if (quiet) return Style::none;
  return error_stream_is_terminal() ? Style::bar : Style::lines;
}

Progress::Progress(long total, Style style) : total_(total), style_(style), colour_(colour_wanted()), drawn_(start_) {}

Progress::~Progress() {
  if (shown_) complain(kEraseLine);
}

void Progress::advance() {
  const long done = ++done_;
  if (style_ == Style::none) return;
  std::unique_lock lock(drawing_, std::defer_lock);
  // The last quarter must be told even if another thread is just drawing.
  if (done == total_)
    lock.lock();
  else if (!lock.try_lock())
    return;
  if (style_ == Style::bar)
    draw_bar(done);
  else
    print_line(done);
}

void Progress::draw_bar(long done) {
  const auto now = Clock::now();
  if (now - drawn_ < kRedrawAfter) return;
  drawn_ = now;
  shown_ = true;
  const int filled = static_cast<int>(kBarWidth * done / total_);
  const std::string bar(static_cast<std::size_t>(filled), '=');
  const double left = seconds(now - start_) * static_cast<double>(total_ - done) / static_cast<double>(done);
  complain(fmt::format("{}[{}{}{}{:{}}] {:3} %  {:.0f} s left", kEraseLine, colour_ ? "\033[32m" : "", bar,
                       colour_ ? "\033[0m" : "", "", kBarWidth - filled, 100 * done / total_, left));
}

void Progress::print_line(long done) {
  const long tenths = 10 * done / total_;
  if (tenths <= tenths_) return;
  tenths_ = tenths;
  complain(fmt::format("{:3} %  {} of {} quarters  {:.1f} s\n", 100 * done / total_, done, total_,
                       seconds(Clock::now() - start_)));
}

}  // namespace kaldor::cli

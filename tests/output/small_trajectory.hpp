#pragma once

// A small economy, frames whose values say where they belong, and a folder that goes with the test.

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "kaldor/output/trajectory_reader.hpp"
#include "kaldor/output/trajectory_writer.hpp"

namespace kaldor::testing {

inline Economy small_economy(std::size_t industries = 3, std::size_t regions = 2) {
  Economy economy;
  economy.name = "small";
  for (std::size_t r = 0; r < regions; ++r) {
    Region region;
    region.id = fmt::format("region-{}", r);
    region.name = fmt::format("Region {}", r);
    economy.regions.push_back(region);
  }
  for (std::size_t s = 0; s < industries; ++s) {
    Industry industry;
    industry.id = fmt::format("industry-{}", s);
    industry.code = fmt::format("s{}", s);
    industry.name = fmt::format("Industry no. {}", s);
    economy.industries.push_back(industry);
  }
  return economy;
}

inline Scenario small_scenario(int replications = 2, int periods = 5) {
  Scenario scenario;
  scenario.name = "small-test";
  scenario.economy = "small";
  scenario.start = 2017;
  scenario.periods = periods;
  scenario.replications = replications;
  scenario.seed = 18446744073709551615U;
  scenario.source = "kaldor: 1\nname: \"small-test\"\n";
  return scenario;
}

/// A value that no other place of the trajectory has, with all bits of the mantissa in use.
inline double value_at(int replication, int period, std::size_t place) {
  return std::sin(1.0 + replication * 7.0 + period * 0.13 + static_cast<double>(place) * 3.1) * std::exp(0.1 * period);
}

inline std::vector<double> frame_at(const FrameLayout& layout, int replication, int period) {
  std::vector<double> frame(layout.size);
  for (std::size_t i = 0; i < frame.size(); ++i) frame[i] = value_at(replication, period, i);
  return frame;
}

/// Firms `first`, `first + 1`, ... of one quarter.
inline FirmPanel panel_of(std::int64_t first, std::size_t count) {
  FirmPanel panel;
  for (const FirmColumnDeclaration& declaration : firm_column_declarations()) {
    const auto k = static_cast<std::size_t>(declaration.column);
    for (std::size_t i = 0; i < count; ++i) {
      if (declaration.type == ColumnType::integer) {
        panel.integers[k].push_back(first + static_cast<std::int64_t>(i));
      } else {
        panel.reals[k].push_back(static_cast<float>(std::sin(static_cast<double>(first) + i + 0.37 * k)));
      }
    }
  }
  return panel;
}

class Folder {
public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / fmt::format("kaldor_{}_{}", name, ::getpid())) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

private:
  std::filesystem::path path_;
};

struct Setting {
  Economy economy = small_economy();
  Scenario scenario = small_scenario();
  FrameLayout layout{economy.industry_count(), economy.region_count()};
  BuildInfo build{"9.8.7", "abc123", "compiler 1", "0123456789abcdef"};

  Setting() = default;
  Setting(Economy e, Scenario s) : economy(std::move(e)), scenario(std::move(s)) {}
  TrajectoryWriter writer(const std::string& path, bool overwrite = false) const {
    return {path,   overwrite, scenario, "name: small-test\nseed: 1\n", economy, recorded_periods(scenario),
            layout, build};
  }
  /// Writes the whole trajectory, replication after replication.
  void write_all(const std::string& path) const {
    TrajectoryWriter file = writer(path);
    for (int r = 0; r < scenario.replications; ++r) write_replication(file, r);
    file.finish();
  }
  void write_replication(TrajectoryWriter& file, int r) const {
    for (int t = 0; t < recorded_periods(scenario); ++t) file.write(r, t, frame_at(layout, r, t));
  }
};

/// Runs `action` in a process of its own and gives its exit status; negative: the signal that ended it.
inline int in_child(const std::function<int()>& action) {
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    int status = 99;
    try {
      status = action();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "in child: %s\n", error.what());
    }
    std::exit(status);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

inline std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace kaldor::testing

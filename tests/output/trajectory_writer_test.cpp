#include <catch2/catch.hpp>
#include <csignal>
#include <thread>

#include "kaldor/core/errors.hpp"
#include "small_trajectory.hpp"

using namespace kaldor;
using namespace kaldor::testing;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

/// Compares every value of every indicator in the file with what `value_at` says.
void require_all_values(const std::string& path, const Setting& setting, int periods_written) {
  const int periods = recorded_periods(setting.scenario);
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    const auto k = static_cast<std::size_t>(declaration.indicator);
    const Variable variable = read_variable(path, std::string(declaration.name));
    std::size_t at = 0, wrong = 0;
    for (int r = 0; r < setting.scenario.replications; ++r) {
      for (int t = 0; t < periods; ++t) {
        for (std::size_t i = 0; i < setting.layout.extent[k]; ++i, ++at) {
          const double got = variable.values.at(at);
          const bool right =
              t < periods_written ? got == value_at(r, t, setting.layout.offset[k] + i) : std::isnan(got);
          wrong += right ? 0 : 1;
        }
      }
    }
    INFO(declaration.name);
    REQUIRE(at == variable.values.size());
    REQUIRE(wrong == 0);
  }
}

}  // namespace

TEST_CASE("a trajectory gives back every bit that was written") {
  const Folder folder("round_trip");
  const Setting setting;
  setting.write_all(folder.file("a.h5"));
  require_all_values(folder.file("a.h5"), setting, 5);
}

TEST_CASE("values survive when periods do not fill the last chunk and chunks are large enough to store noise") {
  const Folder folder("chunks");
  for (const int periods : {49, 50, 51, 101}) {
    const Setting setting(small_economy(12, 3), small_scenario(2, periods));
    const std::string path = folder.file(fmt::format("chunk{}.h5", periods));
    setting.write_all(path);
    require_all_values(path, setting, periods);
  }
}

TEST_CASE("values survive in a file that is opened anew many times because the run is long") {
  const Folder folder("long");
  const Setting setting(small_economy(), small_scenario(2, 1000));
  setting.write_all(folder.file("long.h5"));
  require_all_values(folder.file("long.h5"), setting, 1000);
}

TEST_CASE("constants, whole numbers, noise and changes between them survive in chunks that are compressed in part") {
  const Folder folder("planes");
  const int periods = 50;
  const Setting setting(small_economy(40, 5), small_scenario(1, periods));
  const std::string path = folder.file("planes.h5");
  const auto value = [](int period, std::size_t place) {
    const auto kind = (place / 700 + static_cast<std::size_t>(period) / 20) % 4;
    if (kind == 0) return 1.0 / 3;
    if (kind == 1) return static_cast<double>(place % 7);
    if (kind == 2) return std::nan("");
    return value_at(0, period, place);
  };
  TrajectoryWriter writer(path, false, setting.scenario, "kaldor: 1\n", setting.economy, periods, setting.layout);
  for (int period = 0; period < periods; ++period) {
    std::vector<double> frame(setting.layout.size);
    for (std::size_t i = 0; i < frame.size(); ++i) frame[i] = value(period, i);
    writer.write(0, period, frame);
  }
  writer.finish();
  CHECK(fs::file_size(path) < setting.layout.size * sizeof(double) * periods * 2 / 3);
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    const auto k = static_cast<std::size_t>(declaration.indicator);
    const Variable variable = read_variable(path, std::string(declaration.name));
    const std::size_t extent = setting.layout.extent[k];
    std::size_t wrong = 0;
    for (std::size_t at = 0; at < variable.values.size(); ++at) {
      const double expected = value(static_cast<int>(at / extent), setting.layout.offset[k] + at % extent);
      const double got = variable.values[at];
      wrong += got == expected || (std::isnan(got) && std::isnan(expected)) ? 0 : 1;
    }
    INFO(declaration.name);
    REQUIRE(wrong == 0);
  }
}

TEST_CASE("special values survive") {
  const Folder folder("special");
  Setting setting(small_economy(), small_scenario(1, 3));
  const std::vector<double> specials = {0.0, -0.0, INFINITY, -INFINITY, 5e-324, 1.7976931348623157e308};
  {
    TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
    for (int t = 0; t < 3; ++t) {
      std::vector<double> frame(setting.layout.size);
      for (std::size_t i = 0; i < frame.size(); ++i)
        frame[i] = specials[(i + static_cast<std::size_t>(t)) % specials.size()];
      writer.write(0, t, frame);
    }
    writer.finish();
  }
  const auto place = setting.layout.offset[static_cast<std::size_t>(Indicator::gdp)];
  const Variable gdp = read_variable(folder.file("a.h5"), "gdp");
  for (std::size_t t = 0; t < 3; ++t) {
    const double wanted = specials[(place + t) % specials.size()];
    CHECK(gdp.values[t] == wanted);
    CHECK(std::signbit(gdp.values[t]) == std::signbit(wanted));
  }
}

TEST_CASE("an existing result is refused without overwrite and stays as it is") {
  const Folder folder("refuse");
  const Setting setting;
  setting.write_all(folder.file("a.h5"));
  const std::string before = content_of(folder.file("a.h5"));
  CHECK_THROWS_AS(setting.writer(folder.file("a.h5")), InputError);
  CHECK_THROWS_WITH(setting.writer(folder.file("a.h5")), Contains(folder.file("a.h5")) && Contains("existing"));
  CHECK(content_of(folder.file("a.h5")) == before);
  CHECK_FALSE(fs::exists(folder.file("a.h5.partial")));
}

TEST_CASE("with overwrite the old result stays until the new one is finished") {
  const Folder folder("overwrite");
  const Setting setting;
  setting.write_all(folder.file("a.h5"));
  const std::string before = content_of(folder.file("a.h5"));
  Setting other;
  other.scenario.name = "other";
  {
    TrajectoryWriter writer = other.writer(folder.file("a.h5"), true);
    for (int r = 0; r < 2; ++r) other.write_replication(writer, r);
    CHECK(content_of(folder.file("a.h5")) == before);
    writer.finish();
  }
  CHECK(info(folder.file("a.h5")).scenario_name == "other");
  CHECK_FALSE(fs::exists(folder.file("a.h5.partial")));
}

TEST_CASE("without finish the file keeps the name .partial, says so, and holds what was written") {
  const Folder folder("partial");
  const Setting setting;
  {
    TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
    CHECK(writer.partial_path() == folder.file("a.h5.partial"));
    for (int r = 0; r < 2; ++r) {
      for (int t = 0; t < 3; ++t) writer.write(r, t, frame_at(setting.layout, r, t));
    }
    CHECK_FALSE(fs::exists(folder.file("a.h5")));
  }
  CHECK_FALSE(fs::exists(folder.file("a.h5")));
  CHECK_FALSE(info(folder.file("a.h5.partial")).complete);
  require_all_values(folder.file("a.h5.partial"), setting, 3);
}

TEST_CASE("a killed run keeps what was flushed") {
  const Folder folder("killed");
  const Setting setting(small_economy(), small_scenario(2, 100));
  const int status = in_child([&] {
    TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
    for (int t = 0; t < 70; ++t) {
      for (int r = 0; r < 2; ++r) writer.write(r, t, frame_at(setting.layout, r, t));
      if (t % 10 == 9) writer.flush();
    }
    return ::raise(SIGKILL);
  });
  REQUIRE(status == -SIGKILL);
  CHECK_FALSE(fs::exists(folder.file("a.h5")));
  require_all_values(folder.file("a.h5.partial"), setting, 70);
}

TEST_CASE("another process reads the partial file while it is written") {
  const Folder folder("reading");
  const Setting setting;
  TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
  writer.write(0, 0, frame_at(setting.layout, 0, 0));
  writer.flush();
  // Its own program image would do as well; a child that closes nothing of its parent's is enough.
  const std::string command = "ncdump -v gdp '" + writer.partial_path() + "' > '" + folder.file("dump") + "' 2>&1";
  if (std::system("command -v ncdump > /dev/null") != 0) {
    WARN("ncdump is not installed: not tested");
    return;
  }
  CHECK(std::system(command.c_str()) == 0);
  CHECK_THAT(content_of(folder.file("dump")), Contains(":complete = 0") && Contains("gdp ="));
}

TEST_CASE("a partial file that another run is writing is left alone, an abandoned one is replaced") {
  const Folder folder("locked");
  const Setting setting;
  {
    TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
    CHECK_THROWS_AS(setting.writer(folder.file("a.h5"), true), InputError);
  }
  REQUIRE(fs::exists(folder.file("a.h5.partial")));
  setting.write_all(folder.file("a.h5"));
  require_all_values(folder.file("a.h5"), setting, 5);
}

TEST_CASE("replications written by several threads at once arrive whole") {
  const Folder folder("threads");
  const Setting setting(small_economy(6, 2), small_scenario(8, 140));
  {
    TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
    std::vector<std::thread> threads;
    for (int first = 0; first < 4; ++first) {
      threads.emplace_back([&, first] {
        for (int r = first; r < 8; r += 4) setting.write_replication(writer, r);
      });
    }
    for (int i = 0; i < 5; ++i) writer.flush();
    for (std::thread& thread : threads) thread.join();
    writer.finish();
  }
  require_all_values(folder.file("a.h5"), setting, 140);
}

TEST_CASE("misuse of the writer is a logic error") {
  const Folder folder("misuse");
  const Setting setting;
  TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
  const auto frame = frame_at(setting.layout, 0, 0);
  CHECK_THROWS_AS(writer.write(2, 0, frame), std::logic_error);
  CHECK_THROWS_AS(writer.write(-1, 0, frame), std::logic_error);
  CHECK_THROWS_AS(writer.write(0, 5, frame), std::logic_error);
  CHECK_THROWS_AS(writer.write(0, 0, std::vector<double>(frame.size() - 1)), std::logic_error);
  writer.write(0, 1, frame);
  CHECK_THROWS_AS(writer.write(0, 1, frame), std::logic_error);
  writer.finish();
  CHECK_THROWS_AS(writer.write(1, 0, frame), std::logic_error);
}

TEST_CASE("every record_every-th quarter is recorded from the first on") {
  Scenario scenario = small_scenario(1, 10);
  scenario.record_every = 4;
  CHECK(recorded_periods(scenario) == 3);
  const Folder folder("every");
  const Setting setting(small_economy(), scenario);
  setting.write_all(folder.file("a.h5"));
  CHECK(read_variable(folder.file("a.h5"), "period").values == std::vector<double>{0, 4, 8});
  CHECK(read_variable(folder.file("a.h5"), "time").values == std::vector<double>{2017, 2018, 2019});
}

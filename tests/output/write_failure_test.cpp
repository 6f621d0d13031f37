#include <fcntl.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "kaldor/core/errors.hpp"
#include "small_trajectory.hpp"

using namespace kaldor;
using namespace kaldor::testing;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE("a path that cannot be written is an OutputError that names it and leaves nothing behind") {
  const Folder folder("unwritable");
  const Setting setting;
  SECTION("missing folder") {
    CHECK_THROWS_AS(setting.writer(folder.file("missing/a.h5")), OutputError);
    CHECK_THROWS_WITH(setting.writer(folder.file("missing/a.h5")), Contains("there is no folder"));
    CHECK_FALSE(fs::exists(folder.file("missing")));
  }
  SECTION("the path is a folder") {
    fs::create_directory(folder.file("a.h5"));
    CHECK_THROWS_AS(setting.writer(folder.file("a.h5"), true), OutputError);
    CHECK_THROWS_WITH(setting.writer(folder.file("a.h5"), true), Contains("it is a folder"));
  }
  SECTION("a part of the path is a file") {
    std::ofstream(folder.file("file")) << "text";
    CHECK_THROWS_AS(setting.writer(folder.file("file/a.h5")), OutputError);
  }
  SECTION("the path is empty") { CHECK_THROWS_AS(setting.writer(""), OutputError); }
  SECTION("the name is too long") { CHECK_THROWS_AS(setting.writer(folder.file(std::string(300, 'x'))), OutputError); }
  SECTION("a folder without permission") {
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    if (::access(folder.path().c_str(), W_OK) != 0) {
      CHECK_THROWS_AS(setting.writer(folder.file("a.h5")), OutputError);
    } else {
      WARN("this user may write anywhere: not tested");
    }
    fs::permissions(folder.path(), fs::perms::owner_all);
  }
}

TEST_CASE("only the folder of results is created") {
  const Folder folder("results_folder");
  const Setting setting;
  const int status = in_child([&] {
    fs::current_path(folder.path());
    setting.write_all("results/a-1.h5");
    return fs::exists("results/a-1.h5") ? 0 : 1;
  });
  CHECK(status == 0);
}

namespace {

enum Outcome { kNamed = 0, kNoError = 1, kOtherText = 2, kFinalExists = 3, kSecondWriteWorked = 4 };

/// Writes with at most `limit` bytes a file, as if the disk were full after them.
int write_until_full(const Setting& setting, const std::string& path, rlim_t limit, int periods_before_flush) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit bound{limit, limit};
  ::setrlimit(RLIMIT_FSIZE, &bound);
  try {
    TrajectoryWriter writer = setting.writer(path);
    const auto write_all = [&] {
      for (int r = 0; r < setting.scenario.replications; ++r) {
        for (int t = 0; t < setting.scenario.periods; ++t) {
          writer.write(r, t, frame_at(setting.layout, r, t));
          if (t % periods_before_flush == 0) writer.flush();
        }
      }
      writer.finish();
    };
    try {
      write_all();
    } catch (const OutputError&) {
      try {
        writer.finish();
        return kSecondWriteWorked;
      } catch (const OutputError&) {
      }
      throw;
    }
    return kNoError;
  } catch (const OutputError& error) {
    if (fs::exists(path)) return kFinalExists;
    const std::string text = error.what();
    return text.find("File too large") != std::string::npos && text.find(path) != std::string::npos ? kNamed
                                                                                                    : kOtherText;
  }
}

}  // namespace

TEST_CASE("a full disk is an OutputError with the system's reason, quietly, and nothing takes the final name") {
  const Folder folder("full");
  const Setting setting(small_economy(10, 3), small_scenario(4, 100));
  for (const rlim_t limit : {rlim_t{4} << 10U, rlim_t{100} << 10U, rlim_t{600} << 10U, rlim_t{900} << 10U}) {
    for (const int flush_every : {3, 1000}) {
      const std::string path = folder.file("a.h5");
      const std::string errors = folder.file("errors");
      const int status = in_child([&] {
        const int descriptor = ::open(errors.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
        ::dup2(descriptor, STDERR_FILENO);
        return write_until_full(setting, path, limit, flush_every);
      });
      INFO("limit " << limit << ", flush every " << flush_every);
      CHECK(status == kNamed);
      CHECK(content_of(errors) == "");
      CHECK_FALSE(fs::exists(path));
      if (limit >= (rlim_t{600} << 10U)) CHECK_FALSE(info(path + ".partial").complete);
    }
  }
}

#include "kaldor/output/result_path.hpp"

#include <catch2/catch.hpp>

#include "small_trajectory.hpp"

using namespace kaldor;
using namespace kaldor::testing;
namespace fs = std::filesystem;

namespace {

/// Goes back to the old folder at the end.
class WorkIn {
public:
  explicit WorkIn(const std::string& folder) : before_(fs::current_path()) { fs::current_path(folder); }
  ~WorkIn() { fs::current_path(before_); }

private:
  fs::path before_;
};

}  // namespace

TEST_CASE("the next free result has the lowest number that neither a result nor a partial file has") {
  const Folder folder("free");
  const WorkIn inside(folder.path());
  CHECK(next_free_path("china-2017") == "results/china-2017-1.h5");
  CHECK_FALSE(fs::exists("results"));
  fs::create_directory("results");
  std::ofstream{"results/china-2017-1.h5"};
  std::ofstream{"results/china-2017-2.h5.partial"};
  CHECK(next_free_path("china-2017") == "results/china-2017-3.h5");
}

TEST_CASE("a scenario's name never leads out of the folder of results") {
  CHECK(next_free_path("../../etc/x y") == "results/-.-..-etc-x-y-1.h5");
  CHECK(next_free_path("") == "results/run-1.h5");
  CHECK(next_free_path("区域") == "results/区域-1.h5");
  CHECK(next_free_path(std::string(500, 'x')).size() < 120);
}
